import { Paint } from './paint';
import { ReportContents } from './report-format';
import { baselineLines, verdictLine } from './summary-line';
import { terminalText } from './terminal-report';

/** What `check` shows on the terminal. */
export function* textReport(report: ReportContents, paint: Paint): Iterable<string> {
  const { digest, objects, waivers, clock } = report;
  yield terminalText({ findings: digest, objects, waivers, clock, advice: baselineLines(report), consequence: verdictLine(report) }, paint);
  yield '\n';
}
