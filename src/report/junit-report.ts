import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { markupText } from '../kubernetes/markup-text';
import { PLAIN } from './paint';
import { ReportContents } from './report-format';
import { backdatingLines, baselineLines, clockLines, summaryLine, verdictLine } from './summary-line';
import { toldFinding } from './told-finding';
import { waivedLines } from './waived-lines';

/**
 * The report as JUnit XML, which GitLab, Jenkins and most other pipelines show as tests.
 *
 * Each finding is a test case of its own, in a class named after the object: readers keep only the first failure of a test case, and compare
 * branches by the names of test cases, so that one for a whole object would hide the second fault behind the first. What fails is a failure,
 * what is waived is skipped, and what warns passes and says so in its output. Rules that are met leave nothing to report: beside the findings
 * there is only one test case for the check itself, as some readers take a report without any for a mistake.
 */
export function* junitReport(report: ReportContents): Iterable<string> {
  const { digest, profile, kubernetesVersion, objects, findings, waivers, clock } = report;
  const [failing, warning, waived] = [Outcome.FAILING, Outcome.WARNING, Outcome.WAIVED].map(outcome => digest.of(outcome));
  const counts = attributes({ tests: failing + warning + waived + 1, failures: failing, errors: 0, skipped: waived, time: 0 });
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cdk8s-hardened"${counts}>\n`;
  yield `  <testsuite${attributes({ name: profile })}${counts}>\n    <properties>\n`;
  const properties = { profile, kubernetesVersion, objects, ...clock && { today: clock.today } };
  for (const [name, value] of Object.entries(properties)) yield `      <property${attributes({ name, value })}/>\n`;
  yield '    </properties>\n';
  yield testCase({ classname: 'cdk8s-hardened', name: 'the check ran to its end' }, output([
    ...backdatingLines(clock),
    `${summaryLine(digest, objects)}.`,
    ...baselineLines(report),
    ...clockLines(clock),
    verdictLine(report),
    ...waivedLines(waivers, digest, PLAIN),
  ]));
  for (const finding of findings) yield findingCase(finding);
  yield '  </testsuite>\n</testsuites>\n';
}

type Attributes = { readonly [name: string]: string | number };

function findingCase(finding: Finding): string {
  const { ruleId, path, source } = finding;
  const { object, message } = toldFinding(finding);
  return testCase({
    classname: object,
    // By the path, and not by the field of a container: an object may have several pods.
    name: `${ruleId}: ${path === '' ? '' : `${path} `}${message}`,
    ...source && { file: source.file, line: source.line },
  }, outcomeOf(finding));
}

function outcomeOf(finding: Finding): string {
  const { ruleId, severity, outcome, why, fix, controls } = finding;
  const { container, field, message, where, excuse } = toldFinding(finding);
  const what = `${container === '' ? '' : `${container}: `}${field === '' ? '' : `${field} `}${message}`;
  if (outcome === Outcome.WAIVED) return `      <skipped${attributes({ message: excuse })}/>\n`;
  const told = [
    what,
    ...where === '' ? [] : [`at   ${where}`],
    ...excuse === '' ? [] : [excuse],
    `why  ${why}`,
    `fix  ${fix}`,
    [ruleId, severity, ...controls.map(({ id }) => id)].join(' · '),
  ];
  if (outcome === Outcome.WARNING) return output(['warning', ...told]);
  return `      <failure${attributes({ message: what, type: ruleId })}>${text(told)}</failure>\n`;
}

function testCase(identity: Attributes, content: string): string {
  return `    <testcase${attributes({ ...identity, time: 0 })}>\n${content}    </testcase>\n`;
}

function output(told: readonly string[]): string {
  return `      <system-out>${text(told)}</system-out>\n`;
}

function text(told: readonly string[]): string {
  return told.map(markupText).join('\n');
}

function attributes(values: Attributes): string {
  return Object.entries(values).map(([name, value]) => ` ${name}="${markupText(String(value))}"`).join('');
}
