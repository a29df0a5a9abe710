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

export const EXPIRED_WAIVER: BuiltInCheck = {
  id: 'expired-waiver',
  title: 'No waiver has expired',
  why: 'Its last day has passed: what was to be done by then is not done.',
  fix: 'Do what it waits for and remove it, or decide once more and give it another date.',
};

export const EXPIRING_WAIVER: BuiltInCheck = {
  id: 'expiring-waiver',
  title: 'No waiver expires soon',
  why: 'From the day after its last one, what it excuses fails.',
  fix: 'Do what it waits for and remove it, or decide once more and give it another date.',
};

export const WIDE_WAIVER: BuiltInCheck = {
  id: 'wide-waiver',
  title: 'Every waiver is as narrow as what needs it',
  why: 'What only one container needs, an intruder in any other has as well.',
  fix: 'Narrow it by `container`.',
};

export const FORBIDDEN_WAIVER: BuiltInCheck = {
  id: 'forbidden-waiver',
  title: 'What must not be waived is not',
  why: 'The app or a scope of it has decided that this is not for everybody to decide.',
  fix: 'Remove the waiver, and mend what it was for; or ask whoever forbids it.',
};

export const WAIVER_TERMS: BuiltInCheck = {
  id: 'waiver-terms',
  title: 'Every waiver says what the app asks of waivers',
  why: 'The app has decided what every waiver has to say, so that somebody follows it up.',
  fix: 'Say it in the waiver, or ask whoever asks for it.',
};

export const DROPPED_FIELD: BuiltInCheck = {
  id: 'dropped-field',
  title: 'What hardens and was asked for arrives',
  why: 'Whoever wrote it believes that it holds, and the cluster never hears of it.',
  fix: 'Use classes that know the field.',
};

export const NETWORK_LOCK: BuiltInCheck = {
  id: 'network-lock',
  title: 'Who can reach whom is as the network lock has it',
  why: 'What reaches a pod can attack it: nothing is opened that nobody has seen in a review.',
  fix: 'Close it again; or, where it is meant, update the lock and commit it: npx cdk8s-hardened network lock -- npx cdk8s synth',
};
