import { IConstruct } from 'constructs';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Platform } from '../kubernetes/platform';
import { TargetFacts } from '../requirements/target-facts';
import { targetOf } from '../scope/target';
import type { HardeningAspect } from './hardening-aspect';

/** By what an aspect judges a construct: its own target, else the nearest up the tree, else the newest Kubernetes. */
export function targetFactsFor(construct: IConstruct, aspect: HardeningAspect): TargetFacts {
  const nearest = targetOf(construct);
  const version = aspect.kubernetesVersion ?? nearest.kubernetesVersion ?? KubernetesVersion.V1_37;
  const platform = aspect.platform ?? nearest.platform ?? Platform.VANILLA;
  return { minor: version.knownMinor, platformAssignsUserIds: platform.assignsUserIds, platform: platform.name, hasMeshCni: aspect.meshCniPlugin };
}

/** Whether nobody has said for which version of Kubernetes a construct is. */
export function lacksVersion(construct: IConstruct, aspect: HardeningAspect): boolean {
  return (aspect.kubernetesVersion ?? targetOf(construct).kubernetesVersion) === undefined;
}
