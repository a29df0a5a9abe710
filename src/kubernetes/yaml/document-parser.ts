import { FieldPositions, MERGE } from './field-positions';
import { MappingBuilder } from './mapping-builder';
import { keyText, NOT_ALLOWED, resolvePlain, resolveTagged, Scalar, TAG_PREFIX } from './resolve-scalar';
import { Scanner } from './scanner';
import { SourceText } from './source-text';
import {
  ALIAS, ANCHOR, BLOCK_END, BLOCK_ENTRY, BLOCK_MAPPING_START, BLOCK_SEQUENCE_START, DOCUMENT_END, DOCUMENT_START, FLOW_ENTRY, FLOW_MAPPING_END,
  FLOW_MAPPING_START, FLOW_SEQUENCE_END, FLOW_SEQUENCE_START, KEY, PLAIN_SCALAR, QUOTED_SCALAR, STREAM_END, TAG, Token, VALUE,
} from './token';
import { NodeLimits, tooManyNodes } from './yaml-limits';

type Mapping = Record<string, unknown>;

/** What an alias stands for. */
interface Anchored {
  /** Undefined while it is being read: an alias within would contain itself. */
  node?: {
    readonly value: unknown;
    readonly text: string | undefined;
    /** Nodes in it, aliases expanded. */
    readonly size: number;
    /** Levels in it, aliases expanded. */
    readonly height: number;
  };
  /** The entry of its fields. */
  readonly entry: number;
}

/** What was read last, as far as its value does not tell. */
interface LastNode {
  alias: boolean;
  /** It is `<<`, in a way that merges. */
  merge: boolean;
  /** The text of a scalar; undefined of a collection. */
  text: string | undefined;
}

export interface ParsedDocument {
  readonly value: unknown;
  readonly positions: FieldPositions;
}

/**
 * Reads one document: the value that kubectl would send, and where its fields stand. What an alias stands for is shared, not copied.
 *
 * @returns undefined where there is nothing but comments.
 */
export function parseDocument(source: SourceText, limits: NodeLimits): ParsedDocument | undefined {
  return new DocumentParser(source, limits).parse();
}

class DocumentParser {
  private readonly scanner: Scanner;
  private readonly positions = new FieldPositions();
  private readonly anchors = new Map<string, Anchored>();
  private readonly last: LastNode = { alias: false, merge: false, text: undefined };
  /** The entry whose value is being read. */
  private entry = 0;
  /** A key becomes text, so it may be a number that JSON has not. */
  private inKey = false;
  private depth = 0;
  private deepest = 0;
  /** Nodes so far, the document being one; of them those that aliases added. */
  private nodes = 1;
  private aliased = 0;

  constructor(private readonly source: SourceText, private readonly limits: NodeLimits) {
    this.scanner = new Scanner(source);
  }

  public parse(): ParsedDocument | undefined {
    const start = this.scanner.peek();
    if (start.kind === STREAM_END) return undefined;
    if (start.kind === DOCUMENT_START) this.scanner.skip();
    const first = this.scanner.peek();
    this.positions.open('', first.at);
    const empty = start.kind === DOCUMENT_START && (first.kind === STREAM_END || first.kind === DOCUMENT_END || first.kind === DOCUMENT_START);
    const value = empty ? null : this.parseNode(true, false);
    this.positions.close(0);
    this.expectEnd();
    return { value, positions: this.positions };
  }

  /** kubectl reads one document of each part of the file, and silently nothing behind it. */
  private expectEnd(): void {
    const token = this.scanner.peek();
    if (token.kind === STREAM_END) return;
    if (token.kind !== DOCUMENT_END) {
      this.source.fail(
        'kubectl does not read what follows the end of the document: check the indentation, or start the next document with `---` on a line of its own',
        token.at,
      );
    }
    const unread = this.scanner.skipMarkers();
    if (unread !== undefined) this.source.fail('kubectl does not read what follows `...`: start the next document with `---` on a line of its own', unread);
  }

  /** `block`: whether a block collection may stand here; `unindented`: whether a list may, at the indentation of its key. */
  private parseNode(block: boolean, unindented: boolean): unknown {
    let token = this.scanner.peek();
    if (token.kind === ALIAS) return this.parseAlias(token);
    let anchor: Token | undefined;
    let tag: Token | undefined;
    while ((token.kind === ANCHOR && !anchor) || (token.kind === TAG && !tag)) {
      if (token.kind === ANCHOR) anchor = token;
      else tag = token;
      this.scanner.skip();
      token = this.scanner.peek();
    }
    if (++this.nodes > this.limits.maxNodes) this.source.fail(tooManyNodes(this.limits), token.at);
    if (this.depth > this.deepest) this.deepest = this.depth;
    if (!anchor) return this.parseContent(token, tag, block, unindented);

    const anchored: Anchored = { entry: this.entry };
    this.anchors.set(anchor.text, anchored);
    const { nodes, deepest } = this;
    this.deepest = this.depth;
    const value = this.parseContent(token, tag, block, unindented, anchor);
    anchored.node = { value, text: this.last.text, size: this.nodes - nodes + 1, height: this.deepest - this.depth };
    this.deepest = Math.max(this.deepest, deepest);
    return value;
  }

  private parseContent(token: Token, tag: Token | undefined, block: boolean, unindented: boolean, anchor?: Token): unknown {
    switch (token.kind) {
      case PLAIN_SCALAR:
      case QUOTED_SCALAR:
        this.scanner.skip();
        return this.resolve(token, tag);
      case BLOCK_ENTRY:
        if (unindented) return this.parseUnindentedSequence();
        break;
      case FLOW_SEQUENCE_START:
        return this.parseFlowSequence(token);
      case FLOW_MAPPING_START:
        return this.parseFlowMapping(token);
      case BLOCK_SEQUENCE_START:
        if (block) return this.parseBlockSequence(token);
        break;
      case BLOCK_MAPPING_START:
        if (block) return this.parseBlockMapping(token);
        break;
    }
    if (tag) return this.resolve({ kind: QUOTED_SCALAR, at: tag.at, text: '' }, tag);
    if (anchor) return this.emptyScalar();
    return this.source.fail(expectedValue(token), token.at);
  }

  private parseAlias(token: Token): unknown {
    this.scanner.skip();
    const anchored = this.anchors.get(token.text);
    if (anchored === undefined) return this.source.fail(NO_ANCHOR, token.at);
    const node = anchored.node;
    if (node === undefined) return this.source.fail(`\`*${token.text}\` stands within what it stands for: it contains itself`, token.at);
    this.nodes += 1 + node.size;
    if (this.nodes > this.limits.maxNodes) this.source.fail(tooManyNodes(this.limits), token.at);
    this.aliased += node.size;
    if (this.aliased > 100 && this.nodes > 1000 && this.aliased / this.nodes > allowedAliasRatio(this.nodes)) {
      this.source.fail(`aliases make ${this.aliased} of the ${this.nodes} nodes of the document, which kubectl refuses: write the values out`, token.at);
    }
    this.deepest = Math.max(this.deepest, this.depth + node.height);
    this.checkDepth(this.depth + node.height, token);
    this.positions.alias(this.entry, anchored.entry);
    this.last.alias = true;
    this.last.merge = false;
    this.last.text = node.text;
    return node.value;
  }

  private checkDepth(depth: number, token: Token): void {
    if (depth > this.limits.maxDepth) this.source.fail(`the document is nested more than ${this.limits.maxDepth} levels deep`, token.at);
  }

  private enter(token: Token): void {
    this.depth++;
    this.checkDepth(this.depth, token);
  }

  private leave(): void {
    if (this.depth > this.deepest) this.deepest = this.depth;
    this.depth--;
    this.last.alias = false;
    this.last.merge = false;
    this.last.text = undefined;
  }

  // Scalars --------------------------------------------------------------------------------------------------------------------------

  private resolve(token: Token, tag: Token | undefined): Scalar {
    const last = this.last;
    last.alias = false;
    last.text = token.text;
    last.merge = token.text === '<<' && (tag === undefined ? token.kind === PLAIN_SCALAR : tag.text === '!' || tag.text === MERGE_TAG);
    if (tag === undefined && token.kind === QUOTED_SCALAR) return this.inKey ? token.text : detached(token.text);
    const value = tag === undefined ? resolvePlain(token.text) : resolveTagged(tag.text, token.text);
    if (value === NOT_ALLOWED) return this.source.fail(`what stands here is no ${shortTag(tag!.text)}`, token.at);
    if (typeof value === 'number' && !this.inKey && !Number.isFinite(value)) this.source.fail(`'${token.text}' is a number that JSON has not: quote it if it is text`, token.at);
    return typeof value === 'string' && !this.inKey ? detached(value) : value;
  }

  private emptyScalar(): null {
    this.last.alias = false;
    this.last.merge = false;
    this.last.text = '';
    return null;
  }

  /** A node that is not there, and counts as one nevertheless. */
  private missing(): null {
    this.nodes++;
    return this.emptyScalar();
  }

  // Lists ----------------------------------------------------------------------------------------------------------------------------

  private parseBlockSequence(start: Token): unknown[] {
    this.scanner.skip();
    this.enter(start);
    const items: unknown[] = [];
    let token = this.scanner.peek();
    for (; token.kind === BLOCK_ENTRY; token = this.scanner.peek()) {
      this.parseEntry(token, items, next => next === BLOCK_ENTRY || next === BLOCK_END);
    }
    if (token.kind !== BLOCK_END) this.source.fail('expected `- ` in front of the next item of the list, or less indentation behind its end', token.at);
    this.scanner.skip();
    this.leave();
    return items;
  }

  /** A list whose items stand at the indentation of the key that they belong to. */
  private parseUnindentedSequence(): unknown[] {
    let token = this.scanner.peek();
    this.enter(token);
    const items: unknown[] = [];
    for (; token.kind === BLOCK_ENTRY; token = this.scanner.peek()) {
      this.parseEntry(token, items, next => next === BLOCK_ENTRY || next === KEY || next === VALUE || next === BLOCK_END);
    }
    this.leave();
    return items;
  }

  private parseEntry(indicator: Token, items: unknown[], isEmpty: (next: number) => boolean): void {
    this.scanner.skip();
    const outer = this.entry;
    const entry = this.entry = this.positions.open(items.length, indicator.at);
    items.push(isEmpty(this.scanner.peek().kind) ? this.missing() : this.parseNode(true, false));
    this.positions.close(entry);
    this.entry = outer;
  }

  private parseFlowSequence(start: Token): unknown[] {
    this.scanner.skip();
    this.enter(start);
    const items: unknown[] = [];
    for (let token = this.scanner.peek(); token.kind !== FLOW_SEQUENCE_END; token = this.scanner.peek()) {
      if (items.length > 0) {
        if (token.kind !== FLOW_ENTRY) this.source.fail('expected `,` or `]` after an item of a flow list', token.at);
        this.scanner.skip();
        token = this.scanner.peek();
        if (token.kind === FLOW_SEQUENCE_END) break;
      }
      const outer = this.entry;
      const entry = this.entry = this.positions.open(items.length, token.at);
      items.push(token.kind === KEY ? this.parseSinglePair(token) : this.parseNode(false, false));
      this.positions.close(entry);
      this.entry = outer;
    }
    this.scanner.skip();
    this.leave();
    return items;
  }

  /** `[a: b]`: an item that is a mapping of one key. */
  private parseSinglePair(key: Token): Mapping {
    this.nodes++;
    const pairs = new MappingBuilder(this.source);
    this.scanner.skip();
    this.enter(key);
    const ends = (kind: number) => kind === FLOW_ENTRY || kind === FLOW_SEQUENCE_END;
    this.parsePair(pairs, key, ends, false);
    this.leave();
    return pairs.mapping;
  }

  // Mappings -------------------------------------------------------------------------------------------------------------------------

  private parseBlockMapping(start: Token): Mapping {
    this.scanner.skip();
    this.enter(start);
    const pairs = new MappingBuilder(this.source);
    let token = this.scanner.peek();
    for (; token.kind === KEY; token = this.scanner.peek()) {
      this.scanner.skip();
      this.parsePair(pairs, token, endsInBlock, true);
    }
    if (token.kind !== BLOCK_END) this.source.fail('expected a key of the mapping: check the indentation', token.at);
    this.scanner.skip();
    this.leave();
    return pairs.mapping;
  }

  private parseFlowMapping(start: Token): Mapping {
    this.scanner.skip();
    this.enter(start);
    const pairs = new MappingBuilder(this.source);
    let isFirst = true;
    for (let token = this.scanner.peek(); token.kind !== FLOW_MAPPING_END; token = this.scanner.peek()) {
      if (!isFirst) {
        if (token.kind !== FLOW_ENTRY) this.source.fail('expected `,` or `}` after an entry of a flow mapping', token.at);
        this.scanner.skip();
        token = this.scanner.peek();
        if (token.kind === FLOW_MAPPING_END) break;
      }
      isFirst = false;
      if (token.kind === KEY) {
        this.scanner.skip();
        this.parsePair(pairs, token, endsInFlow, false);
      } else {
        this.parseLoneKey(pairs, token);
      }
    }
    this.scanner.skip();
    this.leave();
    return pairs.mapping;
  }

  /** A key and its value, either of which may be missing. `start` is where the pair starts; `ends`: what stands behind a missing one. */
  private parsePair(pairs: MappingBuilder, start: Token, ends: (kind: number) => boolean, block: boolean): void {
    const next = this.scanner.peek().kind;
    const key = next === VALUE || ends(next) ? this.missing() : this.parseKey(block);
    const merges = this.last.merge;
    const name = merges ? MERGE : this.keyOf(key, start);
    const outer = this.entry;
    const entry = this.entry = this.positions.open(name, start.at);
    if (merges) this.nodes--;
    const hasValue = this.scanner.peek().kind === VALUE;
    if (hasValue) this.scanner.skip();
    const token = this.scanner.peek();
    const isMissing = !hasValue || token.kind === VALUE || ends(token.kind);
    const value = isMissing ? this.missing() : this.parseNode(block, block);
    if (merges) this.merge(pairs, value, token);
    else pairs.add(name as string, value, start.at);
    this.positions.close(entry);
    this.entry = outer;
  }

  /** `{a}`: a key without a value. */
  private parseLoneKey(pairs: MappingBuilder, token: Token): void {
    const key = this.parseKey(false);
    if (this.last.merge) this.source.fail(MERGE_WANTS, token.at);
    const name = this.keyOf(key, token);
    this.positions.close(this.positions.open(name, token.at));
    pairs.add(name, this.missing(), token.at);
  }

  private parseKey(block: boolean): unknown {
    this.inKey = true;
    const key = this.parseNode(block, block);
    this.inKey = false;
    return key;
  }

  private keyOf(key: unknown, token: Token): string {
    if (typeof key === 'string') return key;
    const text = this.last.text;
    if (text === undefined) return this.source.fail('a key cannot be a list or a mapping', token.at);
    const name = keyText(key as Scalar, text);
    if (name !== undefined) return name;
    return this.source.fail(key === null ? 'a key cannot be null: quote it if it is text' : `a key cannot be the number ${text}: quote it`, token.at);
  }

  private merge(pairs: MappingBuilder, value: unknown, token: Token): void {
    if (Array.isArray(value) && !this.last.alias) {
      this.nodes--;
      this.positions.mergeOfList(this.entry);
      // The first that has a key gives it.
      for (const item of [...value].reverse()) pairs.merge(this.asMapping(item, token));
      return;
    }
    pairs.merge(this.asMapping(value, token));
  }

  private asMapping(value: unknown, token: Token): Mapping {
    if (isMapping(value)) return value;
    return this.source.fail(MERGE_WANTS, token.at);
  }
}

// Errors name keys, and never values: what stands there may be a secret that was not quoted.
const NO_ANCHOR = '`*` makes this an alias, of a name that nothing before it is marked with (`&`): quote the value if it is text';
const MERGE_TAG = `${TAG_PREFIX}merge`;
const MERGE_WANTS = '`<<` merges a mapping, or a list of mappings, into the one it stands in: found neither';

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function endsInBlock(kind: number): boolean {
  return kind === KEY || kind === BLOCK_END;
}

function endsInFlow(kind: number): boolean {
  return kind === FLOW_ENTRY || kind === FLOW_MAPPING_END;
}

function expectedValue(found: Token): string {
  switch (found.kind) {
    case STREAM_END:
    case DOCUMENT_END:
    case DOCUMENT_START:
      return 'the document ends where a value is expected: check that every `[` and `{` is closed';
    default:
      return 'a value is expected here';
  }
}

/** As kubectl: nearly everything in a small document may come from aliases, and a tenth of a large one. */
function allowedAliasRatio(nodes: number): number {
  if (nodes <= FEW_NODES) return 0.99;
  if (nodes >= MANY_NODES) return 0.1;
  return 0.99 - 0.89 * ((nodes - FEW_NODES) / (MANY_NODES - FEW_NODES));
}

const FEW_NODES = 400_000;
const MANY_NODES = 4_000_000;

function shortTag(tag: string): string {
  return tag.startsWith(TAG_PREFIX) ? `!!${tag.slice(TAG_PREFIX.length)}` : tag;
}

/** From this length on the engine of JavaScript keeps a part of a text as a view of the whole. */
const VIEWED_LENGTH = 13;

/** The same text, but no view of the document: who remembers a name must not keep all that stood around it. */
function detached(text: string): string {
  return text.length < VIEWED_LENGTH ? text : ` ${text}`.slice(1);
}
