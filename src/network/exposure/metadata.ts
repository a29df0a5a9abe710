import { AddressRange } from '../addresses/address-range';
import { addressesOf } from '../addresses/cidr';
import { Network } from '../analysis/network';
import { ConnectionSet } from '../connections/connection-set';
import { WorkloadPod } from '../model/workload';
import { AllowingRule, workOutReach } from './address-reach';
import { beyondDns, DNS_PORTS } from './dns-ports';
import { RowMemo } from './row-memo';

/** An address at which a cloud tells whoever asks who the machine is, and gives it credentials. */
export interface MetadataAddress {
  /** `169.254.169.254` */
  readonly address: string;
  /** What answers there, and where. */
  readonly provider: string;
  /** Several clouds answer there, or the largest does; the others matter on their cloud only. */
  readonly isCommon: boolean;
  readonly ranges: readonly AddressRange[];
}

/** How some pods reach the metadata of a cloud. */
export interface MetadataReach {
  readonly address: MetadataAddress;
  /** By which ports for certain, without those of DNS. */
  readonly allowed: ConnectionSet;
  /** Beside that, what may be allowed: a policy cannot be read. */
  readonly unknown: ConnectionSet;
  /** By which ports of DNS (53), for certain or perhaps: some platforms resolve names there. */
  readonly dns: ConnectionSet;
  /** The rules that allow more than DNS; none where no policy is for the pods. */
  readonly rules: readonly AllowingRule[];
}

/** The most asked for first. */
export const METADATA_ADDRESSES: readonly MetadataAddress[] = [
  metadataAddress('169.254.169.254', 'the metadata of AWS, Google Cloud, Azure, Oracle Cloud, OpenStack, DigitalOcean and Hetzner', true),
  metadataAddress('fd00:ec2::254', 'the metadata of AWS over IPv6', true),
  metadataAddress('169.254.169.252', 'the metadata server of GKE'),
  metadataAddress('fd20:ce::254', 'the metadata of Google Cloud over IPv6'),
  metadataAddress('169.254.170.2', 'the credentials of AWS ECS'),
  metadataAddress('169.254.170.23', 'the credentials of EKS Pod Identity'),
  metadataAddress('fd00:ec2::23', 'the credentials of EKS Pod Identity over IPv6'),
  metadataAddress('168.63.129.16', 'the WireServer of Azure'),
  metadataAddress('100.100.100.200', 'the metadata of Alibaba Cloud'),
  metadataAddress('192.0.0.192', 'the metadata of Oracle Cloud Classic'),
  metadataAddress('169.254.42.42', 'the metadata of Scaleway'),
  metadataAddress('fd00:42::42', 'the metadata of Scaleway over IPv6'),
];

const reached = new RowMemo<readonly MetadataReach[]>();

/** The metadata addresses that some pods reach, or may reach, by other ports than those of DNS or by those. */
export function metadataReach(network: Network, pod: WorkloadPod): readonly MetadataReach[] {
  return reached.of(network, pod, 'egress', () => workOut(network, pod));
}

function workOut(network: Network, pod: WorkloadPod): readonly MetadataReach[] {
  return METADATA_ADDRESSES.flatMap((address): MetadataReach[] => {
    const { reach, rules } = workOutReach(network, pod, 'egress', address.ranges);
    if (reach.allowed.isEmpty && reach.unknown.isEmpty) return [];
    return [{
      address,
      allowed: beyondDns(reach.allowed),
      unknown: beyondDns(reach.unknown),
      dns: reach.allowed.union(reach.unknown).intersection(DNS_PORTS),
      rules: rules.filter(({ set }) => !beyondDns(set).isEmpty),
    }];
  });
}

function metadataAddress(address: string, provider: string, isCommon: boolean = false): MetadataAddress {
  return { address, provider, isCommon, ranges: [addressesOf(address)] };
}
