import * as fc from 'fast-check';
import { ConnectionDifference, differencesOf } from '../../../src/network/tables/connection-differences';
import { ConnectionTable } from '../../../src/network/tables/connection-table';
import { apps, egressFrom, ingressTo, KubernetesObject, networkOf, pod, policy } from '../network-kit';
import { randomCluster } from '../random-cluster';

const tableOf = (objects: readonly KubernetesObject[]): ConnectionTable => ConnectionTable.of(networkOf(...objects));
type Objects = readonly KubernetesObject[];
const differences = (before: Objects, after: Objects): ConnectionDifference[] => differencesOf(tableOf(before), tableOf(after));
const recorded = (...lines: readonly string[]): ConnectionTable => ConnectionTable.parse(lines.join('\n'));

/** `changed shop/web[Pod] => shop/cache[Pod] : TCP 80 -> TCP 80,443 (+TCP 443) (-…)` */
function told(found: readonly ConnectionDifference[]): string[] {
  return found.map(({ change, from, to, before, after, opened, closed, notes }) => {
    const [was, is] = [before, after].map(({ allowed, unknown }) => `${allowed.text}${unknown.isEmpty ? '' : ` or ${unknown.text}`}`);
    const effects = [...opened.isEmpty ? [] : [`+${opened.text}`], ...closed.isEmpty ? [] : [`-${closed.text}`], ...notes];
    return `${change} ${from} => ${to} : ${was} -> ${is}${effects.map(effect => ` (${effect})`).join('')}`;
  });
}

const CLOSED = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'closed');
const web = { podSelector: { matchLabels: { app: 'web' } } };
const cache = { podSelector: { matchLabels: { app: 'cache' } } };
const block = (cidr: string): KubernetesObject => ({ ipBlock: { cidr } });

/** Web calls the cache by a port. */
const calls = (port: number): KubernetesObject[] => [
  ...apps('web', 'cache'), CLOSED, egressFrom('web', { to: [cache], ports: [{ port }] }), ingressTo('cache', { from: [web], ports: [{ port }] }),
];

test('nothing differs where the same reach the same, however it is written', () => {
  const after = [...apps('cache', 'web'), CLOSED, egressFrom('web', { to: [cache] }), ingressTo('cache', { ports: [{ port: 6379 }], from: [web, web] })];
  expect(told(differences(calls(6379), after))).toEqual([]);
});

test('a connection is added, removed or changed', () => {
  const none = [...apps('web', 'cache'), CLOSED];
  expect(told(differences(none, calls(6379)))).toEqual(['added shop/web[Pod] => shop/cache[Pod] : No Connections -> TCP 6379 (+TCP 6379)']);
  expect(told(differences(calls(6379), none))).toEqual(['removed shop/web[Pod] => shop/cache[Pod] : TCP 6379 -> No Connections (-TCP 6379)']);
  expect(told(differences(calls(6379), calls(6380)))).toEqual(['changed shop/web[Pod] => shop/cache[Pod] : TCP 6379 -> TCP 6380 (+TCP 6380) (-TCP 6379)']);
});

test('what opens something is told first, then what closes something, each in order', () => {
  expect(told(differencesOf(
    recorded('a/a[Pod] => a/z[Pod] : TCP 1', 'a/b[Pod] => a/z[Pod] : TCP 1', 'a/c[Pod] => a/z[Pod] : TCP 1-2', 'a/d[Pod] => a/z[Pod] : TCP 1'),
    recorded('a/a[Pod] => a/z[Pod] : TCP 1 (unknown)', 'a/c[Pod] => a/z[Pod] : TCP 1', 'a/d[Pod] => a/z[Pod] : TCP 1-2', 'a/d[Pod] => a/a[Pod] : TCP 1', 'a/b[Pod] => a/a[Pod] : TCP 1'),
  ))).toEqual([
    'added a/b[Pod] => a/a[Pod] : No Connections -> TCP 1 (+TCP 1)',
    'added a/d[Pod] => a/a[Pod] : No Connections -> TCP 1 (+TCP 1)',
    'changed a/d[Pod] => a/z[Pod] : TCP 1 -> TCP 1-2 (+TCP 2)',
    'removed a/b[Pod] => a/z[Pod] : TCP 1 -> No Connections (-TCP 1)',
    'changed a/c[Pod] => a/z[Pod] : TCP 1-2 -> TCP 1 (-TCP 2)',
    'changed a/a[Pod] => a/z[Pod] : TCP 1 -> No Connections or TCP 1',
  ]);
});

describe('what is unknown', () => {
  const pair = 'a/a[Pod] => a/b[Pod]';
  test.each<[string, string[], string[], string]>([
    ['may be allowed where it was not: it was opened', [], [`${pair} : TCP 1 (unknown)`], 'added a/a[Pod] => a/b[Pod] : No Connections -> No Connections or TCP 1 (+TCP 1)'],
    ['is allowed after all: it was opened', [`${pair} : TCP 1 (unknown)`], [`${pair} : TCP 1`], 'changed a/a[Pod] => a/b[Pod] : No Connections or TCP 1 -> TCP 1 (+TCP 1)'],
    ['was allowed: nothing was opened or closed', [`${pair} : TCP 1`], [`${pair} : TCP 1 (unknown)`], 'changed a/a[Pod] => a/b[Pod] : TCP 1 -> No Connections or TCP 1'],
    ['is surely denied: it was closed', [`${pair} : TCP 1`, `${pair} : TCP 2 (unknown)`], [`${pair} : TCP 1`], 'changed a/a[Pod] => a/b[Pod] : TCP 1 or TCP 2 -> TCP 1 (-TCP 2)'],
  ])('%s', (_, before, after, expected) => {
    expect(told(differencesOf(recorded(...before), recorded(...after))).map(line => line.replace(/ \(a\/.\[Pod\] is not in the record\)/g, ''))).toEqual([expected]);
  });
});

describe('addresses', () => {
  const from = (...cidrs: readonly string[]): KubernetesObject[] => [...apps('web'), CLOSED, ingressTo('web', { from: cidrs.map(block), ports: [{ port: 80 }] })];

  test('of both sides are cut by each other, and told in the fewest ranges', () => {
    expect(told(differences(from('10.0.0.0/8'), from('10.0.0.0/9', '11.0.0.0/8', '12.0.0.0/8')))).toEqual([
      'added 11.0.0.0-12.255.255.255[External] => shop/web[Pod] : No Connections -> TCP 80 (+TCP 80)',
      'removed 10.128.0.0-10.255.255.255[External] => shop/web[Pod] : TCP 80 -> No Connections (-TCP 80)',
    ]);
  });

  test('are told by one name where all of both families change alike', () => {
    expect(told(differences(from(), [...apps('web'), CLOSED]))).toEqual([
      'removed [any address] => shop/web[Pod] : TCP 80 -> No Connections (-TCP 80)',
      'removed [any pod] => shop/web[Pod] : TCP 80 -> No Connections (-TCP 80)',
    ]);
  });

  test('of IPv6 are no difference where a policy for others starts to speak of them', () => {
    const before = [...apps('web', 'cache'), ingressTo('cache', { from: [block('10.0.0.0/8')] })];
    const after = [...apps('web', 'cache'), ingressTo('cache', { from: [block('10.0.0.0/8'), block('2001:db8::/32')] })];
    expect(told(differences(before, after))).toEqual([
      'added 2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff[External] => shop/cache[Pod] : No Connections -> All Connections (+All Connections)',
    ]);
  });
});

describe('who is on one side only', () => {
  test('is said to be new or gone', () => {
    expect(told(differences([...apps('web'), ...[CLOSED]], calls(6379)))).toEqual([
      'added shop/web[Pod] => shop/cache[Pod] : No Connections -> TCP 6379 (+TCP 6379) (shop/cache[Pod] is new)',
    ]);
    expect(told(differences(calls(6379), [...apps('cache'), CLOSED]))).toEqual([
      'removed shop/web[Pod] => shop/cache[Pod] : TCP 6379 -> No Connections (-TCP 6379) (shop/web[Pod] is gone)',
    ]);
  });

  test('is not, of a record, in which nobody stands whom nobody reaches', () => {
    expect(told(differencesOf(recorded(), tableOf(calls(6379))))).toEqual([
      'added shop/web[Pod] => shop/cache[Pod] : No Connections -> TCP 6379 (+TCP 6379) (shop/web[Pod] is not in the record) (shop/cache[Pod] is not in the record)',
    ]);
  });
});

describe('pods that were not read', () => {
  test('are not cut off by a rule that is for all pods instead', () => {
    const line = (peer: string, port: number): string => `shop/web[Pod] => ${peer} : TCP ${port}`;
    expect(told(differencesOf(recorded(line('ops/[app=a]', 80)), recorded(line('[any pod]', 80))))).toEqual([
      'added shop/web[Pod] => [any pod] : No Connections -> TCP 80 (+TCP 80)',
    ]);
    expect(told(differencesOf(recorded(line('ops/[app=a]', 80)), recorded(line('ops/[any pod]', 80))))).toEqual([
      'added shop/web[Pod] => ops/[any pod] : No Connections -> TCP 80 (+TCP 80)',
    ]);
    expect(told(differencesOf(recorded(line('ops/[app=a]', 80)), recorded(line('[any namespace]/[app=a]', 80))))).toEqual([
      'added shop/web[Pod] => [any namespace]/[app=a] : No Connections -> TCP 80 (+TCP 80)',
    ]);
    expect(told(differencesOf(recorded(line('ops/[app=a]', 80)), recorded(line('[any namespace]/[app=b]', 80))))).toEqual([
      'added shop/web[Pod] => [any namespace]/[app=b] : No Connections -> TCP 80 (+TCP 80)',
      'removed shop/web[Pod] => ops/[app=a] : TCP 80 -> No Connections (-TCP 80)',
    ]);
  });
});

test('of any two networks, the connections between workloads differ that the networks answer differently', () => {
  fc.assert(fc.property(randomCluster({ withFaults: true }), randomCluster({ withFaults: true }), (before, after) => {
    const [was, is] = [networkOf(...before), networkOf(...after)];
    const found = new Map(differencesOf(ConnectionTable.of(was), ConnectionTable.of(is)).map(difference => [`${difference.from} => ${difference.to}`, difference]));
    for (const from of was.workloads) {
      for (const to of was.workloads) {
        const [fromAfter, toAfter] = [from, to].map(({ text }) => is.workloads.find(workload => workload.text === text));
        if (from === to || fromAfter === undefined || toAfter === undefined) continue;
        const [one, other] = [was.between(from, to), is.between(fromAfter, toAfter)];
        const difference = found.get(`${from.text} => ${to.text}`);
        expect(difference === undefined).toBe(one.allowed === other.allowed && one.unknown === other.unknown);
        if (difference !== undefined) expect([difference.before, difference.after]).toEqual([one, other]);
      }
    }
  }), { numRuns: 100 });
});

test('the way back opens what the way there closed', () => {
  fc.assert(fc.property(randomCluster({ withFaults: false }), randomCluster({ withFaults: false }), (one, other) => {
    const pods = [pod('shop/always')];
    const [there, back] = [differences([...one, ...pods], [...other, ...pods]), differences([...other, ...pods], [...one, ...pods])];
    const pairOf = ({ from, to, before, after }: ConnectionDifference, isBack: boolean): string => {
      const texts = [before, after].map(({ allowed, unknown }) => `${allowed.text}/${unknown.text}`);
      return `${from} => ${to} : ${(isBack ? texts.reverse() : texts).join(' -> ')}`;
    };
    expect(there.map(difference => pairOf(difference, false)).sort()).toEqual(back.map(difference => pairOf(difference, true)).sort());
  }), { numRuns: 50 });
});
