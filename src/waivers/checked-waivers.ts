import { Waiver } from './waiver';

/**
 * The waivers, if that is what they are: TypeScript checks it, plain JavaScript does not. Told by what they can do, so that those of
 * another copy of this library count as well.
 *
 * @throws when one was not made by a factory of `Waiver`.
 */
export function checkedWaivers(waivers: readonly Waiver[], who: string): readonly Waiver[] {
  const fake = waivers.findIndex(waiver => typeof waiver?._excuses !== 'function');
  if (fake < 0) return waivers;
  throw new Error(`${who}: waivers[${fake}] is no waiver. Make it by a factory, such as Waiver.privileged({ reason: '…' }).`);
}
