/** What a requirement may depend on beyond the object: the same for every object of a run. */
export interface TargetFacts {
  /** The minor of Kubernetes by which is judged: 31 for 1.31. */
  readonly minor: number;
  readonly platformAssignsUserIds: boolean;
  /** The CNI plugin of a service mesh sets up the network of pods, so that injected sidecars need no privileged init container. */
  readonly hasMeshCni?: boolean;
}
