import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { Finding } from '../engine/report';
import { Waiver } from '../waivers/waiver';

/** Findings in memory before they go to a file: most checks have fewer. */
const IN_MEMORY = 2000;
const BUFFER_BYTES = 65_536;

/** What all findings of a rule share, and so is not spooled; the fix where it is that of the first. */
type RuleFacts = Pick<Finding, 'severity' | 'why' | 'fix' | 'controls'>;

/** A finding as a line of JSON: without the names of its fields, of which a hundred thousand findings would have as many copies. */
type Row = readonly [
  ruleId: string, outcome: Finding['outcome'], apiVersion: string, kind: string, namespace: string, name: string,
  constructPath: string, waiveAt: string, path: string, field: string, message: string,
  fix: string | null, container: string | null, waiverToWrite: string | null, file: string | null, line: number | null,
  /** Its number in the list of waivers. */
  waiver: number | null,
  forbiddenBy: string | null,
];

/**
 * Keeps any number of findings until the last object is read, since a report is printed whole or not at all. Beyond a few thousand
 * they are kept in a temporary file.
 */
export class FindingSpool implements Iterable<Finding> {
  private recent: Finding[] = [];
  private readonly facts = new Map<string, RuleFacts>();
  /** Each waiver once, with its number. */
  private readonly numbers = new Map<Waiver, number>();
  private readonly waivers: Waiver[] = [];
  private file?: { readonly folder: string; readonly descriptor: number; bytes: number };

  public add(finding: Finding): void {
    this.recent.push(finding);
    if (this.recent.length >= IN_MEMORY) this.spill();
  }

  public *[Symbol.iterator](): Generator<Finding> {
    for (const line of this.lines()) yield this.revive(line);
    yield* this.recent;
  }

  /** Removes the temporary file. The spool is of no use any more. */
  public dispose(): void {
    if (this.file === undefined) return;
    closeSync(this.file.descriptor);
    rmSync(this.file.folder, { recursive: true, force: true });
    this.file = undefined;
  }

  private spill(): void {
    this.file ??= openTemporaryFile();
    const bytes = Buffer.from(this.recent.map(finding => `${this.lineOf(finding)}\n`).join(''));
    for (let written = 0; written < bytes.length;) {
      written += writeSync(this.file.descriptor, bytes, written, bytes.length - written, this.file.bytes + written);
    }
    this.file.bytes += bytes.length;
    this.recent = [];
  }

  private lineOf({ ruleId, outcome, resource, path, field, message, source, ...rest }: Finding): string {
    const { severity, why, fix, controls, constructPath, waiveAt, container, waiverToWrite, waiver, forbiddenBy } = rest;
    let facts = this.facts.get(ruleId);
    if (facts === undefined) this.facts.set(ruleId, facts = { severity, why, fix, controls });
    const row: Row = [
      ruleId, outcome, resource.apiVersion, resource.kind, resource.namespace, resource.name,
      constructPath, waiveAt, path, field, message,
      fix === facts.fix ? null : fix, container ?? null, waiverToWrite ?? null, source?.file ?? null, source?.line ?? null,
      waiver === undefined ? null : this.numberOf(waiver), forbiddenBy ?? null,
    ];
    return JSON.stringify(row);
  }

  private revive(text: string): Finding {
    const [
      ruleId, outcome, apiVersion, kind, namespace, name, constructPath, waiveAt, path, field, message,
      fix, container, waiverToWrite, file, line, waiver, forbiddenBy,
    ] = JSON.parse(text) as Row;
    const facts = this.facts.get(ruleId)!;
    return {
      ruleId,
      outcome,
      severity: facts.severity,
      resource: { apiVersion, kind, namespace, name },
      constructPath,
      waiveAt,
      path,
      field,
      message,
      why: facts.why,
      fix: fix ?? facts.fix,
      controls: facts.controls,
      ...container !== null && { container },
      ...waiverToWrite !== null && { waiverToWrite },
      ...file !== null && line !== null && { source: { file, line } },
      ...waiver !== null && { waiver: this.waivers[waiver] },
      ...forbiddenBy !== null && { forbiddenBy },
    };
  }

  private numberOf(waiver: Waiver): number {
    let number = this.numbers.get(waiver);
    if (number === undefined) this.numbers.set(waiver, number = this.waivers.push(waiver) - 1);
    return number;
  }

  private *lines(): Generator<string> {
    if (this.file === undefined) return;
    const { descriptor, bytes } = this.file;
    const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (let at = 0; at < bytes;) {
      const length = readSync(descriptor, buffer, 0, Math.min(buffer.length, bytes - at), at);
      if (length === 0) throw new Error('The temporary file of the findings was cut off while it was read.');
      at += length;
      const lines = (rest + decoder.write(buffer.subarray(0, length))).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  }
}

function openTemporaryFile() {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-'));
  return { folder, descriptor: openSync(join(folder, 'findings.jsonl'), 'wx+', 0o600), bytes: 0 };
}
