import { checklist } from '../../frameworks/kubernetes-checklist';
import { nsa } from '../../frameworks/nsa';
import { AddressRange } from '../../network/addresses/address-range';
import { Network } from '../../network/analysis/network';
import { ConnectionSet } from '../../network/connections/connection-set';
import { AllowingRule } from '../../network/exposure/address-reach';
import { MetadataAddress, metadataReach } from '../../network/exposure/metadata';
import { WorkloadPod } from '../../network/model/workload';
import { TargetFacts } from '../../requirements/target-facts';
import { listedOnce } from '../listed-once';
import { networkCheck } from '../network-check';
import { policyViolation } from '../policy-violation';
import { appRule, AppViolation } from '../rule';
import { Severity } from '../severity';

/** Where pods get the credentials of an identity of their own at the address that elsewhere gives those of the node. */
const IDENTITY_PLATFORMS: ReadonlyArray<string | undefined> = ['gke', 'gke-autopilot'];
const DNS = ConnectionSet.ports('TCP', 53).union(ConnectionSet.ports('UDP', 53));
const IDENTITY = ConnectionSet.ports('TCP', 80).union(DNS);

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } }, spec: { containers: [{ name: 'app' }] } };
const policy = (...egress: object[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { podSelector: {}, policyTypes: ['Egress'], egress },
});
const block = (cidr: string, ...except: string[]) => [{ ipBlock: { cidr, ...except.length > 0 && { except } } }];

export const metadataEgress = appRule({
  id: 'metadata-egress',
  title: 'No policy lets pods reach the metadata of the cloud',
  severity: Severity.HIGH,
  controls: [checklist('S16'), nsa('network-policies')],
  why: 'Whoever gets into the pod, or makes it fetch an address, takes the credentials of the node from there.',
  fix: 'Except the address from the block, in TypeScript `NetworkPolicyIpBlock.ipv4(this, \'Internet\', \'0.0.0.0/0\', [\'169.254.169.254/32\'])`.',
  notExportable: 'What a policy allows matters for the pods that it selects.',
  begin: (target, app) => networkCheck(app, network => openingsIn(network, target).map(violationOf)),
  examples: () => ({
    good: [
      [POD, policy({ to: block('0.0.0.0/0', '169.254.169.254/32') })],
      [POD, policy({ to: block('10.0.0.0/8') }, { to: [{ namespaceSelector: {} }] })],
      // Cloud DNS of GKE answers there.
      [POD, policy({ to: block('169.254.169.254/32'), ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] })],
      // The identities of pods on GKE and on EKS.
      [POD, policy({ to: block('169.254.169.252/32'), ports: [{ port: 988 }] }, { to: block('169.254.170.23/32'), ports: [{ port: 80 }] })],
      // That everything is open is told by another rule; and that there is no policy.
      [POD, policy({})],
      [POD],
    ],
    bad: [
      { objects: [POD, policy({ to: block('0.0.0.0/0', '10.0.0.0/8') })], at: ['NetworkPolicy web spec.egress[0].to[0].ipBlock'] },
      { objects: [POD, policy({ to: block('169.254.0.0/16'), ports: [{ port: 80 }] })], at: ['NetworkPolicy web spec.egress[0].to[0].ipBlock'] },
      { objects: [POD, policy({ to: [...block('::/0'), ...block('0.0.0.0/0', '169.254.0.0/16')] })], at: ['NetworkPolicy web spec.egress[0].to[0].ipBlock'] },
      { objects: [POD, policy({ ports: [{ port: 443 }] })], at: ['NetworkPolicy web spec.egress[0]'] },
      // Elsewhere than on GKE these are the credentials of the node.
      { objects: [POD, policy({ to: block('169.254.169.254/32'), ports: [{ port: 80 }] })], at: ['NetworkPolicy web spec.egress[0].to[0].ipBlock'] },
    ],
  }),
});

/** A rule, or one block of it, and what it opens. */
interface Opening {
  readonly by: AllowingRule;
  readonly addresses: Set<MetadataAddress>;
  readonly pods: Set<WorkloadPod>;
}

/** By the rules, in order of the pods that they are for. */
function openingsIn(network: Network, { platform }: TargetFacts): Opening[] {
  const openings = new Map<object, Opening>();
  for (const pod of network.workloads.flatMap(({ pods }) => pods)) {
    for (const { address, rules } of metadataReach(network, pod)) {
      if (!address.isCommon) continue;
      for (const by of rules) {
        if (isToldElsewhere(by) || (IDENTITY_PLATFORMS.includes(platform) && isForIdentity(by, address))) continue;
        const place = by.peer ?? by.rule;
        const opening = openings.get(place) ?? { by, addresses: new Set(), pods: new Set() };
        openings.set(place, opening);
        opening.addresses.add(address);
        opening.pods.add(pod);
      }
    }
  }
  return [...openings.values()];
}

/** Another rule tells that everything is open, and another one that a policy cannot be read. */
function isToldElsewhere({ policy: { isDoubtful }, rule: { peers, ports } }: AllowingRule): boolean {
  return isDoubtful || (peers === undefined && ports === undefined);
}

/** Exactly what a WorkloadIdentity writes. */
function isForIdentity({ peer, set }: AllowingRule, { ranges }: MetadataAddress): boolean {
  return peer !== undefined && isOnly(peer.ranges, ranges) && set.difference(IDENTITY).isEmpty;
}

function isOnly(ranges: readonly AddressRange[], [address]: readonly AddressRange[]): boolean {
  return ranges.length === 1 && ranges[0].family === address.family && ranges[0].first === address.first && ranges[0].last === address.last;
}

function violationOf({ by, addresses, pods }: Opening): AppViolation {
  const { policy: { subject }, rule, peer, set } = by;
  const ports = (set.isAll ? set : set.difference(DNS)).text;
  const what = listedOnce([...addresses].map(({ address, provider }) => `${address} (${provider})`));
  return policyViolation({
    policy: by.policy,
    path: peer === undefined ? rule.path : [...peer.path, 'ipBlock'],
    message: `must not hold ${what}, is ${peer === undefined ? 'for everybody' : peer.text} on ${ports}`,
    fix: fixOf(by, [...addresses]),
    pods: [...pods],
    ofPods: `must not reach ${what}, which ${subject} lets them, is ${peer?.text ?? 'for everybody'} on ${ports}`,
  });
}

function fixOf({ peer }: AllowingRule, addresses: readonly MetadataAddress[]): string {
  const [{ ranges, address }] = addresses;
  if (peer === undefined) return 'Name in `to` whom the pods may call; for the internet a block with `except: [169.254.169.254/32]`.';
  const [{ family }] = ranges;
  if (isOnly(peer.ranges, ranges)) {
    return 'Remove the rule. For workload identity on GKE declare `platform: Platform.GKE`, and open it with '
      + '`connections.allowTo(WorkloadIdentity.gke(this, \'Identity\'))`.';
  }
  const except = `${address}/${family === 4 ? 32 : 128}`;
  const [cidr] = peer.text.split(' ');
  return `Write \`except: [${except}]\` beside \`cidr: ${cidr}\`, in TypeScript `
    + `\`NetworkPolicyIpBlock.ipv${family}(this, 'Block', '${cidr}', ['${except}'])\`.`;
}
