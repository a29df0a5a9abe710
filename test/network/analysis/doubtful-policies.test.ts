import { addressLines, apps, ingressTo, KubernetesObject, linesOf, networkOf, pod, podLines, policy, reaching } from '../network-kit';

const WEB = { podSelector: { matchLabels: { app: 'web' } } };
/** The API server refuses it. */
const TOO_HIGH = { port: 70000 };

/** Who reaches the cache, when it is known that `api` does, and a policy with these rules is in doubt. */
function reachingCache(...doubtful: readonly unknown[]): string[] {
  const certain = ingressTo('cache', { from: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 6379 }] });
  return reaching('shop/cache', ...apps('api', 'cache', 'web'), certain, policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: doubtful }, 'doubtful'));
}

describe('a policy that cannot be read', () => {
  test.each<[string, unknown[], string[]]>([
    ['allows nothing for certain, not even what can be read', [{ from: [WEB], ports: [{ port: 80 }] }, { from: [WEB], ports: [TOO_HIGH], x: 1 }], ['shop/api : TCP 6379', 'shop/web : (All Connections)']],
    ['may allow every port where one cannot be read', [{ from: [WEB], ports: [{ port: 80 }, TOO_HIGH] }], ['shop/api : TCP 6379', 'shop/web : (All Connections)']],
    ['may allow everybody where a peer cannot be read', [{ from: [WEB, {}], ports: [{ port: 80 }] }], ['shop/api : TCP 6379 (TCP 80)', 'shop/web : (TCP 80)']],
    ['may allow everybody where a selector cannot be read', [{ from: [{ podSelector: { matchLabels: { app: 'a b' } } }] }], [
      'shop/api : TCP 6379 (SCTP 1-65535,TCP 1-6378,6380-65535,UDP 1-65535)', 'shop/web : (All Connections)',
    ]],
    ['may allow what its other rules do', [{ from: [WEB], ports: [{ port: 80 }] }, { from: [{ ipBlock: { cidr: '10.0.0.0' } }], ports: [{ port: 443 }] }], [
      'shop/api : TCP 6379 (TCP 443)', 'shop/web : (TCP 80,443)',
    ]],
    ['may allow everything where a rule is no object', ['web'], ['shop/api : TCP 6379 (SCTP 1-65535,TCP 1-6378,6380-65535,UDP 1-65535)', 'shop/web : (All Connections)']],
  ])('%s', (_, rules, expected) => {
    expect(reachingCache(...rules)).toEqual(expected);
  });

  const alone = (spec: unknown): string[] => podLines(...apps('cache', 'web'), policy(spec));
  const INTO_CACHE = 'shop/web => shop/cache : (All Connections)';
  const INTO_WEB = 'shop/cache => shop/web : (All Connections)';

  test('leaves it unknown whether the pods are open, where it is the only one for them', () => {
    expect(alone({ podSelector: { matchLabels: { app: 'cache' } }, ingress: [{ from: [WEB], ports: [TOO_HIGH] }] })).toEqual(['shop/cache => shop/web : All Connections', INTO_CACHE]);
  });

  test('is for any pod of its namespace where its pods cannot be read', () => {
    expect(alone({ podSelector: { matchLabels: { app: 1 } } })).toEqual([INTO_WEB, INTO_CACHE]);
    expect(podLines(pod('ops/web'), ...apps('cache'), policy({ podSelector: { matchLabels: { app: 1 } } }))).toEqual([
      'ops/web => shop/cache : (All Connections)', 'shop/cache => ops/web : All Connections',
    ]);
  });

  test.each<[string, unknown]>([
    ['the types cannot be read', { podSelector: {}, policyTypes: 'Ingress' }],
    ['one of the types is none', { podSelector: {}, policyTypes: ['ingress'] }],
    ['there is no spec that can be read', 'deny'],
    ['the rules for egress are no list', { podSelector: {}, egress: {} }],
  ])('may be for both directions where %s', (_, spec) => {
    expect(alone(spec)).toEqual([INTO_WEB, INTO_CACHE]);
    expect(addressLines(...apps('cache'), policy(spec))).toEqual([
      '0.0.0.0-255.255.255.255 => shop/cache : (All Connections)', 'shop/cache => 0.0.0.0-255.255.255.255 : (All Connections)',
    ]);
  });

  test('changes nothing for pods that it is not for', () => {
    expect(alone({ podSelector: { matchLabels: { app: 'ghost' } }, ingress: [{ ports: [TOO_HIGH] }] })).toEqual([
      'shop/cache => shop/web : All Connections', 'shop/web => shop/cache : All Connections',
    ]);
  });

  test('does not keep others from being read', () => {
    expect(reachingCache()).toEqual(['shop/api : TCP 6379']);
  });

  test('may let addresses in that its block would except, were the exception read', () => {
    const from = [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] } }];
    expect(addressLines(...apps('cache'), ingressTo('ghost', {}), policy({ podSelector: {}, ingress: [{ from }] }), ingressTo('cache')).filter(line => line.endsWith(')'))).toEqual([
      '10.0.0.0-10.255.255.255 => shop/cache : (All Connections)',
    ]);
  });
});

describe('what is unknown', () => {
  test('is never part of what is allowed', () => {
    const objects: KubernetesObject[] = [...apps('cache', 'web'), ingressTo('cache', { from: [WEB], ports: [{ port: 80 }] }), policy({ podSelector: {}, ingress: [{ ports: [{ port: 79, endPort: 81 }, TOO_HIGH] }] })];
    expect(linesOf(networkOf(...objects))).toContain('shop/web[Pod] => shop/cache[Pod] : TCP 80 (SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535)');
  });
});
