import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { isObject } from '../../kubernetes/json';
import { Manifest } from '../../kubernetes/manifest';
import { targetOf } from '../../scope/target';
import { Waivers } from '../../scope/waivers';
import { markWritten } from '../../scope/written-constructs';
import { Finished, installLastHand } from '../../synth/last-hand';
import { Refusal } from '../../synth/refusal';
import { HardenedPodConnections } from '../hardened-pod-connections';
import { HardenedPodProps } from '../hardened-pod-props';
import { HardenedServiceAccount } from '../hardened-service-account';
import { MutableJson } from '../mutable-json';
import { withAskedStorage, withUsualResources } from './asked-resources';
import { askedOfContainer, askedOfPod, changedSince } from './asked-security-context';
import { fillFields } from './fill-fields';
import { fillContainer, hardenPod } from './harden-pod';
import { POD_FIELDS } from './hardened-fields';
import { PodIntent } from './pod-intent';
import { WeakeningProps } from './weakening-props';
import { addWritableSpace, WRITABLE_SPACE } from './writable-space';

const NO_POD: Refusal = { path: 'spec', message: 'must hold the template of a pod', fix: 'Leave the template in its place, and change its parts.' };

/** What the constructor of any hardened workload is given. */
export type HardenedWorkloadProps = kplus.WorkloadProps & HardenedPodProps;

/**
 * The hardening of the pods of one workload. A workload construct calls it from its constructor and from the methods of
 * cdk8s-plus that it overrides, and adds nothing of its own.
 */
export class PodHardening {
  /**
   * The props for `super`: without what is added through methods of the workload, which need the hardening to exist, and
   * without what the hardening replaces. cdk8s-plus carries out `spread` at every rendering, and each one adds to the last.
   */
  public static propsForSuper<Props extends HardenedWorkloadProps>(props: Props): Props {
    const securityContext = { ...props.securityContext, ...ids(props) };
    return { ...props, securityContext, containers: undefined, initContainers: undefined, volumes: undefined, isolate: undefined, spread: undefined };
  }

  private readonly intent: PodIntent;
  private readonly weakening: WeakeningProps;
  private readonly asked = new WeakMap<kplus.Container, kplus.ContainerProps>();

  constructor(private readonly workload: kplus.Workload, private readonly props: HardenedWorkloadProps) {
    markWritten(workload);
    const name = workload.node.path;
    this.intent = new PodIntent(name, props, () => workload.serviceAccount?.name);
    this.weakening = new WeakeningProps(name, this.intent);
    this.weakening.refuseInPod(this.askedOfPod(), props);
    this.weakening.refuseDefaults(this.intent.resources);
  }

  /** Gives the workload everything that its pods need, and takes the last hand on its JSON. */
  public furnish(): void {
    const { workload, props } = this;
    const object = ApiObject.of(workload);
    Waivers.of(workload)._addToConstruct(props.waivers ?? [], 'apiToken');
    const serviceAccount = props.serviceAccount ?? this.ownServiceAccount(object);
    Object.assign(workload, { connections: new HardenedPodConnections(workload), isolate: props.isolate ?? false, serviceAccount });

    props.containers?.forEach(container => workload.addContainer(container));
    props.volumes?.forEach(volume => workload.addVolume(volume));
    props.initContainers?.forEach(container => workload.addInitContainer(container));
    if (props.spread) {
      workload.scheduling.spread({ topology: kplus.Topology.HOSTNAME });
      workload.scheduling.spread({ topology: kplus.Topology.ZONE });
    }
    installLastHand(object, json => this.finish(json));
    if (props.isolate) workload.connections.isolate();
  }

  /**
   * The props that cdk8s-plus makes a container from, with resources that are neither missing nor its own.
   *
   * @throws when they weaken the container, or are malformed.
   */
  public containerProps(props: kplus.ContainerProps, name: string): kplus.ContainerProps {
    this.weakening.refuseInContainer(name, {
      image: props.image,
      securityContext: askedOfContainer(props.securityContext),
      ports: props.ports?.map(({ hostPort }) => ({ hostPort })),
    }, props.volumeMounts ?? []);
    const complete = withUsualResources(props.resources ?? {}, name, this.intent);
    this.weakening.refuseResources(name, complete);
    return { ...props, resources: { cpu: complete.cpu, memory: complete.memory } };
  }

  /** Remembers what a container was asked to be: cdk8s-plus mixes that with defaults of its own. */
  public remember(container: kplus.Container, props: kplus.ContainerProps): void {
    this.asked.set(container, props);
  }

  /**
   * Checks a container that somebody made, in full: all of it counts as asked for.
   *
   * @throws when it is weaker than a hardened one, or its name is taken.
   */
  public checkContainer(container: kplus.Container): void {
    this.refuseTakenName(container.name);
    this.weakening.refuseInContainer(container.name, {
      image: container.image,
      securityContext: askedOfContainer(container.securityContext),
      ports: container.ports.map(({ hostPort }) => ({ hostPort })),
    }, container.mounts);
    this.weakening.refuseResources(container.name, container.resources ?? {});
  }

  /** @throws when another container of the workload has that name. */
  public refuseTakenName(name: string): void {
    if ([...this.workload.containers, ...this.workload.initContainers].some(container => container.name === name)) {
      throw new Error(`${this.workload.node.path}: container '${name}': name must be unique in the pod, and another container has it. Give each container a name.`);
    }
  }

  /** @throws when the volume is a folder of the node. */
  public checkVolume(volume: kplus.Volume): void {
    this.weakening.refuseVolumes([volume]);
  }

  /** The spec of the pod before JSON patches: what was asked for instead of what cdk8s-plus assumes, hardened. */
  public podSpec(rendered: object): MutableJson {
    const spec = rendered as MutableJson;
    const context = { intent: this.intent, target: targetOf(this.workload), spec };
    spec.securityContext = this.askedOfPod(spec.securityContext);
    if (spec.hostNetwork !== true) spec.hostNetwork = this.props.hostNetwork;
    const containers = [
      ...this.asAsked(this.workload.containers, spec.containers),
      ...this.asAsked(this.workload.initContainers, spec.initContainers),
    ];

    fillFields(spec, POD_FIELDS, context);
    containers.forEach(json => fillContainer({ name: String(json.name), json }, context));
    addWritableSpace(spec, containers, this.intent.writablePaths, () => kplus.k8s.Quantity.fromString(WRITABLE_SPACE));
    return spec;
  }

  private finish(json: unknown): Finished {
    const copy = JSON.parse(JSON.stringify(json));
    const { pods } = new Manifest(copy);
    if (pods.length === 0 || !pods.every(({ template }) => isObject(template.spec))) return { json: copy, refusals: [NO_POD] };
    return { json: copy, refusals: pods.flatMap(pod => hardenPod(pod, this.intent, targetOf(this.workload))) };
  }

  private asAsked(containers: readonly kplus.Container[], rendered: unknown): MutableJson[] {
    return containers.map((container, index) => {
      const json = (rendered as MutableJson[])[index];
      const asked = this.asked.get(container);
      if (asked === undefined) return json;
      const made = new kplus.ContainerSecurityContext(asked.securityContext)._toKube();
      json.securityContext = { ...askedOfContainer(asked.securityContext), ...changedSince(made, json.securityContext) };
      json.imagePullPolicy = asked.imagePullPolicy;
      withAskedStorage(json, asked.resources?.ephemeralStorage);
      return json;
    });
  }

  private askedOfPod(rendered?: unknown): MutableJson {
    const props = { ...this.props.securityContext, ...ids(this.props) };
    return { ...askedOfPod(props), ...changedSince(new kplus.PodSecurityContext(props)._toKube(), rendered) };
  }

  private ownServiceAccount(object: ApiObject): kplus.IServiceAccount | undefined {
    if (this.intent.waivers.has('defaultServiceAccount')) return undefined;
    const { namespace } = this.workload.metadata;
    const name = this.props.metadata?.name;
    // Called as the workload where that was given a name, so that role bindings and logs read well.
    const metadata = name === undefined ? { namespace } : { name, namespace };
    const account = new HardenedServiceAccount(this.workload, 'ServiceAccount', { metadata });
    object.addDependency(account);
    return account;
  }
}

function ids({ user, group }: HardenedPodProps): { user?: number; group?: number } {
  return { ...user === undefined ? {} : { user }, ...group === undefined ? {} : { group } };
}
