import { createHash } from 'node:crypto';
import { isClusterScoped } from '../kubernetes/cluster-scoped-kinds';
import { JsonObject } from '../kubernetes/json';
import { textLiteral } from '../requirements/cel-literal';
import { CheckTable } from './check-table';
import { FileWaiver, identityOf, shownResource, WaivedResource } from './file-waiver';
import { groupedBy } from './grouped-by';
import { silencedChecks, widerThanWaiver } from './silenced-checks';
import { firstEnd } from './waiver-end';
import { oneLine } from './waiver-statement';

/**
 * The policies of type ValidatingPolicy that Kyverno publishes, in the chart `kyverno-policies` and in its library, by their names, in the
 * order of the names.
 *
 * Without drop-cap-net-raw, which does not take a dropped ALL for an answer.
 */
export const KYVERNO_POLICIES: CheckTable = {
  'disallow-capabilities': { rules: ['added-capabilities'] },
  'disallow-capabilities-strict': { rules: ['added-capabilities', 'drop-all-capabilities'] },
  'disallow-host-namespaces': { rules: ['no-host-ipc', 'no-host-network', 'no-host-pid'] },
  'disallow-host-path': { rules: ['no-host-path'] },
  'disallow-host-ports': { rules: ['no-host-port'] },
  'disallow-host-process': { rules: ['windows-host-process'] },
  'disallow-latest-tag': { rules: ['image-tag'] },
  'disallow-privilege-escalation': { rules: ['no-privilege-escalation'] },
  'disallow-privileged-containers': { rules: ['no-privileged'] },
  'disallow-proc-mount': { rules: ['proc-mount'] },
  'disallow-selinux': { rules: ['selinux-options'] },
  'drop-all-capabilities': { rules: ['drop-all-capabilities'] },
  'require-non-root-groups': { rules: ['no-root-group', 'run-as-group'] },
  'require-requests-limits': { rules: ['cpu-request', 'memory-limit', 'memory-request'] },
  'require-ro-rootfs': { rules: ['read-only-root-fs'] },
  // Only where user id 0 is asked for.
  'require-run-as-non-root-user': { rules: ['run-as-user-nonzero'] },
  'require-run-as-nonroot': { rules: ['run-as-non-root'] },
  'restrict-apparmor-profiles': { rules: ['apparmor-profile'] },
  'restrict-sa-automount-sa-token': { rules: ['service-account-automount'] },
  'restrict-seccomp': { rules: ['seccomp-profile'] },
  'restrict-seccomp-strict': { rules: ['seccomp-profile'] },
  'restrict-sysctls': { rules: ['sysctls'], also: ['sysctls that newer versions of Kubernetes allow'] },
  'restrict-volume-types': { rules: ['no-host-path', 'volume-types'] },
};

/** A PolicyException of policies.kyverno.io, as plain JSON. */
export interface PolicyException extends JsonObject {
  readonly apiVersion: 'policies.kyverno.io/v1';
  readonly kind: 'PolicyException';
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly policyRefs: ReadonlyArray<{ readonly name: string; readonly kind: string }>;
    readonly matchConditions: ReadonlyArray<{ readonly name: string; readonly expression: string }>;
    readonly expiresAt?: string;
    readonly properties: { readonly [name: string]: string };
  };
}

/**
 * Says to Kyverno 1.19 or later what is waived: an exception for each object and waiver that a published policy stands for.
 *
 * They are exceptions of policies.kyverno.io, to the policies of type ValidatingPolicy that the chart installs since that version. The older
 * kind of kyverno.io/v2, to the deprecated ClusterPolicy of the same names, never ends, and tells the pods of a workload from those of others
 * only by wildcards. Here the exception has an end, and names the object and, by their owners, the pods that its controller makes: Kyverno
 * judges these as well. Its expression must hold for objects of any shape, for Kyverno asks it about every object that the policy is about.
 *
 * What it cannot say is told in the property `wider`: a policy is lifted as a whole, for every container. The end counts at admission;
 * background scans and the `kyverno` command of 1.19 do not look at it (kyverno/kyverno#17473). Whoever may create pods in the namespace can
 * claim an owner there. Exceptions are off unless the chart of Kyverno was given `features.policyExceptions.enabled`, and count in the namespaces
 * that `features.policyExceptions.namespace` says.
 *
 * @param entries all waivers that excused something.
 * @param namespace the only namespace from which Kyverno takes exceptions; by default each goes to the namespace of its object.
 */
export function policyExceptions(entries: readonly FileWaiver[], namespace?: string): readonly PolicyException[] {
  const ofObjects = [...groupedBy(entries, ({ resource }) => identityOf(resource)).values()];
  const exceptions = ofObjects.flatMap(ofObject =>
    [...groupedBy(ofObject, purposeOf).values()].flatMap(waivers => exceptionOf(waivers, ofObject, namespace)));
  return exceptions.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** What tells the waivers of an object apart: for the same, there is one exception. */
function purposeOf({ ruleIds, narrowedTo }: FileWaiver): string {
  return JSON.stringify([[...new Set(ruleIds)].sort(), narrowedTo ?? '']);
}

function placeOf({ metadata }: PolicyException): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** None where no policy stands for what is waived. */
function exceptionOf(waivers: readonly FileWaiver[], ofObject: readonly FileWaiver[], namespace: string | undefined): readonly PolicyException[] {
  const [waiver] = waivers;
  const silenced = silencedChecks(KYVERNO_POLICIES, ofObject).filter(one => one.waivers.includes(waiver));
  if (silenced.length === 0) return [];
  const { resource, ruleIds } = waiver;
  // What ends is what is told of the whole object: another waiver for the same policy would keep it silent.
  const end = firstEnd(silenced.flatMap(one => one.waivers));
  const home = namespace ?? (resource.namespace === '' ? undefined : resource.namespace);
  const wider = [
    ...silenced.flatMap(one => widerThanWaiver(waiver, one, 'the exception', ofObject)),
    ...namesItsPlace(resource) ? [] : [`the exception is for ${shownResource(resource)} of every namespace, for the object names none`],
  ];
  return [{
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'PolicyException',
    metadata: { name: nameOf(waiver), ...home !== undefined && { namespace: home } },
    spec: {
      policyRefs: silenced.map(({ id }) => ({ name: id, kind: 'ValidatingPolicy' })),
      matchConditions: [{ name: 'waived-object', expression: expressionFor(resource) }],
      ...end !== undefined && { expiresAt: end },
      properties: {
        ...property('reason', waivers.map(({ reason }) => reason)),
        ...property('ticket', waivers.flatMap(({ ticket }) => ticket ?? [])),
        ...property('owner', waivers.flatMap(({ owner }) => owner ?? [])),
        rules: [...new Set(ruleIds)].sort().join(', '),
        ...property('wider', wider),
      },
    },
  }];
}

function property(name: string, texts: readonly string[]): { readonly [name: string]: string } {
  return texts.length === 0 ? {} : { [name]: [...new Set(texts.map(oneLine))].join('; ') };
}

/** The name says which object, the hash which waiver: it stays the same when the reason or the end changes. */
function nameOf(waiver: FileWaiver): string {
  const { kind, name } = waiver.resource;
  const hash = createHash('sha256').update(identityOf(waiver.resource) + purposeOf(waiver)).digest('hex').slice(0, 10);
  const readable = `waiver-${kind}-${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 200).replace(/-$/, '');
  return `${readable}-${hash}`;
}

// The object, and what its controller makes of it ------------------------------------------------------------------------------------

/** So Deployments, and Rollouts in their place, name their ReplicaSets, and CronJobs their Jobs: their own name, and this. */
const CHILDREN: { readonly [kind: string]: { readonly kind: string; readonly suffix: string } } = {
  CronJob: { kind: 'Job', suffix: '-[0-9]+' },
  Deployment: { kind: 'ReplicaSet', suffix: '-[a-z0-9]{1,10}' },
  Rollout: { kind: 'ReplicaSet', suffix: '-[a-z0-9]{1,10}' },
};

function expressionFor(resource: WaivedResource): string {
  const { kind, namespace, name } = resource;
  const itself = `${groupCondition(resource)} && object.kind == ${textLiteral(kind)} && object.metadata.?name.orValue('') == ${textLiteral(name)}`;
  const child = Object.hasOwn(CHILDREN, kind) ? CHILDREN[kind] : undefined;
  const wanted = [
    `(${itself})`,
    ...kind === 'Pod' ? [] : [ownedBy(`o.kind == ${textLiteral(kind)} && o.name == ${textLiteral(name)}`)],
    ...child === undefined ? [] : [ownedBy(`o.kind == ${textLiteral(child.kind)} && o.name.matches(${textLiteral(`^${escaped(name)}${child.suffix}$`)})`)],
  ].join(' || ');
  if (namespace === '') return wanted;
  return `object.metadata.?namespace.orValue('') == ${textLiteral(namespace)} && (${wanted})`;
}

function groupCondition({ apiVersion }: WaivedResource): string {
  const slash = apiVersion.indexOf('/');
  if (slash === -1) return `object.apiVersion == ${textLiteral(apiVersion)}`;
  return `object.apiVersion.startsWith(${textLiteral(apiVersion.slice(0, slash + 1))})`;
}

function ownedBy(condition: string): string {
  return `object.metadata.?ownerReferences.orValue([]).exists(o, ${condition})`;
}

/** For RE2. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function namesItsPlace({ apiVersion, kind, namespace }: WaivedResource): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return namespace !== '' || isClusterScoped(group, kind);
}
