import { isObject, isUnset } from '../../kubernetes/json';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { WaivedControl } from '../../waivers/waived-control';
import { MutableJson, put, remove, valueAt } from '../mutable-json';
import { shown } from '../shown';
import { waiverToWrite } from '../waiver-to-write';
import { Contrary } from './contrary';
import { PodContext } from './hardened-field';

/** A container of a pod, as it will be written. */
export interface NamedContainer {
  readonly name: string;
  readonly json: MutableJson;
}

const POD_SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const CONTAINER_APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP_FIELD = ['securityContext', 'seccompProfile'];
const APPARMOR_FIELD = ['securityContext', 'appArmorProfile'];

/** Kubernetes before 1.19 knows seccomp profiles by annotation only. */
export function settleSeccomp(template: MutableJson, containers: readonly NamedContainer[], pod: PodContext): void {
  const version = pod.target.kubernetesVersion;
  if (version === undefined || version.isAtLeast(KubernetesVersion.V1_19)) return;
  annotateInstead(template, POD_SECCOMP, template.spec as MutableJson);
  for (const { name, json } of containers) annotateInstead(template, `${CONTAINER_SECCOMP}${name}`, json);
}

/** Kubernetes knows AppArmor profiles by field from 1.30 on, and by annotation in every version. */
export function settleAppArmor(template: MutableJson, containers: readonly NamedContainer[], pod: PodContext): void {
  if (pod.target.kubernetesVersion?.isAtLeast(KubernetesVersion.V1_30)) fillAppArmorFields(template, containers, pod);
  else fillAppArmorAnnotations(template, containers, pod);
}

/** Annotations by which somebody runs a container without a profile. */
export function contraryAnnotations(template: MutableJson, pod: PodContext, path: string): Contrary[] {
  return Object.entries(annotationsOf(template)).flatMap(([key, value]) => {
    const { control, container } = watchedBy(key);
    if (control === undefined || value === '' || isConfined(value)) return [];
    const { waivers } = pod.intent;
    if ((container === undefined ? waivers.ofPod(control) : waivers.ofContainer(control, container)).length > 0) return [];
    return [{
      path: `${path}['${key}']`,
      message: `must be runtime/default or localhost/…, found ${shown(value)}`,
      instead: 'Leave it out',
      waiver: waiverToWrite(control, container),
    }];
  });
}

function fillAppArmorFields(template: MutableJson, containers: readonly NamedContainer[], { intent }: PodContext): void {
  const isWaived = intent.waivers.ofPod('appArmorUnconfined').length > 0;
  fill(template.spec as MutableJson, isWaived ? { type: 'Unconfined' } : intent.appArmor?._toField());
  for (const { name, json } of containers) {
    const narrowed = intent.waivers.ofContainer('appArmorUnconfined', name).some(waiver => waiver.container !== undefined);
    fill(json, narrowed ? { type: 'Unconfined' } : undefined);
  }
}

function fillAppArmorAnnotations(template: MutableJson, containers: readonly NamedContainer[], { intent }: PodContext): void {
  for (const { name } of containers) {
    const key = `${CONTAINER_APPARMOR}${name}`;
    const isWaived = intent.waivers.ofContainer('appArmorUnconfined', name).length > 0;
    const profile = isWaived ? 'unconfined' : annotationValue(intent.appArmor?._toField());
    if (profile !== undefined && annotationsOf(template)[key] === undefined) put(template, ['metadata', 'annotations', key], profile);
  }
}

function fill(json: MutableJson, profile: MutableJson | undefined): void {
  if (profile !== undefined && isUnset(valueAt(json, APPARMOR_FIELD))) put(json, APPARMOR_FIELD, profile);
}

function annotateInstead(template: MutableJson, key: string, json: MutableJson): void {
  const profile = annotationValue(valueAt(json, SECCOMP_FIELD));
  remove(json, SECCOMP_FIELD);
  if (profile !== undefined && annotationsOf(template)[key] === undefined) put(template, ['metadata', 'annotations', key], profile);
}

function annotationValue(profile: unknown): string | undefined {
  if (!isObject(profile)) return undefined;
  if (profile.type === 'Localhost') return `localhost/${String(profile.localhostProfile)}`;
  return profile.type === 'Unconfined' ? 'unconfined' : 'runtime/default';
}

function watchedBy(key: string): { control?: WaivedControl; container?: string } {
  if (key === POD_SECCOMP) return { control: 'seccompUnconfined' };
  if (key.startsWith(CONTAINER_SECCOMP)) return { control: 'seccompUnconfined', container: key.slice(CONTAINER_SECCOMP.length) };
  if (key.startsWith(CONTAINER_APPARMOR)) return { control: 'appArmorUnconfined', container: key.slice(CONTAINER_APPARMOR.length) };
  return {};
}

function isConfined(value: unknown): boolean {
  return value === 'runtime/default' || value === 'docker/default' || (typeof value === 'string' && value.startsWith('localhost/'));
}

function annotationsOf(template: MutableJson): MutableJson {
  const annotations = valueAt(template, ['metadata', 'annotations']);
  return isObject(annotations) ? annotations : {};
}
