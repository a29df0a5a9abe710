/** A named expression of a ValidatingAdmissionPolicy, evaluated where it is first mentioned. */
export interface PolicyVariable {
  readonly name: string;
  readonly expression: string;
}

/**
 * The variables that the expressions of `celOf` mention, for a policy about pods or about objects.
 *
 * @param pod the expression of the pod template; undefined in a policy about objects that are no pods.
 * @returns those that the expression needs, each after those that it mentions itself.
 */
export function variablesFor(expression: string, pod?: string): PolicyVariable[] {
  const known = pod === undefined ? VARIABLES : [{ name: 'pod', expression: pod }, ...VARIABLES];
  const needed = new Set<string>();
  const need = (text: string) => {
    for (const [, name] of text.matchAll(/\bvariables\.(\w+)/g)) {
      if (needed.has(name)) continue;
      needed.add(name);
      need(known.find(variable => variable.name === name)?.expression ?? '');
    }
  };
  need(expression);
  return known.filter(({ name }) => needed.has(name));
}

/** In the order in which they may mention each other. */
const VARIABLES: readonly PolicyVariable[] = [
  // What the API server keeps of a field that nobody set: it drops null, and writes `{}` for a struct without content.
  { name: 'unset', expression: '[dyn(null), dyn({}), dyn([])]' },
  { name: 'initContainers', expression: containerList('initContainers') },
  { name: 'appContainers', expression: containerList('containers') },
  { name: 'ephemeralContainers', expression: containerList('ephemeralContainers') },
  { name: 'containers', expression: 'variables.initContainers + variables.appContainers + variables.ephemeralContainers' },
];

/** A list of the pod spec, empty where it is null or missing. */
function containerList(field: string): string {
  return `optional.ofNonZeroValue(variables.pod.?spec.?${field}.orValue([])).orValue([])`;
}
