/** What every waiver of an app has to say. */
export interface WaiverRequirements {
  /**
   * Every waiver has to end.
   *
   * @default false
   */
  readonly expires?: boolean;

  /**
   * Every waiver has to name a ticket.
   *
   * @default false
   */
  readonly ticket?: boolean;

  /**
   * Waivers of these rules have to name a ticket, by the ids that every finding shows.
   *
   * @default - none in particular
   */
  readonly ticketFor?: string[];

  /**
   * Every waiver has to name an owner.
   *
   * @default false
   */
  readonly owner?: boolean;

  /**
   * Every waiver has to end, so many days from the day of the synth at the latest. From 1 on.
   *
   * @default - it may end whenever it says
   */
  readonly longestDays?: number;
}
