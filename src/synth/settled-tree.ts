import { IConstruct } from 'constructs';
import { HardeningError } from './hardening-error';
import { Rendering } from './rendering';

const MOST_ROUNDS = 10;
const MOST_NAMES = 5;

/** What happens to a tree in every round until it has come to rest. */
export interface Rounds {
  readonly root: IConstruct;
  /** Preparations may add constructs. */
  prepare(): void;
  /** Validations and renderings may add constructs too: a Lazy or a resolver is code. */
  validateAndRender(constructs: readonly IConstruct[]): Rendering;
  /** How many judges and preparations there are. */
  registered(): number;
}

/** Prepares and renders the tree again and again until nothing is added any more. */
export function renderSettledTree(rounds: Rounds): Rendering {
  let before = rounds.root.node.findAll();
  let newest: readonly IConstruct[] = [];
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const registered = rounds.registered();
    rounds.prepare();
    const prepared = rounds.root.node.findAll();
    newest = addedSince(before, prepared);
    before = prepared;
    if (newest.length > 0 || rounds.registered() !== registered) continue;

    const rendering = rounds.validateAndRender(prepared);
    before = rounds.root.node.findAll();
    newest = addedSince(prepared, before);
    if (sameConstructs(prepared, before) && rounds.registered() === registered) return rendering;
  }
  throw new HardeningError(unsettledText(newest)); // node-do-not-add-exception-line
}

/** Whether two listings of a tree hold the same constructs. */
export function sameConstructs(one: readonly IConstruct[], other: readonly IConstruct[]): boolean {
  return one.length === other.length && one.every((construct, i) => construct === other[i]);
}

function addedSince(before: readonly IConstruct[], now: readonly IConstruct[]): readonly IConstruct[] {
  if (sameConstructs(before, now)) return [];
  const known = new Set(before);
  return now.filter(construct => !known.has(construct));
}

function unsettledText(newest: readonly IConstruct[]): string {
  const names = newest.slice(0, MOST_NAMES).map(construct => construct.node.path);
  if (newest.length > MOST_NAMES) names.push(`${newest.length - MOST_NAMES} more`);
  const added = names.length === 0 ? 'judges or preparations' : names.join(', ');
  return `The app does not come to rest: something is still added after ${MOST_ROUNDS} rounds of preparing, validating and rendering it (${added}). `
    + 'Look for a validation, a Lazy, a resolver or an Aspect that adds a construct each time it is called. Nothing was written.';
}
