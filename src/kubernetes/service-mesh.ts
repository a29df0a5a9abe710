import { isObject } from './json';
import { Manifest } from './manifest';

type Texts = Readonly<Record<string, unknown>>;

/**
 * Whether Istio or Linkerd is asked to put a sidecar into the pods: by what a Namespace or a pod template says of itself.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 * @see https://linkerd.io/2/features/proxy-injection/
 */
export function injectsSidecars(labels: Texts, annotations: Texts): boolean {
  return labels['istio-injection'] === 'enabled'
    || isText(labels['istio.io/rev'])
    || labels['sidecar.istio.io/inject'] === 'true'
    || annotations['sidecar.istio.io/inject'] === 'true'
    || ['enabled', 'ingress'].includes(annotations['linkerd.io/inject'] as string);
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

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
