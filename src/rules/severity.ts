/** How bad a finding is where nothing else stands in the way. */
export enum Severity {
  /** A way out of the container, or one step short of it. */
  HIGH = 'high',
  /** A second line of defence is missing. */
  MEDIUM = 'medium',
  /** Good practice that limits the damage. */
  LOW = 'low',
}
