import { explanation } from '../../../src/network/explain/explanation';
import { explanationJson } from '../../../src/network/explain/explanation-json';
import { AskedPort, explanationText } from '../../../src/network/explain/explanation-text';
import { endpointsNamed } from '../../../src/network/explain/named-endpoints';
import { apps, egressFrom, ingressTo, KubernetesObject, namespace, networkOf, pod, policy, withPorts } from '../network-kit';

const TCP_6379: AskedPort = { protocol: 'TCP', port: 6379 };

/** The lines of what is said of one pair. */
function told(objects: readonly KubernetesObject[], from: string, to: string, asked?: AskedPort): string[] {
  const network = networkOf(...objects);
  const [[caller], [called]] = [endpointsNamed(from, network), endpointsNamed(to, network)];
  const text = explanationText(explanation(network, caller, called), asked);
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

const webPeer = { podSelector: { matchLabels: { app: 'web' } } };
const cachePeer = { podSelector: { matchLabels: { app: 'cache' } } };
const DENY = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'default-deny');

test('what is allowed is told with the rule of each end that allows it', () => {
  expect(told([
    ...apps('web', 'cache'), DENY, egressFrom('web', { to: [cachePeer] }),
    ingressTo('cache', { from: [{ podSelector: { matchLabels: { app: 'api' } } }] }, { from: [webPeer], ports: [{ port: 6379 }] }),
  ], 'shop/web', 'shop/cache', TCP_6379)).toEqual([
    'shop/web[Pod] => shop/cache[Pod] : TCP 6379 is allowed',
    '',
    'egress of shop/web[Pod]: allowed',
    '  NetworkPolicy shop/web-egress',
    '    spec.egress[0] allows it: podSelector app=cache, all ports',
    '',
    'ingress of shop/cache[Pod]: allowed',
    '  NetworkPolicy shop/cache-ingress',
    '    spec.ingress[1] allows it: podSelector app=web, TCP 6379',
  ]);
});

test('without a port, it is told which are allowed', () => {
  const objects = [...apps('web', 'cache'), ingressTo('cache', { from: [webPeer], ports: [{ port: 6379 }, { protocol: 'UDP' }] })];
  expect(told(objects, 'shop/web', 'shop/cache')).toEqual([
    'shop/web[Pod] => shop/cache[Pod] : TCP 6379,UDP 1-65535 is allowed',
    '',
    'egress of shop/web[Pod]: allowed',
    '  no NetworkPolicy of the namespace shop is for its egress, so that everything is open',
    '',
    'ingress of shop/cache[Pod]: allowed',
    '  NetworkPolicy shop/cache-ingress',
    '    spec.ingress[0] allows it: podSelector app=web, TCP 6379,UDP 1-65535',
  ]);
  expect(told(objects, 'shop/cache', 'shop/web')[0]).toBe('shop/cache[Pod] => shop/web[Pod] : everything is allowed');
});

describe('what is denied', () => {
  test('by policies for every pod needs one more, which is written out', () => {
    expect(told([...apps('web'), pod('ops/probe', { 'app': 'probe', 'pod-template-hash': '5c45c9966b', 'on': 'true' }), DENY], 'ops/probe', 'shop/web', { protocol: 'TCP', port: 80 })).toEqual([
      'ops/probe[Pod] => shop/web[Pod] : TCP 80 is denied',
      '',
      'egress of ops/probe[Pod]: allowed',
      '  no NetworkPolicy of the namespace ops is for its egress, so that everything is open',
      '',
      'ingress of shop/web[Pod]: denied',
      '  NetworkPolicy shop/default-deny has no rule for ingress, so that it allows nothing',
      '  to allow it:',
      '    write a NetworkPolicy in shop for shop/web[Pod] with this rule in spec.ingress, as what is above is for every pod of the namespace:',
      '      - from:',
      '        - namespaceSelector:',
      '            matchLabels:',
      '              kubernetes.io/metadata.name: ops',
      '          podSelector:',
      '            matchLabels:',
      '              app: probe',
      '              "on": "true"',
      '        ports:',
      '        - protocol: TCP',
      '          port: 80',
    ]);
  });

  test('although there is a policy for the pods alone, names it and what its rules are for', () => {
    expect(told([...apps('web', 'cache'), DENY, egressFrom('web', {}), ingressTo('cache',
      { from: [webPeer], ports: [{ port: 80 }, { port: 'metrics' }] }, { from: [webPeer], ports: [{ port: 'metrics' }] },
      { from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }] }, ...webPeer }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] },
      { from: [{ namespaceSelector: {} }], ports: [{ port: 81 }] })], 'shop/web', 'shop/cache', TCP_6379)).toEqual([
      'shop/web[Pod] => shop/cache[Pod] : TCP 6379 is denied',
      '',
      'egress of shop/web[Pod]: allowed',
      '  NetworkPolicy shop/web-egress',
      '    spec.egress[0] allows it: everybody, all ports',
      '',
      'ingress of shop/cache[Pod]: denied',
      '  NetworkPolicy shop/default-deny has no rule for ingress, so that it allows nothing',
      '  NetworkPolicy shop/cache-ingress',
      '    spec.ingress[0] is for it (podSelector app=web), but by TCP 80 and the TCP port that is called metrics only',
      '    spec.ingress[1] is for it (podSelector app=web), but by the TCP port that is called metrics only: the called pod has no port TCP metrics',
      '    spec.ingress[3] is for it (namespaceSelector {}), but by TCP 81 only',
      '    spec.ingress[2] is not for it, but for namespaceSelector team in (a, b) with podSelector app=web or ipBlock 10.0.0.0/8 except 10.1.0.0/16, by all ports',
      '  to allow it:',
      '    add this rule to spec.ingress of NetworkPolicy shop/cache-ingress, which is for app=cache:',
      '      - from:',
      '        - podSelector:',
      '            matchLabels:',
      '              app: web',
      '        ports:',
      '        - protocol: TCP',
      '          port: 6379',
    ]);
  });

  test('by many rules for others tells how many they are', () => {
    const rules = Array.from({ length: 3 }, (_, i) => ({ to: [{ ipBlock: { cidr: `10.${i}.0.0/16` } }] }));
    expect(told([...apps('web', 'cache'), egressFrom('web', ...rules), policy({ podSelector: { matchLabels: { app: 'web' } }, egress: rules.slice(1) }, 'more'),
      policy({ podSelector: {}, egress: rules.slice(2) }, 'one')], 'shop/web', 'shop/cache', TCP_6379).slice(2, 9)).toEqual([
      'egress of shop/web[Pod]: denied',
      '  NetworkPolicy shop/web-egress has 3 rules for egress, all for others',
      '  NetworkPolicy shop/more has 2 rules for egress, all for others',
      '  NetworkPolicy shop/one has one rule for egress, which is for others',
      '  to allow it:',
      '    write a NetworkPolicy in shop for shop/web[Pod] with this rule in spec.egress, or add it to one of those above that are not for every pod of the namespace:',
      '      - to:',
    ]);
  });

  test('without a port is mended by the ports that the called pod declares', () => {
    const rule = (objects: readonly KubernetesObject[]): string[] => told(objects, 'shop/web', 'shop/cache').slice(-9);
    expect(rule([pod('web', { app: 'web' }), pod('cache', {}, withPorts('redis:TCP:6379', 'probe:UDP:80')), DENY])).toEqual([
      '    write a NetworkPolicy in shop for shop/cache[Pod] with this rule in spec.ingress, as what is above is for every pod of the namespace:',
      '      - from:',
      '        - podSelector:',
      '            matchLabels:',
      '              app: web',
      '        ports:',
      '        - protocol: TCP',
      '          port: 6379',
      '        - protocol: UDP',
      '          port: 80',
    ].slice(1));
    expect(told([pod('web'), pod('cache'), DENY], 'shop/web', 'shop/cache').slice(-2)).toEqual([
      '      - from:',
      '        - podSelector: {}   # every pod of the namespace: this one has no labels to find it by',
    ]);
  });

  test('for addresses is mended by an ipBlock', () => {
    const rule = (to: string): string[] => told([...apps('web'), DENY], 'shop/web', to, { protocol: 'TCP', port: 443 }).slice(6, -3).map(line => line.trim());
    expect(rule('10.1.2.3')).toEqual(['- to:', '- ipBlock:', 'cidr: 10.1.2.3/32', 'ports:', '- protocol: TCP', 'port: 443']);
    expect(rule('2001:db8::/32')).toEqual(['- to:', '- ipBlock:', 'cidr: \'2001:db8::/32\'', 'ports:', '- protocol: TCP', 'port: 443']);
    expect(rule('internet').slice(0, 3)).toEqual(['- to:', '- ipBlock:', 'cidr: 0.0.0.0/0   # all of IPv4: write the part of the internet that is meant']);
    expect(told([...apps('web'), DENY], 'shop/web', '10.1.2.3').slice(-3)).toEqual(['', 'ingress of 10.1.2.3: allowed', '  addresses outside of the cluster are under no NetworkPolicy']);
  });

  test('for a pod in the network of its node is mended by the addresses of the nodes', () => {
    const lines = told([...apps('web'), pod('agent', { app: 'agent' }, { hostNetwork: true }), DENY], 'shop/agent', 'shop/web', { protocol: 'TCP', port: 80 });
    expect(lines.slice(2, 11)).toEqual([
      'egress of shop/agent[Pod]: allowed',
      '  it is in the network of its node (hostNetwork: true), where no NetworkPolicy holds',
      '',
      'ingress of shop/web[Pod]: denied',
      '  NetworkPolicy shop/default-deny has no rule for ingress, so that it allows nothing',
      '  to allow it:',
      '    write a NetworkPolicy in shop for shop/web[Pod] with this rule in spec.ingress, as what is above is for every pod of the namespace:',
      '      - from:',
      '        - ipBlock:',
    ]);
    expect(lines[11]).toBe('            cidr: 10.0.0.0/8   # write the addresses of the nodes: shop/agent[Pod] is in the network of its node');
  });
});

describe('what is unknown', () => {
  test('as Kubernetes refuses a policy, is told with what is wrong in it', () => {
    expect(told([...apps('web'), ingressTo('web', { from: [{ ipBlock: { cidr: '10.0.0.0/33' } }], ports: [{ port: 80 }] })], '10.1.2.3', 'shop/web', { protocol: 'TCP', port: 80 })).toEqual([
      '10.1.2.3 => shop/web[Pod] : TCP 80 is unknown, as it cannot be told from what was read whether it is allowed',
      '',
      'egress of 10.1.2.3: allowed',
      '  addresses outside of the cluster are under no NetworkPolicy',
      '',
      'ingress of shop/web[Pod]: unknown',
      '  NetworkPolicy shop/web-ingress',
      '    spec.ingress[0] would allow it: everybody, TCP 80',
      '    Kubernetes refuses this policy, so that nobody knows whether it is in force:',
      '      spec.ingress[0].from[0].ipBlock.cidr must be a CIDR such as 10.0.0.0/8 or 2001:db8::/32, is "10.0.0.0/33"',
    ]);
  });

  test('as the address of a node decides, is told so', () => {
    expect(told([...apps('web'), pod('agent', {}, { hostNetwork: true }), ingressTo('web', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] })], 'shop/agent', 'shop/web').slice(0, 9)).toEqual([
      'shop/agent[Pod] => shop/web[Pod] : unknown whether everything is allowed',
      '',
      'egress of shop/agent[Pod]: allowed',
      '  it is in the network of its node (hostNetwork: true), where no NetworkPolicy holds',
      '',
      'ingress of shop/web[Pod]: unknown',
      '  NetworkPolicy shop/web-ingress',
      '    spec.ingress[0] may allow it: ipBlock 10.0.0.0/8, all ports; shop/agent[Pod] is in the network of its node, whose address decides',
    ]);
  });
});

test('no text of a manifest drives a terminal or forges a line', () => {
  const lines = told([pod('web\u001b[31m', { app: 'a\nb' }), pod('cache', { app: 'cache' }), DENY], 'shop/web\u001b[31m', 'shop/cache', TCP_6379);
  expect(lines[0]).toBe('shop/web\\u001b[31m[Pod] => shop/cache[Pod] : TCP 6379 is denied');
  expect(lines[lines.length - 4]).toBe('              app: "a\\nb"');
});

describe('endpoints', () => {
  const network = networkOf(namespace('shop'), ...apps('web', 'cache'), { ...pod('web'), kind: 'Deployment', apiVersion: 'apps/v1', spec: { template: pod('web', { app: 'web' }) } },
    pod('192.168.0.1/x'));

  test.each([
    ['shop/web[Pod]', ['shop/web[Pod]']],
    ['shop/cache', ['shop/cache[Pod]']],
    ['10.0.0.1', ['10.0.0.1']],
    ['10.0.0.1/8', ['10.0.0.0/8']],
    ['2001:db8::/32', ['2001:db8::/32']],
    ['192.168.0.1/x', ['192.168.0.1/x[Pod]']],
    ['internet', ['the internet']],
  ])('%s is understood', (text, expected) => {
    expect(endpointsNamed(text, network).map(endpoint => endpoint.text)).toEqual(expected);
  });

  test.each([
    ['shop/web', '\'shop/web\' may be shop/web[Deployment] or shop/web[Pod]: write which of them'],
    ['shop/caches', 'there is no workload \'shop/caches\' (did you mean \'shop/cache\'?): name one as NAMESPACE/NAME or NAMESPACE/NAME[KIND], an address, a CIDR, or internet'],
    ['cache', 'there is no workload \'cache\' (did you mean \'shop/cache\'?): name one as NAMESPACE/NAME or NAMESPACE/NAME[KIND], an address, a CIDR, or internet'],
    ['elsewhere/nobody', 'there is no workload \'elsewhere/nobody\': name one as NAMESPACE/NAME or NAMESPACE/NAME[KIND], an address, a CIDR, or internet'],
    ['10.0.0.256', 'there is no workload \'10.0.0.256\': name one as NAMESPACE/NAME or NAMESPACE/NAME[KIND], an address, a CIDR, or internet'],
  ])('%s is refused', (text, message) => {
    expect(() => endpointsNamed(text, network)).toThrow(new Error(message));
  });
});

test('JSON holds the same, with every rule of every policy', () => {
  const network = networkOf(...apps('web', 'cache'), ingressTo('cache', { from: [webPeer], ports: [{ port: 6379 }] }, { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }));
  const [[from], [to]] = [endpointsNamed('shop/web', network), endpointsNamed('shop/cache', network)];
  expect(explanationJson(explanation(network, from, to), TCP_6379)).toEqual({
    from: 'shop/web[Pod]',
    to: 'shop/cache[Pod]',
    port: 'TCP 6379',
    verdict: 'allowed',
    allowed: 'TCP 6379',
    unknown: 'No Connections',
    egress: { reason: 'noPolicy', verdict: 'allowed', allowed: 'All Connections', unknown: 'No Connections', policies: [] },
    ingress: {
      reason: 'policies',
      verdict: 'allowed',
      allowed: 'TCP 6379',
      unknown: 'No Connections',
      policies: [{
        namespace: 'shop',
        name: 'cache-ingress',
        isDoubtful: false,
        faults: [],
        verdict: 'allowed',
        allowed: 'TCP 6379',
        unknown: 'No Connections',
        rules: [
          {
            path: 'spec.ingress[0]',
            peers: 'podSelector app=web',
            ports: 'TCP 6379',
            isForPeer: true,
            matched: 'podSelector app=web',
            verdict: 'allowed',
            allowed: 'TCP 6379',
            unknown: 'No Connections',
          },
          {
            path: 'spec.ingress[1]',
            peers: 'ipBlock 10.0.0.0/8',
            ports: 'all ports',
            isForPeer: false,
            matched: '',
            verdict: 'denied',
            allowed: 'No Connections',
            unknown: 'No Connections',
          },
        ],
      }],
    },
  });
  expect(explanationJson(explanation(network, from, to))).toEqual(expect.objectContaining({ port: null, verdict: 'allowed' }));
});
