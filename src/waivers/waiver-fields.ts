import { nearest } from '../kubernetes/nearest';
import { ContainerWaiverProps } from './waiver-props';

/** Everything that a waiver can be given. TypeScript knows it, plain JavaScript does not. */
const FIELDS: readonly string[] = [
  'reason', 'expires', 'ticket', 'owner', 'optional', 'container', 'objects', 'path', 'value',
] satisfies Array<keyof ContainerWaiverProps>;

/** @throws when a field is none of a waiver: an `expire` would never end. */
export function refuseUnknownFields(props: object | undefined, who: string): void {
  const unknown = Object.keys(props ?? {}).find(field => !FIELDS.includes(field));
  if (unknown !== undefined) throw new Error(`${who}: there is no field '${unknown}'${nearest(unknown, FIELDS)}. A waiver has ${FIELDS.join(', ')}.`);
}

/** @throws when it is neither true nor false. */
export function checkedFlag(flag: boolean | undefined, what: string): boolean {
  if (flag === undefined || typeof flag === 'boolean') return flag ?? false;
  throw new Error(`${what}: ${JSON.stringify(flag)} is neither true nor false.`);
}
