import {
  ADMISSION_CEL_RECORDING, AdmissionCelRecording, Denied, Form, FORMS, RecordedPolicy, writeDenied,
} from '../test/conformance/admission-cel-recording';
import { ExportedPolicy, exportedPolicies } from '../test/conformance/exported-policies';
import { generatedObject, generatedWorkload, seedsFrom } from '../test/conformance/generated-manifests';
import { manifestsSha256 } from '../test/conformance/manifests-hash';
import { goCommand } from './go-command';
import { Recorded } from './recorded';

const WORKLOADS = { first: 1, count: 4000 };
const OBJECTS = { first: 1, count: 500 };

interface Header {
  /** The version of k8s.io/apiserver. */
  readonly apiserver: string;
  readonly expressions: ReadonlyArray<{ readonly id: string; readonly lowestVersion?: string; readonly errors: readonly string[] }>;
}

type Answer = { readonly [form in Form]?: { readonly denied: readonly string[]; readonly errors: { readonly [id: string]: string } } };

interface Trailer {
  readonly maxCost: { readonly [id: string]: number };
}

/** The policies of one round, all of them about every manifest of it, and what the API server says. */
interface Round {
  readonly apiserver: string;
  readonly policies: readonly RecordedPolicy[];
  /** By the id of the policy. */
  readonly maxCost: Trailer['maxCost'];
  /** The ids of the policies that deny, for each manifest. */
  readonly denied: ReadonlyArray<{ readonly [form in Form]: readonly string[] }>;
}

/** Asks the API server's CEL about the generated manifests, by every policy that is about them. */
export function recordAdmissionCel(): Recorded {
  const policies = exportedPolicies();
  const workloadSeeds = seedsFrom(WORKLOADS.first, WORKLOADS.count);
  const objectSeeds = seedsFrom(OBJECTS.first, OBJECTS.count);
  const workloads = workloadSeeds.map(generatedWorkload);
  const objects = objectSeeds.map(generatedObject);

  const ofPods = ask(policies.filter(({ rule }) => rule.scope === 'pod'), workloads);
  const byKind = groupedByKind(policies).map(group => {
    const places = objects.flatMap((object, index) => (group.isAbout(object) ? [index] : []));
    if (places.length === 0) throw new Error(`No generated object is a ${group.kind}: add one to test/conformance/generated-manifests.ts.`);
    return { places, round: ask(group.policies, places.map(index => objects[index])) };
  });

  const recordedById = new Map([ofPods, ...byKind.map(({ round }) => round)].flatMap(round => round.policies).map(one => [one.id, one]));
  const placeOf = new Map(policies.map(({ id }, place) => [id, place]));
  const row = (denied: Round['denied'][number]) => writeDenied(
    Object.fromEntries(FORMS.map(form => [form, new Set(denied[form].map(id => placeOf.get(id)!))])) as unknown as Denied);
  const objectRows = new Map(byKind.flatMap(({ places, round }) => places.map((index, at) => [objectSeeds[index], row(round.denied[at])] as const)));

  const content: AdmissionCelRecording = {
    apiserver: ofPods.apiserver,
    workloads: WORKLOADS,
    objects: OBJECTS,
    manifestsSha256: manifestsSha256([...workloads, ...objects]),
    policies: policies.map(({ id }) => recordedById.get(id)!),
    deniedWorkloads: Object.fromEntries(workloadSeeds.map((seed, index) => [seed, row(ofPods.denied[index])])),
    deniedObjects: Object.fromEntries(objectSeeds.map(seed => [seed, objectRows.get(seed) ?? ''])),
  };
  return { path: ADMISSION_CEL_RECORDING, content, summary: summaryOf(content, [ofPods, ...byKind.map(({ round }) => round)]) };
}

function groupedByKind(policies: readonly ExportedPolicy[]) {
  const groups = new Map<string, { readonly kind: string; readonly policies: ExportedPolicy[]; isAbout(object: Record<string, unknown>): boolean }>();
  for (const policy of policies) {
    const { rule } = policy;
    if (rule.scope === 'pod') continue;
    const key = `${rule.group}/${rule.kind}`;
    const isAbout = ({ apiVersion, kind }: Record<string, unknown>) => `${groupOf(String(apiVersion))}/${kind}` === key;
    groups.set(key, { kind: rule.kind, policies: [...groups.get(key)?.policies ?? [], policy], isAbout });
  }
  return [...groups.values()];
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function ask(policies: readonly ExportedPolicy[], manifests: readonly object[]): Round {
  const job = { expressions: policies.map(({ id, variables, validations }) => ({ id, variables, validations })) };
  const [first, ...lines] = goCommand('admission-cel', ['-converted'], [job, ...manifests]);
  const header = first as Header;
  const { maxCost } = lines.pop() as Trailer;
  const lowestVersions = new Map(header.expressions.map(({ id, lowestVersion, errors }) => {
    if (lowestVersion === undefined) throw new Error(`${id} does not compile:\n${errors.join('\n')}`);
    return [id, lowestVersion];
  }));
  return {
    apiserver: header.apiserver,
    policies: policies.map(({ id, sha256 }) => ({ id, sha256, lowestVersion: lowestVersions.get(id)!, costBelow: powerOfTenAbove(maxCost[id]) })),
    maxCost,
    denied: (lines as readonly Answer[]).map((answer, index) => {
      const denied = FORMS.map(form => [form, deniedIn(answer, form, manifests[index])]);
      return Object.fromEntries(denied) as Round['denied'][number];
    }),
  };
}

/** An error while evaluating is no verdict: a policy must have none. */
function deniedIn(answer: Answer, form: Form, manifest: object): readonly string[] {
  const verdict = answer[form];
  if (!verdict) throw new Error(`The API server did not judge the ${form} form, but said ${JSON.stringify(answer)}: ${JSON.stringify(manifest)}`);
  const [error] = Object.entries(verdict.errors);
  if (error) throw new Error(`${error[0]} fails on the ${form} form with ${error[1]}: ${JSON.stringify(manifest)}`);
  return verdict.denied;
}

function powerOfTenAbove(cost: number): number {
  return 10 ** String(cost).length;
}

function summaryOf({ policies, workloads, objects }: AdmissionCelRecording, rounds: readonly Round[]): string[] {
  const verdicts = rounds.reduce((sum, round) => sum + round.policies.length * round.denied.length * FORMS.length, 0);
  const line = ({ id, lowestVersion }: RecordedPolicy) => {
    const { denied, maxCost } = rounds.find(round => round.policies.some(policy => policy.id === id))!;
    const share = denied.filter(({ raw }) => raw.includes(id)).length / denied.length * 100;
    return `${id.padEnd(56)}${share.toFixed(1).padStart(6)}  ${lowestVersion}  ${String(maxCost[id]).padStart(6)}`;
  };
  return [
    `${workloads.count} workloads and ${objects.count} objects, ${policies.length} policies: ${verdicts} verdicts in ${FORMS.length} forms, no error.`,
    'Denied in per cent of the manifests, lowest version, greatest cost:',
    ...policies.map(line),
  ];
}
