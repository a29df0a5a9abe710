import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { isUnset } from '../kubernetes/json';
import { PodSecurityLevel } from '../kubernetes/pod-security-level';
import { targetOf } from '../scope/target';
import { Waivers } from '../scope/waivers';
import { markWritten } from '../scope/written-constructs';
import { Finished, installLastHand } from '../synth/last-hand';
import { Waiver } from '../waivers/waiver';
import { HardenedNamespaceProps } from './hardened-namespace-props';
import { MutableJson, put, remove, sorted, valueAt } from './mutable-json';
import { PodSecurityLabels } from './namespace/pod-security-labels';

/**
 * A Namespace that enforces the Pod Security Standard `restricted`, and warns and audits by it, at the version of Kubernetes that it is
 * deployed to; at `latest` where no version is known.
 */
export class HardenedNamespace extends kplus.Namespace {
  private readonly enforced: PodSecurityLevel;

  /** @throws when it is given two names, or two levels. */
  constructor(scope: Construct, id: string, props: HardenedNamespaceProps = {}) {
    super(scope, id, { metadata: { ...props.metadata, ...nameOf(scope, id, props) } });
    markWritten(this);
    this.enforced = enforcedLevel(this.node.path, props.waivers ?? []);
    Waivers.of(this)._addToConstruct(props.waivers ?? [], 'podSecurityLevel');
    installLastHand(this.apiObject, json => this.finish(json));
  }

  private finish(json: MutableJson): Finished {
    const copy: MutableJson = JSON.parse(JSON.stringify(json));
    const labels = new PodSecurityLabels(this.enforced, targetOf(this).kubernetesVersion);
    remove(copy, ['metadata', 'namespace']);
    for (const { name, wanted } of labels.rows) {
      const path = ['metadata', 'labels', name];
      if (isUnset(valueAt(copy, path))) put(copy, path, wanted);
    }
    copy.metadata = sorted(copy.metadata);
    return { json: copy, refusals: labels.refusals(copy) };
  }
}

/** Without the field where there is no name: cdk8s takes an undefined one for a name. */
function nameOf(scope: Construct, id: string, { name, metadata }: HardenedNamespaceProps): { name?: string } {
  if (name !== undefined && metadata?.name !== undefined && name !== metadata.name) {
    throw new Error(`${scope.node.path}/${id}: name is '${name}' and metadata.name is '${metadata.name}'. Give one of the two.`);
  }
  const given = name ?? metadata?.name ?? Chart.of(scope).namespace;
  return given === undefined ? {} : { name: given };
}

function enforcedLevel(path: string, waivers: readonly Waiver[]): PodSecurityLevel {
  const levels = new Set(waivers.filter(({ control }) => control === 'podSecurityLevel').flatMap(({ values }) => values));
  if (levels.size > 1) throw new Error(`${path}: Waiver.podSecurityLevel names the levels ${[...levels].join(' and ')}. Give one.`);
  return [...levels][0] as PodSecurityLevel | undefined ?? PodSecurityLevel.RESTRICTED;
}
