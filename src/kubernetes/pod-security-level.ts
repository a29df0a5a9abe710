/** The levels of the Pod Security Standards, from none to the strictest. */
export enum PodSecurityLevel {
  /** Everything is allowed. */
  PRIVILEGED = 'privileged',
  /** Known privilege escalations are prevented. */
  BASELINE = 'baseline',
  /** Current best practice of hardening pods. */
  RESTRICTED = 'restricted',
}
