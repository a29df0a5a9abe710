import { InputError } from '../check/input-error';
import { ManifestLocations } from '../check/manifest-locations';
import { ReportedExcusal, reportedExcusalsIn } from '../check/reported-excusals';
import { FileWaiver, shownResource } from '../projections/file-waiver';
import { policyExceptions } from '../projections/kyverno-exception';
import { trivyIgnore } from '../projections/trivy-ignore';

/** What is known of the files that hold the waived objects. */
export interface ProjectionOptions {
  /** The manifests that were written, where the report is that of an app. */
  readonly manifests: readonly string[];
  /** The only namespace from which Kyverno takes exceptions. */
  readonly namespace?: string;
}

/** `.trivyignore.yaml` for what is waived by reports. */
export function trivyIgnoreOf(reports: readonly string[], { manifests }: ProjectionOptions): string {
  const locations = manifests.length === 0 ? undefined : new ManifestLocations(manifests);
  const excusals = reports.flatMap(reportedExcusalsIn);
  return trivyIgnore(excusals.flatMap(excusal => filesOf(excusal, locations).map((file): FileWaiver => ({ ...excusal, file }))));
}

/** PolicyExceptions of Kyverno for what is waived by reports, as a List. */
export function kyvernoExceptionsOf(reports: readonly string[], { namespace }: ProjectionOptions): string {
  const excusals = reports.flatMap(reportedExcusalsIn).map((excusal): FileWaiver => ({ ...excusal, file: excusal.file ?? '' }));
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: policyExceptions(excusals, namespace) }, undefined, 2)}\n`;
}

function filesOf({ file, resource }: ReportedExcusal, locations: ManifestLocations | undefined): readonly string[] {
  const files = locations?.of(resource) ?? (file === undefined ? [] : [file]);
  if (files.length > 0) return files;
  if (locations !== undefined) throw new InputError(`${shownResource(resource)} is in none of the manifests: name those that belong to the report`);
  throw new InputError(`the report does not say which file holds ${shownResource(resource)}: name the manifests that were written, with --manifests dist/`);
}
