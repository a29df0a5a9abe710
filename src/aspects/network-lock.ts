import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Network } from '../network/analysis/network';
import { ConnectionDifference, differencesOf } from '../network/tables/connection-differences';
import { ConnectionTable } from '../network/tables/connection-table';
import { reasonOf } from '../synth/deep-copy';

/** The command that writes it, for an app that the cdk8s CLI synthesises. */
export const LOCK_COMMAND = 'npx cdk8s-hardened network lock -- npx cdk8s synth';

const HEADER = [
  '# network lock: who can reach whom, by all NetworkPolicies of the app together. The synth stops where something else is open.',
  `# Do not edit it. Where a change is meant, update it by: ${LOCK_COMMAND}`,
];

/** A file that records who could reach whom when somebody last looked at it. */
export class NetworkLock {
  /** @param file as it was given, from the working directory on */
  constructor(public readonly file: string) {}

  /**
   * What is in it.
   *
   * @throws where it is not there, or cannot be read: a sentence.
   */
  public read(): ConnectionTable {
    return ConnectionTable.parse(this.text());
  }

  /** What is otherwise than it has it, those that open something first. */
  public differences(network: Network): ConnectionDifference[] {
    return differencesOf(this.read(), ConnectionTable.of(network));
  }

  /**
   * Records a network, and makes the folders that lead to it.
   *
   * @throws where it cannot be written.
   */
  public write(network: Network): void {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, [...HEADER, ...ConnectionTable.of(network).lines()].map(line => `${line}\n`).join(''));
  }

  private text(): string {
    try {
      return readFileSync(this.file, 'utf8');
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error('there is no such file') : new Error(reasonOf(error));
    }
  }
}
