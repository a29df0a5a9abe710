/** What a waiver did for one object, as far as another scanner is told of it. */
export interface ProjectedWaiver {
  /** The rules whose findings it excused on this object. */
  readonly ruleIds: readonly string[];
  readonly reason: string;
  /** The last day on which it holds, as `2027-03-31`. */
  readonly expires?: string;
  readonly ticket?: string;
  readonly owner?: string;
  /** What of the object it is for, such as `container "driver"`; left out where it is for the whole object. */
  readonly narrowedTo?: string;
}
