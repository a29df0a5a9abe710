import { Outcome } from '../engine/outcome';
import { Finding, WaiverUse } from '../engine/report';
import { Control } from '../frameworks/control';
import { markupText } from '../kubernetes/markup-text';
import { FoundRule, foundRules } from './found-rules';
import { HTML_STYLE } from './html-style';
import { ReportContents } from './report-format';
import { reportedWaiver } from './reported-waiver';
import { backdatingLines, baselineLines, clockLines, counted, summaryLine, verdictLine } from './summary-line';
import { toldFinding } from './told-finding';
import { toldWaiver } from './told-waiver';

/** How a rule is linked to: its place among those that were found, as no id of a rule can break a link then. */
type Anchors = ReadonlyMap<string, number>;

/**
 * The report as one page that needs nothing beside itself, neither scripts nor the network: what fails, what warns, what is waived, object by
 * object, and the rules that were not met.
 */
export function* htmlReport(report: ReportContents): Iterable<string> {
  const { digest, objects, findings, waivers, clock } = report;
  const rules = foundRules(findings);
  const anchors = new Map([...rules.keys()].map((id, index) => [id, index]));
  const fails = digest.of(Outcome.FAILING) > 0;

  yield pageHead(`cdk8s-hardened: ${summaryLine(digest, objects)}`);
  yield '<header>\n';
  yield* backdatingLines(clock).map(line => `<p class="banner">${markupText(line)}</p>\n`);
  yield `<p class="tool">cdk8s-hardened</p>\n<h1 class="${fails ? 'fails' : 'passes'}">${markupText(verdictLine(report))}</h1>\n`;
  yield `<dl class="counts">\n${[
    ['failing', 'fail'], ['warning', 'warn'], ['waived', 'waived'],
  ].map(([outcome, label]) => count(label, digest.of(outcome as Outcome), outcome)).join('')}${count('objects', objects, 'objects')}</dl>\n`;
  yield* [...baselineLines(report), ...clockLines(clock)].map(line => `<p>${markupText(line)}</p>\n`);
  yield '</header>\n<main>\n';
  yield* section(Outcome.FAILING, counted(digest.of(Outcome.FAILING), 'violation'), report, anchors);
  yield* section(Outcome.WARNING, counted(digest.of(Outcome.WARNING), 'warning'), report, anchors);
  yield* section(Outcome.WAIVED, `${digest.of(Outcome.WAIVED)} waived`, report, anchors);
  yield* ruleSection([...rules.values()]);
  yield* waiverSection(waivers);
  yield '</main>\n</body>\n</html>\n';
}

function pageHead(title: string): string {
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; base-uri \'none\'; form-action \'none\'">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${markupText(title)}</title>`,
    `<style>\n${HTML_STYLE}</style>`,
    '</head>',
    '<body>',
    '',
  ].join('\n');
}

function count(label: string, value: number, tone: string): string {
  return `<div class="${value === 0 ? 'none' : tone}"><dt>${label}</dt><dd>${value}</dd></div>\n`;
}

/** The findings of one outcome, under a heading for each object; an object comes again where rules about several objects found more. */
function* section(outcome: Outcome, title: string, { digest, findings }: ReportContents, anchors: Anchors): Iterable<string> {
  if (digest.of(outcome) === 0) return;
  yield `<section aria-labelledby="${outcome}">\n<h2 id="${outcome}">${title}</h2>\n<table role="table" aria-labelledby="${outcome}">\n`;
  yield `<thead role="rowgroup"><tr role="row">${['Severity', 'Rule', 'Finding', 'Where'].map(columnHead).join('')}</tr></thead>\n`;
  let heading: string | undefined;
  for (const finding of findings) {
    if (finding.outcome !== outcome) continue;
    const next = headingOf(finding);
    if (next !== heading) {
      yield `${heading === undefined ? '' : '</tbody>\n'}<tbody role="rowgroup">\n<tr role="row" class="object"><th role="rowheader" scope="rowgroup" colspan="4">${next}</th></tr>\n`;
    }
    heading = next;
    yield rowOf(finding, anchors);
  }
  yield '</tbody>\n</table>\n</section>\n';
}

function columnHead(name: string): string {
  return `<th role="columnheader" scope="col">${name}</th>`;
}

function headingOf(finding: Finding): string {
  const { object } = toldFinding(finding);
  const made = finding.constructPath === '' || finding.constructPath === object ? '' : ` <span class="faint">${markupText(finding.constructPath)}</span>`;
  return `${markupText(object)}${made}`;
}

function rowOf(finding: Finding, anchors: Anchors): string {
  const { ruleId, severity, fix } = finding;
  const { container, field, message, where, excuse } = toldFinding(finding);
  const what = [
    ...container === '' ? [] : [`<span class="container">${markupText(container)}</span>`],
    ...field === '' ? [] : [`<code>${markupText(field)}</code>`],
    markupText(message),
  ].join(' ');
  return `<tr role="row"><td role="cell">${tag(severity)}</td><td role="cell"><a href="#rule-${anchors.get(ruleId)}">${markupText(ruleId)}</a></td>`
    + `<td role="cell">${what}${excuse === '' ? '' : `<p class="excuse">${markupText(excuse)}</p>`}<p class="fix">${prose(fix)}</p></td>`
    + `<td role="cell">${where === '' ? '' : `<code>${markupText(where)}</code>`}</td></tr>\n`;
}

function tag(severity: string): string {
  return `<span class="tag ${markupText(severity)}">${markupText(severity)}</span>`;
}

/** Sentences of a rule, where code stands between backticks. */
function prose(text: string): string {
  return markupText(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

function* ruleSection(rules: readonly FoundRule[]): Iterable<string> {
  if (rules.length === 0) return;
  yield '<section aria-labelledby="rules">\n<h2 id="rules">The rules that are not met</h2>\n';
  yield* rules.map((rule, index) => [
    `<article id="rule-${index}">`,
    `<h3>${markupText(rule.title)} <code>${markupText(rule.id)}</code></h3>`,
    `<p>${tag(rule.severity)} ${ruleCounts(rule)}</p>`,
    `<p>${prose(rule.why)}</p>`,
    `<p>${prose(rule.fix)}</p>`,
    ...rule.controls.length === 0 ? [] : [`<ul class="controls">${rule.controls.map(controlItem).join('')}</ul>`],
    '</article>\n',
  ].join('\n'));
  yield '</section>\n';
}

function ruleCounts({ counts }: FoundRule): string {
  const words = [[counts.failing, 'fail'], [counts.warning, 'warn'], [counts.waived, 'waived']] as const;
  return words.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`).join(', ');
}

function controlItem({ framework, version, id, title, source }: Control): string {
  const name = `${framework} ${version}, ${id.slice(id.indexOf(':') + 1)}: ${title}`;
  // What a rule of somebody else names as its source may be anything.
  return /^https:\/\//.test(source)
    ? `<li><a href="${markupText(source)}" rel="noreferrer">${markupText(name)}</a></li>`
    : `<li>${markupText(name)}</li>`;
}

function* waiverSection(waivers: readonly WaiverUse[]): Iterable<string> {
  if (waivers.length === 0) return;
  yield '<section aria-labelledby="waivers">\n<h2 id="waivers">Waivers</h2>\n<table role="table" class="waivers" aria-labelledby="waivers">\n';
  yield `<thead role="rowgroup"><tr role="row">${['Waived', 'Where', 'Until', 'Why'].map(columnHead).join('')}</tr></thead>\n<tbody role="rowgroup">\n`;
  yield* waivers.map(waiverRow);
  yield '</tbody>\n</table>\n</section>\n';
}

function waiverRow(use: WaiverUse): string {
  const { what, where, until, state, reason, followedUpBy, writtenAt, widened } = toldWaiver(reportedWaiver(use));
  const effect = state === 'used' ? `excuses ${counted(use.excuses, 'finding')}` : state;
  const cells = [
    `<code>${markupText(what)}</code><p class="faint">${effect}</p>`,
    `${markupText(where)}${writtenAt === '' ? '' : `<p class="faint"><code>${markupText(writtenAt)}</code></p>`}`,
    markupText(until),
    [
      markupText(reason),
      ...followedUpBy === '' ? [] : [`<p class="faint">${markupText(followedUpBy)}</p>`],
      ...widened.map(sentence => `<p class="excuse">wider: ${markupText(sentence)}</p>`),
    ].join(''),
  ];
  return `<tr role="row">${cells.map(cell => `<td role="cell">${cell}</td>`).join('')}</tr>\n`;
}
