import { Violation } from '../requirements/violation';
import { Rule } from '../rules/rule';

/** The TypeScript of the narrowest waiver that would excuse a violation. */
export function waiverToWrite(rule: Rule, { container, value }: Violation): string {
  const props = `{ ${container === undefined ? '' : `container: ${quoted(container)}, `}reason: '…' }`;
  switch (rule.waiver) {
    case undefined:
    case 'rule': return `Waiver.rule(${quoted(rule.id)}, ${props})`;
    case 'addCapabilities': return `Waiver.addCapabilities([${quoted(String(value))}], ${props})`;
    case 'podSecurityLevel': return `Waiver.podSecurityLevel(PodSecurityLevel.PRIVILEGED, ${props})`;
    default: return `Waiver.${rule.waiver}(${props})`;
  }
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
