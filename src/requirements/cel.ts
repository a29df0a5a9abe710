import { ContainerRole } from '../kubernetes/container';
import { ALWAYS, and, call, Cel, equality, NEVER, not, or, print, relation } from './cel-expression';
import { celOfImage } from './cel-image';
import { literalOf, rawLiteral, textLiteral } from './cel-literal';
import { CelOperand } from './cel-operand';
import { celPatternOf } from './cel-pattern';
import { variantFor } from './predicate';
import { EntryOfContainer, EveryContainer, EveryEntry, Requirement, Scalar } from './requirement';
import { TargetFacts } from './target-facts';

/** What a requirement is judged at: the pod template that the policy found, or the whole object. */
export type CelRoot = 'variables.pod' | 'object';

/**
 * Writes a requirement as a boolean expression of CEL that the API server answers as `predicateOf` does, without an error, for whatever
 * object it can decode. It runs on Kubernetes 1.30 and later, at a cost linear in the size of the object. The target's facts are compiled in.
 *
 * The policy around it declares the variables that it mentions: `pod`, the template with `metadata` and `spec`; the lists `initContainers`,
 * `appContainers` and `ephemeralContainers`, and `containers`, the three in this order; and `unset`, a list of null, `{}` and `[]`.
 *
 * @throws when some part cannot be said in CEL, or only at more than linear cost.
 */
export function celOf(requirement: Requirement, target: TargetFacts, root: CelRoot = 'variables.pod'): string {
  return print(compile(requirement, { target, root, value: CelOperand.of(root), walks: [], isContainer: false, isOutside: false }));
}

/** Where in an expression a requirement stands. */
interface Scope {
  readonly target: TargetFacts;
  readonly root: CelRoot;
  /** What is judged. */
  readonly value: CelOperand;
  /** The variables of the lists that are being walked, from the outermost. */
  readonly walks: readonly string[];
  readonly isContainer: boolean;
  /** Whether what is judged lies outside of the list that is being walked. */
  readonly isOutside: boolean;
}

function compile(requirement: Requirement, scope: Scope): Cel {
  const descend = (part: Requirement) => compile(part, scope);
  const field = scope.value.field('field' in requirement ? requirement.field : '');
  switch (requirement.op) {
    case 'present': return not(field.isUnset);
    case 'absent': return field.isUnset;
    case 'declared': return not(field.isNull);
    case 'undeclared': return field.isNull;
    case 'declares-only': return or(field.isNull, walk(scope, requirement, field.known, 'all', 'key', key =>
      or(isAmong(key, requirement.names), equality(`${field.known}[${key}]`, 'null'))));
    case 'equals': return equality(field.orNull, literalOf(requirement.value));
    case 'not-equals': return not(equality(field.orNull, literalOf(requirement.value)));
    case 'one-of': return requirement.orUnset
      ? or(field.isNull, isAmong(field.known, requirement.values))
      : isAmong(field.orNull, requirement.values);
    case 'in-range': return whereSet(field, requirement.orUnset, relation(`${field.known} >= ${literalOf(requirement.min)}`));
    case 'matches': return whereSet(field, requirement.orUnset, call(`${field.known}.matches(${rawLiteral(celPatternOf(requirement.pattern))})`));
    case 'image': return celOfImage(field, requirement.pinnedBy);
    case 'quantity-at-most': return quantityAtMost(field, scope.value.field(requirement.other));
    case 'all-of': return and(...requirement.parts.map(descend));
    case 'any-of': return or(...requirement.parts.map(descend));
    case 'none-of': return not(or(...requirement.parts.map(descend)));
    case 'unless': return or(descend(requirement.condition), descend(requirement.part));
    case 'every': return or(field.isNull, walk(scope, requirement, field.known, 'all', 'item', item =>
      compile(requirement.each, within(scope, item, CelOperand.of(item)))));
    case 'some': return and(not(field.isNull), walk(scope, requirement, field.known, 'exists', 'item', item =>
      compile(requirement.each, within(scope, item, CelOperand.of(item)))));
    case 'every-entry': return or(field.isNull, walk(scope, requirement, field.known, 'all', 'key', key => or(
      not(isMeant(key, requirement)),
      compile(requirement.each, within(scope, key, CelOperand.ofEntry(`${field.known}[${key}]`))))));
    case 'entry-of-container': return entryOfContainer(requirement, scope);
    case 'every-container': return everyContainer(requirement, scope);
    case 'in-pod':
      needPod(requirement, scope);
      return compile(requirement.part, { ...scope, value: CelOperand.of(scope.root), isContainer: false, isOutside: scope.walks.length > 0 });
    case 'by-since': {
      const variant = variantFor(requirement.variants, scope.target.minor);
      return variant ? descend(variant.part) : ALWAYS;
    }
    case 'unless-platform-assigns-user-ids': return scope.target.platformAssignsUserIds ? ALWAYS : descend(requirement.part);
    case 'worded': return descend(requirement.part);
  }
}

function isMeant(key: string, { keyPrefix, whole }: EveryEntry): Cel {
  if (whole) return equality(key, textLiteral(keyPrefix));
  return keyPrefix === '' ? ALWAYS : call(`${key}.startsWith(${textLiteral(keyPrefix)})`);
}

function whereSet(field: CelOperand, orUnset: boolean, holds: Cel): Cel {
  return orUnset ? or(field.isNull, holds) : and(not(field.isNull), holds);
}

/** CEL knows no list of several types: one list for each type. */
function isAmong(value: string, values: readonly Scalar[]): Cel {
  return or(...['string', 'number', 'boolean']
    .map(type => values.filter(one => typeof one === type).map(literalOf))
    .filter(literals => literals.length > 0)
    .map(literals => (literals.length === 1 ? equality(value, literals[0]) : relation(`${value} in [${literals.join(', ')}]`))));
}

/** The API server knows quantities as texts, raw YAML as numbers too; blanks around them are trimmed before a policy sees them. */
function quantityAtMost(field: CelOperand, other: CelOperand): Cel {
  const [text, otherText] = [field, other].map(({ known }) => `string(${known}).trim()`);
  return or(
    field.isNull,
    other.isNull,
    not(call(`isQuantity(${text})`)),
    not(call(`isQuantity(${otherText})`)),
    not(call(`quantity(${text}).isGreaterThan(quantity(${otherText}))`)),
  );
}

/** Writes a walk over the items of a list or the keys of a map. */
function walk(scope: Scope, requirement: Requirement, list: string, macro: 'all' | 'exists', variable: string, each: (name: string) => Cel): Cel {
  const name = scope.walks.includes(variable) ? `${variable}${scope.walks.length + 1}` : variable;
  const holds = each(name);
  if (holds === (macro === 'all' ? ALWAYS : NEVER)) return holds;
  if (scope.isOutside) throw new Error(`${requirement.op} cannot be exported to CEL here: it walks ${list} for every item of another list, at more than linear cost.`);
  return call(`${list}.${macro}(${name}, ${print(holds)})`);
}

function within(scope: Scope, variable: string, value: CelOperand): Scope {
  return { ...scope, value, walks: [...scope.walks, variable], isContainer: false, isOutside: false };
}

function entryOfContainer(requirement: EntryOfContainer, scope: Scope): Cel {
  needPod(requirement, scope);
  if (!scope.isContainer) throw new Error('entry-of-container cannot be exported to CEL here: only a container has such an entry. Use it in every-container.');
  const name = CelOperand.ofEntry(scope.value.field('name').orNull).known;
  const entry = CelOperand.of(scope.root).field(requirement.field).entryAt(`${textLiteral(requirement.keyPrefix)} + ${name}`);
  // Not by optMap: the compiler of Kubernetes 1.30 refuses it on an entry of a map.
  return or(not(call(`${entry}.hasValue()`)), compile(requirement.each, { ...scope, value: CelOperand.ofEntry(`${entry}.orValue('')`), isContainer: false }));
}

function everyContainer(requirement: EveryContainer, scope: Scope): Cel {
  needPod(requirement, scope);
  const outside = { ...scope, isOutside: scope.walks.length > 0 };
  return and(...containersOf(requirement.roles ?? Object.values(ContainerRole)).map(({ list, isOther }) =>
    walk(outside, requirement, list, 'all', 'c', c => {
      const container = CelOperand.of(c);
      return or(isOther(container), compile(requirement.each, { ...within(scope, c, container), isContainer: true }));
    })));
}

/** The lists that hold the containers of these roles, and which of their items play another. */
function containersOf(roles: readonly ContainerRole[]): Array<{ readonly list: string; readonly isOther: (container: CelOperand) => Cel }> {
  const isSidecar = (container: CelOperand) => equality(container.field('restartPolicy').orNull, '\'Always\'');
  const plays = (role: ContainerRole) => roles.includes(role);
  const whole: string[] = [];
  const walks = [];
  if (plays(ContainerRole.INIT) && plays(ContainerRole.SIDECAR)) whole.push('variables.initContainers');
  else if (plays(ContainerRole.INIT)) walks.push({ list: 'variables.initContainers', isOther: isSidecar });
  else if (plays(ContainerRole.SIDECAR)) walks.push({ list: 'variables.initContainers', isOther: (container: CelOperand) => not(isSidecar(container)) });
  if (plays(ContainerRole.APP)) whole.push('variables.appContainers');
  if (plays(ContainerRole.EPHEMERAL)) whole.push('variables.ephemeralContainers');
  if (whole.length > 0) walks.push({ list: sumOf(whole), isOther: () => NEVER });
  return walks;
}

function sumOf(lists: readonly string[]): string {
  if (lists.length === 3) return 'variables.containers';
  return lists.length === 1 ? lists[0] : `(${lists.join(' + ')})`;
}

function needPod(requirement: Requirement, scope: Scope): void {
  if (scope.root === 'object') throw new Error(`${requirement.op} cannot be exported to CEL here: the object is no pod. Use it in a rule about pods.`);
}
