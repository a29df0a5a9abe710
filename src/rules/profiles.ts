import { PodSecurityLevel } from '../kubernetes/pod-security-level';
import { catalogue } from './catalogue';
import { podSecurityChecksOf } from './pod-security-checks';
import { Rule } from './rule';

/** A list of rules under a name. */
export interface Profile {
  /** What people write: `--profile pss-restricted`. */
  readonly id: string;
  readonly title: string;
  /** The rules that it asks for in a minor of Kubernetes. */
  rulesFor(minor: number): readonly Rule[];
}

const hardened = catalogue.filter(({ standardOnly }) => !standardOnly);

/** The default: every rule of ours. Where one is stricter than a standard it stands for the standard's as well. */
export const hardenedProfile: Profile = {
  id: 'hardened',
  title: 'Every rule of this library',
  rulesFor: () => hardened,
};

/** Every profile, the default first. */
export const profiles: readonly Profile[] = [
  hardenedProfile,
  podSecurityProfile(PodSecurityLevel.BASELINE),
  podSecurityProfile(PodSecurityLevel.RESTRICTED),
  frameworkProfile('nsa', 'The rules that stand for the Kubernetes Hardening Guide of NSA and CISA'),
  frameworkProfile('cis', 'The rules that stand for the CIS Kubernetes Benchmark'),
];

/** Exactly a level of the Pod Security Standards, in the version of a minor, and nothing else. */
export function podSecurityProfile(level: PodSecurityLevel): Profile {
  return {
    id: `pss-${level}`,
    title: `Exactly the Pod Security Standard ${level}, as the API server judges it`,
    rulesFor: minor => podSecurityChecksOf(level, minor).flatMap(({ rules }) => rules),
  };
}

function frameworkProfile(id: string, title: string): Profile {
  const rules = hardened.filter(({ controls }) => controls.some(control => control.id.startsWith(`${id}:`)));
  return { id, title, rulesFor: () => rules };
}
