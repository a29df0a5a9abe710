/** Where `network list` and netpol-analyzer say different things, and on which lines; `docs/network-differences.md` tells it to readers. */
export interface Difference {
  /** What we say and it does not. */
  readonly ours: readonly string[];
  /** What it says and we do not. */
  readonly theirs: readonly string[];
}

/** By the case in `different/`. */
export const DIFFERENCES: { readonly [name: string]: Difference } = {
  'addresses-of-nodes': {
    ours: [
      'shop/agent[Deployment] => shop/web[Deployment] : TCP 443 (unknown)',
    ],
    theirs: [],
  },
  'admin-policies': {
    ours: [
      'shop/db[Deployment] => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections',
    ],
    theirs: [],
  },
  'blocks-of-another-direction': {
    ours: [
      'shop/web[Deployment] => 0.0.0.0-255.255.255.255 : All Connections',
    ],
    theirs: [
      'shop/web[Deployment] => 0.0.0.0-19.255.255.255 : All Connections',
      'shop/web[Deployment] => 20.0.0.0-20.255.255.255 : All Connections',
      'shop/web[Deployment] => 21.0.0.0-255.255.255.255 : All Connections',
    ],
  },
  'exception-outside': {
    ours: [
      '0.0.0.0-9.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      '10.0.0.0-10.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      '11.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections (unknown)',
    ],
    theirs: [
      '10.0.0.0-10.255.255.255 => shop/db[Deployment] : All Connections',
    ],
  },
  'host-network': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/agent[Deployment] : All Connections',
      'shop/agent[Deployment] => 0.0.0.0-255.255.255.255 : All Connections',
    ],
    theirs: [
      'shop/agent[Deployment] => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => shop/agent[Deployment] : All Connections',
    ],
  },
  'ingress-objects': {
    ours: [],
    theirs: [
      '{ingress-controller} => shop/web[Deployment] : TCP 8080',
    ],
  },
  'ipv6': {
    ours: [
      '2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff => shop/web[Deployment] : TCP 443',
      'shop/web[Deployment] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff : All Connections',
    ],
    theirs: [
      '32.1.13.184-32.1.13.184 => shop/web[Deployment] : TCP 443',
    ],
  },
  'kinds-of-one-name': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => 0.0.0.0-255.255.255.255 : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections',
      'shop/web[Deployment] => shop/web[StatefulSet] : All Connections',
      'shop/web[StatefulSet] => shop/web[Deployment] : All Connections',
    ],
    theirs: [],
  },
  'name-label-that-lies': {
    ours: [
      'bank/ledger[Deployment] => shop/web[Deployment] : All Connections',
    ],
    theirs: [],
  },
  'owners-of-owners': {
    ours: [],
    theirs: [
      '0.0.0.0-255.255.255.255 => shop/web-6d4f[ReplicaSet] : All Connections',
      'shop/web-6d4f[ReplicaSet] => 0.0.0.0-255.255.255.255 : All Connections',
      'shop/web-6d4f[ReplicaSet] => shop/db[Deployment] : All Connections',
      'shop/web-6d4f[ReplicaSet] => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => shop/web-6d4f[ReplicaSet] : All Connections',
    ],
  },
  'pods-of-an-owner-that-differ': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections',
      '0.0.0.0-255.255.255.255 => shop/web[ReplicaSet] : All Connections',
      'shop/db[Deployment] => 0.0.0.0-255.255.255.255 : All Connections',
      'shop/db[Deployment] => shop/web[ReplicaSet] : All Connections',
      'shop/web[ReplicaSet] => 0.0.0.0-255.255.255.255 : All Connections',
      'shop/web[ReplicaSet] => shop/db[Deployment] : All Connections',
    ],
    theirs: [],
  },
  'port-in-quotes': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections (unknown)',
    ],
    theirs: [],
  },
  'port-name-for-addresses': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections',
      '0.0.0.0-255.255.255.255 => shop/web[Deployment] : All Connections',
      'shop/db[Deployment] => 0.0.0.0-9.255.255.255 : All Connections',
      'shop/db[Deployment] => 10.0.0.0-10.255.255.255 : All Connections',
      'shop/db[Deployment] => 11.0.0.0-255.255.255.255 : All Connections',
      'shop/db[Deployment] => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : TCP 5432',
    ],
    theirs: [],
  },
  'port-name-of-a-sidecar': {
    ours: [
      'shop/web[Deployment] => shop/db[Deployment] : TCP 15001',
    ],
    theirs: [],
  },
  'port-name-of-two-containers': {
    ours: [
      'shop/web[Deployment] => shop/db[Deployment] : TCP 5432-5433',
    ],
    theirs: [
      'shop/web[Deployment] => shop/db[Deployment] : TCP 5432',
    ],
  },
  'port-name-of-two-protocols': {
    ours: [
      'shop/web[Deployment] => shop/dns[Deployment] : TCP 5300',
    ],
    theirs: [],
  },
  'refused-cidr': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      '0.0.0.0-255.255.255.255 => shop/web[Deployment] : All Connections',
      'shop/db[Deployment] => 0.0.0.0-255.255.255.255 : All Connections',
      'shop/db[Deployment] => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => 0.0.0.0-255.255.255.255 : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections (unknown)',
    ],
    theirs: [],
  },
  'refused-end': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections (unknown)',
    ],
    theirs: [
      'shop/web[Deployment] => shop/db[Deployment] : TCP 1-65535',
    ],
  },
  'refused-exception': {
    ours: [
      '0.0.0.0-9.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      '0.0.0.0-9.255.255.255 => shop/web[Deployment] : All Connections',
      '10.0.0.0-10.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      '10.0.0.0-10.255.255.255 => shop/web[Deployment] : All Connections',
      '11.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      '11.0.0.0-255.255.255.255 => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections (unknown)',
    ],
    theirs: [
      '0.0.0.0-255.255.255.255 => shop/web[Deployment] : All Connections',
    ],
  },
  'refused-policy-type': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      'shop/db[Deployment] => 0.0.0.0-255.255.255.255 : All Connections (unknown)',
      'shop/db[Deployment] => shop/web[Deployment] : All Connections (unknown)',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections (unknown)',
    ],
    theirs: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections',
      'shop/db[Deployment] => 0.0.0.0-255.255.255.255 : All Connections',
      'shop/db[Deployment] => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections',
    ],
  },
  'refused-protocol': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections (unknown)',
    ],
    theirs: [],
  },
  'refused-type': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections (unknown)',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections (unknown)',
    ],
    theirs: [
      '0.0.0.0-255.255.255.255 => shop/db[Deployment] : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : All Connections',
    ],
  },
  'two-policies-of-one-name': {
    ours: [
      '0.0.0.0-255.255.255.255 => shop/web[Deployment] : All Connections',
      'shop/db[Deployment] => 0.0.0.0-255.255.255.255 : All Connections',
      'shop/db[Deployment] => shop/web[Deployment] : All Connections',
      'shop/web[Deployment] => 0.0.0.0-255.255.255.255 : All Connections',
      'shop/web[Deployment] => shop/db[Deployment] : TCP 1-2',
    ],
    theirs: [],
  },
};
