/** Where a field is: the keys and list indexes that lead to it. */
export type FieldPath = ReadonlyArray<string | number>;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const SEGMENT = /\.?([A-Za-z_][A-Za-z0-9_-]*)|\[(\d+)\]|\['([^']*)'\]/y;

/** Writes a path as people do: `spec.containers[0].image`, `metadata.annotations['example.com/key']`. */
export function formatPath(path: FieldPath): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (IDENTIFIER.test(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `['${segment}']`;
  }
  return text;
}

/**
 * Reads what {@link formatPath} writes.
 *
 * @throws when the text is not a path, which is a mistake in a declaration.
 */
export function parsePath(text: string): FieldPath {
  let path = parsed.get(text);
  if (!path) parsed.set(text, path = parse(text));
  return path;
}

/** Declarations name few fields, and ask for them again for every finding. */
const parsed = new Map<string, FieldPath>();

function parse(text: string): FieldPath {
  const path: Array<string | number> = [];
  SEGMENT.lastIndex = 0;
  while (SEGMENT.lastIndex < text.length) {
    const at = SEGMENT.lastIndex;
    const match = SEGMENT.exec(text);
    if (!match) throw new Error(`'${text}' is not a field path: cannot read it from character ${at + 1} on.`);
    path.push(match[1] ?? match[3] ?? Number(match[2]));
  }
  return path;
}
