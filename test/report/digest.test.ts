import { Outcome } from '../../src/engine/outcome';
import { Finding } from '../../src/engine/report';
import { Digest } from '../../src/report/digest';
import { Severity } from '../../src/rules/severity';
import { Waiver } from '../../src/waivers/waiver';
import { PRIVILEGED } from './report-contents';

const TOLD_IN_FULL = 20;

function digestOf(findings: ReadonlyArray<Partial<Finding>>): Digest {
  const digest = new Digest();
  findings.forEach(finding => digest.add({ ...PRIVILEGED, ...finding }));
  return digest;
}

function times(count: number, finding: Partial<Finding>): Array<Partial<Finding>> {
  return Array.from({ length: count }, () => finding);
}

function toldRules(digest: Digest): string[] {
  return digest.told(() => 'all').flat().map(({ ruleId }) => ruleId);
}

test('every outcome is counted', () => {
  const digest = digestOf([...times(3, {}), ...times(2, { outcome: Outcome.WARNING }), { outcome: Outcome.WAIVED }]);

  expect([Outcome.FAILING, Outcome.WARNING, Outcome.WAIVED].map(outcome => digest.of(outcome))).toEqual([3, 2, 1]);
});

test('a digest of nothing tells nothing', () => {
  const digest = digestOf([]);

  expect([digest.told(() => 'all'), digest.untold(), digest.of(Outcome.FAILING)]).toEqual([[], [], 0]);
});

test('what fails is told before what warns, then the severity counts, then who came first', () => {
  expect(toldRules(digestOf([
    { ruleId: 'warns-high', outcome: Outcome.WARNING },
    { ruleId: 'fails-low', severity: Severity.LOW },
    { ruleId: 'fails-medium', severity: Severity.MEDIUM },
    { ruleId: 'fails-high' },
    { ruleId: 'warns-low', outcome: Outcome.WARNING, severity: Severity.LOW },
    { ruleId: 'fails-high-too' },
  ]))).toEqual(['fails-high', 'fails-high-too', 'fails-medium', 'fails-low', 'warns-high', 'warns-low']);
});

test('groups come in the order of their first finding, each with its worst first', () => {
  const digest = digestOf([
    { container: 'a', ruleId: 'low', severity: Severity.LOW },
    { container: 'b', ruleId: 'high' },
    { container: 'a', ruleId: 'medium', severity: Severity.MEDIUM },
  ]);

  expect(digest.told(({ container }) => container!).map(group => group.map(({ container, ruleId }) => `${container} ${ruleId}`)))
    .toEqual([['a medium', 'a low'], ['b high']]);
});

test('the worst twenty are told, of the others how many there are of each rule, the most frequent first', () => {
  const digest = digestOf([
    ...times(2, { ruleId: 'rare', severity: Severity.LOW }),
    ...times(5, { ruleId: 'often', severity: Severity.LOW }),
    ...times(TOLD_IN_FULL, { ruleId: 'worst' }),
  ]);

  expect([toldRules(digest), digest.untold()]).toEqual([Array(TOLD_IN_FULL).fill('worst'), [['often', 5], ['rare', 2]]]);
});

test('what is waived is neither told nor counted among the others', () => {
  const digest = digestOf(times(30, { outcome: Outcome.WAIVED }));

  expect([toldRules(digest), digest.untold()]).toEqual([[], []]);
});

test('however much is found, no more than twenty findings are kept', () => {
  const digest = digestOf(times(10_000, {}));

  const { worst } = digest as unknown as { readonly worst: readonly unknown[] };

  expect([worst.length, digest.untold()]).toEqual([TOLD_IN_FULL, [['no-privileged', 10_000 - TOLD_IN_FULL]]]);
});

test('a waiver is forbidden where a finding says so, and not where it has only expired', () => {
  const [forbidden, expired] = [Waiver.hostPid({ reason: 'reads processes' }), Waiver.hostIpc({ reason: 'shares memory' })];
  const digest = digestOf([{ waiver: forbidden, forbiddenBy: 'shop/Block' }, { waiver: expired }]);

  expect([digest.forbids(forbidden), digest.forbids(expired)]).toEqual([true, false]);
});
