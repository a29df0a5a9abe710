/** What a waiver is narrowed to within an object. */
export interface Narrowing {
  readonly container?: string;
  readonly values: readonly string[];
  readonly path?: string;
}

/** `container "driver", SYS_PTRACE`; undefined where a waiver is for the object as a whole. */
export function narrowingInWords({ container, values, path }: Narrowing): string | undefined {
  const parts = [
    ...container === undefined ? [] : [`container "${container}"`],
    ...values,
    ...path === undefined ? [] : [path],
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}
