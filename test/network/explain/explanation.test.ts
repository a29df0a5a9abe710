import { formatPath } from '../../../src/kubernetes/field-path';
import { AddressRange } from '../../../src/network/addresses/address-range';
import { addressesOf } from '../../../src/network/addresses/cidr';
import { Network } from '../../../src/network/analysis/network';
import { describedPods, Endpoint, endpointOf } from '../../../src/network/explain/endpoint';
import { Explanation, explanation, Side } from '../../../src/network/explain/explanation';
import { apps, egressFrom, ingressTo, KubernetesObject, namespace, networkOf, pod, policy } from '../network-kit';

const WEB = { podSelector: { matchLabels: { app: 'web' } } };
const API = { podSelector: { matchLabels: { app: 'api' } } };

function endpoint(network: Network, text: string): Endpoint {
  const workload = network.workloads.find(one => one.text === `${text}[Pod]`)!;
  return endpointOf(workload.pods[0], network);
}

function addresses(...cidrs: readonly string[]): Endpoint {
  const ranges: AddressRange[] = cidrs.map(addressesOf);
  return { kind: 'address', text: cidrs.join(), ranges };
}

function explained(from: string, to: string, ...objects: readonly KubernetesObject[]): Explanation {
  const network = networkOf(...objects);
  return explanation(network, endpoint(network, from), endpoint(network, to));
}

const sets = ({ allowed, unknown }: { readonly allowed: object; readonly unknown: object }): string => `${allowed} (${unknown})`;

/** `policy rule [peers]: sets` of every rule. */
function rulesOf({ reason, policies }: Side): string[] {
  return [reason, ...policies.flatMap(({ policy: { subject }, rules }) => rules.map(({ rule, matched, isForPeer, ...reach }) => (
    `${subject.name} ${formatPath(rule.path)} [${matched.map(peer => formatPath(peer.path))}] ${isForPeer ? 'for it' : 'for others'}: ${sets(reach)}`
  )))];
}

describe('an explanation', () => {
  test('says of every rule what it allows, and of which peer', () => {
    const { ingress, egress, allowed, unknown } = explained(
      'shop/web', 'shop/cache', ...apps('web', 'cache'),
      ingressTo('cache', { from: [API, WEB], ports: [{ port: 6379 }] }, { from: [API] }, { ports: [{ port: 9121 }] }),
    );
    expect(rulesOf(egress)).toEqual(['noPolicy']);
    expect(rulesOf(ingress)).toEqual([
      'policies',
      'cache-ingress spec.ingress[0] [spec.ingress[0].from[1]] for it: TCP 6379 (No Connections)',
      'cache-ingress spec.ingress[1] [] for others: No Connections (No Connections)',
      'cache-ingress spec.ingress[2] [] for it: TCP 9121 (No Connections)',
    ]);
    expect(sets({ allowed, unknown })).toBe('TCP 6379,9121 (No Connections)');
  });

  test('says of each side what it decides', () => {
    const { ingress, egress, allowed } = explained(
      'shop/web', 'shop/cache', ...apps('web', 'cache'),
      egressFrom('web', { ports: [{ port: 53, protocol: 'UDP' }] }, { to: [{ podSelector: {} }], ports: [{ port: 6379 }] }), ingressTo('cache', { from: [API] }),
    );
    expect([egress, ingress].map(side => [side.direction, sets(side)])).toEqual([['egress', 'TCP 6379,UDP 53 (No Connections)'], ['ingress', 'No Connections (No Connections)']]);
    expect(allowed.text).toBe('No Connections');
  });

  test('names the policies without rules, which deny', () => {
    const { ingress } = explained('shop/web', 'shop/cache', ...apps('web', 'cache'), policy({}, 'deny-all'), ingressTo('web', {}));
    expect(ingress.policies.map(verdict => [verdict.policy.subject.name, verdict.rules, sets(verdict)])).toEqual([['deny-all', [], 'No Connections (No Connections)']]);
  });

  test('of a policy that may not be in force gives nothing for certain', () => {
    const { ingress } = explained('shop/web', 'shop/cache', ...apps('web', 'cache'), ingressTo('cache', { from: [WEB], ports: [{ port: 0 }] }));
    expect(sets(ingress)).toBe('No Connections (All Connections)');
  });

  test('of a pod in the network of its node is that no policy is for it, and that a block may be', () => {
    const agent = pod('agent', { app: 'agent' }, { hostNetwork: true });
    const block = ingressTo('cache', { from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 80 }] });
    const { egress, ingress } = explained('shop/agent', 'shop/cache', agent, ...apps('cache'), block, policy({ podSelector: {}, policyTypes: ['Egress'] }));
    expect(rulesOf(egress)).toEqual(['hostNetwork']);
    expect(rulesOf(ingress)).toEqual(['policies', 'cache-ingress spec.ingress[0] [spec.ingress[0].from[1]] for it: No Connections (TCP 80)']);
  });

  test('of addresses is what is for any of them', () => {
    const network = networkOf(...apps('web'), egressFrom('web', { to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 443 }] }));
    const to = (cidr: string): string => sets(explanation(network, endpoint(network, 'shop/web'), addresses(cidr)));
    expect(['10.0.0.0/8', '10.2.3.4', '10.1.0.0/16', '11.0.0.0/8', '0.0.0.0/0', '::/0'].map(to)).toEqual([
      'TCP 443 (No Connections)', 'TCP 443 (No Connections)', 'No Connections (No Connections)', 'No Connections (No Connections)', 'TCP 443 (No Connections)', 'No Connections (No Connections)',
    ]);
    expect(explanation(network, addresses('10.0.0.0/8'), endpoint(network, 'shop/web')).egress.reason).toBe('addresses');
  });
});

describe('pods that were not read', () => {
  const DNS = { namespaceSelector: { matchLabels: { team: 'platform' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };

  test('are found by what is known of their namespace', () => {
    const network = networkOf(...apps('web'), namespace('dns', { team: 'platform' }), egressFrom('web', { to: [DNS], ports: [{ port: 53 }] }));
    const to = (name: string): string => sets(explanation(network, endpoint(network, 'shop/web'), describedPods(network, 'dns', name, { 'k8s-app': 'kube-dns' })));
    expect([to('dns'), to('kube-system')]).toEqual(['TCP 53 (No Connections)', 'No Connections (No Connections)']);
  });

  test('are under the policies of their namespace', () => {
    const network = networkOf(...apps('web'), ingressTo('tomorrow', { from: [WEB] }));
    const described = describedPods(network, 'tomorrow', 'shop', { app: 'tomorrow' });
    expect(rulesOf(explanation(network, endpoint(network, 'shop/web'), described).ingress)).toEqual([
      'policies', 'tomorrow-ingress spec.ingress[0] [spec.ingress[0].from[0]] for it: All Connections (No Connections)',
    ]);
  });

  test('may have any port that a rule names, of those who call them and of those whose policy it is', () => {
    const network = networkOf(...apps('web'), egressFrom('web', { ports: [{ port: 'dns', protocol: 'UDP' }, { port: 53 }] }), ingressTo('tomorrow', { ports: [{ port: 'http' }] }));
    const web = endpoint(network, 'shop/web');
    expect(sets(explanation(network, web, describedPods(network, 'dns', 'kube-system', {})))).toBe('TCP 53 (UDP 1-65535)');
    expect(sets(explanation(network, addresses('10.0.0.0/8'), describedPods(network, 'tomorrow', 'shop', { app: 'tomorrow' })))).toBe('No Connections (TCP 1-65535)');
  });
});
