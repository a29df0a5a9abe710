import { Network } from '../network/analysis/network';
import { outsideAcross, outsideOf, singleNameOf } from '../network/analysis/outside-pods';
import { describedPods, PodEndpoint } from '../network/explain/endpoint';
import { exampleLabels, podOfOtherNamespace } from '../network/explain/example-pod';
import { NAMESPACE_NAME } from '../network/model/network-objects';
import { Direction, NetworkPolicy } from '../network/model/network-policy';
import { Selector } from '../network/model/selector';
import { WorkloadPod } from '../network/model/workload';

/** Pods that somebody describes, read or not. */
export interface PodSelection {
  /** Of which namespaces: those that any of these select. */
  readonly namespaces: readonly Selector[];
  readonly pods: Selector;
}

/** A namespace in which selected pods may be. */
interface Place {
  readonly name: string;
  readonly labels: Labels;
  example(labels: Labels): PodEndpoint;
}

type Labels = Readonly<Record<string, string>>;

/** `shop/[app=web]`, `[any pod]` */
export function selectionText({ namespaces, pods }: PodSelection): string {
  return namespaces.map(selector => outsideAcross(selector, pods).text).join(', ');
}

/** The pods of the network that are selected. */
export function selectedPods({ workloads, namespaces }: Network, selection: PodSelection): WorkloadPod[] {
  const isSelected = new Map(namespaces.map(({ name, labels }) => [name, selection.namespaces.some(selector => selector.selects(labels))]));
  return workloads.flatMap(({ pods }) => pods).filter(({ namespace, labels }) => isSelected.get(namespace) && selection.pods.selects(labels));
}

/** A pod that is selected and has no other labels than it needs for that, in each place where there may be one. */
export function plainExamples(network: Network, selection: PodSelection): PodEndpoint[] {
  const labels = exampleLabels(selection.pods.requirements);
  return labels === undefined ? [] : placesOf(network, selection, []).map(({ example }) => example(labels));
}

/** A pod that stands for others that are selected and were not read. */
export interface Example {
  readonly endpoint: PodEndpoint;
  /** There may be others for which no policy of their own namespace is, whatever is for this one. */
  readonly mayBeOpen: boolean;
}

/**
 * Pods that are selected, were not read, and that policies tell from each other: by the pods that the policies of their own namespace are for, and by
 * those that the rules of other policies are for. What may be true of any selected pod is true of one of these, or of one that was read.
 *
 * Labels by which policies find a workload that is not selected are taken to be that workload's own: nobody who asks about pods labelled otherwise
 * means one that has them as well.
 *
 * @param direction that in which the own policies decide
 * @param others the policies at the other end
 */
export function toldExamples(network: Network, selection: PodSelection, direction: Direction, others: readonly NetworkPolicy[]): Example[] {
  const asked = peersAsked(others, direction === 'egress' ? 'ingress' : 'egress');
  const found = new Map<string, Example>();
  for (const place of placesOf(network, selection, asked.map(({ namespaces }) => namespaces))) {
    const policies = network.policies.filter(policy => policy[direction] !== undefined && policy.namespace === place.name);
    const mayBeOpen = !policies.some(({ isDoubtful, pods }) => !isDoubtful && asksAsMuch(selection.pods, pods));
    const inPlace = network.workloads.flatMap(({ pods }) => pods).filter(({ namespace }) => namespace === place.name);
    const isOfOthers = (selector: Selector): boolean => {
      const wearers = inPlace.filter(({ labels }) => selector.selects(labels));
      return wearers.length > 0 && !wearers.some(({ labels }) => selection.pods.selects(labels)) && !asksAsMuch(selection.pods, selector);
    };
    const own = unique(policies.map(({ pods }) => pods)).filter(pods => !isOfOthers(pods));
    const askedHere = asked.filter(({ namespaces }) => namespaces.selects(place.labels));
    const peers = unique(askedHere.map(({ pods }) => pods)).filter(pods => !isOfOthers(pods));
    const answersTo = (labels: Labels): string => [...own, ...peers].map(selector => Number(selector.selects(labels))).join('');
    const read = new Set(inPlace.filter(({ labels }) => selection.pods.selects(labels)).map(({ labels }) => answersTo(labels)));
    // Where no policy may be for a pod, those that are for others tell nothing more.
    for (const ofPolicy of unique([Selector.EVERYTHING, ...mayBeOpen ? [] : own])) {
      for (const ofPeer of unique([Selector.EVERYTHING, ...peers])) {
        const labels = exampleLabels([selection.pods, ofPolicy, ofPeer].flatMap(({ requirements }) => requirements));
        // No policy tells it from a pod that was read, which stands for both.
        if (labels === undefined || (!mayBeOpen && read.has(answersTo(labels)))) continue;
        const endpoint = place.example(labels);
        found.set(JSON.stringify([endpoint.namespaceLabels, labels]), { endpoint, mayBeOpen });
      }
    }
  }
  return [...found.values()];
}

/** The namespaces that are known, and others, which have such labels as are asked for. */
function placesOf(network: Network, selection: PodSelection, asked: readonly Selector[]): Place[] {
  const places = network.namespaces
    .filter(({ labels }) => selection.namespaces.some(selector => selector.selects(labels)))
    .map(({ name, labels }): Place => ({ name, labels, example: ofPod => describedPods(network, podsText(name, ofPod), name, ofPod) }));
  const names = new Set(network.namespaces.map(({ name }) => name));
  for (const selector of selection.namespaces) {
    for (const other of new Set([Selector.EVERYTHING, ...singleNameOf(selector) === undefined ? asked : []])) {
      const labels = exampleLabels([...selector.requirements, ...other.requirements]);
      if (labels === undefined || names.has(labels[NAMESPACE_NAME])) continue;
      const text = (ofPod: Labels): string => outsideAcross(selectorOf(labels), selectorOf(ofPod)).text;
      const { namespace, namespaceLabels } = podOfOtherNamespace('', labels, {});
      places.push({ name: namespace, labels: namespaceLabels, example: ofPod => podOfOtherNamespace(text(ofPod), labels, ofPod) });
    }
  }
  return places;
}

function podsText(namespace: string, labels: Labels): string {
  return outsideOf(namespace, selectorOf(labels)).text;
}

function selectorOf(labels: Labels): Selector {
  return Selector.of({ matchLabels: labels });
}

/** Pods that a rule is for. */
interface PodsOfRule {
  readonly namespaces: Selector;
  readonly pods: Selector;
}

function peersAsked(policies: readonly NetworkPolicy[], direction: Direction): PodsOfRule[] {
  return policies.flatMap(policy => (policy[direction] ?? []).flatMap(({ peers = [] }) => peers.flatMap(peer => {
    if (peer.kind === 'block') return [];
    return [{ namespaces: peer.namespaces ?? namespaceNamed(policy.namespace), pods: peer.pods }];
  })));
}

/** The namespace of that name alone. */
export function namespaceNamed(name: string): Selector {
  return Selector.of({ matchLabels: { [NAMESPACE_NAME]: name } });
}

/** Whether pods that a selector selects are all selected by another, as it asks for the same and perhaps more. */
export function asksAsMuch(selector: Selector, than: Selector): boolean {
  const asked = new Set(selector.requirements.map(requirement => JSON.stringify(requirement)));
  return than.requirements.every(requirement => asked.has(JSON.stringify(requirement)));
}

function unique(selectors: readonly Selector[]): Selector[] {
  return [...new Set(selectors)];
}
