import { nearest } from '../kubernetes/nearest';
import { Profile, profiles } from '../rules/profiles';
import { InputError } from './input-error';

/**
 * The profile of that name.
 *
 * @throws InputError where there is none.
 */
export function profileOf(id: string): Profile {
  const found = profiles.find(profile => profile.id === id);
  if (found) return found;
  const ids = profiles.map(profile => profile.id);
  throw new InputError(`there is no profile '${id}'${nearest(id, ids)}: the profiles are ${ids.join(', ')}`);
}
