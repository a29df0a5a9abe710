import { Network } from '../analysis/network';
import { PodIndex } from '../analysis/pod-index';
import { Selector } from '../model/selector';
import { WorkloadPod } from '../model/workload';

/** Namespaces of the cluster itself: what a few objects put there says nothing about what else is in them. */
const SYSTEM_NAMESPACE = /^(?:kube|openshift)-/;

const finders = new WeakMap<Network, PodFinder>();

/** Finds pods by any selector, those of Services as well: the groups of a network tell pods apart only by what policies ask for. */
export class PodFinder {
  public static of(network: Network): PodFinder {
    let finder = finders.get(network);
    if (!finder) finders.set(network, finder = new PodFinder(network));
    return finder;
  }

  private readonly index: PodIndex;
  private readonly byNamespace = new Map<string, WorkloadPod[]>();
  private readonly labels: ReadonlySet<string>;

  private constructor(network: Network) {
    const pods = network.workloads.flatMap(workload => workload.pods);
    this.index = new PodIndex(pods.map((pod, index) => ({ ...pod, index, members: [pod] })), network.namespaces);
    this.labels = new Set(pods.flatMap(pod => Object.keys(pod.labels)));
    for (const pod of pods) {
      const known = this.byNamespace.get(pod.namespace);
      if (known) known.push(pod);
      else this.byNamespace.set(pod.namespace, [pod]);
    }
  }

  /** The pods of a namespace. */
  public in(namespace: string): readonly WorkloadPod[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** Pods of the namespace were read, and it is one of the user's own: what is not there does not exist. */
  public isWhole(namespace: string): boolean {
    return !SYSTEM_NAMESPACE.test(namespace) && this.in(namespace).length > 0;
  }

  /** The pods of a namespace that are selected, those in the network of their node among them. */
  public within(namespace: string, pods: Selector): readonly WorkloadPod[] {
    return this.index.within(namespace, pods).flatMap(({ members }) => members);
  }

  /** Whether a selector asks for a label that no pod has: those that are meant may be made by somebody at run time. */
  public hasUnknownLabel({ requirements }: Selector): boolean {
    return requirements.some(({ key, operator }) => (operator === 'In' || operator === 'Exists') && !this.labels.has(key));
  }

  /** The names of the namespaces that are selected. */
  public namespacesSelected(namespaces: Selector): readonly string[] {
    return this.index.namespacesSelected(namespaces);
  }
}
