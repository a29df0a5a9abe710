import { ApiObject, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { RuntimeClass } from '../../src/constructs/runtime-class';
import { SeccompProfile } from '../../src/constructs/seccomp-profile';
import { Waiver } from '../../src/waivers/waiver';
import { DIGEST, HARDENED_CONTEXT, IMAGE, newChart, newDeployment, patch, REASON, specOf, templateOf, USUAL_RESOURCES, written } from './rendered';

function hardenedContainer(name: string): object {
  return {
    image: IMAGE,
    imagePullPolicy: 'Always',
    name,
    resources: USUAL_RESOURCES,
    securityContext: HARDENED_CONTEXT,
    volumeMounts: [{ mountPath: '/tmp', name: `writable-${name}-tmp` }],
  };
}

describe('the secure default', () => {
  test('is the whole checklist, for a container that says nothing but its image', () => {
    const deployment = new HardenedDeployment(newChart(), 'Web', { containers: [{ image: IMAGE }] });
    expect(specOf(deployment)).toEqual({
      automountServiceAccountToken: false,
      containers: [hardenedContainer('main')],
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: false,
      restartPolicy: 'Always',
      securityContext: { runAsGroup: 65532, runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      serviceAccountName: 'shop-web-serviceaccount-c80971c2',
      setHostnameAsFQDN: false,
      terminationGracePeriodSeconds: 30,
      volumes: [{ emptyDir: { sizeLimit: '64Mi' }, name: 'writable-main-tmp' }],
    });
  });

  test('is the same for init containers, sidecars, late and attached containers', () => {
    const deployment = newDeployment({ initContainers: [{ name: 'migrate', image: IMAGE }] });
    deployment.addInitContainer({ name: 'proxy', image: IMAGE, restartPolicy: kplus.ContainerRestartPolicy.ALWAYS });
    deployment.addContainer({ name: 'late', image: IMAGE });
    deployment.attachContainer(new kplus.Container({ name: 'ready', image: IMAGE, resources: {} }));
    const { containers, initContainers } = specOf(deployment);
    expect(containers).toEqual([hardenedContainer('app'), hardenedContainer('late'), hardenedContainer('ready')]);
    expect(initContainers).toEqual([hardenedContainer('migrate'), { ...hardenedContainer('proxy'), restartPolicy: 'Always' }]);
  });

  test('is the same for a container that a JSON patch adds', () => {
    const deployment = patch(newDeployment(), '/containers/1', { name: 'patched', image: IMAGE });
    expect(specOf(deployment).containers[1]).toEqual(hardenedContainer('patched'));
  });

  test('covers the security context of ephemeral containers, which take no resources', () => {
    const deployment = patch(newDeployment(), '/ephemeralContainers', [{ name: 'debug', image: IMAGE }]);
    expect(specOf(deployment).ephemeralContainers).toEqual([{ image: IMAGE, imagePullPolicy: 'Always', name: 'debug', securityContext: HARDENED_CONTEXT }]);
  });

  test('comes back where a patch removes or empties a field', () => {
    const untouched = specOf(newDeployment());
    for (const [path, value] of [
      ['/containers/0/securityContext', {}],
      ['/containers/0/securityContext/privileged', null],
      ['/containers/0/securityContext/capabilities', {}],
      ['/containers/0/resources', {}],
      ['/containers/0/resources/limits/memory', null],
      ['/securityContext', {}],
      ['/securityContext/seccompProfile', {}],
      ['/serviceAccountName', null],
      ['/automountServiceAccountToken', null],
    ] as const) {
      expect({ path, spec: specOf(patch(newDeployment(), path, value)) }).toEqual({ path, spec: untouched });
    }
  });

  test('is rendered the same every time', () => {
    const deployment = newDeployment({ writablePaths: ['/var/cache/web'], user: 999 });
    const first = JSON.stringify(ApiObject.of(deployment).toJson());
    expect(JSON.stringify(ApiObject.of(deployment).toJson())).toBe(first);
    expect(JSON.stringify(ApiObject.of(newDeployment({ writablePaths: ['/var/cache/web'], user: 999 })).toJson())).toBe(first);
  });

  test('gives its ServiceAccount its own name, where it was given one', () => {
    const chart = newChart();
    new HardenedDeployment(chart, 'Web', { metadata: { name: 'frontend' }, containers: [{ image: IMAGE }] });
    expect(Testing.synth(chart).map(({ kind, metadata }: any) => `${kind} ${metadata.name}`)).toEqual(['ServiceAccount frontend', 'Deployment frontend']);
  });

  test('comes with a ServiceAccount of its own, written before it', () => {
    const chart = newChart();
    const deployment = new HardenedDeployment(chart, 'Web', { containers: [{ image: IMAGE }] });
    expect(Testing.synth(chart).map(({ kind, metadata }: any) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount shop-web-serviceaccount-c80971c2',
      `Deployment ${deployment.name}`,
    ]);
    expect(written(chart, 'ServiceAccount').automountServiceAccountToken).toBe(false);
  });
});

describe('what the author says', () => {
  test('the ids are the image\'s own, and the group does not follow the user', () => {
    expect(specOf(newDeployment({ user: 999 })).securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 65532 });
    expect(specOf(newDeployment({ user: 999, group: 998 })).securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 998 });
    const securityContext = { user: 1000, group: 1001 };
    expect(specOf(newDeployment({ securityContext })).securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1001 });
  });

  test('supplemental groups, SELinux, runtime class, service links and a custom seccomp profile are emitted', () => {
    const { securityContext, runtimeClassName, enableServiceLinks } = specOf(newDeployment({
      supplementalGroups: [2000],
      seLinux: { level: 's0:c1,c2', type: 'container_t' },
      runtimeClass: RuntimeClass.kata(),
      enableServiceLinks: true,
      seccomp: SeccompProfile.localhost('profiles/web.json'),
    }));
    expect(securityContext).toEqual({
      runAsGroup: 65532,
      runAsNonRoot: true,
      runAsUser: 65532,
      seLinuxOptions: { level: 's0:c1,c2', type: 'container_t' },
      seccompProfile: { localhostProfile: 'profiles/web.json', type: 'Localhost' },
      supplementalGroups: [2000],
    });
    expect({ runtimeClassName, enableServiceLinks }).toEqual({ runtimeClassName: 'kata', enableServiceLinks: true });
  });

  test('a user namespace is hostUsers: false', () => {
    expect(specOf(newDeployment({ userNamespace: true })).hostUsers).toBe(false);
  });

  test('a container keeps its own ids, seccomp profile and NET_BIND_SERVICE', () => {
    const deployment = newDeployment({
      containers: [{
        name: 'app',
        image: IMAGE,
        securityContext: {
          user: 1000,
          group: 1001,
          readOnlyRootFilesystem: true,
          capabilities: { add: [kplus.Capability.NET_BIND_SERVICE] },
          seccompProfile: { type: kplus.SeccompProfileType.LOCALHOST, localhostProfile: 'web.json' },
        },
      }],
    });
    expect(specOf(deployment).containers[0].securityContext).toEqual({
      ...HARDENED_CONTEXT,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
      runAsGroup: 1001,
      runAsUser: 1000,
      seccompProfile: { localhostProfile: 'web.json', type: 'Localhost' },
    });
  });

  test('the pull policy follows the image, unless it is given', () => {
    const deployment = newDeployment({
      containers: [
        { name: 'tag', image: IMAGE },
        { name: 'digest', image: DIGEST },
        { name: 'given', image: DIGEST, imagePullPolicy: kplus.ImagePullPolicy.NEVER },
      ],
    });
    expect(specOf(deployment).containers.map((container: any) => container.imagePullPolicy)).toEqual(['Always', 'IfNotPresent', 'Never']);
  });

  test('a digest that is patched away changes the pull policy with it', () => {
    const deployment = patch(newDeployment({ containers: [{ name: 'app', image: DIGEST }] }), '/containers/0/image', IMAGE);
    expect(specOf(deployment).containers[0].imagePullPolicy).toBe('Always');
  });

  test('a ServiceAccount of the author is used, and no other is made', () => {
    const chart = newChart();
    const serviceAccount = new kplus.ServiceAccount(chart, 'Account', { metadata: { name: 'web' } });
    const deployment = new HardenedDeployment(chart, 'Web', { containers: [{ image: IMAGE }], serviceAccount });
    expect(specOf(deployment).serviceAccountName).toBe('web');
    expect(deployment.node.tryFindChild('ServiceAccount')).toBeUndefined();
  });
});

describe('what cdk8s-plus offers', () => {
  test('works on: services, scheduling, probes, host aliases and autoscaling', () => {
    const chart = newChart();
    const web = new HardenedDeployment(chart, 'Web', {
      containers: [{ name: 'app', image: IMAGE, portNumber: 8080, liveness: kplus.Probe.fromHttpGet('/live') }],
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
      spread: true,
    });
    const service = web.exposeViaService();
    new kplus.HorizontalPodAutoscaler(chart, 'Scaler', { target: web, maxReplicas: 5 });
    expect(service.port).toBe(8080);
    const deployment = written(chart, 'Deployment');
    expect(deployment.spec.replicas).toBeUndefined();
    expect(deployment.spec.template.spec.hostAliases).toEqual([{ ip: '10.0.0.1', hostnames: ['db'] }]);
    expect(deployment.spec.template.spec.containers[0].livenessProbe.httpGet).toEqual({ path: '/live', port: 8080, scheme: 'HTTP' });
    expect(deployment.spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.map((term: any) => term.topologyKey))
      .toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
  });

  test('an ingress reaches the pods', () => {
    const chart = newChart();
    const web = new HardenedDeployment(chart, 'Web', { containers: [{ name: 'app', image: IMAGE, portNumber: 8080 }] });
    web.exposeViaIngress('/shop');
    expect(written(chart, 'Ingress').spec.rules[0].http.paths[0].path).toBe('/shop');
  });

  test('as the subject of a role binding it names its namespace', () => {
    const chart = newChart();
    const web = new HardenedDeployment(chart, 'Web', { containers: [{ image: IMAGE }] });
    const role = new kplus.Role(chart, 'Role');
    role.allowRead(kplus.ApiResource.CONFIG_MAPS);
    role.bind(web);
    expect(written(chart, 'RoleBinding').subjects).toEqual([
      { apiGroup: '', kind: 'ServiceAccount', name: 'shop-web-serviceaccount-c80971c2', namespace: 'shop' },
    ]);
  });

  test('volumes, labels and annotations of the pod are kept', () => {
    const template = templateOf(newDeployment({ podMetadata: { labels: { tier: 'web' }, annotations: { 'example.com/a': 'b' } } }));
    expect(template.metadata).toEqual({ annotations: { 'example.com/a': 'b' }, labels: { 'cdk8s.io/metadata.addr': 'shop-Web-c8c78d13', 'tier': 'web' } });
  });
});

test('a waiver for the API token mounts a projected one in every container, and nothing else changes', () => {
  const props = { initContainers: [{ name: 'init', image: IMAGE }] };
  const usual = specOf(newDeployment(props));
  const spec = specOf(newDeployment({ ...props, waivers: [Waiver.apiToken(REASON)] }));
  const mount = { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'kube-api-access', readOnly: true };
  const withMount = (container: any) => ({ ...container, volumeMounts: [...container.volumeMounts, mount] });
  expect(spec).toEqual({
    ...usual,
    containers: usual.containers.map(withMount),
    initContainers: usual.initContainers.map(withMount),
    volumes: [...usual.volumes, {
      name: 'kube-api-access',
      projected: {
        sources: [
          { serviceAccountToken: { expirationSeconds: 3600, path: 'token' } },
          { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
          { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
        ],
      },
    }],
  });
});
