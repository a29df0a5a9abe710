import { Container, ContainerRole } from '../../kubernetes/container';
import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { Contrary } from './contrary';
import { PodContext } from './hardened-field';

/** Options that were asked for and that the target does not have: it would drop them in silence. */
export function unsupported({ intent, target }: PodContext, containers: readonly Container[], specPath: string): Contrary[] {
  const version = target.kubernetesVersion;
  if (version === undefined) return [];
  const lacksSidecars = !version.isAtLeast(KubernetesVersion.V1_28);
  return [
    ...intent.userNamespace && !version.isAtLeast(KubernetesVersion.V1_25) ? [userNamespaces(version, specPath)] : [],
    ...containers.filter(({ role }) => lacksSidecars && role === ContainerRole.SIDECAR).map(({ name }) => sidecar(version, name)),
  ];
}

function userNamespaces(version: KubernetesVersion, specPath: string): Contrary {
  return {
    path: `${specPath}.hostUsers`,
    message: `must be absent for Kubernetes ${version.toString()}: user namespaces came with Kubernetes 1.25`,
    instead: 'Leave out the prop `userNamespace`, or deploy to Kubernetes 1.25 or newer.',
  };
}

function sidecar(version: KubernetesVersion, container: string): Contrary {
  return {
    path: 'restartPolicy',
    container,
    message: `must be absent for Kubernetes ${version.toString()}: native sidecars came with Kubernetes 1.28`,
    instead: 'Make it one of `containers`, or deploy to Kubernetes 1.28 or newer.',
  };
}
