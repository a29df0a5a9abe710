/** The kinds of tokens. Numbers, as there are several hundred thousand tokens in the manifests of a cluster. */
export const STREAM_END = 0;
export const DOCUMENT_START = 1;
export const DOCUMENT_END = 2;
export const BLOCK_SEQUENCE_START = 3;
export const BLOCK_MAPPING_START = 4;
export const BLOCK_END = 5;
export const FLOW_SEQUENCE_START = 6;
export const FLOW_SEQUENCE_END = 7;
export const FLOW_MAPPING_START = 8;
export const FLOW_MAPPING_END = 9;
export const BLOCK_ENTRY = 10;
export const FLOW_ENTRY = 11;
export const KEY = 12;
export const VALUE = 13;
export const ALIAS = 14;
export const ANCHOR = 15;
export const TAG = 16;
export const PLAIN_SCALAR = 17;
export const QUOTED_SCALAR = 18;

export interface Token {
  readonly kind: number;
  /** The offset in the text. */
  readonly at: number;
  /** The text of a scalar, the name of an anchor or alias, the whole tag. */
  readonly text: string;
}
