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
}

export const DEFAULT_LIMITS: Required<YamlLimits> = { maxDepth: 200, maxDocumentBytes: 64 * 1024 * 1024 };
