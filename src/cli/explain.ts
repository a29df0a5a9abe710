import { InputError } from '../check/input-error';
import { RuleCatalogue } from '../check/rule-catalogue';
import { RuleDescription } from '../check/rule-description';
import { Command, PASSED } from './main';
import { readOptions } from './options';
import { withPolicyAsObject } from './rules';
import { isJson } from './text-or-json';

/** `cdk8s-hardened explain RULE` */
export const explain: Command = (args, terminal) => {
  const options = readOptions(args, { format: { type: 'string' } });
  if (options.operands.length !== 1) throw new InputError('explain needs one rule, by the id that findings show: cdk8s-hardened explain no-privileged');
  const json = isJson(options.text('format'));
  const rule = RuleCatalogue.rule(options.operands[0]);
  terminal.stdout(json ? `${JSON.stringify(withPolicyAsObject(rule), undefined, 2)}\n` : told(rule));
  return PASSED;
};

function told(rule: RuleDescription): string {
  const { id, aliases, title, severity, warns, why, fix, waiver, controls, profiles } = rule;
  return [
    `${id} · ${severity}${warns ? ' · only warns' : ''}${aliases.length > 0 ? ` · was ${aliases.join(', ')}` : ''}`,
    title,
    '',
    `why    ${why}`,
    `fix    ${fix}`,
    `waive  ${waiver}`,
    '',
    'stands for',
    ...controls.map(({ framework, version, id: control, title: of }) => `  ${framework} ${version}, ${control.slice(control.indexOf(':') + 1)}: ${of}`),
    '',
    'published at',
    ...[...new Set(controls.map(({ source }) => source))].map(source => `  ${source}`),
    '',
    `in the profiles ${profiles.join(', ')}`,
    '',
    ...inTheCluster(rule),
    '',
  ].join('\n');
}

function inTheCluster({ id, admissionPolicy, notExportable }: RuleDescription): string[] {
  if (admissionPolicy === undefined) return [`not in the cluster: ${notExportable}`];
  const { variables = [], validations } = (JSON.parse(admissionPolicy) as { readonly spec: PolicySpec }).spec;
  return [
    'in the cluster, by a ValidatingAdmissionPolicy of Kubernetes 1.30 or later',
    ...variables.map(({ name, expression }) => `  variables.${name}: ${expression}`),
    ...validations.map(({ expression }) => `  ${expression}`),
    `  the whole policy: cdk8s-hardened explain ${id} --format json`,
  ];
}

interface PolicySpec {
  readonly variables?: ReadonlyArray<{ readonly name: string; readonly expression: string }>;
  readonly validations: ReadonlyArray<{ readonly expression: string }>;
}
