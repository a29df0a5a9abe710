import { NAMESPACE_NAME } from '../model/network-objects';
import { Selector } from '../model/selector';

/** Pods that a rule is for, of which some may be outside of what was read: those of another team, of the cluster itself, or of tomorrow. */
export interface OutsidePods {
  /** `kube-system/[k8s-app=kube-dns]`, `[team=a]/[any pod]`, `[any namespace]/[app=scraper]`, `[any pod]` */
  readonly text: string;
  /** The namespace, where it is one by name. */
  readonly namespace?: string;
  /** The namespaces, where they are found by labels. */
  readonly namespaces?: Selector;
  readonly pods: Selector;
}

/** Every pod of the cluster. */
export const ANY_POD: OutsidePods = { text: '[any pod]', namespaces: Selector.EVERYTHING, pods: Selector.EVERYTHING };

/** Pods of one namespace. */
export function outsideOf(namespace: string, pods: Selector): OutsidePods {
  return { text: `${namespace}/${podsText(pods)}`, namespace, pods };
}

/** Pods of the namespaces that a selector selects. */
export function outsideAcross(namespaces: Selector, pods: Selector): OutsidePods {
  if (namespaces.isEmpty && pods.isEmpty) return ANY_POD;
  const name = singleNameOf(namespaces);
  if (name !== undefined) return outsideOf(name, pods);
  return { text: `[${namespaces.isEmpty ? 'any namespace' : namespaces.text}]/${podsText(pods)}`, namespaces, pods };
}

/** The namespace that a selector finds by its name alone. */
export function singleNameOf({ requirements }: Selector): string | undefined {
  const [only, ...others] = requirements;
  if (only === undefined || others.length > 0 || only.key !== NAMESPACE_NAME || only.operator !== 'In' || only.values?.length !== 1) return undefined;
  return only.values[0];
}

function podsText({ isEmpty, text }: Selector): string {
  return `[${isEmpty ? 'any pod' : text}]`;
}
