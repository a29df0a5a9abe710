import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Report } from '../engine/report';
import { Digest } from '../report/digest';
import { jsonReport } from '../report/json-report';
import { hardenedProfile } from '../rules/profiles';

/**
 * Writes the JSON report of an app, and the folders that lead to it.
 *
 * @throws where it cannot be written.
 */
export function writeReportFile(file: string, { objects, findings, waivers, clock }: Report, minor: number): void {
  const digest = new Digest();
  findings.forEach(finding => digest.add(finding));
  const pieces = jsonReport({ profile: hardenedProfile.id, kubernetesVersion: `1.${minor}`, objects, findings, digest, waivers, ...clock && { clock } });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, [...pieces].join(''));
}
