import { ApiObject, ApiObjectProps, App, Chart, Testing } from 'cdk8s';
import {
  Aspects, DefaultDenyNetworkPolicy, HardenedDeployment, HardenedDeploymentProps, HardenedNamespace, HardenedNamespaceProps, HardeningAspect,
  HardeningAspectProps, KubernetesVersion, PodSecurityLevel, Waiver, Waivers,
} from '../../src';
import { toldFindings } from './told-findings';

const REASON = { reason: 'loads a kernel module' };
const { BASELINE, PRIVILEGED } = PodSecurityLevel;
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const LABEL = "metadata.labels['pod-security.kubernetes.io/enforce']";
const AT = '    at   test/aspects/pod-security-level.test.ts:LINE';
const AGENT: HardenedDeploymentProps = { waivers: [Waiver.privileged(REASON)] };

/** A chart with a hardened namespace and default deny, and what a test adds. */
class Shop extends Chart {
  public readonly ns: HardenedNamespace;

  constructor(readonly app: App, props: HardenedNamespaceProps = {}, id = 'shop') {
    super(app, id, { namespace: id, disableResourceNameHashes: true });
    this.ns = new HardenedNamespace(this, 'Namespace', props);
    new DefaultDenyNetworkPolicy(this, 'DefaultDeny');
  }

  public deploy(id: string, { waivers = [], ...props }: HardenedDeploymentProps = {}): HardenedDeployment {
    const containers = [{
      image: 'registry.example/app:1.0.0',
      ...waivers.some(({ control }) => control === 'privileged') && { securityContext: { privileged: true, allowPrivilegeEscalation: true } },
    }];
    return new HardenedDeployment(this, id, { containers, waivers, ...props });
  }
}

function judged(props: HardeningAspectProps = { kubernetesVersion: KubernetesVersion.V1_31 }): App {
  const app = Testing.app();
  Aspects.of(app).add(new HardeningAspect(props));
  return app;
}

let stderr: jest.SpyInstance;

beforeEach(() => {
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => stderr.mockRestore());

/** The whole report, whether it stopped the synth or was printed. */
function reportOf(app: App): string {
  try {
    app.synthYaml();
  } catch (error) {
    return withoutLines((error as Error).message);
  }
  return withoutLines(stderr.mock.calls.map(([text]) => text).join(''));
}

/** A line of this file is another one with every change to it. */
function withoutLines(report: string): string {
  return report.replace(/(pod-security-level\.test\.ts):\d+$/gm, '$1:LINE');
}

function stops(app: App): boolean {
  return reportOf(app).includes('Nothing was written.');
}

const WHY = '    why  A label that is stricter than the workloads keeps their pods out of the cluster; one that is laxer lets in what nobody here needs.';
const AGENT_AT = 'shop/Agent/Resource (Deployment shop/shop-agent)';
const WAIVE = "or waive it: Waivers.of(namespace).add(Waiver.rule('pod-security-level', { reason: '…' }))";
const TAGS = 'pod-security-level · high · NSA';

describe('a hardened namespace with a workload that is privileged by a waiver', () => {
  test('fails, and names the construct and the checks', () => {
    const app = judged();
    const shop = new Shop(app);
    shop.deploy('Web');
    shop.deploy('Agent', AGENT);
    expect(reportOf(app)).toBe([
      'shop/Namespace/Resource  Namespace shop',
      `  ${LABEL} must not be "restricted": at v1.31 ${AGENT_AT} fails privileged, allowPrivilegeEscalation, so the cluster rejects its pods   ${TAGS}`,
      AT,
      WHY,
      `    fix  Mend ${AGENT_AT}, move it into a namespace of its own, or lower the label to "privileged" (a HardenedNamespace takes`
      + ` \`waivers: [Waiver.podSecurityLevel(PodSecurityLevel.PRIVILEGED, { reason: '…' })]\`), ${WAIVE}`,
      'waived      where       until   why',
      'privileged  shop/Agent  no end  loads a kernel module',
      '1 violation, 2 waived, 6 objects. Nothing was written.',
    ].join('\n'));
  });

  test('passes once the level is waived, and the others that lose its protection are named', () => {
    const app = judged();
    const shop = new Shop(app, { waivers: [Waiver.podSecurityLevel(PRIVILEGED, REASON)] });
    shop.deploy('Web');
    shop.deploy('Api');
    shop.deploy('Agent', AGENT);
    expect(reportOf(app)).toBe([
      'shop/Namespace/Resource  Namespace shop',
      `  ${LABEL} must not be "privileged" for the sake of ${AGENT_AT} alone: shop/Web/Resource (Deployment shop/shop-web)`
      + ` and shop/Api/Resource (Deployment shop/shop-api) could be held to more, and lose that protection   ${TAGS}`,
      AT,
      WHY,
      `    fix  Move ${AGENT_AT} into a namespace of its own, and raise the label of this one, ${WAIVE}`,
      'waived            where                               until   why',
      'podSecurityLevel  shop/Namespace, value "privileged"  no end  loads a kernel module',
      'privileged        shop/Agent                          no end  loads a kernel module',
      '0 violations, 1 warning, 3 waived, 8 objects.\n',
    ].join('\n'));
  });

  test('passes without a warning in a namespace of its own', () => {
    const app = judged();
    new Shop(app).deploy('Web');
    new Shop(app, { waivers: [Waiver.podSecurityLevel(PRIVILEGED, REASON)] }, 'agents').deploy('Agent', AGENT);
    expect(reportOf(app)).toBe([
      'waived            where                                 until   why',
      'podSecurityLevel  agents/Namespace, value "privileged"  no end  loads a kernel module',
      'privileged        agents/Agent                          no end  loads a kernel module',
      '0 violations, 3 waived, 8 objects.\n',
    ].join('\n'));
  });

  test('fails where the level is waived, but not far enough', () => {
    const app = judged();
    new Shop(app, { waivers: [Waiver.podSecurityLevel(BASELINE, REASON)] }).deploy('Agent', AGENT);
    expect(reportOf(app).split('\n')[1])
      .toBe(`  ${LABEL} must not be "baseline": at v1.31 ${AGENT_AT} fails privileged, so the cluster rejects its pods   ${TAGS}`);
  });

  test('warns where the level is waived, and nothing needs it', () => {
    const app = judged();
    new Shop(app, { waivers: [Waiver.podSecurityLevel(BASELINE, REASON)] }).deploy('Web');
    expect(reportOf(app).split('\n')[1])
      .toBe(`  ${LABEL} must be "restricted", is "baseline": all workloads here meet "restricted" at v1.31   ${TAGS}`);
    expect(stops(app)).toBe(false);
  });
});

const CONTAINER = {
  name: 'app',
  image: 'registry.example/app:1.0.0',
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
};
const HARDENED = {
  serviceAccountName: 'raw',
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [CONTAINER],
};

function object(chart: Chart, id: string, json: object): ApiObject {
  return new ApiObject(chart, id, json as ApiObjectProps);
}

function rawPod(chart: Chart, change: object): ApiObject {
  return object(chart, 'Raw', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'raw' }, spec: { ...HARDENED, ...change } });
}

test('a workload that fails by a rule about the pod is not told again at its namespace, until that is waived', () => {
  const app = judged();
  const pod = rawPod(new Shop(app), { hostPID: true });
  expect(toldFindings(reportOf(app))).toEqual(['shop/Raw no-host-pid spec.hostPID']);
  Waivers.of(pod).add(Waiver.hostPid(REASON));
  expect(toldFindings(reportOf(app))).toEqual([`shop/Namespace/Resource pod-security-level ${LABEL}`]);
});

describe('the version that is judged by', () => {
  /** A host in a probe, which fails from 1.34 on. */
  const probing = { containers: [{ ...CONTAINER, livenessProbe: { httpGet: { host: '10.0.0.1', port: 80 } } }] };

  function failsAt(minor: KubernetesVersion, label?: string): string | undefined {
    const app = judged({ kubernetesVersion: minor });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const labels = { [ENFORCE]: 'restricted', ...label !== undefined && { 'pod-security.kubernetes.io/enforce-version': label } };
    object(chart, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } });
    new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
    Waivers.of(rawPod(chart, probing)).add(Waiver.rule('host-probes-lifecycle', REASON));
    return /must not be "restricted": at (\S+) /.exec(reportOf(app))?.[1];
  }

  test.each<[string, KubernetesVersion, string | undefined, string | undefined]>([
    ['of the target where the label has none', KubernetesVersion.V1_35, undefined, 'v1.35'],
    ['of the target at latest', KubernetesVersion.V1_37, 'latest', 'v1.37'],
    ['of an older target at latest', KubernetesVersion.V1_31, 'latest', undefined],
    ['of the label', KubernetesVersion.V1_37, 'v1.24', undefined],
    ['of the target where it does not know that of the label', KubernetesVersion.V1_34, 'v1.99', 'v1.34'],
    ['the newest known for a target that is newer', KubernetesVersion.of('1.40'), 'v1.99', 'v1.37'],
  ])('is that %s', (_, minor, label, expected) => {
    expect(failsAt(minor, label)).toBe(expected);
  });

  test('is that of the target of each namespace, where an app has two', () => {
    const app = Testing.app();
    for (const [id, kubernetesVersion] of [['old', KubernetesVersion.V1_31], ['new', KubernetesVersion.V1_35]] as const) {
      const shop = new Shop(app, {}, id);
      Aspects.of(shop).add(new HardeningAspect({ kubernetesVersion }));
      Waivers.of(rawPod(shop, probing)).add(Waiver.rule('host-probes-lifecycle', REASON));
    }
    expect(toldFindings(reportOf(app))).toEqual([`new/Namespace/Resource pod-security-level ${LABEL}`]);
  });
});

describe('a mesh that injects sidecars', () => {
  function meshed(props: HardeningAspectProps = {}): App {
    const app = judged({ kubernetesVersion: KubernetesVersion.V1_31, ...props });
    new Shop(app, { metadata: { labels: { 'istio-injection': 'enabled' } } }).deploy('Web');
    return app;
  }

  test('warns that the label keeps the init container out, and how to do without it', () => {
    const app = meshed();
    expect(reportOf(app)).toBe([
      'shop/Namespace/Resource  Namespace shop',
      `  ${LABEL} must not be "restricted": sidecar injection is on and no CNI plugin of the mesh is declared,`
      + ` so injected pods get an init container with NET_ADMIN as well, which only "privileged" admits   ${TAGS}`,
      AT,
      WHY,
      '    fix  Install the CNI plugin of the mesh and declare it: `new HardeningAspect({ meshCniPlugin: true })`, or `check --mesh-cni-plugin`.'
      + ` Without it, lower the label to "privileged", ${WAIVE}`,
      '0 violations, 1 warning, 0 waived, 4 objects.\n',
    ].join('\n'));
  });

  test('is fine where the aspect declares its CNI plugin', () => {
    expect(reportOf(meshed({ meshCniPlugin: true }))).toBe('');
  });
});

describe('an object that is there twice', () => {
  const settings = (chart: Chart, id: string) => object(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' } });
  const again = (construct: string) => `${construct} unique-object metadata.name`;

  test('in one chart or in two is told where it comes again, with where it was before', () => {
    const app = judged();
    const [early, late] = ['early', 'late'].map(id => new Chart(app, id));
    settings(early, 'Settings');
    settings(early, 'More');
    settings(late, 'Settings');
    const report = reportOf(app);
    expect(toldFindings(report)).toEqual([again('early/More'), again('late/Settings')]);
    expect(report.split('\n').filter(line => line.includes('must be free'))).toEqual(Array(2).fill(
      '  metadata.name must be free: ConfigMap shop/settings is there already, at early/Settings   unique-object · high · K8s checklist',
    ));
  });

  test('is told though the charts name two namespaces, where the kind is in none', () => {
    const app = judged();
    for (const id of ['early', 'late']) {
      const chart = new Chart(app, id, { namespace: id });
      object(chart, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { [ENFORCE]: 'restricted' } } });
    }
    expect(toldFindings(reportOf(app))).toEqual([again('late/Namespace')]);
  });

  test.each(['early', 'late'])('is told at the chart that is judged, be it the %s one', id => {
    const app = Testing.app();
    const charts = ['early', 'late'].map(name => new Chart(app, name));
    charts.forEach(chart => settings(chart, 'Settings'));
    Aspects.of(charts.find(({ node }) => node.id === id)!).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
    expect(toldFindings(reportOf(app))).toEqual([again(`${id}/Settings`)]);
  });

  test('is told for two that are rendered by a chart alone', () => {
    class Twice extends Chart {
      public toJson() {
        const [first] = super.toJson();
        return [{ ...first, data: { a: '1' } }, { ...first, data: { a: '2' } }];
      }
    }
    const app = judged();
    settings(new Twice(app, 'shop'), 'Settings');
    expect(toldFindings(reportOf(app))).toEqual([again('shop')]);
  });

  test('is none where a chart rewrites its objects', () => {
    class Labelled extends Chart {
      public toJson() {
        return super.toJson().map(json => ({ ...json, data: { from: 'the chart' } }));
      }
    }
    const app = judged();
    settings(new Labelled(app, 'shop'), 'Settings');
    expect(reportOf(app)).toBe('');
  });
});
