import * as fc from 'fast-check';
import { KubernetesObject } from './network-kit';

/** Few of everything, so that what is drawn meets. */
const NAMESPACES = ['alpha', 'beta', 'gamma'];
const KEYS = ['app', 'tier', 'constructor'];
const VALUES = ['x', 'y', ''];
const PORT_NAMES = ['web', 'dns'];
const PORTS = [1, 53, 80, 81, 90, 65535];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
/** With the blocks that may be taken out of each. */
const BLOCKS: ReadonlyArray<readonly [cidr: string, excepts: readonly string[]]> = [
  ['0.0.0.0/0', ['10.0.0.0/8', '169.254.169.254/32', '0.0.0.0/1', '128.0.0.0/1', '255.255.255.255/32']],
  ['10.0.0.0/8', ['10.0.0.0/9', '10.128.0.0/9', '10.1.2.3/32']],
  ['10.1.2.0/24', ['10.1.2.128/25']],
  ['10.9.8.7/8', ['10.200.0.0/16']],
  ['169.254.169.254/32', []],
  ['::/0', ['fd00::/8', '::/1', '2001:db8::/32']],
  ['2001:db8::/32', ['2001:db8:1::/48', '2001:DB8:0:0::/64']],
];

const anyOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** `undefined`, which no object has in JSON, stands for a field that is absent. */
const perhaps = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
/** One in ten. */
function seldom(usual: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: other });
}

/** Up to three, or no list at all. */
const some = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => perhaps(fc.array(arbitrary, { maxLength: 3 }));

const labels = fc.dictionary(anyOf(KEYS), anyOf(VALUES), { maxKeys: 3 });
const protocol = perhaps(anyOf(PROTOCOLS));

function selector(withFaults: boolean, keys: readonly string[] = KEYS, values: readonly string[] = VALUES): fc.Arbitrary<unknown> {
  const expression = fc.oneof(
    fc.record({ key: anyOf(keys), operator: anyOf(['In', 'NotIn']), values: fc.array(anyOf(values), { minLength: 1, maxLength: 2 }) }),
    fc.record({ key: anyOf(keys), operator: anyOf(['Exists', 'DoesNotExist']) }),
  );
  const matchLabels = fc.dictionary(anyOf(keys), anyOf(values), { maxKeys: 1 });
  const good = fc.oneof(
    fc.constant({}),
    fc.record({ matchLabels }),
    fc.record({ matchLabels: perhaps(matchLabels), matchExpressions: fc.array(expression, { maxLength: 2 }) }),
  );
  return withFaults ? seldom(good, fc.constant({ matchExpressions: [{ key: 'app', operator: 'in', values: ['x'] }] })) : good;
}

function port(withFaults: boolean): fc.Arbitrary<unknown> {
  const good = fc.oneof(
    fc.record({ protocol, port: anyOf(PORTS) }),
    fc.record({ protocol, port: fc.oneof(anyOf(PORTS), anyOf(PORT_NAMES)) }),
    fc.record({ protocol }),
    fc.tuple(protocol, anyOf(PORTS), anyOf(PORTS)).map(([of, a, b]) => ({ protocol: of, port: Math.min(a, b), endPort: Math.max(a, b) })),
    fc.constant(null),
  );
  return withFaults
    ? seldom(good, anyOf([{ port: 70000 }, { protocol: 'tcp', port: 80 }, { port: 90, endPort: 80 }, { port: 'web', endPort: 90 }, { protocol: 'UDP', port: 0 }]))
    : good;
}

function peer(withFaults: boolean): fc.Arbitrary<unknown> {
  const namespaces = fc.oneof(
    selector(withFaults, ['team', 'kubernetes.io/metadata.name'], ['red', 'alpha', 'gamma']),
    anyOf(NAMESPACES).map(name => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  );
  const block = anyOf(BLOCKS).chain(([cidr, excepts]) => fc.record({
    cidr: fc.constant(cidr),
    except: perhaps(fc.subarray([...excepts])),
  }));
  const good = fc.oneof(
    fc.record({ podSelector: selector(withFaults) }),
    fc.record({ podSelector: fc.option(selector(withFaults)), namespaceSelector: namespaces }),
    fc.record({ namespaceSelector: namespaces }),
    fc.record({ ipBlock: block }),
  );
  return withFaults
    ? seldom(good, anyOf([
      {}, null, { ipBlock: { cidr: '10.0.0.0' } }, { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] } },
      { ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} },
    ]))
    : good;
}

function policy(withFaults: boolean): fc.Arbitrary<KubernetesObject> {
  const rules = (peers: string): fc.Arbitrary<unknown> => perhaps(fc.array(fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(null, {}, { [peers]: [] }, { ports: [] }) },
    { weight: 12, arbitrary: fc.record({ [peers]: some(peer(withFaults)), ports: some(port(withFaults)) }) },
  ), { maxLength: 3 }));
  const types = anyOf<unknown>([undefined, null, [], ['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Egress', 'Ingress']]);
  return fc.record({
    namespace: anyOf([...NAMESPACES, 'undeclared']),
    spec: fc.record({
      podSelector: fc.option(selector(withFaults)),
      policyTypes: withFaults ? seldom(types, fc.constant(['ingress'])) : types,
      ingress: rules('from'),
      egress: rules('to'),
    }),
  }).map(({ namespace, spec }) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace }, spec }));
}

const containerPort = fc.record({ name: perhaps(anyOf(PORT_NAMES)), protocol, containerPort: anyOf(PORTS) });

const podSpec = fc.record({
  containers: fc.array(fc.record({ ports: perhaps(fc.array(containerPort, { maxLength: 2 })) }), { minLength: 1, maxLength: 2 }),
  hostNetwork: seldom(fc.constant(undefined), fc.boolean()),
});

const workload = fc.tuple(fc.integer({ min: 1, max: 6 }), anyOf(NAMESPACES), labels, podSpec, anyOf(['Pod', 'Deployment', 'OwnedPod']))
  .map(([number, namespace, podLabels, spec, kind]) => {
    const name = `w${number}`;
    if (kind === 'Deployment') return { apiVersion: 'apps/v1', kind, metadata: { name, namespace }, spec: { template: { metadata: { labels: podLabels }, spec } } };
    const owners = kind === 'OwnedPod' ? { ownerReferences: [{ kind: 'ReplicaSet', name: 'owner', controller: true }] } : {};
    return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: podLabels, ...owners }, spec };
  });

const namespaces = fc.subarray(NAMESPACES).chain(names => fc.tuple(...names.map(name => fc.record({ team: perhaps(anyOf(['red', 'blue'])) }).map(of => ({
  apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: of },
})))));

/** Namespaces, pods and policies, in the shape of JSON. */
export function randomCluster({ withFaults }: { readonly withFaults: boolean }): fc.Arbitrary<KubernetesObject[]> {
  return fc.tuple(namespaces, fc.array(workload, { minLength: 2, maxLength: 7 }), fc.array(policy(withFaults), { maxLength: withFaults ? 4 : 8 }))
    .map(objects => JSON.parse(JSON.stringify(objects.flat())) as KubernetesObject[]);
}
