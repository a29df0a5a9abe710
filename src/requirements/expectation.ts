import { Requirement, Scalar } from './requirement';

/** What a leaf asks of its field, in words that follow the field's name. */
export function expectationOf(requirement: Requirement): string {
  switch (requirement.op) {
    case 'present':
    case 'declared': return 'must be set';
    case 'absent':
    case 'undeclared': return 'must not be set';
    case 'declares-only': return `must set nothing but ${requirement.names.join(', ')}`;
    case 'equals': return `must be ${scalar(requirement.value)}`;
    case 'not-equals': return `must not be ${scalar(requirement.value)}`;
    case 'one-of': return `must be ${oneOf(requirement.values)}${requirement.orUnset ? ' or unset' : ''}`;
    case 'in-range': return `must be ${requirement.min} or above`;
    case 'matches': return `must match ${requirement.pattern}`;
    case 'quantity-at-most': return `must not be above ${requirement.other}`;
    case 'image': return requirement.pinnedBy === 'digest'
      ? 'must name a digest'
      : 'must name a tag other than latest, or a digest';
    case 'worded': return requirement.expectation;
    default: return 'must meet the rule';
  }
}

/** What a leaf asks of its field where it must not hold. */
export function negatedExpectationOf(requirement: Requirement): string {
  switch (requirement.op) {
    case 'present':
    case 'declared': return 'must not be set';
    case 'absent':
    case 'undeclared': return 'must be set';
    default: return expectationOf(requirement).replace(/^must (not )?/, (_, not) => (not ? 'must ' : 'must not '));
  }
}

function oneOf(values: readonly Scalar[]): string {
  return values.length === 1 ? scalar(values[0]) : `one of ${values.map(scalar).join(', ')}`;
}

function scalar(value: Scalar): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
