import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { FoundRule, foundRules } from './found-rules';
import { markdownCode, markdownProse, markdownText } from './markdown-text';
import { WAIVER_TABLE_HEAD, waiverRow } from './markdown-waivers';
import { ReportContents } from './report-format';
import { reportedWaiver } from './reported-waiver';
import { backdatingLines, baselineLines, clockLines, counted, summaryLine, verdictLine } from './summary-line';
import { toldFinding } from './told-finding';

/** GitHub refuses a longer comment; GitLab takes more. */
const LIMIT = 65_536;

/** What is kept free for the head, for what opens and closes tables, and for the last line. */
const RESERVE = 3000;

/** So many findings stand open; the others are folded. */
const OPEN = 20;

const SEVERITIES = ['high', 'medium', 'low'];

const TABLE_HEAD = '\n| severity | rule | resource | field | message | where |\n|---|---|---|---|---|---|\n';

/**
 * The report as a comment on a pull request: what fails in a table, the worst first; what is beyond twenty, what warns, what is waived
 * and all waivers are folded. It never gets longer than a comment on GitHub may be, and its last line says how much it had no room for.
 */
export function* markdownReport(report: ReportContents): Iterable<string> {
  const { digest, objects, findings, clock } = report;
  const waivers = report.waivers.map(use => waiverRow(reportedWaiver(use)));
  const [failing, warning, waived] = [Outcome.FAILING, Outcome.WARNING, Outcome.WAIVED].map(outcome => digest.of(outcome));
  const rows = rowsOf(findings);
  const room = new Room();

  // GitHub shows this as a box, and others as a quotation.
  yield* backdatingLines(clock).map(line => `> [!WARNING]\n> ${line}\n\n`);
  yield `### cdk8s-hardened: ${summaryLine(digest, objects)}\n`;
  for (const line of [verdictLine(report), ...baselineLines(report), ...clockLines(clock)]) yield `\n${line}\n`;
  const open = room.take(rows.failing.slice(0, OPEN));
  if (open.length > 0) yield TABLE_HEAD + open.join('');
  yield* folded(`${failing - open.length} more`, TABLE_HEAD, room.take(rows.failing.slice(open.length)));
  yield* folded(counted(warning, 'warning'), TABLE_HEAD, room.take(rows.warning));
  yield* folded(`${waived} waived`, TABLE_HEAD, room.take(rows.waived));
  const findingsLeft = failing + warning + waived - room.taken;
  const shown = room.take(waivers);
  yield* folded(counted(waivers.length, 'waiver'), WAIVER_TABLE_HEAD, shown);

  const left = [[findingsLeft, 'finding'], [waivers.length - shown.length, 'waiver']] as const;
  const mending = room.take([...foundRules(findings).values()].map(mendingOf));
  if (mending.length > 0) yield `\n<details><summary>How to mend them</summary>\n\n${mending.join('')}\n</details>\n`;
  const told = left.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun)).join(' and ');
  if (told !== '') yield `\n… and ${told} more, for which a comment has no room: another format shows all.\n`;
}

/** The room that a comment has. */
class Room {
  public taken = 0;
  private left = LIMIT - RESERVE;

  /** The first of the texts, as many as there is room for. */
  public take(texts: readonly string[]): readonly string[] {
    let count = 0;
    for (; count < texts.length && texts[count].length <= this.left; count++) this.left -= texts[count].length;
    this.taken += count;
    return texts.slice(0, count);
  }
}

/** The rows of the findings by outcome, the worst first; of each outcome and severity no more than a comment could hold. */
function rowsOf(findings: Iterable<Finding>): { readonly [outcome in Outcome]: readonly string[] } {
  const heaps = new Map<string, Heap>();
  for (const finding of findings) {
    const key = `${finding.outcome} ${finding.severity}`;
    if (!heaps.has(key)) heaps.set(key, new Heap());
    heaps.get(key)!.add(finding);
  }
  const worstFirst = (outcome: Outcome) => SEVERITIES.flatMap(severity => heaps.get(`${outcome} ${severity}`)?.rows ?? []);
  return { failing: worstFirst(Outcome.FAILING), warning: worstFirst(Outcome.WARNING), waived: worstFirst(Outcome.WAIVED) };
}

class Heap {
  public readonly rows: string[] = [];
  private length = 0;

  public add(finding: Finding): void {
    if (this.length > LIMIT) return;
    const row = rowOf(finding);
    this.rows.push(row);
    this.length += row.length;
  }
}

function rowOf(finding: Finding): string {
  const { object, container, field, message, where, excuse } = toldFinding(finding);
  const resource = [object, container].filter(part => part !== '').join(', ');
  const cells = [
    finding.severity,
    markdownCode(finding.ruleId),
    markdownCode(resource),
    markdownCode(field),
    [message, excuse].filter(part => part !== '').map(markdownText).join('<br>'),
    markdownCode(where),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function* folded(title: string, head: string, rows: readonly string[]): Iterable<string> {
  if (rows.length === 0) return;
  yield `\n<details><summary>${title}</summary>\n${head}${rows.join('')}\n</details>\n`;
}

function mendingOf({ id, why, fix }: FoundRule): string {
  return `* ${markdownCode(id)}: ${markdownProse(why)} ${markdownProse(fix)}\n`;
}
