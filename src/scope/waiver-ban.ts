/** The rules that a scope lets nobody waive. */
export interface WaiverBan {
  readonly ruleIds: readonly string[];
  /** All rules but these. */
  readonly isAllBut: boolean;
}

/** Whether it forbids waivers of a rule. */
export function isBanned({ ruleIds, isAllBut }: WaiverBan, ruleId: string): boolean {
  return ruleIds.includes(ruleId) !== isAllBut;
}
