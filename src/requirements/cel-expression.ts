/**
 * A boolean expression of CEL under construction. What is constant vanishes from it, and negations go down to the leaves,
 * so that what is printed in the end is no longer than what a person would have written.
 */
export type Cel =
  | { readonly op: 'constant'; readonly value: boolean }
  | { readonly op: 'leaf'; readonly text: string; readonly opposite: string }
  | { readonly op: 'and' | 'or'; readonly parts: readonly Cel[] };

export const ALWAYS: Cel = { op: 'constant', value: true };
export const NEVER: Cel = { op: 'constant', value: false };

/** A leaf that CEL can write either way round. */
export function leaf(text: string, opposite: string): Cel {
  return { op: 'leaf', text, opposite };
}

export function equality(left: string, right: string): Cel {
  return leaf(`${left} == ${right}`, `${left} != ${right}`);
}

/** A comparison that has no opposite of its own. */
export function relation(text: string): Cel {
  return leaf(text, `!(${text})`);
}

/** A call, which binds more tightly than a negation. */
export function call(text: string): Cel {
  return leaf(text, `!${text}`);
}

export function and(...parts: readonly Cel[]): Cel {
  return junction('and', parts, NEVER, ALWAYS);
}

export function or(...parts: readonly Cel[]): Cel {
  return junction('or', parts, ALWAYS, NEVER);
}

export function not(cel: Cel): Cel {
  switch (cel.op) {
    case 'constant': return cel.value ? NEVER : ALWAYS;
    case 'leaf': return leaf(cel.opposite, cel.text);
    case 'and': return or(...cel.parts.map(not));
    case 'or': return and(...cel.parts.map(not));
  }
}

export function print(cel: Cel): string {
  switch (cel.op) {
    case 'constant': return String(cel.value);
    case 'leaf': return cel.text;
    case 'and': return cel.parts.map(within).join(' && ');
    case 'or': return cel.parts.map(within).join(' || ');
  }
}

/** Brackets wherever the two operators meet: nobody should have to know which binds more tightly. */
function within(part: Cel): string {
  return part.op === 'and' || part.op === 'or' ? `(${print(part)})` : print(part);
}

function junction(op: 'and' | 'or', parts: readonly Cel[], decisive: Cel, idle: Cel): Cel {
  const flat = parts.flatMap(part => (part.op === op ? part.parts : [part])).filter(part => part !== idle);
  if (flat.includes(decisive)) return decisive;
  if (flat.length === 0) return idle;
  return flat.length === 1 ? flat[0] : { op, parts: flat };
}
