/** One check of another scanner, in terms of our rules. */
export interface ForeignCheck {
  /**
   * The rules whose faults it finds, all of them or a part. The waiver of any of them silences it. A rule of the Pod Security profiles alone is
   * meant by the rule that it is a part of.
   */
  readonly rules: readonly string[];
  /**
   * What it finds besides: the id of a rule whose waiver does not silence it, because the check is about something else in the first place; or,
   * where no rule asks for it, words that go after "which also finds".
   */
  readonly also?: readonly string[];
}

/**
 * The checks of another scanner by their ids, in the order of the ids.
 *
 * A check is here where it finds the same fault as a rule, a part of it, or always finds it among others. It is not where it only meets the
 * rule: whoever waived the rule has not thought of the rest. So a check that fails over any of many faults is left out, and so is one for a
 * graver case of the fault (a socket of the container runtime among paths of the node, SYS_ADMIN among capabilities).
 */
export type CheckTable = { readonly [id: string]: ForeignCheck };

/** Of the things that a check finds besides, those that are rules: all others are words with blanks between them. */
export function isRuleId(thing: string): boolean {
  return !thing.includes(' ');
}
