import { LabelSelectorRequirement } from '../../kubernetes/label-selector';
import { Network } from '../analysis/network';
import { OutsidePods } from '../analysis/outside-pods';
import { NAMESPACE_NAME } from '../model/network-objects';
import { describedPods, PodEndpoint } from './endpoint';

/** What an example has where a selector only asks for a label to be there. */
const SOME_VALUE = 'example';
/** The name of a namespace that was not read, and that no selector names. */
const SOME_NAMESPACE = 'any-other-namespace';

/** Labels that meet all requirements, and as few as possible; undefined where nothing can meet them. */
export function exampleLabels(requirements: readonly LabelSelectorRequirement[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const key of new Set(requirements.map(requirement => requirement.key))) {
    const ofKey = requirements.filter(requirement => requirement.key === key);
    const isAsked = ofKey.some(({ operator }) => operator === 'In' || operator === 'Exists');
    if (!isAsked) continue;
    if (ofKey.some(({ operator }) => operator === 'DoesNotExist')) return undefined;
    const value = candidates(ofKey).find(one => ofKey.every(requirement => isMet(requirement, one)));
    if (value === undefined) return undefined;
    labels[key] = value;
  }
  return labels;
}

/** A pod such as a rule is for, and which was not read. */
export function examplePod(network: Network, { text, namespace, namespaces, pods }: OutsidePods): PodEndpoint | undefined {
  const labels = exampleLabels(pods.requirements);
  if (labels === undefined) return undefined;
  if (namespace !== undefined) return describedPods(network, text, namespace, labels);
  const ofNamespace = exampleLabels(namespaces?.requirements ?? []);
  return ofNamespace && podOfOtherNamespace(text, ofNamespace, labels);
}

/** A pod of a namespace of which nothing is known but some labels. */
export function podOfOtherNamespace(
  text: string, namespaceLabels: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>,
): PodEndpoint {
  const namespace = namespaceLabels[NAMESPACE_NAME] ?? SOME_NAMESPACE;
  return { kind: 'pod', text, namespace, namespaceLabels: { ...namespaceLabels, [NAMESPACE_NAME]: namespace }, labels, isHostNetwork: false };
}

function candidates(requirements: readonly LabelSelectorRequirement[]): string[] {
  const named = requirements.flatMap(({ operator, values = [] }) => (operator === 'In' ? values : []));
  const avoided = requirements.flatMap(({ operator, values = [] }) => (operator === 'NotIn' ? values : []));
  let other = SOME_VALUE;
  while (avoided.includes(other)) other += '-1';
  return [...named, other];
}

function isMet({ operator, values = [] }: LabelSelectorRequirement, value: string): boolean {
  return operator === 'Exists' || values.includes(value) === (operator === 'In');
}
