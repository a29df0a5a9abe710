/** Why a waiver is given, by whom and until when. */
export interface WaiverProps {
  /**
   * Why this is needed and what it waits for, in words that the next reader understands. Must not be blank.
   */
  readonly reason: string;

  /**
   * The last day on which the waiver holds, as `2027-03-31`. From the day after, what it excused fails again.
   *
   * @default - it holds until it is removed
   */
  readonly expires?: string;

  /**
   * The ticket that follows it up, such as `SEC-142`.
   *
   * @default - none
   */
  readonly ticket?: string;

  /**
   * Who answers for it, such as a team or a mail address.
   *
   * @default - nobody is named
   */
  readonly owner?: string;
}

/** A waiver that may be narrowed to one container. */
export interface ContainerWaiverProps extends WaiverProps {
  /**
   * The name of the only container that it is for; init containers and sidecars too.
   *
   * @default - every container of the pod
   */
  readonly container?: string;
}
