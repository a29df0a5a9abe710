import { isDeepStrictEqual } from 'util';
import { ApiObject, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { isObject } from '../kubernetes/json';
import { markWritten } from '../scope/written-constructs';
import { Finished, installLastHand } from '../synth/last-hand';
import { DefaultDenyNetworkPolicyProps } from './default-deny-network-policy-props';
import { MutableJson } from './mutable-json';
import { dnsRules } from './network/connection-policy';
import { selectorOf } from './network/policy-peer';
import { shown } from './shown';

/**
 * Closes pods in both directions, but for DNS: nothing gets in or out that no other policy allows. By default for every pod of the
 * chart's namespace.
 */
export class DefaultDenyNetworkPolicy extends Construct {
  private readonly props: DefaultDenyNetworkPolicyProps;

  /** @throws when the selector reaches into several namespaces, or finds them by labels: a policy is in one. */
  constructor(scope: Construct, id: string, props: DefaultDenyNetworkPolicyProps = {}) {
    super(scope, id);
    markWritten(this);
    this.props = props;
    const object = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: props.namespace ?? this.namespaceOf(props.selector) },
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    installLastHand(object, json => this.finish(json));
  }

  private spec(): MutableJson {
    const egress = dnsRules(this, this.props.dns);
    return {
      ...egress.length === 0 ? {} : { egress },
      podSelector: this.props.selector === undefined ? {} : selectorOf(this.props.selector.toPodSelectorConfig().labelSelector),
      policyTypes: ['Ingress', 'Egress'],
    };
  }

  private finish(json: MutableJson): Finished {
    const wanted = this.spec();
    const found = isObject(json.spec) ? json.spec : {};
    const changed = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter(field => !isDeepStrictEqual(found[field], wanted[field]));
    return {
      json,
      refusals: changed.sort().map(field => ({
        path: `spec.${field}`,
        message: `must ${field in wanted ? `be ${shown(wanted[field])}` : 'not be set'}, found ${shown(found[field])}`,
        fix: 'Open connections with `allowFrom` and `allowTo` of the workloads, or in a NetworkPolicy of its own.',
      })),
    };
  }

  private namespaceOf(selector?: kplus.IPodSelector): string | undefined {
    const namespaces = selector?.toPodSelectorConfig().namespaces;
    if (namespaces === undefined) return undefined;
    if (namespaces.labelSelector?.isEmpty() === false || namespaces.names?.length !== 1) {
      throw new Error(
        `${this.node.path}: selector must select pods of one namespace, by its name; a NetworkPolicy is in one. `
        + 'Make a DefaultDenyNetworkPolicy for each namespace, or give `namespace`.',
      );
    }
    return namespaces.names[0];
  }
}
