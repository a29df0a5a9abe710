import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { differencesOf } from '../network/tables/connection-differences';
import { ConnectionTable } from '../network/tables/connection-table';
import { differencesText } from '../network/tables/difference-report';
import { reasonOf } from '../synth/deep-copy';
import { RenderedManifest } from '../synth/judge';
import { Hold } from './docket';
import { NetworkLock } from './network-lock';
import { lockFilesOf } from './network-lock-audit';
import { networkOfManifests } from './network-of-manifests';

/** By it `cdk8s-hardened network lock` asks for the locks to be written: the file into which a line of JSON is written for each. */
export const LOCK_VARIABLE = 'CDK8S_HARDENED_NETWORK_LOCK';

/** What is told of a lock that was written. */
export interface WrittenLock {
  /** Its whole path. */
  readonly file: string;
  /** What it has otherwise than before, in lines. */
  readonly changes: string;
  /** There was none, or it could not be read. */
  readonly isNew: boolean;
  /** How many lines it has. */
  readonly connections: number;
}

/**
 * Writes the locks of an app where somebody asks for it. It always stops the synth, so that whoever sets the variable in a pipeline opens nothing.
 *
 * @returns the text that stops it; undefined where nobody asks, or there is no lock to write.
 */
export function updatedLocks(manifests: readonly RenderedManifest[], holds: readonly Hold[]): string | undefined {
  const notes = process.env[LOCK_VARIABLE];
  const files = lockFilesOf(holds);
  if (notes === undefined || notes === '' || files.length === 0) return undefined;
  const { network, unreadable } = networkOfManifests(manifests);
  if (unreadable.length > 0) return `The network lock was not written, as an object cannot be read: ${unreadable[0]}`;
  try {
    for (const file of files) {
      const lock = new NetworkLock(file);
      const before = tableBefore(lock);
      lock.write(network);
      const after = ConnectionTable.of(network);
      const changes = [...differencesText(differencesOf(before ?? ConnectionTable.parse(''), after))].join('');
      const written: WrittenLock = { file: resolve(file), changes, isNew: before === undefined, connections: [...after.lines()].length };
      appendFileSync(notes, `${JSON.stringify(written)}\n`);
    }
  } catch (error) {
    return `The network lock was not written: ${reasonOf(error)}`;
  }
  const names = files.join(' and ');
  return `The network lock was written (${names}), and nothing else: ${LOCK_VARIABLE} is set. Without it the synth judges and writes as usual.`;
}

function tableBefore(lock: NetworkLock): ConnectionTable | undefined {
  try {
    return lock.read();
  } catch {
    return undefined;
  }
}
