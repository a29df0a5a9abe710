import { celOf } from '../src/requirements/cel';
import type { Change, RuleDeclaration } from '../src/rules/rule';
import { ruleWaiverSource, waiverSource } from '../src/waivers/waiver-source';
import { declarationsOf } from './rule-catalogue';

/** The newest minor, by which the CEL is shown. */
const NEWEST = { minor: 37, platformAssignsUserIds: false };

/** The lines of `docs/rules.md`: every rule, why it is there, how to meet it, and what asks the same in the cluster. */
export function ruleDocs(folder: string): string[] {
  const declared = declarationsOf(folder);
  const topics = [...new Set(declared.map(({ file }) => topicOf(file)))];
  return [
    '# Rules',
    '',
    'Generated from `src/rules` by `npx projen`. The same on the command line: `cdk8s-hardened explain no-privileged`.',
    '',
    '| rule | severity | holds where it is met |',
    '|---|---|---|',
    ...declared.map(({ rule }) => `| [${rule.id}](#${rule.id}) | ${rule.severity}${rule.warns ? ', only warns' : ''} | ${rule.title} |`),
    '',
    ...topics.flatMap(topic => [
      `## ${topic.replace(/-/g, ' ')}`,
      '',
      ...declared.filter(({ file }) => topicOf(file) === topic).flatMap(({ rule }) => sectionOf(rule)),
    ]),
  ];
}

function topicOf(file: string): string {
  return file.slice(0, file.indexOf('/'));
}

function sectionOf(rule: RuleDeclaration): string[] {
  const waiver = rule.waiver === undefined ? ruleWaiverSource(rule.id, {}) : waiverSource(rule.waiver, {});
  return [
    `### ${rule.id}`,
    '',
    `**${rule.title}.** ${rule.why}`,
    '',
    `* Fix: ${rule.fix}`,
    `* Waive: \`${waiver}\``,
    `* Severity: ${rule.severity}${rule.warns ? '; it only warns' : ''}${rule.standardOnly ? '; only in the Pod Security profiles, the default has a stricter one' : ''}`,
    `* Stands for: ${rule.controls.map(({ framework, version, id }) => `${framework} ${version} \`${id.slice(id.indexOf(':') + 1)}\``).join('; ')}`,
    ...firstFault(rule),
    '',
    ...inTheCluster(rule),
    '',
  ];
}

/** The first bad example: one change to an object that meets the rule. */
function firstFault(rule: RuleDeclaration): string[] {
  if (rule.scope === 'app') return [];
  const fault = rule.examples.bad.find(({ minor }) => minor === undefined);
  return fault === undefined ? [] : [`* Broken by: ${changeAsText(fault.change)}`];
}

function changeAsText(change: Change): string {
  return Object.entries(change)
    .map(([field, value]) => (value === undefined ? `no \`${field}\`` : `\`${field}: ${JSON.stringify(value)}\``))
    .join(' and ');
}

function inTheCluster(rule: RuleDeclaration): string[] {
  if (rule.scope === 'app') return [`Not in the cluster. ${rule.notExportable}`];
  const expression = celOf(rule.requires, NEWEST, rule.scope === 'pod' ? 'variables.pod' : 'object');
  return ['```cel', expression, '```'];
}
