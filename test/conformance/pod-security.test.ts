import { Manifest } from '../../src/kubernetes/manifest';
import { PodSecurityLevel } from '../../src/kubernetes/pod-security-level';
import { placeOfPod } from '../../src/requirements/place';
import { predicateOf } from '../../src/requirements/predicate';
import { podSecurityChecks } from '../../src/rules/pod-security-checks';
import { PodSecurityProbe } from '../../src/rules/pod-security-probe';
import { podSecurityProfile } from '../../src/rules/profiles';
import { Rule } from '../../src/rules/rule';
import { Differences } from './differences';
import { generatedWorkload, seedsFrom } from './generated-manifests';
import { manifestsSha256 } from './manifests-hash';
import { checksCounted, minorOf, readFailing, readPodSecurityRecording } from './pod-security-recording';

const recorded = readPodSecurityRecording();
const { checks, versions } = recorded;
const LEVELS = [PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED] as const;

const cases = seedsFrom(recorded.seeds.first, recorded.seeds.count).map(seed => {
  const manifest = generatedWorkload(seed);
  const { pods } = new Manifest(manifest);
  return { seed, manifest, pods, places: pods.map(placeOfPod), failing: readFailing(recorded.failing[seed], versions) };
});
type Case = typeof cases[number];

const placeOf = new Map(checks.map(({ id }, place) => [id, place]));
/** Whether the API server's library fails a case by a check, in one of the versions. */
const isFailed = ({ failing }: Case, at: number, id: string) => failing[at].has(placeOf.get(id)!);

/** Whether each case meets a rule in a version: asked by checks and profiles, and judged once. */
const judged = new Map<string, readonly boolean[]>();
function verdictsOf(rule: Rule, version: string): readonly boolean[] {
  if (rule.scope !== 'pod') throw new Error(`${rule.id} is no rule about pods.`);
  const key = `${rule.id} ${version}`;
  let verdicts = judged.get(key);
  if (!verdicts) {
    const holds = predicateOf(rule.requires, { minor: minorOf(version), platformAssignsUserIds: false });
    judged.set(key, verdicts = cases.map(({ places }) => places.every(place => holds(place.value, place))));
  }
  return verdicts;
}

function told({ seed, manifest }: Case, version: string, what: string, ours: boolean): string {
  const verdict = (allowed: boolean) => (allowed ? 'allowed' : 'denied');
  return `In ${version}, ${what}: the API server says ${verdict(!ours)}, we say ${verdict(ours)}. Seed ${seed}: ${JSON.stringify(manifest)}`;
}

test('the manifests are generated as they were when they were recorded', () => {
  const generated = manifestsSha256(cases.map(({ manifest }) => manifest));
  expect(generated === recorded.manifestsSha256 ? 'the same' : 'others: record them with npx ts-node -T conformance/record.ts').toBe('the same');
});

test('the checks are those of the API server, with their levels, their versions and what they override', () => {
  const ours = podSecurityChecks.map(({ id, level, changesAt, overrides }) => ({
    id, level: `${level}`, since: changesAt.map(minor => `1.${minor}`), ...overrides !== undefined && { overrides },
  }));
  expect([...ours].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(checks);
});

test('every check judges every manifest in every version as the API server does', () => {
  const differences = new Differences();
  let compared = 0;
  versions.forEach((version, at) => {
    for (const { id, since, rules } of podSecurityChecks) {
      const verdicts = since <= minorOf(version) ? rules.map(rule => verdictsOf(rule, version)) : [];
      cases.forEach((one, index) => {
        const allows = verdicts.every(verdict => verdict[index]);
        if (allows === isFailed(one, at, id)) differences.add(() => told(one, version, id, allows));
        compared++;
      });
    }
  });
  console.info(`Compared with the API server's library: ${compared} verdicts of ${checks.length} checks on ${cases.length} manifests in ${versions.length} versions.`);
  expect(`${differences}`).toBe('none');
});

test.each(LEVELS)('the profile %s allows what the API server allows at this level, in every version', level => {
  const differences = new Differences();
  versions.forEach((version, at) => {
    const counted = checksCounted(checks, level, version);
    const verdicts = podSecurityProfile(level).rulesFor(minorOf(version)).map(rule => verdictsOf(rule, version));
    cases.forEach((one, index) => {
      const allows = verdicts.every(verdict => verdict[index]);
      if (allows !== counted.every(({ id }) => !isFailed(one, at, id))) differences.add(() => told(one, version, `the level ${level}`, allows));
    });
  });
  expect(`${differences}`).toBe('none');
});

test('one look at a pod tells which checks of a level it fails in any version', () => {
  const differences = new Differences();
  const probe = new PodSecurityProbe();
  const counted = LEVELS.flatMap(level => versions.map((version, at) =>
    ({ level, version, at, ids: checksCounted(checks, level, version).map(({ id }) => id) })));
  for (const one of cases) {
    const faults = one.pods.map(pod => probe.faultsOf(pod));
    for (const { level, version, at, ids } of counted) {
      const failing = faults.flatMap(fault => fault.failing(level, minorOf(version)).map(({ id }) => id));
      for (const id of ids) {
        if (failing.includes(id) !== isFailed(one, at, id)) differences.add(() => told(one, version, `${id} of ${level}`, !failing.includes(id)));
      }
    }
  }
  expect(`${differences}`).toBe('none');
});
