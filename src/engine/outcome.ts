/** What became of a finding. */
export enum Outcome {
  /** Stops the synth. */
  FAILING = 'failing',
  /** Is shown, and stops nothing. */
  WARNING = 'warning',
  /** Excused by a waiver. */
  WAIVED = 'waived',
}
