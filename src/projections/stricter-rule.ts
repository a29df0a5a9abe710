/** Rules that only the Pod Security profiles have, and the rule of the default profile that asks for at least as much. */
export const STRICTER_RULES: { readonly [standardOnly: string]: string } = {
  'pss-capabilities-baseline': 'added-capabilities',
  'pss-host-probes': 'host-probes-lifecycle',
  'pss-proc-mount': 'proc-mount',
  'pss-run-as-non-root': 'run-as-non-root',
  'pss-run-as-user': 'run-as-user-nonzero',
  'pss-seccomp-baseline': 'seccomp-profile',
  'pss-volume-types': 'volume-types',
};

/** The rule that stands for this one in the tables of other scanners, which have one check for both; the rule itself for most. */
export function stricterRule(id: string): string {
  return Object.hasOwn(STRICTER_RULES, id) ? STRICTER_RULES[id] : id;
}
