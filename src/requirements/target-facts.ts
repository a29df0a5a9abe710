/** What a requirement may depend on beyond the object: the same for every object of a run. */
export interface TargetFacts {
  /** The minor of Kubernetes by which is judged: 31 for 1.31. */
  readonly minor: number;
  readonly platformAssignsUserIds: boolean;
  /** The name of the platform: `gke`. Where it is not said, it is none that a rule knows. */
  readonly platform?: string;
  /** The CNI plugin of a service mesh sets up the network of pods, so that injected sidecars need no privileged init container. */
  readonly hasMeshCni?: boolean;
}
