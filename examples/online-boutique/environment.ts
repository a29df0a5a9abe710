import { EnvValue } from 'cdk8s-plus-28';

/** Plain values as the environment of a container. */
export function environment(values: Record<string, string>): Record<string, EnvValue> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, EnvValue.fromValue(value)]));
}
