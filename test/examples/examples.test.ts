import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { Yaml } from 'cdk8s';
import { NetworkDrawingFormat, Reachability } from '../../src';
import { cdk8sSynth, requireCompiledLibrary, SynthRun } from './cdk8s-cli';
import { Deployment, Manifest, NetworkPolicy } from './manifests';
import { egressOf, ingressOf } from './network-edges';

const README = readFileSync(resolve(__dirname, '..', '..', 'README.md'), 'utf8');
const REPORT = readFileSync(resolve(__dirname, '..', '..', 'examples', 'adopt', 'report.txt'), 'utf8');

let folder: string;
let boutique: SynthRun;
let adopt: SynthRun;
let reportOnly: SynthRun;
let opened: SynthRun;
/** What the boutique is made of. */
let objects: Manifest[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
  requireCompiledLibrary();
  [boutique, adopt, reportOnly, opened] = await Promise.all([
    cdk8sSynth('online-boutique', join(folder, 'online-boutique')),
    cdk8sSynth('adopt', join(folder, 'adopt')),
    cdk8sSynth('adopt', join(folder, 'report-only'), 'npx ts-node report-only.ts'),
    cdk8sSynth('online-boutique', join(folder, 'opened'), 'npx ts-node opened.ts'),
  ]);
  objects = boutique.exitCode === 0 ? Yaml.load(join(folder, 'online-boutique', 'online-boutique.k8s.yaml')) : [];
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the online boutique', () => {
  const IDS: Record<string, { runAsUser: number; runAsGroup: number }> = {
    'adservice': { runAsUser: 65532, runAsGroup: 65532 },
    'cartservice': { runAsUser: 1000, runAsGroup: 1000 },
    'checkoutservice': { runAsUser: 65532, runAsGroup: 65532 },
    'currencyservice': { runAsUser: 65532, runAsGroup: 65532 },
    'emailservice': { runAsUser: 65532, runAsGroup: 65532 },
    'frontend': { runAsUser: 65532, runAsGroup: 65532 },
    'loadgenerator': { runAsUser: 65532, runAsGroup: 65532 },
    'paymentservice': { runAsUser: 65532, runAsGroup: 65532 },
    'productcatalogservice': { runAsUser: 65532, runAsGroup: 65532 },
    'recommendationservice': { runAsUser: 65532, runAsGroup: 65532 },
    'redis-cart': { runAsUser: 999, runAsGroup: 1000 },
    'shippingservice': { runAsUser: 65532, runAsGroup: 65532 },
  };
  const WORKLOADS = Object.keys(IDS);

  test('passes with no finding', () => {
    expect({ exitCode: boutique.exitCode, stderr: boutique.stderr, files: Object.keys(boutique.files) })
      .toEqual({ exitCode: 0, stderr: '', files: ['online-boutique.k8s.yaml'] });
  });

  test('is made of these objects', () => {
    expect([...new Set(objects.map(({ kind }) => kind))].sort()).toEqual(['Deployment', 'Namespace', 'NetworkPolicy', 'Service', 'ServiceAccount']);
    expect(namesOf('Namespace')).toEqual(['online-boutique']);
    expect(namesOf('Deployment')).toEqual(WORKLOADS);
    expect(namesOf('Service')).toEqual([
      'adservice', 'cartservice', 'checkoutservice', 'currencyservice', 'emailservice', 'frontend', 'frontend-external', 'paymentservice',
      'productcatalogservice', 'recommendationservice', 'redis-cart', 'shippingservice',
    ]);
    // Two for each of the 16 calls, one for the way in, one default deny; what they open is tested below.
    expect(ofKind('NetworkPolicy')).toHaveLength(34);
  });

  test('is all in the namespace that enforces the standard', () => {
    const elsewhere = objects.filter(({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== 'online-boutique');
    expect(elsewhere).toEqual([]);
    expect(ofKind('Namespace')[0].metadata.labels).toEqual({
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'v1.31',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.31',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'v1.31',
    });
  });

  test.each(WORKLOADS)('%s meets the Pod Security Standard restricted', name => {
    const pod = podOf(name);
    const containers = [...pod.containers, ...pod.initContainers ?? []];
    expect(pod.securityContext).toEqual({ runAsNonRoot: true, ...IDS[name], seccompProfile: { type: 'RuntimeDefault' } });
    expect(containers.map(({ securityContext }) => securityContext)).toEqual(containers.map(() => ({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    })));
    expect([pod.hostNetwork, pod.hostPID, pod.hostIPC]).toEqual([undefined, undefined, undefined]);
    expect(containers.flatMap(({ ports }) => ports ?? []).filter(({ hostPort }) => hostPort !== undefined)).toEqual([]);
    expect((pod.volumes ?? []).filter(volume => Object.keys(volume).sort().join() !== 'emptyDir,name')).toEqual([]);
  });

  test('gives every workload a ServiceAccount of its own, and none of them a token', () => {
    const pods = WORKLOADS.map(podOf);
    const accounts = pods.map(({ serviceAccountName }) => serviceAccountName).sort();
    expect(accounts).toEqual([...new Set(accounts)]);
    expect(accounts).toEqual(namesOf('ServiceAccount'));
    expect([...pods, ...ofKind('ServiceAccount')].filter(({ automountServiceAccountToken }) => automountServiceAccountToken !== false)).toEqual([]);
  });

  test('asks every server for its health by gRPC, as its images have it', () => {
    const asked = WORKLOADS.flatMap(name => podOf(name).containers.flatMap(({ readinessProbe }) =>
      readinessProbe?.grpc === undefined ? [] : [`${name} ${readinessProbe.grpc.port}`]));
    expect(asked).toEqual([
      'adservice 9555', 'cartservice 7070', 'checkoutservice 5050', 'currencyservice 7000', 'emailservice 8080', 'paymentservice 50051',
      'productcatalogservice 3550', 'recommendationservice 8080', 'shippingservice 50051',
    ]);
  });

  const CALLS = [
    'cartservice -> redis-cart : 6379/TCP',
    'checkoutservice -> cartservice : 7070/TCP',
    'checkoutservice -> currencyservice : 7000/TCP',
    'checkoutservice -> emailservice : 8080/TCP',
    'checkoutservice -> paymentservice : 50051/TCP',
    'checkoutservice -> productcatalogservice : 3550/TCP',
    'checkoutservice -> shippingservice : 50051/TCP',
    'frontend -> adservice : 9555/TCP',
    'frontend -> cartservice : 7070/TCP',
    'frontend -> checkoutservice : 5050/TCP',
    'frontend -> currencyservice : 7000/TCP',
    'frontend -> productcatalogservice : 3550/TCP',
    'frontend -> recommendationservice : 8080/TCP',
    'frontend -> shippingservice : 50051/TCP',
    'loadgenerator -> frontend : 8080/TCP',
    'recommendationservice -> productcatalogservice : 3550/TCP',
  ];

  test('lets in the call graph and people, and nobody else', () => {
    expect(ingressOf(ofKind('NetworkPolicy'), ofKind('Deployment'))).toEqual(['0.0.0.0/0 -> frontend : 8080/TCP', ...CALLS]);
  });

  test('lets out the call graph and DNS, and nothing else', () => {
    const dns = WORKLOADS.flatMap(name => ['169.254.20.10/32', 'kube-system/kube-dns'].flatMap(resolver =>
      ['53/TCP', '53/UDP'].map(port => `${name} -> ${resolver} : ${port}`)));
    expect(egressOf(ofKind('NetworkPolicy'), ofKind('Deployment'))).toEqual([...dns, ...CALLS].sort());
  });

  test('closes every pod in both directions', () => {
    const closing = ofKind<NetworkPolicy>('NetworkPolicy').filter(({ spec }) => Object.keys(spec.podSelector).length === 0);
    expect(closing.map(({ spec }) => [spec.policyTypes, spec.ingress])).toEqual([[['Ingress', 'Egress'], undefined]]);
  });

  test('is drawn in the README as it is: run `npx projen report` where it is not', () => {
    const [, shown] = /```mermaid\n([\s\S]*?)```/.exec(README) ?? [];
    expect(Reachability.ofManifests([join(folder, 'online-boutique')]).draw(NetworkDrawingFormat.MERMAID)).toBe(shown);
  });

  test('is stopped by its network lock where the frontend may ask the cart store by another port, with a message that names both', () => {
    expect(opened.stderr.split('\n').filter(line => !line.startsWith('    '))).toEqual([
      'online-boutique/redis-cart/Resource  Deployment online-boutique/redis-cart',
      expect.stringMatching(new RegExp('^  must not be reached by online-boutique/frontend\\[Deployment\\] on TCP 6380: NetworkPolicy online-boutique/\\S+ spec\\.egress\\[0\\] '
        + 'and NetworkPolicy online-boutique/\\S+ spec\\.ingress\\[0\\] open it; the network lock network\\.lock does not have it   network-lock · high$')),
      '1 violation, 0 waived, 73 objects. Nothing was written.',
      '',
    ]);
    expect({ exitCode: opened.exitCode, files: opened.files }).toEqual({ exitCode: 1, files: {} });
  });

  function ofKind<Kind extends Manifest>(kind: string): Kind[] {
    return objects.filter(object => object.kind === kind) as Kind[];
  }

  function namesOf(kind: string): string[] {
    return ofKind(kind).map(({ metadata }) => metadata.name).sort();
  }

  function podOf(name: string): Deployment['spec']['template']['spec'] {
    return ofKind<Deployment>('Deployment').find(({ metadata }) => metadata.name === name)!.spec.template.spec;
  }
});

describe('an app that only adds the Aspect', () => {
  test('is stopped with the report of examples/adopt/report.txt (`npx projen report` makes it anew), and the line that asked for the output', () => {
    expect(adopt.stderr).toBe(`${REPORT}    at <example>/main.ts:9:5\n`);
    expect(adopt.exitCode).toBe(1);
  });

  test('writes nothing', () => {
    expect(adopt.files).toEqual({});
  });

  test('is let through with the same report when it is report-only', () => {
    const on = 'REPORT ONLY is on: nothing here stops the synth.';
    expect(reportOnly.stderr).toBe(`${on}\n${REPORT.replace('Nothing was written.', on)}`);
    expect({ exitCode: reportOnly.exitCode, files: Object.keys(reportOnly.files) }).toEqual({ exitCode: 0, files: ['guestbook.k8s.yaml'] });
  });
});
