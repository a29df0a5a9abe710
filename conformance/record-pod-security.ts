import { generatedWorkload, seedsFrom } from '../test/conformance/generated-manifests';
import { manifestsSha256 } from '../test/conformance/manifests-hash';
import {
  checksCounted, minorOf, POD_SECURITY_RECORDING, Places, PodSecurityRecording, RecordedCheck, writeFailing,
} from '../test/conformance/pod-security-recording';
import { goCommand } from './go-command';
import { Recorded } from './recorded';

const SEEDS = { first: 1, count: 4000 };
const LEVELS = ['baseline', 'restricted'] as const;

interface Header {
  readonly podSecurityAdmission: string;
  readonly checks: readonly string[];
  readonly entries: {
    readonly [id: string]: { readonly level: RecordedCheck['level']; readonly since: readonly string[]; readonly overrides?: ReadonlyArray<readonly string[]> };
  };
}

interface Verdict {
  readonly failing: readonly string[];
  readonly baseline: boolean;
  readonly restricted: boolean;
  readonly messages?: { readonly [id: string]: string };
}

/** Asks pod-security-admission about every generated workload, in every version. */
export function recordPodSecurity(): Recorded {
  const [header] = goCommand('pod-security', [], [{ versions: ['latest'] }]) as [Header];
  const checks = header.checks.map(id => checkOf(header, id));
  const versions = [...new Set(checks.flatMap(({ since }) => since))].sort((a, b) => minorOf(a) - minorOf(b));

  const seeds = seedsFrom(SEEDS.first, SEEDS.count);
  const manifests = seeds.map(generatedWorkload);
  const rows = failingRows(manifests, checks, versions);
  refuseUnseenChanges(rows, checks, versions);
  const recording: PodSecurityRecording = {
    podSecurityAdmission: header.podSecurityAdmission,
    seeds: SEEDS,
    manifestsSha256: manifestsSha256(manifests),
    versions,
    checks,
    messages: messagesOf(manifests, rows, checks, versions),
    failing: Object.fromEntries(seeds.map((seed, index) => [seed, writeFailing(rows[index], versions)])),
  };
  return { path: POD_SECURITY_RECORDING, content: recording, summary: summaryOf(rows, checks, versions) };
}

function checkOf({ entries }: Header, id: string): RecordedCheck {
  const { level, since, overrides = [] } = entries[id];
  const overridden = new Set(overrides.map(ids => ids.join()));
  if (overridden.size > 1 || overrides.some(({ length }) => length !== 1)) {
    throw new Error(`The check ${id} overrides ${JSON.stringify(overrides)}: the recording has room for one and the same in every version.`);
  }
  return { id, level, since, ...overrides.length > 0 && { overrides: overrides[0][0] } };
}

/**
 * For each manifest and version the failing checks, by their places in the list.
 *
 * Asks every version there is and the one after, so that it is measured and not believed that nothing changes in between, and that the
 * levels are what the checks make them.
 */
function failingRows(manifests: readonly object[], checks: readonly RecordedCheck[], versions: readonly string[]): Places[][] {
  const newest = minorOf(versions[versions.length - 1]);
  const asked = [...Array.from({ length: newest + 2 }, (_, minor) => `1.${minor}`), 'latest'];
  const recordedFor = asked.map(version => versions.filter(one => version === 'latest' || minorOf(one) <= minorOf(version)).length - 1);
  const idsIn = (level: RecordedCheck['level']) => versions.map(version => new Set(checksCounted(checks, level, version).map(({ id }) => id)));
  const counted = { baseline: idsIn('baseline'), restricted: idsIn('restricted') };
  const placeOf = new Map(checks.map(({ id }, place) => [id, place]));

  const [, ...answers] = goCommand('pod-security', [], [{ versions: asked }, ...manifests]) as Array<{ readonly verdicts?: readonly Verdict[]; readonly error?: string }>;
  return answers.map(({ verdicts, error }, index) => {
    const told = () => `the manifest of seed ${SEEDS.first + index}, ${JSON.stringify(manifests[index])}`;
    if (!verdicts) throw new Error(`${error}: ${told()}`);
    const row: string[] = [];
    verdicts.forEach(({ failing, ...allowed }, at) => {
      const version = recordedFor[at];
      row[version] ??= failing.join();
      if (row[version] !== failing.join()) throw new Error(`The verdicts change at ${asked[at]}, where no check says so: ${told()}`);
      for (const level of LEVELS) {
        if (allowed[level] !== failing.some(id => counted[level][version].has(id))) continue;
        throw new Error(`The level ${level} in ${asked[at]} is not what its checks make it: ${told()}`);
      }
    });
    return row.map(ids => new Set(ids.split(',').filter(id => id !== '').map(id => placeOf.get(id)!)));
  });
}

/** Every change of every check must show in some verdict, or the cases say nothing of it. */
function refuseUnseenChanges(rows: ReadonlyArray<readonly Places[]>, checks: readonly RecordedCheck[], versions: readonly string[]): void {
  checks.forEach(({ id, since }, place) => since.forEach(version => {
    const at = versions.indexOf(version);
    if (rows.some(row => row[at].has(place) !== (row[at - 1]?.has(place) ?? false))) return;
    throw new Error(`No generated manifest shows what changes in ${id} at ${version}: add values to test/conformance/pod-fields.ts.`);
  }));
}

/** One message for each check, from the manifest that breaks the fewest others. */
function messagesOf(
  manifests: readonly object[], rows: ReadonlyArray<readonly Places[]>, checks: readonly RecordedCheck[], versions: readonly string[],
): PodSecurityRecording['messages'] {
  const newest = versions.length - 1;
  const examples = checks.map(({ id }, place) => {
    const broken = rows.map((row, index) => ({ index, failing: row[newest] })).filter(({ failing }) => failing.has(place));
    if (broken.length === 0) throw new Error(`No generated manifest fails ${id} in ${versions[newest]}.`);
    return manifests[broken.reduce((best, one) => (one.failing.size < best.failing.size ? one : best)).index];
  });
  const [, ...answers] = goCommand('pod-security', ['-messages'], [{ versions: [versions[newest]] }, ...examples]) as Array<{ readonly verdicts: readonly Verdict[] }>;
  return Object.fromEntries(checks.map(({ id }, index) => [id, answers[index].verdicts[0].messages![id]]));
}

function summaryOf(rows: ReadonlyArray<readonly Places[]>, checks: readonly RecordedCheck[], versions: readonly string[]): string[] {
  const share = (isDenied: (failing: Places) => boolean, at: number) =>
    (rows.filter(row => isDenied(row[at])).length / rows.length * 100).toFixed(1).padStart(6);
  const line = (name: string, cells: readonly string[]) => name.padEnd(28) + cells.join('');
  return [
    `${rows.length} manifests, ${versions.length} versions, ${checks.length} checks: ${rows.length * versions.length * (checks.length + LEVELS.length)} verdicts.`,
    'Denied, in per cent:',
    line('', versions.map(version => version.padStart(6))),
    ...checks.map(({ id, since }, place) =>
      line(id, versions.map((version, at) => (minorOf(version) < minorOf(since[0]) ? ''.padStart(6) : share(failing => failing.has(place), at))))),
    ...LEVELS.map(level => line(level, versions.map((version, at) => {
      const counted = checksCounted(checks, level, version).map(check => checks.indexOf(check));
      return share(failing => counted.some(place => failing.has(place)), at);
    }))),
  ];
}
