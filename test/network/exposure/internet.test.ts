import { formatPath } from '../../../src/kubernetes/field-path';
import { formatRange, overlap } from '../../../src/network/addresses/address-range';
import { addressesOf } from '../../../src/network/addresses/cidr';
import { addressReach } from '../../../src/network/exposure/address-reach';
import { INTERNET } from '../../../src/network/exposure/internet';
import { Direction } from '../../../src/network/model/network-policy';
import { block, DENY, EVERY_POD, egress, ingress, Json, networkOf, pod, podOf, policy } from './exposed';

describe('the internet', () => {
  test('is every public address of IPv4', () => {
    expect(INTERNET.filter(({ family }) => family === 4).map(formatRange)).toEqual([
      '1.0.0.0-9.255.255.255', '11.0.0.0-100.63.255.255', '100.128.0.0-126.255.255.255', '128.0.0.0-169.253.255.255', '169.255.0.0-172.15.255.255',
      '172.32.0.0-191.255.255.255', '192.0.0.9-192.0.0.10', '192.0.1.0-192.0.1.255', '192.0.3.0-192.88.99.1', '192.88.99.3-192.167.255.255',
      '192.169.0.0-198.17.255.255', '198.20.0.0-198.51.99.255', '198.51.101.0-203.0.112.255', '203.0.114.0-223.255.255.255',
    ]);
  });

  test.each(['2606:4700::1111', '64:ff9b::808:808', '2001:4:112::1', '2001:200::1'])('holds %s', address => {
    expect(overlap(INTERNET, [addressesOf(address)])).toBe(true);
  });

  test.each([
    '::1', 'fe80::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '2001::1', '2001:2::1', '2002::1', '3fff::1', '4000::1', '100::1', '::ffff:0:0/96', '5f00::/16',
  ])('does not hold %s', address => {
    expect(overlap(INTERNET, [addressesOf(address)])).toBe(false);
  });
});

/** `TCP 80`, what may be besides, and the rules: `web spec.ingress[0] 0.0.0.0/0`. */
function reach(direction: Direction, ...objects: readonly Json[]): string[] {
  const network = networkOf(...objects);
  const { reach: { allowed, unknown }, rules } = addressReach(network, podOf(network, 'web'), direction, INTERNET);
  return [allowed.text, unknown.text, ...rules.map(({ policy: by, rule, peer, set }) => `${by.subject.name} ${formatPath(rule.path)} ${peer?.text ?? 'anybody'} ${set.text}`)];
}

const WEB = pod('web', ['http:8080', 'dns:53/UDP']);

describe('the reach of addresses', () => {
  test('is everything where no policy is for the pods, by no rule', () => {
    expect(reach('ingress', WEB)).toEqual(['All Connections', 'No Connections']);
    expect(reach('egress', pod('web', [], { hostNetwork: true }), DENY)).toEqual(['All Connections', 'No Connections']);
  });

  test('is what blocks with public addresses and rules for everybody allow', () => {
    const rules = [{ from: [block('10.0.0.0/8'), EVERY_POD] }, { from: [block('10.0.0.0/7'), block('8.8.8.8/32')], ports: [{ port: 80 }] }, { ports: [{ port: 'http' }] }];
    expect(reach('ingress', WEB, ingress('web', ...rules))).toEqual([
      'TCP 80,8080', 'No Connections', 'web spec.ingress[1] 10.0.0.0/7 TCP 80', 'web spec.ingress[1] 8.8.8.8/32 TCP 80', 'web spec.ingress[2] anybody TCP 8080',
    ]);
  });

  test('does not reach what the exceptions of a block take away', () => {
    expect(reach('egress', WEB, egress('web', { to: [block('8.0.0.0/7', '8.0.0.0/8', '9.0.0.0/8')] }))).toEqual(['No Connections', 'No Connections']);
    expect(reach('egress', WEB, egress('web', { to: [block('::/0', '2000::/3', '64:ff9b::/96')] }))).toEqual(['No Connections', 'No Connections']);
  });

  test('has no named ports on the way out, as addresses give none a name', () => {
    expect(reach('egress', WEB, egress('web', { to: [block('0.0.0.0/0')], ports: [{ port: 'http' }, { port: 443 }] }))).toEqual([
      'TCP 443', 'No Connections', 'web spec.egress[0] 0.0.0.0/0 TCP 443',
    ]);
  });

  test('is unknown where a policy is doubtful', () => {
    const broken = policy('broken', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{}], ports: [{ port: 80 }] }] });
    expect(reach('ingress', WEB, broken)).toEqual(['No Connections', 'All Connections', 'broken spec.ingress[0] anybody TCP 80']);
    expect(reach('ingress', WEB, DENY, broken)).toEqual(['No Connections', 'TCP 80', 'broken spec.ingress[0] anybody TCP 80']);
  });
});
