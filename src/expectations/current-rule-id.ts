import * as builtIn from '../engine/built-in-checks';
import { catalogue } from '../rules/catalogue';

/** The id by which findings name a rule, or a check of the engine, where it had another one before; undefined where there is none. */
export function currentRuleId(id: string): string | undefined {
  return [...catalogue, ...Object.values<Named>(builtIn)].find(rule => rule.id === id || rule.aliases?.includes(id))?.id;
}

/** The ids by which findings name rules and checks of the engine. */
export function currentRuleIds(): string[] {
  return [...catalogue, ...Object.values(builtIn)].map(({ id }) => id);
}

interface Named {
  readonly id: string;
  readonly aliases?: readonly string[];
}
