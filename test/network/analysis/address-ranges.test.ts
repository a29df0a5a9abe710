import { addressLines, apps, egressFrom, faultsOf, ingressTo, linesOf, networkOf, policy } from '../network-kit';

const IN = (...from: readonly unknown[]): string[] => addressLines(...apps('cache'), ingressTo('cache', { from })).filter(line => line.endsWith('cache : All Connections'))
  .map(line => line.replace(' => shop/cache : All Connections', ''));
const block = (cidr: string, ...except: readonly string[]): unknown => ({ ipBlock: { cidr, ...except.length > 0 && { except } } });

describe('a block of addresses', () => {
  test.each<[string, unknown[], string[]]>([
    ['is let in', [block('10.0.0.0/8')], ['10.0.0.0-10.255.255.255']],
    ['of one address is let in', [block('192.0.2.1/32')], ['192.0.2.1-192.0.2.1']],
    ['of every address is all of IPv4, and nothing of IPv6', [block('0.0.0.0/0')], ['0.0.0.0-255.255.255.255']],
    ['is let in without what is excepted', [block('10.0.0.0/8', '10.1.0.0/16')], ['10.0.0.0-10.0.255.255', '10.2.0.0-10.255.255.255']],
    ['is let in without all that is excepted', [block('10.0.0.0/8', '10.0.0.0/9', '10.255.0.0/16')], ['10.128.0.0-10.254.255.255']],
    ['is nobody where all of it is excepted', [block('10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9')], []],
    ['may hold what another excepts', [block('10.0.0.0/8', '10.1.0.0/16'), block('10.1.2.0/24')], ['10.0.0.0-10.0.255.255', '10.1.2.0-10.1.2.255', '10.2.0.0-10.255.255.255']],
    ['with bits beyond its prefix is the block around it', [block('10.1.2.3/8')], ['10.0.0.0-10.255.255.255']],
    ['of IPv6 is let in', [block('2001:db8::/32', '2001:db8:8000::/33')], ['2001:db8::-2001:db8:7fff:ffff:ffff:ffff:ffff:ffff']],
    ['of every address of IPv6 is all of IPv6, and nothing of IPv4', [block('::/0')], ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']],
    ['of IPv4 that is written as IPv6 is the block of IPv4', [block('::ffff:10.0.0.0/104', '::ffff:10.1.0.0/112')], ['10.0.0.0-10.0.255.255', '10.2.0.0-10.255.255.255']],
  ])('%s', (_, peers, expected) => {
    expect(IN(...peers)).toEqual(expected);
  });

  test('is reached by the ports of its rule, and of every other that holds it', () => {
    expect(addressLines(
      ...apps('web'), egressFrom('web', { to: [block('10.0.0.0/8')], ports: [{ port: 443 }] }, { to: [block('10.1.0.0/16')], ports: [{ port: 53, protocol: 'UDP' }] }),
    ).filter(line => line.startsWith('shop/web'))).toEqual([
      'shop/web => 10.0.0.0-10.0.255.255 : TCP 443', 'shop/web => 10.1.0.0-10.1.255.255 : TCP 443,UDP 53', 'shop/web => 10.2.0.0-10.255.255.255 : TCP 443',
    ]);
  });

  test('is in a rule for everybody, whatever the ports', () => {
    expect(addressLines(...apps('cache'), ingressTo('cache', { ports: [{ port: 80 }] }))).toEqual([
      '0.0.0.0-255.255.255.255 => shop/cache : TCP 80', 'shop/cache => 0.0.0.0-255.255.255.255 : All Connections',
    ]);
  });

  test('is in no rule for pods, even for every pod', () => {
    expect(IN({ namespaceSelector: {} })).toEqual([]);
  });

  test('has no named ports: nobody knows what they are', () => {
    expect(addressLines(...apps('web'), egressFrom('web', { to: [block('10.0.0.0/8')], ports: [{ port: 'http' }] })).filter(line => line.startsWith('shop/web'))).toEqual([]);
  });

  test('with bits beyond its prefix is a warning, as is one of IPv4 that is written as IPv6', () => {
    expect(faultsOf(ingressTo('cache', { from: [block('10.1.2.3/8', '10.2.0.1/16'), block('::ffff:10.0.0.0/104')] }))).toEqual([
      '~ spec.ingress[0].from[0].ipBlock.cidr must not have bits beyond its prefix, is "10.1.2.3/8", which means 10.0.0.0/8',
      '~ spec.ingress[0].from[0].ipBlock.except[0] must not have bits beyond its prefix, is "10.2.0.1/16", which means 10.2.0.0/16',
      '~ spec.ingress[0].from[1].ipBlock.cidr must not be a block of IPv4 written as IPv6, is "::ffff:10.0.0.0/104", which means 10.0.0.0/8',
    ]);
  });
});

describe('the ranges that are told from each other', () => {
  test('are cut for those who call and for those who are called by the rules of their direction', () => {
    expect(addressLines(...apps('web'), ingressTo('web', { from: [block('10.0.0.0/8')] }), egressFrom('web', { to: [block('20.0.0.0/8')] }))).toEqual([
      '10.0.0.0-10.255.255.255 => shop/web : All Connections', 'shop/web => 20.0.0.0-20.255.255.255 : All Connections',
    ]);
  });

  test('are cut for workloads without a policy as well', () => {
    expect(addressLines(...apps('other'), ingressTo('web', { from: [block('10.0.0.0/8')] }))).toEqual([
      '0.0.0.0-9.255.255.255 => shop/other : All Connections',
      '10.0.0.0-10.255.255.255 => shop/other : All Connections',
      '11.0.0.0-255.255.255.255 => shop/other : All Connections',
      'shop/other => 0.0.0.0-255.255.255.255 : All Connections',
    ]);
  });

  test('are of IPv6 as well as soon as a policy speaks of it, in both directions', () => {
    expect(linesOf(networkOf(...apps('other'), egressFrom('ghost', { to: [block('2001:db8::/32')] })))).toEqual([
      '0.0.0.0-255.255.255.255[External] => shop/other[Pod] : All Connections',
      '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] => shop/other[Pod] : All Connections',
      'shop/other[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/other[Pod] => 2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections',
      'shop/other[Pod] => 2001:db9::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections',
      'shop/other[Pod] => ::-2001:db7:ffff:ffff:ffff:ffff:ffff:ffff[External] : All Connections',
    ]);
  });

  test('are not cut by the borders between exceptions that touch', () => {
    expect(IN(block('10.0.0.0/8', '10.0.0.0/10', '10.64.0.0/10'))).toEqual(['10.128.0.0-10.255.255.255']);
    expect(addressLines(...apps('other'), ingressTo('web', { from: [block('10.0.0.0/8', '10.0.0.0/10', '10.64.0.0/10')] })).filter(line => line.endsWith('other : All Connections'))).toHaveLength(3);
  });

  test('of a rule whose direction the policy does not have are not cut', () => {
    expect(addressLines(...apps('web'), policy({ podSelector: {}, policyTypes: ['Ingress'], egress: [{ to: [block('20.0.0.0/8')] }] }))).toEqual([
      'shop/web => 0.0.0.0-255.255.255.255 : All Connections',
    ]);
  });
});
