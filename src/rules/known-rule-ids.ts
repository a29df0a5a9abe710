import { catalogue } from './catalogue';

/** The ids of every rule, and those that they had before. */
export const KNOWN_RULE_IDS: ReadonlySet<string> = new Set(catalogue.flatMap(({ id, aliases = [] }) => [id, ...aliases]));
