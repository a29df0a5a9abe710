import { connectionsCsv, connectionsJson, connectionsMarkdown, connectionsText } from '../../../src/network/tables/connection-lines';
import { apps, ingressTo, KubernetesObject, networkOf, pod, policy } from '../network-kit';

/** Only the web may call the cache; nobody knows whom the queue lets in, and the web may not leave. */
const SHOP: readonly KubernetesObject[] = [
  ...apps('web', 'cache'),
  ingressTo('cache', { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 6379 }, { port: 80 }, { port: 81 }, { protocol: 'UDP', port: 53 }] }),
  policy({ policyTypes: ['Egress'], podSelector: { matchLabels: { app: 'cache' } } }, 'cache-egress'),
  policy({ policyTypes: ['Egress'], podSelector: { matchLabels: { app: 'web' } }, egress: [{ to: [{ podSelector: {} }] }] }, 'web-egress'),
  ingressTo('web', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }),
];

/** The first port is certain; the policy that has the second one is refused. */
const DOUBTFUL: readonly KubernetesObject[] = [
  ...apps('web'),
  ingressTo('web', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 80 }] }),
  policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 0 }] }] }, 'refused'),
  policy({ podSelector: {}, policyTypes: ['Egress'] }, 'no-egress'),
];

const textOf = (pieces: Iterable<string>): string => [...pieces].join('');

describe('text', () => {
  test('has a line for each connection, sorted by who reaches whom', () => {
    expect(textOf(connectionsText(networkOf(...SHOP)))).toBe([
      '10.0.0.0-10.255.255.255[External] => shop/web[Pod] : All Connections',
      'shop/web[Pod] => shop/cache[Pod] : TCP 80-81,6379,UDP 53',
      '',
    ].join('\n'));
  });

  test('is empty where nobody reaches anybody', () => {
    expect(textOf(connectionsText(networkOf(pod('web'), policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }))))).toBe('');
  });

  test('tells what is unknown in a line of its own', () => {
    expect(textOf(connectionsText(networkOf(...DOUBTFUL)))).toBe([
      '10.0.0.0-10.255.255.255[External] => shop/web[Pod] : TCP 80',
      '10.0.0.0-10.255.255.255[External] => shop/web[Pod] : SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535 (unknown)',
      '',
    ].join('\n'));
  });

  test('comes piece by piece', () => {
    expect([...connectionsText(networkOf(...SHOP))]).toHaveLength(2);
  });

  test('shows no name that drives a terminal or looks like the rest of a line', () => {
    const lines = textOf(connectionsText(networkOf(pod('a => b : c'), pod('x\u001b[31m'), policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }))));
    expect(lines).toBe([
      'shop/a\\u0020=> b\\u0020: c[Pod] => shop/x\\u001b[31m[Pod] : All Connections',
      'shop/x\\u001b[31m[Pod] => shop/a\\u0020=> b\\u0020: c[Pod] : All Connections',
      '',
    ].join('\n'));
  });
});

describe('JSON', () => {
  test('is a list, and has unknown only where something is', () => {
    expect(JSON.parse(textOf(connectionsJson(networkOf(...SHOP))))).toEqual([
      { from: '10.0.0.0-10.255.255.255[External]', to: 'shop/web[Pod]', connections: 'All Connections' },
      { from: 'shop/web[Pod]', to: 'shop/cache[Pod]', connections: 'TCP 80-81,6379,UDP 53' },
    ]);
    expect(textOf(connectionsJson(networkOf(...DOUBTFUL)))).toBe(
      '[\n  {"from":"10.0.0.0-10.255.255.255[External]","to":"shop/web[Pod]","connections":"TCP 80","unknown":"SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535"}\n]\n');
  });

  test('is an empty list where nobody reaches anybody', () => {
    expect(textOf(connectionsJson(networkOf(pod('web'))))).not.toBe('[]\n');
    expect(textOf(connectionsJson(networkOf(pod('web'), policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }))))).toBe('[]\n');
  });
});

describe('CSV', () => {
  test('has a heading, and quotes what has commas', () => {
    expect(textOf(connectionsCsv(networkOf(...SHOP)))).toBe([
      'from,to,connections,unknown',
      '10.0.0.0-10.255.255.255[External],shop/web[Pod],All Connections,',
      'shop/web[Pod],shop/cache[Pod],"TCP 80-81,6379,UDP 53",',
      '',
    ].join('\n'));
  });

  test('is no formula, whatever the names are', () => {
    const [, line] = textOf(connectionsCsv(networkOf(pod('=1/web"'), pod('=1/b'), policy({ podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] }, '=1/p'),
      policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }, '=1/q')))).split('\n');
    expect(line).toBe('\'=1/b[Pod],"\'=1/web""[Pod]",All Connections,');
  });
});

test('Markdown is a table in which no name is more than a name', () => {
  expect(textOf(connectionsMarkdown(networkOf(...DOUBTFUL)))).toBe([
    '| from | to | connections | unknown |',
    '|---|---|---|---|',
    '| <code>10.0.0.0-10.255.255.255&#91;External&#93;</code> | <code>shop/web&#91;Pod&#93;</code> | TCP 80 | SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535 |',
    '',
  ].join('\n'));
});
