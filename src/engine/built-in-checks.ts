/** What the engine itself refuses, whatever the rules are. No waiver excuses it: there is nothing that could be judged. */
export interface BuiltInCheck {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

export const UNREADABLE_OBJECT: BuiltInCheck = {
  id: 'unreadable-object',
  title: 'Every object can be read',
  why: 'What cannot be read cannot be judged.',
  fix: 'Correct the object, or remove it.',
};

export const YAML_TEXT: BuiltInCheck = {
  id: 'yaml-text',
  title: 'kubectl reads the written YAML as what was judged',
  why: 'cdk8s writes this without quotes, and kubectl reads YAML 1.1: the cluster would get something else than was judged.',
  fix: 'Use another value. In a text field add a character that makes it a text, such as a leading letter; never use the key `<<`.',
};

export const RULE_ERROR: BuiltInCheck = {
  id: 'rule-error',
  title: 'Every rule comes to a verdict',
  why: 'A rule that throws has judged nothing.',
  fix: 'Correct the field that the message names; if the object is right, report the rule.',
};

export const HARDENED_CONSTRUCT: BuiltInCheck = {
  id: 'hardened-construct',
  title: 'A hardened construct keeps its defaults',
  why: 'A patch, a prop or a mutation took a hardened default back without a waiver.',
  fix: 'Remove what weakens it, or waive it on the construct.',
};

export const UNUSED_WAIVER: BuiltInCheck = {
  id: 'unused-waiver',
  title: 'Every waiver is needed',
  why: 'A waiver that excuses nothing hides the next fault.',
  fix: 'Remove the waiver.',
};
