import { InputError } from '../check/input-error';
import { RuleCatalogue } from '../check/rule-catalogue';
import { RuleDescription } from '../check/rule-description';
import { Command, PASSED } from './main';
import { readOptions } from './options';
import { isJson } from './text-or-json';

/** `cdk8s-hardened rules` */
export const rules: Command = (args, terminal) => {
  const options = readOptions(args, { profile: { type: 'string' }, format: { type: 'string' } });
  if (options.operands.length > 0) throw new InputError(`rules takes no '${options.operands[0]}': cdk8s-hardened explain ${options.operands[0]} tells of one rule`);
  const json = isJson(options.text('format'));
  const described = RuleCatalogue.rules(options.text('profile'));
  terminal.stdout(json ? `${JSON.stringify(described.map(withPolicyAsObject), undefined, 2)}\n` : table(described));
  return PASSED;
};

/** In JSON the policy is JSON, and not a text that holds some. */
export function withPolicyAsObject({ admissionPolicy, ...rule }: RuleDescription): object {
  return { ...rule, ...admissionPolicy !== undefined && { admissionPolicy: JSON.parse(admissionPolicy) as object } };
}

function table(described: readonly RuleDescription[]): string {
  const width = Math.max(...described.map(({ id }) => id.length));
  return described.map(({ id, severity, title, profiles }) => {
    const only = profiles.includes('hardened') ? '' : ` (only in ${profiles.join(', ')})`;
    return `${id.padEnd(width)}  ${severity.padEnd('medium'.length)}  ${title}${only}\n`;
  }).join('');
}
