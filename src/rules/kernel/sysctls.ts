import { pss } from '../../frameworks/pod-security-standards';
import { bySince, every, isOneOf } from '../../requirements/vocabulary';
import { podRule } from '../rule';
import { Severity } from '../severity';

/** The sysctls that the standard allows, by the version that added them. */
const VERSIONS: ReadonlyArray<{ readonly since: number; readonly adds: readonly string[] }> = [
  {
    since: 0,
    adds: [
      'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
      'net.ipv4.ip_unprivileged_port_start',
    ],
  },
  { since: 27, adds: ['net.ipv4.ip_local_reserved_ports'] },
  {
    since: 29,
    adds: ['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
  },
  { since: 32, adds: ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'] },
  { since: 37, adds: ['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'] },
];

export const sysctls = podRule({
  id: 'sysctls',
  title: 'Only sysctls that are safe for the node are set',
  severity: Severity.MEDIUM,
  controls: [pss('baseline/sysctls')],
  why: 'A sysctl outside the safe set changes the kernel for every pod of the node, or switches a protection off.',
  fix: 'Remove the sysctl.',
  waiver: 'sysctls',
  requires: bySince(...VERSIONS.map(({ since }) => ({
    since,
    part: every('spec.securityContext.sysctls', isOneOf('name', ...allowedIn(since))),
  }))),
  examples: {
    good: [{ 'spec.securityContext.sysctls': [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] }],
    bad: [
      { change: { 'spec.securityContext.sysctls': [{ name: 'kernel.msgmax', value: '65536' }] }, at: ['spec.securityContext.sysctls[0].name'] },
      {
        change: { 'spec.securityContext.sysctls': [{ name: 'net.ipv4.tcp_rmem', value: '4096 87380 16777216' }] },
        minor: 31,
        at: ['spec.securityContext.sysctls[0].name'],
      },
    ],
  },
});

function allowedIn(minor: number): string[] {
  return VERSIONS.filter(({ since }) => since <= minor).flatMap(({ adds }) => adds);
}
