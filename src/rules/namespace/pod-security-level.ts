import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { FieldPath } from '../../kubernetes/field-path';
import { isObject, isUnset } from '../../kubernetes/json';
import { Manifest } from '../../kubernetes/manifest';
import { PodSecurityLevel } from '../../kubernetes/pod-security-level';
import { getsSidecar, installsMeshCni, SidecarChoice, sidecarChoiceOfNamespace, sidecarChoiceOfPod } from '../../kubernetes/service-mesh';
import { Subject } from '../../kubernetes/subject';
import { TargetFacts } from '../../requirements/target-facts';
import { waiverSource } from '../../waivers/waiver-source';
import { PodSecurityCheck, podSecurityChecksOf } from '../pod-security-checks';
import { PodSecurityFaults, PodSecurityProbe } from '../pod-security-probe';
import { AppCheck, appRule, AppViolation, KnownFaults } from '../rule';
import { Severity } from '../severity';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const ENFORCE_VERSION = 'pod-security.kubernetes.io/enforce-version';
const ENFORCE_PATH: FieldPath = ['metadata', 'labels', ENFORCE];
/** From the laxest to the strictest. */
const LEVELS: readonly PodSecurityLevel[] = [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];
/** How many workloads a message names. */
const NAMED = 3;
const INJECTION = 'sidecar injection is on and no CNI plugin of the mesh is declared, so injected pods get an init container with NET_ADMIN'
  + ' as well, which only "privileged" admits';
const INSTALL_CNI = 'Install the CNI plugin of the mesh and declare it: `new HardeningAspect({ meshCniPlugin: true })`, or `check --mesh-cni-plugin`.';

export const podSecurityLevel = appRule({
  id: 'pod-security-level',
  title: 'Every namespace enforces the strictest Pod Security Standard that its workloads meet',
  severity: Severity.HIGH,
  controls: [checklist('S13'), nsa('pod-security-enforcement')],
  why: 'A label that is stricter than the workloads keeps their pods out of the cluster; one that is laxer lets in what nobody here needs.',
  fix: 'Mend the workload, move it into a namespace of its own, or lower the label.',
  notExportable: 'It compares a namespace with the workloads in it.',
  begin: target => new LevelCheck(target),
  examples: () => {
    const namespace = (labels?: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', ...labels && { labels } } });
    const pod = (name: string, spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec });
    const container = { name: 'app', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } };
    const securityContext = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
    const restricted = pod('api', { securityContext, containers: [container] });
    const baseline = pod('web', { containers: [{ name: 'app' }] });
    const privileged = pod('agent', { hostNetwork: true, containers: [container] });
    const label = "metadata.labels['pod-security.kubernetes.io/enforce']";
    return {
      good: [
        [namespace({ [ENFORCE]: 'restricted' }), restricted],
        [namespace({ [ENFORCE]: 'restricted' })],
        [namespace({ [ENFORCE]: 'baseline' }), baseline],
        [namespace({ [ENFORCE]: 'privileged' }), privileged],
        [restricted, baseline, privileged],
      ],
      bad: [
        { objects: [namespace({ [ENFORCE]: 'restricted' }), baseline], at: [`Namespace shop ${label}`] },
        { objects: [privileged, baseline, namespace({ [ENFORCE]: 'baseline' })], at: [`Namespace shop ${label}`] },
        { objects: [namespace({ [ENFORCE]: 'baseline' }), restricted], at: [`Namespace shop ${label}`] },
        { objects: [namespace({ [ENFORCE]: 'baseline' }), restricted, baseline], at: [`Namespace shop ${label}`] },
        { objects: [namespace(), restricted], at: [`Namespace shop ${label}`] },
      ],
    };
  },
});

interface SeenNamespace {
  readonly subject: Subject;
  /** Empty where the API server is to make one up, which no workload can name. */
  readonly name: string;
  readonly level: PodSecurityLevel | undefined;
  /** Whether something is written there that is no level; another rule tells. */
  readonly isMisspelt: boolean;
  /** As it is written. */
  readonly version: unknown;
  readonly sidecars: SidecarChoice;
}

interface SeenWorkload {
  readonly subject: Subject;
  /** Of each of its pods; equal ones once. */
  readonly faults: readonly PodSecurityFaults[];
  /** Of each of its pods; equal ones once. */
  readonly sidecars: readonly SidecarChoice[];
}

class LevelCheck implements AppCheck {
  private readonly probe = new PodSecurityProbe();
  private readonly namespaces: SeenNamespace[] = [];
  private readonly workloads = new Map<string, SeenWorkload[]>();
  private readonly singles = new Map<unknown, readonly unknown[]>();
  private hasMeshCni: boolean;

  constructor(private readonly target: TargetFacts) {
    this.hasMeshCni = target.hasMeshCni ?? false;
  }

  public see(subject: Subject, manifest: Manifest): void {
    if (subject.group === '' && subject.kind === 'Namespace') this.seeNamespace(subject, manifest);
    if (installsMeshCni(manifest)) this.hasMeshCni = true;
    if (manifest.pods.length > 0) this.seeWorkload(subject, manifest);
  }

  public violations(known: KnownFaults): AppViolation[] {
    return this.namespaces.filter(({ isMisspelt }) => !isMisspelt).flatMap(namespace => {
      const minor = minorOf(namespace.version, this.target.minor);
      const workloads = this.workloadsIn(namespace);
      const judged = workloads.map(({ subject, faults }) => new JudgedWorkload(subject, faults, minor, known));
      return compare(namespace, judged, `v1.${minor}`, !this.hasMeshCni && isInjected(namespace, workloads));
    });
  }

  private seeNamespace(subject: Subject, manifest: Manifest): void {
    const label: unknown = manifest.labels[ENFORCE];
    const level = LEVELS.find(one => one === label);
    const metadata = isObject(manifest.json.metadata) ? manifest.json.metadata : {};
    this.namespaces.push({
      subject,
      name: typeof metadata.name === 'string' ? metadata.name : '',
      level,
      isMisspelt: level === undefined && !isUnset(label),
      version: manifest.labels[ENFORCE_VERSION],
      sidecars: sidecarChoiceOfNamespace(manifest),
    });
  }

  private seeWorkload(subject: Subject, { pods }: Manifest): void {
    const faults = [...new Set(pods.map(pod => this.probe.faultsOf(pod)))];
    const sidecars = [...new Set(pods.map(sidecarChoiceOfPod))];
    const workload = { subject, faults: this.shared(faults), sidecars: this.shared(sidecars) };
    const known = this.workloads.get(subject.namespace);
    if (known) known.push(workload);
    else this.workloads.set(subject.namespace, [workload]);
  }

  /** One list for all workloads of one pod that say the same, which is nearly all of them. */
  private shared<T>(items: readonly T[]): readonly T[] {
    if (items.length !== 1) return items;
    if (!this.singles.has(items[0])) this.singles.set(items[0], items);
    return this.singles.get(items[0]) as readonly T[];
  }

  private workloadsIn({ name }: SeenNamespace): readonly SeenWorkload[] {
    return name === '' ? [] : this.workloads.get(name) ?? [];
  }
}

/** A workload as the cluster judges it, and as it would once all is mended that other findings ask for: one fault is one finding. */
class JudgedWorkload {
  /** The strictest level that it meets once all else is mended. */
  public readonly strictest: PodSecurityLevel;

  constructor(
    public readonly subject: Subject,
    private readonly faults: readonly PodSecurityFaults[],
    private readonly minor: number,
    private readonly known: KnownFaults,
  ) {
    this.strictest = strictestLevel(level => this.untold(level).length === 0);
  }

  /** The checks of a level that it fails and of which no other finding tells. */
  public untold(level: PodSecurityLevel): PodSecurityCheck[] {
    return this.failing(level).filter(({ control }) => !this.known.has(this.subject, control));
  }

  public meets(level: PodSecurityLevel): boolean {
    return this.failing(level).length === 0;
  }

  private failing(level: PodSecurityLevel): readonly PodSecurityCheck[] {
    const failing = this.faults.map(one => one.failing(level, this.minor));
    if (failing.length === 1) return failing[0];
    return podSecurityChecksOf(level, this.minor).filter(check => failing.some(checks => checks.includes(check)));
  }
}

/**
 * @param version by which the cluster judges, as `v1.31`.
 * @param bringsRootInit an injected sidecar comes with an init container that sets up the network of the pod.
 */
function compare(
  { subject, level }: SeenNamespace, workloads: readonly JudgedWorkload[], version: string, bringsRootInit: boolean,
): AppViolation[] {
  const holding = strictestLevel(one => workloads.every(workload => workload.untold(one).length === 0));
  const culprits = workloads.filter(workload => holding !== PodSecurityLevel.RESTRICTED && workload.untold(nextAfter(holding)).length > 0);
  const caveat = bringsRootInit ? `; but ${INJECTION}` : '';
  const found = (message: string, fix: string, isWarning = true): AppViolation => ({
    subject, path: ENFORCE_PATH, message, fix: bringsRootInit ? `${INSTALL_CNI} ${fix}` : fix, ...isWarning && { warns: true },
  });

  if (level === undefined) {
    return [found(`must be set: ${whatHolds(holding, workloads, culprits, version)}${caveat}`, `Label the namespace \`${ENFORCE}: ${holding}\`.`)];
  }
  // Not the level that holds is asked: a pod for Windows may meet restricted where it fails baseline.
  const rejected = workloads.filter(workload => workload.untold(level).length > 0);
  if (rejected.length > 0) {
    return rejected.map(workload => found(
      `must not be "${level}": at ${version} ${named(workload)} fails ${workload.untold(level).map(({ id }) => id).join(', ')},`
      + ` so the cluster rejects its pods${bringsRootInit ? `; and ${INJECTION}` : ''}`,
      `Mend ${named(workload)}, move it into a namespace of its own, or ${otherLabel(level, workload.strictest)}.`,
      bringsRootInit,
    ));
  }
  if (bringsRootInit && level !== PodSecurityLevel.PRIVILEGED) {
    return [found(`must not be "${level}": ${INJECTION}`, 'Without it, lower the label to "privileged".')];
  }
  if (workloads.length === 0) return [];
  if (isStricter(holding, level)) {
    return [found(
      `must be "${holding}", is "${level}": all workloads here meet "${holding}" at ${version}${onceMended(workloads, holding, 'their other findings')}${caveat}`,
      `Raise the label to "${holding}".`,
    )];
  }
  const losing = workloads.filter(workload => level !== PodSecurityLevel.RESTRICTED && workload.meets(nextAfter(level)));
  if (losing.length === 0) return [];
  return [found(
    `must not be "${level}" for the sake of ${list(culprits)} alone: ${list(losing)} could be held to more,`
    + ` and ${losing.length === 1 ? 'loses' : 'lose'} that protection${caveat}`,
    `Move ${list(culprits)} into a namespace of ${culprits.length === 1 ? 'its' : 'their'} own, and raise the label of this one.`,
  )];
}

/** Which level would hold, and what keeps a stricter one from holding. */
function whatHolds(level: PodSecurityLevel, workloads: readonly JudgedWorkload[], culprits: readonly JudgedWorkload[], version: string): string {
  if (workloads.length === 0) return `nothing here needs less than "${level}"`;
  const beyond = culprits.length === 0 ? '' : `, and for "${nextAfter(level)}" ${list(culprits)} would have to change`;
  return `"${level}" would hold at ${version}${onceMended(workloads, level, 'the other findings about the workloads here')}${beyond}`;
}

function onceMended(workloads: readonly JudgedWorkload[], level: PodSecurityLevel, findings: string): string {
  return workloads.every(workload => workload.meets(level)) ? '' : ` once ${findings} are mended`;
}

function otherLabel(level: PodSecurityLevel, other: PodSecurityLevel): string {
  if (isStricter(other, level)) return `raise the label to "${other}"`;
  return `lower the label to "${other}" (a HardenedNamespace takes \`waivers: [${waiverSource('podSecurityLevel', { value: other })}]\`)`;
}

/** By which minor the cluster judges: an API server knows no version newer than itself. */
function minorOf(version: unknown, newest: number): number {
  const minor = typeof version === 'string' ? /^v1\.(\d+)$/.exec(version)?.[1] : undefined;
  return minor === undefined ? newest : Math.min(Number(minor), newest);
}

function isInjected({ sidecars }: SeenNamespace, workloads: readonly SeenWorkload[]): boolean {
  if (workloads.length === 0) return getsSidecar(sidecars, {});
  return workloads.some(workload => workload.sidecars.some(choice => getsSidecar(sidecars, choice)));
}

function isStricter(one: PodSecurityLevel, other: PodSecurityLevel): boolean {
  return LEVELS.indexOf(one) > LEVELS.indexOf(other);
}

/** The level that is one step stricter; there is none after restricted. */
function nextAfter(level: PodSecurityLevel): PodSecurityLevel {
  return LEVELS[LEVELS.indexOf(level) + 1];
}

function strictestLevel(holds: (level: PodSecurityLevel) => boolean): PodSecurityLevel {
  return [...LEVELS].reverse().find(holds) ?? PodSecurityLevel.PRIVILEGED;
}

/** `a`, `a and b`, `a, b and c`, `a, b, c and 2 more`. */
function list(workloads: readonly JudgedWorkload[]): string {
  const names = workloads.slice(0, NAMED).map(named);
  const last = workloads.length > NAMED ? `${workloads.length - NAMED} more` : names.pop()!;
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

function named({ subject }: JudgedWorkload): string {
  return subject.constructPath === '' ? subject.toString() : `${subject.constructPath} (${subject})`;
}
