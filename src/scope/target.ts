import { IConstruct } from 'constructs';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Platform } from '../kubernetes/platform';

/** What the manifests of a scope are deployed to, as far as anybody has said. */
export interface Target {
  readonly kubernetesVersion?: KubernetesVersion;
  readonly platform?: Platform;
}

const declared = new WeakMap<IConstruct, Target>();

/**
 * Says what the objects below a scope are deployed to. Order does not matter: it is read at synth.
 *
 * @throws when the same scope was given a different answer before.
 */
export function declareTarget(scope: IConstruct, target: Target): void {
  const before = declared.get(scope) ?? {};
  refuseContradiction(scope, 'kubernetesVersion', before.kubernetesVersion, target.kubernetesVersion);
  refuseContradiction(scope, 'platform', before.platform, target.platform);
  declared.set(scope, {
    kubernetesVersion: before.kubernetesVersion ?? target.kubernetesVersion,
    platform: before.platform ?? target.platform,
  });
}

/** Does something while the objects below a scope are deployed to another target, as far as one is given; what was declared before holds again after it. */
export function withTarget<T>(scope: IConstruct, target: Target, work: () => T): T {
  const before = declared.get(scope);
  declared.set(scope, {
    kubernetesVersion: target.kubernetesVersion ?? before?.kubernetesVersion,
    platform: target.platform ?? before?.platform,
  });
  try {
    return work();
  } finally {
    if (before === undefined) declared.delete(scope);
    else declared.set(scope, before);
  }
}

/** What a construct is deployed to: for each part the nearest answer up the tree. */
export function targetOf(construct: IConstruct): Target {
  let kubernetesVersion: KubernetesVersion | undefined;
  let platform: Platform | undefined;
  for (let scope: IConstruct | undefined = construct; scope; scope = scope.node.scope) {
    const here = declared.get(scope);
    kubernetesVersion ??= here?.kubernetesVersion;
    platform ??= here?.platform;
  }
  return { kubernetesVersion, platform };
}

function refuseContradiction(scope: IConstruct, field: string, before: unknown, now: unknown): void {
  if (before === undefined || now === undefined || String(before) === String(now)) return;
  throw new Error(
    `${scope.node.path || 'the app'}: ${field} was given as ${String(before)} and as ${String(now)}. `
    + 'One place names the target: give it to one HardeningAspect of this scope.',
  );
}
