/** What a document may cost, so that a hostile one ends in an error and neither in a hang nor in a stack overflow. */
export interface YamlLimits {
  /**
   * Levels of mappings and lists, aliases expanded.
   *
   * @default 200: schemas in CustomResourceDefinitions, the deepest manifests there are, have some 60, and whatever walks an object recurses
   */
  readonly maxDepth?: number;
  /**
   * Bytes of one document.
   *
   * @default 64 MiB: the API server takes 3 MiB, but a `kind: List` is taken apart by kubectl
   */
  readonly maxDocumentBytes?: number;
  /**
   * Values in one document, mappings and lists included, aliases expanded.
   *
   * @default 5,000,000, which take about a gigabyte: a list of some 20,000 pods
   */
  readonly maxNodes?: number;
}

/** The limits that count values, not bytes. */
export type NodeLimits = Pick<Required<YamlLimits>, 'maxDepth' | 'maxNodes'>;

export function tooManyNodes({ maxNodes }: NodeLimits): string {
  return `the document has more than ${maxNodes} values: split it`;
}

export const DEFAULT_LIMITS: Required<YamlLimits> = { maxDepth: 200, maxDocumentBytes: 64 * 1024 * 1024, maxNodes: 5_000_000 };
