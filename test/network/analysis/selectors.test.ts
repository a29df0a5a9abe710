import { apps, ingressTo, namespace, networkOf, pod, podLines, policy, reaching } from '../network-kit';

const CONTROL = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ops' } } };

/** A cache, and whoever may want to reach it. */
const SHOP = [
  namespace('shop', { team: 'red' }),
  namespace('ops', { team: 'blue' }),
  namespace('bare'),
  pod('cache', { app: 'cache' }),
  pod('web', { app: 'web', tier: 'front' }),
  pod('api', { app: 'api', tier: '' }),
  pod('job'),
  pod('ops/probe', { app: 'probe', tier: 'front' }),
  pod('ops/web', { app: 'web' }),
  pod('bare/web', { app: 'web' }),
];

/** Who reaches the cache when it lets these peers in. */
function reachingCache(...from: readonly unknown[]): string[] {
  return reaching('shop/cache', ...SHOP, ingressTo('cache', { from })).map(line => line.replace(' : All Connections', ''));
}

const EVERYBODY = ['bare/web', 'ops/probe', 'ops/web', 'shop/api', 'shop/job', 'shop/web'];

describe('a peer', () => {
  test.each<[string, unknown, string[]]>([
    ['of pods by a label is in the namespace of the policy', { podSelector: { matchLabels: { app: 'web' } } }, ['shop/web']],
    ['of pods by two labels has both', { podSelector: { matchLabels: { app: 'web', tier: 'front' } } }, ['shop/web']],
    ['of pods by two labels has not only one of them', { podSelector: { matchLabels: { app: 'api', tier: 'front' } } }, []],
    ['of pods by an empty label has the label', { podSelector: { matchLabels: { tier: '' } } }, ['shop/api']],
    ['of pods by a label that is null has the label, and it is empty', { podSelector: { matchLabels: { tier: null } } }, ['shop/api']],
    ['of all pods is of those of its namespace', { podSelector: {} }, ['shop/api', 'shop/job', 'shop/web']],
    ['of a namespace by a label is any pod in it', { namespaceSelector: { matchLabels: { team: 'blue' } } }, ['ops/probe', 'ops/web']],
    ['of a namespace by its name is any pod in it', CONTROL, ['ops/probe', 'ops/web']],
    ['of all namespaces is every pod', { namespaceSelector: {} }, EVERYBODY],
    ['of all namespaces, beside pods that are null, is every pod', { namespaceSelector: {}, podSelector: null }, EVERYBODY],
    ['of all pods, beside namespaces that are null, is of its own', { namespaceSelector: null, podSelector: {} }, ['shop/api', 'shop/job', 'shop/web']],
    ['of all pods of all namespaces is every pod', { namespaceSelector: {}, podSelector: {} }, EVERYBODY],
    ['of pods and of namespaces has to be in both', { namespaceSelector: { matchLabels: { team: 'blue' } }, podSelector: { matchLabels: { app: 'web' } } }, ['ops/web']],
    ['of pods of all namespaces is in any', { namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } }, ['bare/web', 'ops/web', 'shop/web']],
    ['of namespaces without a label is in those without', { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] } }, ['bare/web']],
    ['of namespaces with another label is in those without it as well', { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['red'] }] } }, ['bare/web', 'ops/probe', 'ops/web']],
    ['of the labels that nobody has is nobody', { podSelector: { matchLabels: { app: 'ghost' } } }, []],
    ['of no address that a pod has is nobody, even where the block holds every address', { ipBlock: { cidr: '0.0.0.0/0' } }, []],
  ])('%s', (_, peer, expected) => {
    expect(reachingCache(peer)).toEqual(expected);
  });

  test('is one of several', () => {
    expect(reachingCache({ podSelector: { matchLabels: { app: 'api' } } }, CONTROL)).toEqual(['ops/probe', 'ops/web', 'shop/api']);
  });
});

describe('an expression', () => {
  const expressions = (...matchExpressions: readonly unknown[]): unknown => ({ podSelector: { matchExpressions } });

  test.each<[string, unknown, string[]]>([
    ['In asks for one of the values', expressions({ key: 'app', operator: 'In', values: ['web', 'api', 'ghost'] }), ['shop/api', 'shop/web']],
    ['NotIn asks for another value, or for none', expressions({ key: 'app', operator: 'NotIn', values: ['web', 'cache'] }), ['shop/api', 'shop/job']],
    ['Exists asks for the label, whatever its value', expressions({ key: 'tier', operator: 'Exists' }), ['shop/api', 'shop/web']],
    ['DoesNotExist asks for no such label', expressions({ key: 'tier', operator: 'DoesNotExist' }), ['shop/job']],
    ['has to be met with every other', expressions({ key: 'tier', operator: 'Exists' }, { key: 'app', operator: 'NotIn', values: ['api'] }), ['shop/web']],
    ['has to be met beside the labels', { podSelector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] } }, []],
    ['about a label that JavaScript objects have without anybody naming it asks for the label', expressions({ key: 'constructor', operator: 'Exists' }), []],
  ])('%s', (_, peer, expected) => {
    expect(reachingCache(peer)).toEqual(expected);
  });
});

describe('the pods of a policy', () => {
  const denied = (podSelector: unknown): string[] => {
    const lines = podLines(...SHOP, policy({ podSelector, policyTypes: ['Ingress'] }));
    return ['shop/api', 'shop/cache', 'shop/job', 'shop/web', 'ops/web', 'bare/web'].filter(name => !lines.some(line => line.includes(` => ${name} : `)));
  };

  test.each<[string, unknown, string[]]>([
    ['by labels', { matchLabels: { app: 'web' } }, ['shop/web']],
    ['by an expression', { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, ['shop/api', 'shop/web']],
    ['by an empty selector are all of its namespace', {}, ['shop/api', 'shop/cache', 'shop/job', 'shop/web']],
    ['by an absent selector are all of its namespace', undefined, ['shop/api', 'shop/cache', 'shop/job', 'shop/web']],
    ['by a selector that is null are all of its namespace', null, ['shop/api', 'shop/cache', 'shop/job', 'shop/web']],
    ['by labels that nobody has are none', { matchLabels: { app: 'ghost' } }, []],
  ])('%s', (_, podSelector, expected) => {
    expect(denied(podSelector)).toEqual(expected);
  });
});

describe('namespaces', () => {
  test('that no object declares are known by their name', () => {
    expect(podLines(
      ...apps('cache'), pod('ghost/web'), pod('other/web'),
      ingressTo('cache', { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ghost' } } }] }),
    )).toContain('ghost/web => shop/cache : All Connections');
    expect(reaching(
      'shop/cache', ...apps('cache'), pod('ghost/web'), pod('other/web'),
      ingressTo('cache', { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ghost' } } }] }),
    )).toEqual(['ghost/web : All Connections']);
  });

  test('that no object declares have no other label', () => {
    expect(reaching('shop/cache', ...apps('cache'), pod('ghost/web'), ingressTo('cache', { from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } }] }))).toEqual([]);
  });

  test('cannot be called what they are not', () => {
    const liar = namespace('liar', { 'kubernetes.io/metadata.name': 'ops' });
    expect(reaching('shop/cache', liar, ...apps('cache'), pod('liar/web'), pod('ops/web'), ingressTo('cache', { from: [CONTROL] }))).toEqual(['ops/web : All Connections']);
  });

  test('are known where only a policy is in them', () => {
    expect(networkOf(policy({}, 'quiet/policy'), namespace('shop', { team: 'red' })).namespaces).toEqual([
      { name: 'quiet', labels: { 'kubernetes.io/metadata.name': 'quiet' }, isDeclared: false },
      { name: 'shop', labels: { 'team': 'red', 'kubernetes.io/metadata.name': 'shop' }, isDeclared: true },
    ]);
  });

  test('with labels that are null have them, and they are empty', () => {
    const odd = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'odd', labels: { team: null } } };
    expect(networkOf(odd).namespaces).toEqual([{ name: 'odd', labels: { 'team': '', 'kubernetes.io/metadata.name': 'odd' }, isDeclared: true }]);
  });

  test('are `default` for what names none', () => {
    const stray = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'stray' }, spec: { containers: [{ name: 'main' }] } };
    const deny = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny' }, spec: { podSelector: {} } };
    expect(podLines(stray, deny, pod('web'))).toEqual(['default/stray => shop/web : All Connections']);
  });

  test('called like numbers are no addresses', () => {
    expect(podLines(pod('10/web', { app: 'web' }), pod('shop', { app: 'shop' }), policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }))).toEqual([
      'shop/shop => 10/web : All Connections',
    ]);
  });
});
