import { visibleText } from '../../kubernetes/visible-text';
import { csvLine } from '../tables/csv-line';
import { markdownCode } from '../tables/markdown-code';
import { Exposure, isExposed } from './exposure';
import { ExposureItem } from './exposure-item';
import { ExposureSection, ExposureTopic } from './exposure-topics';

/** What says that no policy restricts some pods, so that other sections say nothing of them. */
const UNRESTRICTED: readonly ExposureTopic[] = ['unprotected', 'opened', 'host-network'];
const IMPLIED: readonly ExposureTopic[] = ['from-internet', 'metadata'];

/** For a terminal: each section that has something, what is told of several workloads once for all of them. */
export function exposureText(exposure: Exposure): string {
  const sections = told(exposure).map(section => [
    `${section.title} (${section.items.length})`,
    `  ${section.meaning}`,
    '',
    ...foldedItems(section.items).flatMap(({ subjects, what, because }) => [
      ...subjects.map(who => `  ${visibleText(who)}`), `      ${visibleText(what)}`, ...because.map(cause => `      by ${visibleText(cause)}`),
    ]),
  ].join('\n'));
  return `${[headlineOf(exposure), ...sections, ...absentLine(exposure)].join('\n\n')}\n`;
}

/** One object; every section is in it, those as well in which nothing was found. */
export function exposureJson(exposure: Exposure): string {
  const { workloads, policies, sections } = exposure;
  const json = {
    workloads,
    policies,
    isExposed: isExposed(exposure),
    sections: sections.map(({ topic, title, meaning, isForReview, items }) => ({ topic, title, meaning, isForReview, items })),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** By RFC 4180, with a heading; a line for each thing that was found. */
export function exposureCsv({ sections }: Exposure): string {
  const rows = sections.flatMap(({ topic, isForReview, items }) => items.map(({ who, what, because }) => (
    csvLine([topic, isForReview ? 'review' : 'information', who, what, because.join('; ')].map(visibleText)))));
  return [csvLine(['topic', 'weight', 'who', 'what', 'because']), ...rows].join('');
}

/** For a pull request: a table for each section that has something, folded where it is for information. */
export function exposureMarkdown(exposure: Exposure): string {
  const sections = told(exposure).map(section => {
    const title = `${section.title} (${section.items.length})`;
    const table = ['| who | what | by |', '|---|---|---|', ...foldedItems(section.items).map(rowOf)].join('\n');
    if (section.isForReview) return `#### ${title}\n\n${section.meaning}\n\n${table}`;
    return `<details><summary>${title}</summary>\n\n${section.meaning}\n\n${table}\n\n</details>`;
  });
  return `${[`### ${headlineOf(exposure)}`, ...sections, ...absentLine(exposure)].join('\n\n')}\n`;
}

/** Who the same is told about. */
interface FoldedItem extends Omit<ExposureItem, 'who'> {
  readonly subjects: readonly string[];
}

function foldedItems(items: readonly ExposureItem[]): FoldedItem[] {
  const folded = new Map<string, FoldedItem & { readonly subjects: string[] }>();
  for (const { who, what, because } of items) {
    const key = JSON.stringify([what, because]);
    const item = folded.get(key);
    if (item) item.subjects.push(who);
    else folded.set(key, { subjects: [who], what, because });
  }
  return [...folded.values()];
}

function rowOf({ subjects, what, because }: FoldedItem): string {
  return `| ${subjects.map(codeOf).join('<br>')} | ${codeOf(what)} | ${because.map(codeOf).join('<br>')} |`;
}

function codeOf(text: string): string {
  return markdownCode(visibleText(text));
}

function headlineOf(exposure: Exposure): string {
  const { workloads, policies, sections } = exposure;
  const read = `${counted(workloads, 'workload', 'workloads')}, ${counted(policies, 'NetworkPolicy', 'NetworkPolicies')}`;
  const count = sections.filter(({ isForReview }) => isForReview).reduce((sum, { items }) => sum + items.length, 0);
  return `Exposure of ${read}: ${count === 0 ? 'nothing to look at' : `${counted(count, 'thing', 'things')} to look at`}`;
}

function told({ sections }: Exposure): ExposureSection[] {
  return sections.filter(({ items }) => items.length > 0);
}

/** What was looked for, and not found. */
function absentLine({ sections }: Exposure): string[] {
  const areSomeOpen = sections.some(({ topic, items }) => UNRESTRICTED.includes(topic) && items.length > 0);
  const absent = sections
    .filter(({ isForReview, items }) => isForReview && items.length === 0)
    .map(({ title, topic }) => `- ${title}${areSomeOpen && IMPLIED.includes(topic) ? ', of those that policies restrict; the others are open' : ''}`);
  return absent.length === 0 ? [] : [`Nothing was found of:\n\n${absent.join('\n')}`];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
