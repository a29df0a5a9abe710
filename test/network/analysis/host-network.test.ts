import { addressLines, apps, egressFrom, ingressTo, pod, podLines, policy, withPorts } from '../network-kit';

const AGENT = pod('agent', { app: 'agent' }, { ...withPorts('http:TCP:80'), hostNetwork: true });

describe('a pod in the network of its node', () => {
  test('is under no policy, in either direction', () => {
    expect(podLines(AGENT, ...apps('web'), policy({ podSelector: { matchLabels: { app: 'agent' } }, policyTypes: ['Ingress', 'Egress'] }))).toEqual([
      'shop/agent => shop/web : All Connections', 'shop/web => shop/agent : All Connections',
    ]);
    expect(addressLines(AGENT, policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }))).toEqual([
      '0.0.0.0-255.255.255.255 => shop/agent : All Connections', 'shop/agent => 0.0.0.0-255.255.255.255 : All Connections',
    ]);
  });

  test.each<[string, unknown]>([
    ['its labels', { podSelector: { matchLabels: { app: 'agent' } } }],
    ['its namespace', { podSelector: {} }],
    ['every namespace', { namespaceSelector: {} }],
  ])('is found by no selector: not by %s', (_, peer) => {
    expect(podLines(AGENT, ...apps('web'), ingressTo('web', { from: [peer] }), egressFrom('web', { to: [peer] }))).toEqual([]);
  });

  test('is let in, and reached, by a rule for everybody', () => {
    expect(podLines(AGENT, ...apps('web'), ingressTo('web', { ports: [{ port: 80 }] }), egressFrom('web', { ports: [{ port: 81 }] }))).toEqual([
      'shop/agent => shop/web : TCP 80', 'shop/web => shop/agent : TCP 81',
    ]);
  });

  test('is reached by no named port, which a node does not have', () => {
    expect(podLines(AGENT, ...apps('web'), egressFrom('web', { ports: [{ port: 'http' }] }))).toEqual(['shop/agent => shop/web : All Connections']);
  });

  test.each<[string, unknown, string[]]>([
    ['may be in a block where a node may be', { cidr: '10.0.0.0/8' }, ['shop/agent => shop/web : (All Connections)']],
    ['may be in a block of IPv6 where a node may be', { cidr: '2001:db8::/32' }, ['shop/agent => shop/web : (All Connections)']],
    ['is in the block of every address', { cidr: '0.0.0.0/0' }, ['shop/agent => shop/web : All Connections']],
    ['is in the block of every address but those that no node has', { cidr: '0.0.0.0/0', except: ['169.254.0.0/16', '127.0.0.0/8'] }, ['shop/agent => shop/web : All Connections']],
    ['may be in the block of every address but those that one may have', { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }, ['shop/agent => shop/web : (All Connections)']],
    ['is in no block of link-local addresses', { cidr: '169.254.169.254/32' }, []],
    ['is in no block of the addresses of the node itself', { cidr: '127.0.0.0/8' }, []],
  ])('%s', (_, ipBlock, expected) => {
    expect(podLines(AGENT, ...apps('web'), ingressTo('web', { from: [{ ipBlock }] })).filter(line => line.startsWith('shop/agent'))).toEqual(expected);
  });

  test('may be reached by the ports of a block beside those of a rule for everybody', () => {
    expect(podLines(AGENT, ...apps('web'), egressFrom('web', { ports: [{ port: 53 }] }, { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 443 }] }))).toEqual([
      'shop/agent => shop/web : All Connections', 'shop/web => shop/agent : TCP 53 (TCP 443)',
    ]);
  });

  test('is there only where the field is true', () => {
    expect(podLines(pod('agent', {}, { hostNetwork: false }), ...apps('web'), ingressTo('web', { from: [{ podSelector: {} }] }))).toEqual([
      'shop/agent => shop/web : All Connections', 'shop/web => shop/agent : All Connections',
    ]);
  });
});
