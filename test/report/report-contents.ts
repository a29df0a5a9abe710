import * as fc from 'fast-check';
import { Outcome } from '../../src/engine/outcome';
import { Clock, Finding, WaiverUse } from '../../src/engine/report';
import { cis } from '../../src/frameworks/cis';
import { pss } from '../../src/frameworks/pod-security-standards';
import { Digest } from '../../src/report/digest';
import { ReportContents } from '../../src/report/report-format';
import { Severity } from '../../src/rules/severity';
import { Waiver } from '../../src/waivers/waiver';

/** As a check of a file finds it. */
export const PRIVILEGED: Finding = {
  ruleId: 'no-privileged',
  outcome: Outcome.FAILING,
  severity: Severity.HIGH,
  resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  constructPath: '',
  container: 'app',
  path: 'spec.template.spec.containers[0].securityContext.privileged',
  field: 'securityContext.privileged',
  message: 'must not be true',
  why: 'A privileged container is root on the node.',
  fix: 'Remove `privileged`.',
  waiverToWrite: 'Waiver.privileged({ container: \'app\', reason: \'…\' })',
  waiveAt: '',
  controls: [pss('baseline/privileged'), cis('5.2.2')],
  source: { file: 'k8s/web.yaml', line: 12 },
};

export const WAIVER = Waiver.privileged({ reason: 'loads a driver', expires: '2027-03-31', ticket: 'SEC-142', owner: 'storage team' });

/** A waiver of `shop/Web` that excuses a finding, with changes. */
export function used(waiver: Waiver, rest: Partial<WaiverUse> = {}): WaiverUse {
  return { waiver, constructPath: 'shop/Web', excuses: 1, used: true, expired: false, ...rest };
}

export const SET_BACK: Clock = { today: '2026-01-01', setBackFrom: '2026-11-22' };
export const SET_FORWARD: Clock = { today: '2027-04-01' };

/** What every format says first where the clock is set back. */
export const BACKDATING = 'The day by which waivers expire is set back to 2026-01-01 (today is 2026-11-22): waivers that have expired since then hold.';

/** One finding of every outcome. */
export const EVERY_OUTCOME: ReadonlyArray<Partial<Finding>> = [
  {},
  { outcome: Outcome.WARNING, ruleId: 'memory-limit', severity: Severity.MEDIUM, field: 'resources.limits.memory', path: 'spec.template.spec.containers[0].resources.limits.memory', message: 'must be set, is unset', fix: 'Set it.' },
  { outcome: Outcome.WAIVED, container: 'driver', path: 'spec.template.spec.containers[1].securityContext.privileged', waiver: WAIVER },
];

/** What is nobody's name: mark-up of every format, a mention, a placeholder, a link, control characters, half a character. */
export const HOSTILE = '@all <b a="1" c=\'2\'>&amp; | `x` *y* _z_ [t](http://e.example) #1 {0} \\ ]]> \u001b[31m\n\u202e\u0000 \ud800 www.e.example';

/** Text of any kind: halves of characters and what drives a terminal included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: fc.nat(0xffff).map(code => String.fromCharCode(code)) }), fc.constant(HOSTILE),
);

/** A report of the minimal finding with changes. */
export function contents(findings: ReadonlyArray<Partial<Finding>>, rest: Partial<ReportContents> = {}): ReportContents {
  const all = findings.map(finding => ({ ...PRIVILEGED, ...finding }));
  const digest = new Digest();
  all.forEach(finding => digest.add(finding));
  return { profile: 'hardened', kubernetesVersion: '1.31', objects: 14, findings: all, digest, waivers: [], ...rest };
}

/** A finding with hostile text wherever a manifest has a say. */
export function hostile(text: string): Partial<Finding> {
  return {
    resource: { apiVersion: text, kind: text, namespace: text, name: text },
    container: text,
    path: `spec['${text}']`,
    field: `spec['${text}']`,
    message: `must be free, is ${text}`,
    fix: `Rename ${text}.`,
    source: { file: text, line: 1 },
  };
}
