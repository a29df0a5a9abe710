import { Manifest } from '../../src/kubernetes/manifest';
import { Place, placeOfPod } from '../../src/requirements/place';
import { predicateOf } from '../../src/requirements/predicate';
import { FORMS, readAdmissionCelRecording, readDenied } from './admission-cel-recording';
import { Differences } from './differences';
import { ExportedPolicy, exportedPolicies } from './exported-policies';
import { generatedObject, generatedWorkload, seedsFrom } from './generated-manifests';
import { manifestsSha256 } from './manifests-hash';

const recorded = readAdmissionCelRecording();
const policies = exportedPolicies();
const RECORD_AGAIN = 'record again with npx ts-node -T conformance/record.ts';

const casesOf = (generated: (seed: number) => Record<string, unknown>, seeds: typeof recorded.workloads, denied: typeof recorded.deniedWorkloads) =>
  seedsFrom(seeds.first, seeds.count).map(seed => {
    const json = generated(seed);
    return { seed, json, manifest: new Manifest(json), denied: readDenied(denied[seed]) };
  });
const workloads = casesOf(generatedWorkload, recorded.workloads, recorded.deniedWorkloads);
const objects = casesOf(generatedObject, recorded.objects, recorded.deniedObjects);

function casesFor({ rule }: ExportedPolicy): typeof workloads {
  return rule.scope === 'pod' ? workloads : objects.filter(({ manifest }) => manifest.group === rule.group && manifest.kind === rule.kind);
}

function placesFor({ rule }: ExportedPolicy, manifest: Manifest): readonly Place[] {
  return rule.scope === 'pod' ? manifest.pods.map(placeOfPod) : [{ value: manifest.json, path: [], knownUpTo: 0 }];
}

test('the manifests are generated as they were when they were recorded', () => {
  const generated = manifestsSha256([...workloads, ...objects].map(({ json }) => json));
  expect(generated === recorded.manifestsSha256 ? 'the same' : `others: ${RECORD_AGAIN}`).toBe('the same');
});

test('the policies that rules are exported to are those that were recorded', () => {
  const hashes = new Map(recorded.policies.map(({ id, sha256 }) => [id, sha256]));
  const changed = policies.filter(({ id, sha256 }) => hashes.get(id) !== sha256).map(({ id }) => id);
  const gone = recorded.policies.filter(({ id }) => !policies.some(policy => policy.id === id)).map(({ id }) => id);
  const stale = [...changed, ...gone];
  expect(stale.length === 0 ? 'the same' : `${stale.join(', ')} changed: ${RECORD_AGAIN}`).toBe('the same');
});

test('every policy runs on Kubernetes 1.30, and costs less than a hundredth of what it may', () => {
  // A server takes a policy only where the minor before its own compiles it, in case it has to go back.
  const wrong = recorded.policies.filter(({ lowestVersion, costBelow }) => Number(lowestVersion.slice('1.'.length)) > 29 || costBelow > 10_000);
  expect(wrong).toEqual([]);
});

test('every rule judges every manifest as its policy does in the API server, in whatever form the server holds the object', () => {
  const differences = new Differences();
  let compared = 0;
  for (const policy of policies) {
    const at = recorded.policies.findIndex(({ id }) => id === policy.id);
    const holds = predicateOf(policy.rule.requires, policy.target);
    for (const { seed, json, manifest, denied } of casesFor(policy)) {
      const allows = placesFor(policy, manifest).every(place => holds(place.value, place));
      for (const form of FORMS) {
        compared++;
        if (allows !== denied[form].has(at)) continue;
        const [ours, theirs] = allows ? ['allowed', 'denied'] : ['denied', 'allowed'];
        differences.add(() => `${policy.id}, ${form}: the API server says ${theirs}, we say ${ours}. Seed ${seed}: ${JSON.stringify(json)}`);
      }
    }
  }
  console.info(`Compared with the API server's CEL: ${compared} verdicts of ${policies.length} policies on ${workloads.length} workloads and ${objects.length} objects.`);
  expect(`${differences}`).toBe('none');
});
