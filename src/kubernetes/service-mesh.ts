import { isObject } from './json';
import { Manifest } from './manifest';
import { Pod } from './pod';

type Texts = Readonly<Record<string, unknown>>;

/** What a Namespace or a pod template says of the sidecar of a mesh: true to put one in, false to leave it out, undefined where it says nothing. */
export interface SidecarChoice {
  readonly istio?: boolean;
  readonly linkerd?: boolean;
}

/**
 * What a Namespace says.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 * @see https://linkerd.io/2/features/proxy-injection/
 */
export function sidecarChoiceOfNamespace(namespace: Manifest): SidecarChoice {
  const { 'istio-injection': injection, 'istio.io/rev': revision } = namespace.labels as Texts;
  // A revision counts only where nothing is said of injection.
  const istio = isText(injection) ? injection === 'enabled' : isText(revision) || undefined;
  return { istio, linkerd: linkerdChoice(namespace.annotations) };
}

/** What a pod template says. A pod in the network of its node gets no sidecar whatever it says. */
export function sidecarChoiceOfPod(pod: Pod): SidecarChoice {
  if (pod.spec.hostNetwork === true) return { istio: false, linkerd: false };
  const labels: Texts = pod.labels;
  const annotations: Texts = pod.annotations;
  const inject = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  const istio = inject === 'true' || inject === 'false' ? inject === 'true' : isText(labels['istio.io/rev']) || undefined;
  return { istio, linkerd: linkerdChoice(annotations) };
}

/** Whether Istio or Linkerd puts a sidecar into the pods of a template in a namespace. */
export function getsSidecar(namespace: SidecarChoice, pod: SidecarChoice): boolean {
  // Istio: one no is enough. Linkerd: the pod has the last word.
  const istio = namespace.istio !== false && pod.istio !== false && (namespace.istio === true || pod.istio === true);
  return istio || (pod.linkerd ?? namespace.linkerd) === true;
}

/** Whether this object is the CNI plugin of a mesh, which sets up the network of pods so that no init container has to. */
export function installsMeshCni(manifest: Manifest): boolean {
  const { kind, group, name, json } = manifest;
  if (kind === 'DaemonSet') return ['istio-cni-node', 'linkerd-cni'].includes(name);
  if (kind === 'IstioCNI') return group === 'sailoperator.io';
  if (kind !== 'IstioOperator') return false;
  const spec = isObject(json.spec) ? json.spec : {};
  const components = isObject(spec.components) ? spec.components : {};
  return isObject(components.cni) && components.cni.enabled === true;
}

function linkerdChoice(annotations: Texts): boolean | undefined {
  const inject = annotations['linkerd.io/inject'];
  if (inject === 'enabled' || inject === 'ingress') return true;
  return inject === 'disabled' ? false : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
