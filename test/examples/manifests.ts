/** A manifest, with the fields that the tests of the examples look at. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly automountServiceAccountToken?: boolean;
}

export type Labels = Readonly<Record<string, string>>;

export interface Deployment extends Manifest {
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: {
        readonly securityContext: unknown;
        readonly serviceAccountName: string;
        readonly automountServiceAccountToken: boolean;
        readonly hostNetwork?: boolean;
        readonly hostPID?: boolean;
        readonly hostIPC?: boolean;
        readonly containers: readonly Container[];
        readonly initContainers?: readonly Container[];
        readonly volumes?: ReadonlyArray<{ readonly name: string }>;
      };
    };
  };
}

export interface Container {
  readonly securityContext: unknown;
  readonly ports?: ReadonlyArray<{ readonly hostPort?: number }>;
  readonly readinessProbe?: { readonly grpc?: { readonly port: number } };
}

export interface NetworkPolicy extends Manifest {
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes: readonly string[];
    readonly ingress?: ReadonlyArray<{ readonly from?: readonly Peer[]; readonly ports?: readonly Port[] }>;
    readonly egress?: ReadonlyArray<{ readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }>;
  };
}

export interface Selector {
  readonly matchLabels?: Labels;
}

export interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string };
}

export interface Port {
  readonly port?: number;
  readonly endPort?: number;
  readonly protocol?: string;
}
