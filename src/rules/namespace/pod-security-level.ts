import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { FieldPath } from '../../kubernetes/field-path';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Manifest } from '../../kubernetes/manifest';
import { PodSecurityLevel } from '../../kubernetes/pod-security-level';
import { injectsSidecars, installsMeshCni } from '../../kubernetes/service-mesh';
import { TargetFacts } from '../../requirements/target-facts';
import { PodSecurityFaults, PodSecurityProbe } from '../pod-security-probe';
import { AppCheck, appRule, AppViolation, KnownFaults } from '../rule';
import { Severity } from '../severity';
import { Subject } from '../subject';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const ENFORCE_VERSION = 'pod-security.kubernetes.io/enforce-version';
const ENFORCE_PATH: FieldPath = ['metadata', 'labels', ENFORCE];
/** From the laxest to the strictest. */
const LEVELS = [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];
/** How many workloads a message names. */
const NAMED = 3;

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
  readonly level: PodSecurityLevel | undefined;
  /** Whether something is written there that is no level; another rule tells. */
  readonly isMisspelt: boolean;
  readonly version: string;
  readonly injectsSidecars: boolean;
}

interface SeenWorkload {
  readonly subject: Subject;
  readonly faults: PodSecurityFaults;
  readonly injectsSidecars: boolean;
}

/** A workload as the cluster would judge it once all is mended that other findings ask for: one fault is one finding. */
interface JudgedWorkload {
  readonly subject: Subject;
  readonly strictest: PodSecurityLevel;
  failing(level: PodSecurityLevel): readonly string[];
}

class LevelCheck implements AppCheck {
  private readonly probe = new PodSecurityProbe();
  private readonly namespaces: SeenNamespace[] = [];
  private readonly workloads = new Map<string, SeenWorkload[]>();
  private hasMeshCni: boolean;

  constructor(private readonly target: TargetFacts) {
    this.hasMeshCni = target.hasMeshCni ?? false;
  }

  public see(subject: Subject, manifest: Manifest): void {
    if (subject.group === '' && subject.kind === 'Namespace') this.seeNamespace(subject, manifest);
    if (installsMeshCni(manifest)) this.hasMeshCni = true;
    for (const pod of manifest.pods) {
      const workload = { subject, faults: this.probe.faultsOf(pod), injectsSidecars: injectsSidecars(pod.labels, pod.annotations) };
      const known = this.workloads.get(subject.namespace);
      if (known) known.push(workload);
      else this.workloads.set(subject.namespace, [workload]);
    }
  }

  public violations(known: KnownFaults): AppViolation[] {
    return this.namespaces.filter(({ isMisspelt }) => !isMisspelt).flatMap(namespace => {
      const minor = minorOf(namespace.version, this.target.minor);
      const workloads = this.workloads.get(namespace.subject.name) ?? [];
      const isInjected = namespace.injectsSidecars || workloads.some(({ injectsSidecars: injects }) => injects);
      return judge(namespace, workloads.map(workload => judgedWorkload(workload, minor, known)), `v1.${minor}`, isInjected && !this.hasMeshCni);
    });
  }

  private seeNamespace(subject: Subject, manifest: Manifest): void {
    const label = manifest.labels[ENFORCE];
    const level = LEVELS.find(one => one === label);
    this.namespaces.push({
      subject,
      level,
      isMisspelt: level === undefined && label !== undefined && label !== null,
      version: manifest.labels[ENFORCE_VERSION] ?? 'latest',
      injectsSidecars: injectsSidecars(manifest.labels, manifest.annotations),
    });
  }
}

function judgedWorkload({ subject, faults }: SeenWorkload, minor: number, known: KnownFaults): JudgedWorkload {
  const failing = (level: PodSecurityLevel) => faults.failing(level, minor).filter(({ control }) => !known.has(subject, control)).map(({ id }) => id);
  const strictest = [PodSecurityLevel.RESTRICTED, PodSecurityLevel.BASELINE].find(level => failing(level).length === 0);
  return { subject, failing, strictest: strictest ?? PodSecurityLevel.PRIVILEGED };
}

/** @param hasRootInit an injected sidecar comes with an init container that sets up the network as root. */
function judge({ subject, level }: SeenNamespace, workloads: readonly JudgedWorkload[], version: string, hasRootInit: boolean): AppViolation[] {
  const found = (message: string, fix: string, warns?: true): AppViolation[] =>
    [{ subject, path: ENFORCE_PATH, message, fix, ...warns && { warns } }];
  const caveat = hasRootInit ? INJECTION_CAVEAT : '';
  const needed = laxestOf(workloads.map(({ strictest }) => strictest));

  if (level === undefined) {
    const holders = needed === PodSecurityLevel.RESTRICTED ? '' : `, and for more than that ${list(keptFrom(workloads, needed))} would have to change`;
    return found(`must be set: "${needed}" would hold at ${version}${holders}${caveat}`, `Label the namespace \`${ENFORCE}: ${needed}\`.`, true);
  }
  if (isStricter(level, needed)) return workloads.flatMap(({ subject: workload, failing }) => {
    const fails = failing(level).join(', ');
    if (fails === '') return [];
    return found(
      `must not be "${level}": at ${version} ${named(workload)} fails ${fails}, so the cluster rejects its pods${caveat}`,
      `Mend ${named(workload)}, move it into a namespace of its own, or lower the label to "${needed}".`,
      hasRootInit ? true : undefined,
    );
  });
  if (level !== PodSecurityLevel.PRIVILEGED && hasRootInit) return found(`keeps pods out at "${level}"${caveat}`, MESH_FIX, true);
  if (workloads.length === 0) return [];
  if (isStricter(needed, level)) {
    return found(`must not be laxer than needed, is "${level}": all workloads here meet "${needed}" at ${version}`, `Raise the label to "${needed}".`, true);
  }
  const losing = workloads.filter(({ strictest }) => isStricter(strictest, level)).map(one => one.subject);
  if (losing.length === 0) return [];
  const culprits = workloads.filter(({ strictest }) => strictest === level).map(one => one.subject);
  return found(
    `is lowered to "${level}" for ${list(culprits)}: ${list(losing)} could be held to more, and ${losing.length === 1 ? 'loses' : 'lose'} that protection`,
    `Move ${list(culprits)} into a namespace of ${culprits.length === 1 ? 'its' : 'their'} own, and raise the label of this one.`,
    true,
  );
}

const INJECTION_CAVEAT = '; sidecar injection is on and no CNI plugin of the mesh is declared, so pods get an init container with NET_ADMIN as well, which only "privileged" admits';
const MESH_FIX = 'Install the CNI plugin of the mesh and declare it: `new HardeningAspect({ meshCniPlugin: true })`, or `check --mesh-cni-plugin`.';

/** By which minor the cluster judges: an API server knows no version newer than itself. */
function minorOf(version: string, newest: number): number {
  const minor = /^v1\.(\d+)$/.exec(version)?.[1];
  return minor === undefined ? newest : Math.min(Number(minor), newest, KubernetesVersion.V1_37.minor);
}

function isStricter(one: PodSecurityLevel, other: PodSecurityLevel): boolean {
  return LEVELS.indexOf(one) > LEVELS.indexOf(other);
}

function laxestOf(levels: readonly PodSecurityLevel[]): PodSecurityLevel {
  return LEVELS.find(level => levels.includes(level)) ?? PodSecurityLevel.RESTRICTED;
}

/** The workloads that keep a namespace from a stricter level than this. */
function keptFrom(workloads: readonly JudgedWorkload[], needed: PodSecurityLevel): Subject[] {
  return workloads.filter(({ strictest }) => strictest === needed).map(({ subject }) => subject);
}

function list(subjects: readonly Subject[]): string {
  const names = subjects.slice(0, NAMED).map(named);
  return subjects.length <= NAMED ? names.join(', ') : `${names.join(', ')} and ${subjects.length - NAMED} more`;
}

function named(subject: Subject): string {
  return subject.constructPath === '' ? subject.toString() : `${subject.constructPath} (${subject})`;
}
