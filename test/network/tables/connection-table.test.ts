import * as fc from 'fast-check';
import { ConnectionTable } from '../../../src/network/tables/connection-table';
import { apps, egressFrom, ingressTo, KubernetesObject, networkOf, pod, policy } from '../network-kit';

const linesOf = (...objects: readonly KubernetesObject[]): string[] => [...ConnectionTable.of(networkOf(...objects)).lines()];
const recorded = (...lines: readonly string[]): string[] => [...ConnectionTable.parse(lines.join('\n')).lines()];

const block = (cidr: string, ...except: readonly string[]): KubernetesObject => ({ ipBlock: { cidr, ...except.length > 0 && { except } } });
const NO_EGRESS = policy({ podSelector: {}, policyTypes: ['Egress'] }, 'no-egress');
const CLOSED = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'closed');

describe('a table of a network', () => {
  test('has pods that rules are for and that were not read', () => {
    expect(linesOf(...apps('web'), CLOSED, egressFrom('web', {
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
      ports: [{ protocol: 'UDP', port: 53 }],
    }))).toEqual(['shop/web[Pod] => kube-system/[k8s-app=kube-dns] : UDP 53']);
  });

  test('calls all addresses of both families by one name', () => {
    expect(linesOf(...apps('web'))).toEqual([
      '[any address] => shop/web[Pod] : All Connections',
      '[any pod] => shop/web[Pod] : All Connections',
      'shop/web[Pod] => [any address] : All Connections',
      'shop/web[Pod] => [any pod] : All Connections',
    ]);
  });

  test('and no more than IPv4 where a rule allows no more', () => {
    expect(linesOf(...apps('web'), NO_EGRESS, ingressTo('web', { from: [block('0.0.0.0/0')], ports: [{ port: 443 }] }))).toEqual([
      '0.0.0.0-255.255.255.255[External] => shop/web[Pod] : TCP 443',
    ]);
    expect(linesOf(...apps('web'), NO_EGRESS, ingressTo('web', { from: [block('0.0.0.0/0'), block('::/0')], ports: [{ port: 443 }] }))).toEqual([
      '[any address] => shop/web[Pod] : TCP 443',
    ]);
  });

  test('shows no trace of how policies cut addresses, be it in this workload or in another', () => {
    const whole = ingressTo('web', { from: [block('10.0.0.0/8')] });
    const parts = ingressTo('web', { from: [block('10.0.0.0/9')] }, { from: [block('10.128.0.0/10'), block('10.192.0.0/10')] });
    const elsewhere = ingressTo('other', { from: [block('10.1.2.0/24'), block('2001:db8::/32')] });
    const expected = ['10.0.0.0-10.255.255.255[External] => shop/web[Pod] : All Connections'];
    expect(linesOf(...apps('web'), NO_EGRESS, whole)).toEqual(expected);
    expect(linesOf(...apps('web'), NO_EGRESS, parts)).toEqual(expected);
    expect(linesOf(...apps('web'), NO_EGRESS, whole, elsewhere)).toEqual(expected);
    expect(linesOf(...apps('web'), elsewhere)).toEqual(linesOf(...apps('web')));
  });

  test('has a range for each answer', () => {
    expect(linesOf(...apps('web'), NO_EGRESS, ingressTo('web',
      { from: [block('10.0.0.0/8', '10.1.0.0/16')], ports: [{ port: 80 }] }, { from: [block('10.0.0.0/8')], ports: [{ port: 443 }] }))).toEqual([
      '10.0.0.0-10.0.255.255[External] => shop/web[Pod] : TCP 80,443',
      '10.1.0.0-10.1.255.255[External] => shop/web[Pod] : TCP 443',
      '10.2.0.0-10.255.255.255[External] => shop/web[Pod] : TCP 80,443',
    ]);
  });

  test('tells what is unknown apart, with ranges of its own', () => {
    expect(linesOf(...apps('web'), NO_EGRESS,
      ingressTo('web', { from: [block('10.0.0.0/8')], ports: [{ port: 80 }] }),
      policy({ podSelector: {}, ingress: [{ from: [block('10.1.0.0/16')], ports: [{ port: 443 }] }], policyTypes: ['ingress', 'Ingress'] }, 'refused'))).toEqual([
      '10.0.0.0-10.255.255.255[External] => shop/web[Pod] : TCP 80',
      '10.1.0.0-10.1.255.255[External] => shop/web[Pod] : TCP 443 (unknown)',
    ]);
  });

  test('knows every workload, those as well that reach nobody', () => {
    expect(ConnectionTable.of(networkOf(...apps('web', 'cache'), CLOSED)).workloads).toEqual(new Set(['shop/web[Pod]', 'shop/cache[Pod]']));
  });
});

describe('a recorded table', () => {
  test('may have comments, empty lines, and the line ends of Windows', () => {
    expect(recorded('# network lock', '', '  # who: may', 'shop/web[Pod] => shop/cache[Pod] : TCP 6379\r', '')).toEqual(['shop/web[Pod] => shop/cache[Pod] : TCP 6379']);
    expect(recorded('')).toEqual([]);
  });

  test('is sorted, and has the fewest ranges, whoever wrote it', () => {
    expect(recorded(
      'shop/web[Pod] => shop/cache[Pod] : TCP 443,80',
      '10.128.0.0-10.255.255.255[External] => shop/web[Pod] : All Connections',
      '10.0.0.0-10.127.255.255[External] => shop/web[Pod] : All Connections',
    )).toEqual([
      '10.0.0.0-10.255.255.255[External] => shop/web[Pod] : All Connections',
      'shop/web[Pod] => shop/cache[Pod] : TCP 80,443',
    ]);
  });

  test('knows the workloads of its lines', () => {
    const table = ConnectionTable.parse('shop/web[Pod] => [any pod] : TCP 1\n[any address] => shop/cache[Pod] : TCP 1\nshop/web[Pod] => kube-system/[k8s-app=kube-dns] : UDP 53');
    expect([table.isRecorded, table.workloads]).toEqual([true, new Set(['shop/web[Pod]', 'shop/cache[Pod]'])]);
  });

  test.each([
    ['shop/web[Pod] -> shop/cache[Pod] : TCP 80', 'is no connection such as shop/web[Deployment] => shop/cache[Deployment] : TCP 6379'],
    ['<<<<<<< HEAD', 'is no connection such as shop/web[Deployment] => shop/cache[Deployment] : TCP 6379'],
    ['shop/web[Pod] => shop/cache[Pod] : TCP 0', 'has no ports such as TCP 80,8000-9000,UDP 53 or All Connections, but \'TCP 0\''],
    ['shop/web[Pod] => shop/cache[Pod] : No Connections', 'has no ports such as TCP 80,8000-9000,UDP 53 or All Connections, but \'No Connections\''],
    ['shop/web => shop/cache[Pod] : TCP 80', 'has \'shop/web\' where shop/web[Deployment] or 10.0.0.0-10.255.255.255[External] has to stand'],
    ['10.0.0.0-10.0.0.256[External] => shop/cache[Pod] : TCP 80', 'has \'10.0.0.0-10.0.0.256[External]\' where shop/web[Deployment] or 10.0.0.0-10.255.255.255[External] has to stand'],
    ['10.0.0.0-::1[External] => shop/cache[Pod] : TCP 80', 'has \'10.0.0.0-::1[External]\' where shop/web[Deployment] or 10.0.0.0-10.255.255.255[External] has to stand'],
    ['10.0.0.9-10.0.0.1[External] => shop/cache[Pod] : TCP 80', 'has a range that ends before it starts'],
    ['10.0.0.1-10.0.0.1[External] => web : TCP 80', 'has \'web\' where shop/web[Deployment] has to stand'],
    ['10.0.0.1-10.0.0.1[External] => [any address] : TCP 80', 'is between addresses alone, which no policy decides'],
    ['shop/a[Pod] => shop/b[Pod] : TCP 81', 'stands twice'],
    ['10.0.0.1-10.0.0.9[External] => shop/a[Pod] : TCP 80', 'has addresses that stand in an earlier line as well'],
  ])('is refused with %s', (line, fault) => {
    const text = ['# network lock', 'shop/a[Pod] => shop/b[Pod] : TCP 80', '10.0.0.5-10.0.0.20[External] => shop/a[Pod] : TCP 80', line].join('\n');
    expect(() => ConnectionTable.parse(text)).toThrow(new Error(`line 4 ${fault}: ${line}`));
  });

  test('may say of the same pair what is certain and what is unknown', () => {
    const lines = ['shop/a[Pod] => shop/b[Pod] : TCP 80', 'shop/a[Pod] => shop/b[Pod] : TCP 81 (unknown)'];
    expect(recorded(...lines)).toEqual(lines);
  });
});

const ports = fc.constantFrom({ port: 80 }, { port: 443 }, { port: 8000, endPort: 9000 }, { protocol: 'UDP' });
const peer = fc.oneof(
  fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '9.0.0.0/8', '::/0', '2001:db8::/32', '10.5.0.0/16').map(cidr => block(cidr)),
  fc.constantFrom('web', 'cache', 'absent').map(app => ({ podSelector: { matchLabels: { app } } })),
  fc.constant({ namespaceSelector: {} }),
  fc.constant({ namespaceSelector: { matchLabels: { team: 'a' } } }),
  // Refused, so that it may not be in force.
  fc.constant(block('10.0.0.1.2/8')),
);
const rule = (peers: string) => fc.record({
  [peers]: fc.array(peer, { minLength: 1, maxLength: 3 }),
  ports: fc.array(ports, { maxLength: 2 }),
}, { requiredKeys: [] });
const policies = fc.array(fc.record({
  podSelector: fc.constantFrom({}, { matchLabels: { app: 'web' } }, { matchLabels: { app: 'cache' } }),
  policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
  ingress: fc.array(rule('from'), { maxLength: 2 }),
  egress: fc.array(rule('to'), { maxLength: 2 }),
}), { maxLength: 4 });

test('what is recorded of a network is read as it was', () => {
  fc.assert(fc.property(policies, specs => {
    const lines = linesOf(...apps('web', 'cache', 'api'), pod('ops/probe', { app: 'web' }), ...specs.map((spec, i) => policy(spec, `p${i}`)));
    expect(recorded('# network lock', ...lines)).toEqual(lines);
    expect(new Set(lines).size).toBe(lines.length);
  }), { numRuns: 150 });
});
