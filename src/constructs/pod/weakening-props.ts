import * as kplus from 'cdk8s-plus-28';
import { HardenedPodProps } from '../hardened-pod-props';
import { MutableJson } from '../mutable-json';
import { asManifest } from './asked-resources';
import { contraryResources } from './container-resources';
import { contraries, Contrary } from './contrary';
import { PodContext } from './hardened-field';
import { CONTAINER_FIELDS, POD_FIELDS } from './hardened-fields';
import { PodIntent } from './pod-intent';

/** Refuses props that weaken a workload, where they are written: the same table as the last hand's, and an error at once. */
export class WeakeningProps {
  private readonly pod: PodContext;

  /** @param name who asks, for messages. */
  constructor(private readonly name: string, private readonly intent: PodIntent) {
    this.pod = { intent, target: {}, spec: {} };
  }

  public refuseInPod(securityContext: MutableJson, props: kplus.AbstractPodProps & HardenedPodProps): void {
    this.refuse(contraries({
      securityContext: { ...securityContext, supplementalGroups: this.intent.supplementalGroups, seLinuxOptions: this.intent.seLinux },
      hostNetwork: props.hostNetwork,
      automountServiceAccountToken: props.automountServiceAccountToken,
      serviceAccountName: props.serviceAccount?.name,
    }, POD_FIELDS, this.pod));
  }

  public refuseInContainer(container: string, json: MutableJson, mounts: readonly kplus.VolumeMount[]): void {
    this.refuse(contraries(json, CONTAINER_FIELDS, this.pod, container));
    this.refuseVolumes(mounts.map(mount => mount.volume));
  }

  public refuseResources(container: string, resources: kplus.ContainerResources): void {
    this.refuse(contraryResources({ resources: asManifest(resources) }, container, this.intent));
  }

  public refuseDefaults(resources: kplus.ContainerResources): void {
    const found = contraryResources({ resources: asManifest(resources) }, undefined, this.intent);
    this.refuse(found.map(contrary => ({ ...contrary, path: contrary.path.replace('resources', 'defaultResources') })));
  }

  public refuseVolumes(volumes: readonly kplus.Volume[]): void {
    this.refuse(contraries({ volumes: volumes.map(volume => volume._toKube()) }, POD_FIELDS, this.pod));
  }

  private refuse(found: readonly Contrary[]): void {
    if (found.length > 0) throw new Error(found.map(contrary => this.sentence(contrary)).join('\n'));
  }

  private sentence({ path, container, message, instead, waiver }: Contrary): string {
    const where = container === undefined ? this.name : `${this.name}: container '${container}'`;
    return `${where}: ${path} ${message}. ${waiver === undefined ? instead : `${instead}, or waive it: ${waiver}`}`;
  }
}
