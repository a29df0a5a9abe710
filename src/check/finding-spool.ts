import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { Finding } from '../engine/report';
import { Waiver } from '../waivers/waiver';

/** Findings in memory before they go to a file: most checks have fewer. */
const IN_MEMORY = 2000;
const BUFFER_BYTES = 65_536;

/** What all findings of a rule share, and so is not spooled. */
type RuleFacts = Pick<Finding, 'why' | 'controls'>;

/**
 * Keeps any number of findings until the last object is read, since a report is printed whole or not at all. Beyond a few thousand
 * they are kept in a temporary file.
 */
export class FindingSpool implements Iterable<Finding> {
  private recent: Finding[] = [];
  private readonly facts = new Map<string, RuleFacts>();
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

  private lineOf({ why, controls, waiver, ...rest }: Finding): string {
    if (!this.facts.has(rest.ruleId)) this.facts.set(rest.ruleId, { why, controls });
    return JSON.stringify(waiver === undefined ? rest : { ...rest, waiver: this.waivers.push(waiver) - 1 });
  }

  private revive(line: string): Finding {
    const { waiver, ...rest } = JSON.parse(line) as Omit<Finding, 'why' | 'controls' | 'waiver'> & { readonly waiver?: number };
    return { ...rest, ...this.facts.get(rest.ruleId)!, ...waiver !== undefined && { waiver: this.waivers[waiver] } };
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
