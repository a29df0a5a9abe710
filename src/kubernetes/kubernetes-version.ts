const OLDEST_MINOR = 18;
const NEWEST_MINOR = 37;
/** Two years of releases, at three a year: beyond that a version is taken for a slip of the hand. */
const MINORS_AHEAD = 6;

/**
 * A minor version of Kubernetes, such as 1.31: the one that the manifests are deployed to.
 *
 * It decides which fields are emitted and by which version of the Pod Security Standards they are judged.
 */
export class KubernetesVersion {
  /** Kubernetes 1.18, the last that knows seccomp profiles by annotation only. */
  public static readonly V1_18 = new KubernetesVersion(18);
  /** Kubernetes 1.19 */
  public static readonly V1_19 = new KubernetesVersion(19);
  /** Kubernetes 1.20 */
  public static readonly V1_20 = new KubernetesVersion(20);
  /** Kubernetes 1.21 */
  public static readonly V1_21 = new KubernetesVersion(21);
  /** Kubernetes 1.22 */
  public static readonly V1_22 = new KubernetesVersion(22);
  /** Kubernetes 1.23 */
  public static readonly V1_23 = new KubernetesVersion(23);
  /** Kubernetes 1.24 */
  public static readonly V1_24 = new KubernetesVersion(24);
  /** Kubernetes 1.25 */
  public static readonly V1_25 = new KubernetesVersion(25);
  /** Kubernetes 1.26 */
  public static readonly V1_26 = new KubernetesVersion(26);
  /** Kubernetes 1.27 */
  public static readonly V1_27 = new KubernetesVersion(27);
  /** Kubernetes 1.28 */
  public static readonly V1_28 = new KubernetesVersion(28);
  /** Kubernetes 1.29 */
  public static readonly V1_29 = new KubernetesVersion(29);
  /** Kubernetes 1.30, the first that knows AppArmor profiles by field. */
  public static readonly V1_30 = new KubernetesVersion(30);
  /** Kubernetes 1.31 */
  public static readonly V1_31 = new KubernetesVersion(31);
  /** Kubernetes 1.32 */
  public static readonly V1_32 = new KubernetesVersion(32);
  /** Kubernetes 1.33 */
  public static readonly V1_33 = new KubernetesVersion(33);
  /** Kubernetes 1.34 */
  public static readonly V1_34 = new KubernetesVersion(34);
  /** Kubernetes 1.35 */
  public static readonly V1_35 = new KubernetesVersion(35);
  /** Kubernetes 1.36 */
  public static readonly V1_36 = new KubernetesVersion(36);
  /** Kubernetes 1.37, the newest that this release knows. */
  public static readonly V1_37 = new KubernetesVersion(37);

  /**
   * A version by its name.
   *
   * A minor that is a little newer than the newest known one is accepted, and behaves as the newest known.
   *
   * @param version `1.31`, `v1.31` or with a patch, `1.31.4`, which plays no part.
   * @throws when the text is no version of Kubernetes, or one that this library does not cover.
   */
  public static of(version: string): KubernetesVersion {
    const match = /^v?1\.(\d{1,3})(\.\d+)?$/.exec(version);
    const minor = match ? Number(match[1]) : NaN;
    if (!(minor >= OLDEST_MINOR && minor <= NEWEST_MINOR + MINORS_AHEAD)) {
      throw new Error(
        `'${version}' is not a Kubernetes version that cdk8s-hardened knows. `
        + `Give a minor from 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR} as '1.31', or use a constant such as KubernetesVersion.V1_31.`,
      );
    }
    return new KubernetesVersion(minor);
  }

  /** The minor: 31 for Kubernetes 1.31. */
  public readonly minor: number;

  private constructor(minor: number) {
    this.minor = minor;
  }

  /** The minor by which this version is judged: the newest known one for versions that are newer still. */
  public get knownMinor(): number {
    return Math.min(this.minor, NEWEST_MINOR);
  }

  /** The version as Pod Security labels write it: `v1.31`. */
  public get label(): string {
    return `v${this.toString()}`;
  }

  /** Whether this is that minor or a newer one. */
  public isAtLeast(version: KubernetesVersion): boolean {
    return this.minor >= version.minor;
  }

  /** The version as people write it: `1.31`. */
  public toString(): string {
    return `1.${this.minor}`;
  }
}
