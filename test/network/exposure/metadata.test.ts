import { formatPath } from '../../../src/kubernetes/field-path';
import { metadataReach } from '../../../src/network/exposure/metadata';
import { block, DENY, egress, Json, networkOf, pod, podOf, policy } from './exposed';

/** `169.254.169.254 TCP 80 (UDP 53) by web spec.egress[0]`, of the addresses that several clouds have. */
function metadata(...objects: readonly Json[]): string[] {
  const network = networkOf(pod('web'), ...objects);
  return metadataReach(network, podOf(network, 'web')).filter(({ address }) => address.isCommon).map(({ address, allowed, unknown, dns, rules }) => [
    address.address, allowed.text, ...unknown.isEmpty ? [] : [`perhaps ${unknown.text}`], ...dns.isEmpty ? [] : [`(${dns.text})`],
    ...rules.map(({ policy: by, rule }) => `by ${by.subject.name} ${formatPath(rule.path)}`),
  ].join(' '));
}

test('without a policy every metadata address is reached, by no rule', () => {
  expect(metadata()).toEqual([
    '169.254.169.254 SCTP 1-65535,TCP 1-52,54-65535,UDP 1-52,54-65535 (TCP 53,UDP 53)',
    'fd00:ec2::254 SCTP 1-65535,TCP 1-52,54-65535,UDP 1-52,54-65535 (TCP 53,UDP 53)',
  ]);
});

test('a block of everything holds the metadata address, and an exception takes it out', () => {
  const ports = [{ port: 80 }, { port: 443 }];
  expect(metadata(DENY, egress('web', { to: [block('0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16')], ports })))
    .toEqual(['169.254.169.254 TCP 80,443 by web spec.egress[0]']);
  expect(metadata(DENY, egress('web', { to: [block('0.0.0.0/0', '169.254.169.254/32')], ports }))).toEqual([]);
  expect(metadata(egress('web', { to: [block('::/0')], ports: [{ port: 80 }] }))).toEqual(['fd00:ec2::254 TCP 80 by web spec.egress[0]']);
});

test('the exception of one policy takes nothing from the block of another', () => {
  expect(metadata(
    egress('careful', { to: [block('0.0.0.0/0', '169.254.0.0/16')], ports: [{ port: 443 }] }), egress('careless', { to: [block('169.254.0.0/16')], ports: [{ port: 80 }] }),
  )).toEqual(['169.254.169.254 TCP 80 by careless spec.egress[0]']);
});

test('DNS is told apart, and has no rule at fault', () => {
  const ports = [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }];
  expect(metadata(egress('dns', { to: [block('169.254.169.254/32')], ports }))).toEqual(['169.254.169.254 No Connections (TCP 53,UDP 53)']);
});

test('a doubtful policy may allow it', () => {
  const broken = policy('broken', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{}], ports: [{ port: 80 }] }] });
  expect(metadata(DENY, broken)).toEqual([
    '169.254.169.254 No Connections perhaps TCP 80 by broken spec.egress[0]', 'fd00:ec2::254 No Connections perhaps TCP 80 by broken spec.egress[0]',
  ]);
});

test('the WireServer of Azure has a public address', () => {
  const network = networkOf(pod('web'), egress('web', { to: [block('168.63.0.0/16')] }));
  expect(metadataReach(network, podOf(network, 'web')).map(({ address }) => address.provider)).toEqual(['the WireServer of Azure']);
});
