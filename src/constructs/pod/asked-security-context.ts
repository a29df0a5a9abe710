import { isDeepStrictEqual } from 'util';
import { ContainerSecurityContextProps, PodSecurityContextProps } from 'cdk8s-plus-28';
import { defined, MutableJson } from '../mutable-json';

/** The `securityContext` of a container as it was asked for: cdk8s-plus fills in the rest by itself, whether asked or not. */
export function askedOfContainer(props: ContainerSecurityContextProps = {}): MutableJson {
  return defined({
    runAsUser: props.user,
    runAsGroup: props.group,
    runAsNonRoot: props.ensureNonRoot,
    privileged: props.privileged,
    readOnlyRootFilesystem: props.readOnlyRootFilesystem,
    allowPrivilegeEscalation: props.allowPrivilegeEscalation,
    capabilities: props.capabilities === undefined ? undefined : { ...props.capabilities },
    seccompProfile: props.seccompProfile,
  });
}

/** The same for the `securityContext` of a pod. */
export function askedOfPod(props: PodSecurityContextProps = {}): MutableJson {
  return defined({
    runAsUser: props.user,
    runAsGroup: props.group,
    runAsNonRoot: props.ensureNonRoot,
    fsGroup: props.fsGroup,
    fsGroupChangePolicy: props.fsGroupChangePolicy,
    sysctls: props.sysctls?.length ? props.sysctls : undefined,
  });
}

/** What code changed in a rendered `securityContext` after it was made. It counts as asked for, so that the last hand sees it. */
export function changedSince(made: object, rendered: unknown): MutableJson {
  const before = made as MutableJson;
  return Object.fromEntries(Object.entries(rendered ?? {}).filter(([field, value]) => !isDeepStrictEqual(value, before[field])));
}
