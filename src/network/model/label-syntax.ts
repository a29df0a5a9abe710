const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const DOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_DOMAIN = 253;

/** Whether the API server takes it for the key of a label: `app`, `app.kubernetes.io/name`. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const domain = key.slice(0, Math.max(slash, 0));
  return NAME.test(key.slice(slash + 1)) && (slash < 0 || (domain.length <= LONGEST_DOMAIN && DOMAIN.test(domain)));
}

/** Whether the API server takes it for the value of a label. */
export function isLabelValue(value: string): boolean {
  return value === '' || NAME.test(value);
}
