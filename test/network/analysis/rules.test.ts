import { apps, egressFrom, ingressTo, podLines, policy, reaching } from '../network-kit';

/** Who reaches the cache when it has these rules. */
function reachingCache(...ingress: readonly unknown[]): string[] {
  return reaching('shop/cache', ...apps('api', 'cache', 'web'), ingressTo('cache', ...ingress));
}

const FROM_WEB = { from: [{ podSelector: { matchLabels: { app: 'web' } } }] };
const FROM_API = { from: [{ podSelector: { matchLabels: { app: 'api' } } }] };

describe('without a policy', () => {
  test('everybody reaches everybody, but itself', () => {
    expect(podLines(...apps('cache', 'web'))).toEqual(['shop/cache => shop/web : All Connections', 'shop/web => shop/cache : All Connections']);
  });

  test('for its direction and for itself, a pod is open', () => {
    expect(podLines(...apps('cache', 'web'), egressFrom('cache'), ingressTo('ghost'))).toEqual(['shop/web => shop/cache : All Connections']);
  });
});

describe('the rules of a policy', () => {
  test.each<[string, unknown[], string[]]>([
    ['are none: nobody gets in', [], []],
    ['are one that is empty: everybody does', [{}], ['shop/api : All Connections', 'shop/web : All Connections']],
    ['are one that is null: everybody does', [null], ['shop/api : All Connections', 'shop/web : All Connections']],
    ['have no peers, for `from` is absent', [{ ports: [{ port: 80 }] }], ['shop/api : TCP 80', 'shop/web : TCP 80']],
    ['have no peers, for `from` is empty', [{ from: [], ports: [{ port: 80 }] }], ['shop/api : TCP 80', 'shop/web : TCP 80']],
    ['have no peers, for `from` is null', [{ from: null, ports: [{ port: 80 }] }], ['shop/api : TCP 80', 'shop/web : TCP 80']],
    ['have no ports, for `ports` is absent', [FROM_WEB], ['shop/web : All Connections']],
    ['have no ports, for `ports` is empty', [{ ...FROM_WEB, ports: [] }], ['shop/web : All Connections']],
    ['have no ports, for `ports` is null', [{ ...FROM_WEB, ports: null }], ['shop/web : All Connections']],
    ['have peers and ports: each of the one by each of the other', [{ from: [...FROM_WEB.from, ...FROM_API.from], ports: [{ port: 80 }, { port: 443 }] }], [
      'shop/api : TCP 80,443', 'shop/web : TCP 80,443',
    ]],
    ['are several: what any of them allows', [{ ...FROM_WEB, ports: [{ port: 80 }] }, { ...FROM_WEB, ports: [{ port: 443 }] }, { ...FROM_API, ports: [{ port: 53, protocol: 'UDP' }] }], [
      'shop/api : UDP 53', 'shop/web : TCP 80,443',
    ]],
  ])('%s', (_, rules, expected) => {
    expect(reachingCache(...rules)).toEqual(expected);
  });

  test('add to those of other policies for the same pods', () => {
    expect(reaching(
      'shop/cache', ...apps('api', 'cache', 'web'), ingressTo('cache', FROM_WEB),
      policy({ podSelector: {}, ingress: [{ ...FROM_API, ports: [{ port: 80 }] }] }, 'for-all'),
    )).toEqual(['shop/api : TCP 80', 'shop/web : All Connections']);
  });

  test('cannot take back what others allow', () => {
    expect(reaching('shop/cache', ...apps('cache', 'web'), ingressTo('cache', {}), policy({ podSelector: {} }, 'deny'))).toEqual(['shop/web : All Connections']);
  });
});

describe('a connection', () => {
  const TO_CACHE = { to: [{ podSelector: { matchLabels: { app: 'cache' } } }] };

  test('has to be let out, and to be let in', () => {
    const out = egressFrom('web', { ...TO_CACHE, ports: [{ port: 80, endPort: 90 }] });
    const into = ingressTo('cache', { ...FROM_WEB, ports: [{ port: 85, endPort: 95 }] });
    const toCache = (...policies: readonly ReturnType<typeof policy>[]): string[] => podLines(...apps('cache', 'web'), ...policies).filter(line => line.startsWith('shop/web'));
    expect(toCache(out)).toEqual(['shop/web => shop/cache : TCP 80-90']);
    expect(toCache(into)).toEqual(['shop/web => shop/cache : TCP 85-95']);
    expect(toCache(out, into)).toEqual(['shop/web => shop/cache : TCP 85-90']);
  });

  test('that has no port in common with the other side is none', () => {
    expect(podLines(
      ...apps('cache', 'web'), policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ ports: [{ port: 80 }] }], egress: [{ ports: [{ port: 443 }] }] }),
    )).toEqual([]);
  });

  test('is let out to every pod by one port, and to one by others as well', () => {
    const dns = { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] };
    const web = ingressTo('cache', { ...FROM_WEB, ports: [{ port: 6379 }] });
    const everybody = ingressTo('api', { from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] });
    const out = egressFrom('web', dns, { ...TO_CACHE, ports: [{ port: 6379 }] });
    expect(podLines(...apps('api', 'cache', 'web', 'dns'), web, everybody, out).filter(line => line.startsWith('shop/web'))).toEqual([
      'shop/web => shop/cache : TCP 6379', 'shop/web => shop/dns : UDP 53',
    ]);
  });
});

describe('the directions of a policy', () => {
  /** Whether others get in to a pod, and whether it gets out. */
  const directions = (spec: object): string => {
    const lines = podLines(...apps('cache', 'web'), policy({ podSelector: { matchLabels: { app: 'cache' } }, ...spec }));
    const isIsolated = (direction: string, line: string): string[] => (lines.includes(`${line} : All Connections`) ? [] : [direction]);
    return [...isIsolated('ingress', 'shop/web => shop/cache'), ...isIsolated('egress', 'shop/cache => shop/web')].join(' and ');
  };

  test.each<[string, object, string]>([
    ['are ingress without types', {}, 'ingress'],
    ['are ingress where the types are null', { policyTypes: null }, 'ingress'],
    ['are ingress where the types are an empty list', { policyTypes: [] }, 'ingress'],
    ['are ingress without types, even without rules for it', { ingress: [] }, 'ingress'],
    ['are both without types as soon as there is a rule for egress', { egress: [{ ports: [{ port: 53 }] }] }, 'ingress and egress'],
    ['are ingress without types where egress is an empty list', { egress: [] }, 'ingress'],
    ['are both where the types say so', { policyTypes: ['Ingress', 'Egress'] }, 'ingress and egress'],
    ['are egress alone where the types say so', { policyTypes: ['Egress'] }, 'egress'],
    ['are ingress alone where the types say so, and its rules for egress are dead', { policyTypes: ['Ingress'], egress: [{ ports: [{ port: 53 }] }] }, 'ingress'],
    ['are egress alone where the types say so, and its rules for ingress are dead', { policyTypes: ['Egress'], ingress: [{ ports: [{ port: 53 }] }] }, 'egress'],
    ['are those of the types, however often they are said', { policyTypes: ['Ingress', 'Ingress'] }, 'ingress'],
  ])('%s', (_, spec, expected) => {
    expect(directions(spec)).toBe(expected);
  });

  test('are ingress where there is no spec at all, which is for every pod', () => {
    expect(podLines(...apps('cache', 'web'), policy(null))).toEqual([]);
    expect(podLines(...apps('cache', 'web'), policy({}))).toEqual([]);
  });

  test('are both for a rule for egress that is null, which is an empty one', () => {
    expect(podLines(...apps('cache', 'web'), policy({ podSelector: {}, ingress: [{}], egress: [null] }))).toEqual([
      'shop/cache => shop/web : All Connections', 'shop/web => shop/cache : All Connections',
    ]);
  });
});
