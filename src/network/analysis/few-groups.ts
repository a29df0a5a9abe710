/** So many groups are copied; a selection of more is shared by all who make it, or thousands of policies would hold thousands of groups each. */
export const FEW_GROUPS = 16;
