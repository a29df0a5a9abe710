import { Container, ContainerRole } from '../../kubernetes/container';
import { formatPath } from '../../kubernetes/field-path';
import { ImageReference } from '../../kubernetes/image-reference';
import { isUnset } from '../../kubernetes/json';
import { Pod } from '../../kubernetes/pod';
import { Target } from '../../scope/target';
import { Refusal } from '../../synth/refusal';
import { MutableJson, remove, sorted, valueAt } from '../mutable-json';
import { addApiToken } from './api-token';
import { contraryResources, fillResources } from './container-resources';
import { contraries, Contrary } from './contrary';
import { settleChangePolicy } from './filesystem-group';
import { addWaivedCapabilities, fillFields } from './fill-fields';
import { PodContext } from './hardened-field';
import { CONTAINER_FIELDS, POD_FIELDS } from './hardened-fields';
import { contraryAnnotations, NamedContainer, settleAppArmor, settleSeccomp } from './kernel-profiles';
import { PodIntent } from './pod-intent';
import { unsupported } from './supported-options';
import { removeLinuxFields } from './windows-pod';
import { addWritableSpace, WRITABLE_SPACE } from './writable-space';

/** The last hand on a pod: fills what is absent, keeps what is as strict, and refuses the rest. Changes the pod's own JSON. */
export function hardenPod(pod: Pod, intent: PodIntent, target: Target): Refusal[] {
  const template = pod.template as MutableJson;
  const spec = pod.spec as MutableJson;
  const context: PodContext = { intent, target, spec };
  const everyContainer = pod.containers.map(named);
  const running = pod.containers.filter(({ role }) => role !== ContainerRole.EPHEMERAL).map(named);

  fillFields(spec, POD_FIELDS, context);
  everyContainer.forEach(container => fillContainer(container, context));
  everyContainer.forEach(({ json }) => fillPullPolicy(json));
  addWritableSpace(spec, running.map(({ json }) => json), intent.writablePaths, () => WRITABLE_SPACE);
  if (intent.waivers.has('apiToken')) addApiToken(spec, running.map(({ json }) => json));
  running.forEach(({ name, json }) => fillResources(json, name, spec, intent));
  settleAppArmor(template, running, context);
  settleChangePolicy(spec);

  const specPath = formatPath([...pod.path, 'spec']);
  const refused = [
    ...contraries(spec, POD_FIELDS, context).map(contrary => ({ ...contrary, path: `${specPath}.${contrary.path}` })),
    ...contraryAnnotations(template, context, formatPath([...pod.path, 'metadata', 'annotations'])),
    ...everyContainer.flatMap(({ name, json }) => contraries(json, CONTAINER_FIELDS, context, name)),
    ...running.flatMap(({ name, json }) => contraryResources(json, name, intent)),
    ...unsupported(context, pod.containers, specPath),
  ];

  settleSeccomp(template, everyContainer, context);
  settleHostNamespaces(spec);
  everyContainer.forEach(({ json }) => settlePrivileged(json));
  if (pod.isWindows) removeLinuxFields(spec, everyContainer.map(({ json }) => json));
  Object.assign(template, sorted(template));
  return refused.map(refusalOf);
}

/** Fills the fields of a container that do not depend on the rest of the pod. */
export function fillContainer({ name, json }: NamedContainer, context: PodContext): void {
  fillFields(json, CONTAINER_FIELDS, context, name);
  addWaivedCapabilities(json, context, name);
}

/** A digest never changes, so that a node need not ask again for what it has. */
function fillPullPolicy(container: MutableJson): void {
  if (isUnset(container.imagePullPolicy)) container.imagePullPolicy = ImageReference.parse(container.image)?.isPinned ? 'IfNotPresent' : 'Always';
}

function named({ name, json }: Container): NamedContainer {
  return { name, json: json as MutableJson };
}

/** What is off is not written: a scanner that looks for the field alone would stumble over it. */
function settleHostNamespaces(spec: MutableJson): void {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace']) {
    if (spec[field] === false || spec[field] === null) delete spec[field];
  }
}

/** The API server rejects a privileged container that says it must not gain privileges. */
function settlePrivileged(container: MutableJson): void {
  const escalation = ['securityContext', 'allowPrivilegeEscalation'];
  if (valueAt(container, ['securityContext', 'privileged']) === true && valueAt(container, escalation) === false) remove(container, escalation);
}

function refusalOf({ path, container, message, instead, waiver }: Contrary): Refusal {
  return { path, ...container === undefined ? {} : { container }, message, fix: waiver ?? instead };
}
