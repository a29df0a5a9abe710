import { CheckTable } from './check-table';
import { FileWaiver, identityOf, shownResource } from './file-waiver';
import { groupedBy } from './grouped-by';
import { findsBesides, SilencedCheck, silencedChecks, uncheckedRules } from './silenced-checks';
import { firstEnd } from './waiver-end';
import { oneLine, waiverStatement } from './waiver-statement';
import { yamlString } from './yaml-string';

/**
 * The checks of trivy by the ids that it has printed since 0.69, in the order of the ids.
 *
 * Without KSV-0005, KSV-0119 and KSV-0120 (SYS_ADMIN, NET_RAW and SYS_MODULE added), KSV-0006 (socket of the container runtime) and KSV-0121
 * (folders of the node that matter most): each is graver than what it is a part of. Without KSV-0118, which only asks whether there is any
 * security context.
 */
export const TRIVY_CHECKS: CheckTable = {
  'KSV-0001': { rules: ['no-privilege-escalation'] },
  // The annotation alone, not the field.
  'KSV-0002': { rules: ['apparmor-profile'], also: ['AppArmor profiles of one\'s own'] },
  'KSV-0003': { rules: ['drop-all-capabilities'] },
  // Only where nothing is dropped.
  'KSV-0004': { rules: ['drop-all-capabilities'] },
  'KSV-0008': { rules: ['no-host-ipc'] },
  'KSV-0009': { rules: ['no-host-network'] },
  'KSV-0010': { rules: ['no-host-pid'] },
  'KSV-0012': { rules: ['run-as-non-root'] },
  'KSV-0013': { rules: ['image-tag'] },
  'KSV-0014': { rules: ['read-only-root-fs'] },
  'KSV-0015': { rules: ['cpu-request'] },
  'KSV-0016': { rules: ['memory-request'] },
  'KSV-0017': { rules: ['no-privileged'] },
  'KSV-0018': { rules: ['memory-limit'] },
  'KSV-0020': { rules: ['run-as-user-nonzero'], also: ['user ids up to 10000'] },
  'KSV-0021': { rules: ['run-as-group'], also: ['group ids up to 10000'] },
  'KSV-0022': { rules: ['added-capabilities'], also: ['an added NET_BIND_SERVICE'] },
  'KSV-0023': { rules: ['no-host-path'] },
  'KSV-0024': { rules: ['no-host-port'] },
  'KSV-0025': { rules: ['selinux-options'], also: ['the SELinux type container_engine_t'] },
  'KSV-0026': { rules: ['sysctls'] },
  'KSV-0027': { rules: ['proc-mount'] },
  'KSV-0028': { rules: ['volume-types'] },
  'KSV-0030': { rules: ['seccomp-profile'] },
  // Only where the token is asked for, not where nothing is said.
  'KSV-0036': { rules: ['automount-token'] },
  'KSV-0103': { rules: ['windows-host-process'] },
  'KSV-0104': { rules: ['seccomp-profile'] },
  'KSV-0105': { rules: ['run-as-user-nonzero'] },
  'KSV-0106': { rules: ['added-capabilities', 'drop-all-capabilities'] },
  'KSV-0116': { rules: ['no-root-group', 'run-as-group'] },
};

const HEADER = [
  'Written by cdk8s-hardened from the waivers of the app: do not edit.',
  'A path is relative to the folder that trivy scans. An entry silences a check for all that is in the file, so it is exact only where every',
  'object has a file of its own. It ends with the first of the waivers for its check and its file.',
];

/** What an entry of the file is made of: one check in one file, for one waiver. */
interface Silence {
  readonly id: string;
  readonly file: string;
  readonly statement: string;
  readonly end: string | undefined;
  /** Lines about where it is wider than the waiver. */
  readonly comments: readonly string[];
}

/**
 * The text of `.trivyignore.yaml`, by which trivy 0.69 or later leaves out what is waived. Trivy reads no annotations, and its grain is the file.
 *
 * @param entries all waivers that excused something; a file is named as trivy names it, from the folder that is scanned.
 */
export function trivyIgnore(entries: readonly FileWaiver[]): string {
  const silences = [...groupedBy(entries, scannedPath).values()].flatMap(silencesOf);
  const unchecked = uncheckedRules(TRIVY_CHECKS, entries);
  const comments = [...HEADER, ...unchecked.length === 0 ? [] : [`Trivy has no check for ${unchecked.map(oneLine).join(', ')}.`]];
  // Silences that differ in nothing but the file are one entry.
  const groups = groupedBy(silences, ({ id, statement, end }) => JSON.stringify([id, statement, end ?? '']));
  return [
    ...comments.map(comment => `# ${comment}`),
    ...silences.length === 0 ? ['misconfigurations: []'] : ['misconfigurations:', ...sorted(groups.keys()).flatMap(key => linesOf(groups.get(key)!))],
    '',
  ].join('\n');
}

function silencesOf(ofFile: readonly FileWaiver[]): readonly Silence[] {
  const ofObjects = groupedBy(ofFile, ({ resource }) => identityOf(resource));
  return silencedChecks(TRIVY_CHECKS, ofFile).flatMap(silenced => {
    const end = firstEnd(silenced.waivers);
    return silenced.waivers.map(waiver => ({
      id: silenced.id,
      file: scannedPath(waiver),
      statement: waiverStatement(waiver),
      end,
      comments: commentsOn(silenced, waiver, ofObjects.get(identityOf(waiver.resource))!),
    }));
  });
}

function commentsOn({ id, check }: SilencedCheck, { resource, narrowedTo }: FileWaiver, ofObject: readonly FileWaiver[]): readonly string[] {
  const object = `${shownResource(resource)}${narrowedTo === undefined ? '' : `, ${narrowedTo}`}`;
  const besides = findsBesides(check, ofObject);
  return [`The waiver is for ${object}.`, ...besides === undefined ? [] : [`${id} also finds ${besides}.`]].map(oneLine);
}

function linesOf(group: readonly Silence[]): readonly string[] {
  const [{ id, statement, end }] = group;
  return [
    ...sorted(group.flatMap(({ comments }) => comments)).map(comment => `  # ${comment}`),
    `  - id: ${id}`,
    '    paths:',
    ...sorted(group.map(({ file }) => file)).map(file => `      - ${yamlString(literalPattern(file))}`),
    `    statement: ${yamlString(statement)}`,
    ...end === undefined ? [] : [`    expired_at: ${end}`],
  ];
}

/** As trivy names it. */
function scannedPath({ file }: FileWaiver): string {
  return file.replace(/^(?:\.\/)+/, '');
}

/** The pattern that no other path matches. */
function literalPattern(path: string): string {
  return path.replace(/[\\*?[\]{}]/g, '\\$&');
}

/** Each once, in order. */
function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort();
}
