import { allRules } from './all-rules';
import { Rule } from './rule';

/** The default profile: every rule. */
export const hardenedProfile: readonly Rule[] = allRules;
