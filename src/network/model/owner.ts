import { isObject } from '../../kubernetes/json';
import { Manifest } from '../../kubernetes/manifest';

/** What an object says that it belongs to. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** What controllers make many of; what people write stands for itself, whoever keeps it alive. */
const MADE_BY_OTHERS = ['Pod', 'ReplicaSet', 'ReplicationController', 'Job'];

/** Who keeps an object alive: its controller. A node is none: its static pods stand by themselves. */
export function ownerOf({ json, kind }: Manifest): Owner | undefined {
  if (!MADE_BY_OTHERS.includes(kind)) return undefined;
  const references = isObject(json.metadata) ? json.metadata.ownerReferences : undefined;
  if (!Array.isArray(references)) return undefined;
  const owner = references.filter(isObject).find(({ controller }) => controller === true);
  if (owner === undefined || typeof owner.name !== 'string' || owner.name === '' || owner.kind === 'Node') return undefined;
  // Some dumps leave the kind out: then it is only known that the pods belong together.
  return { kind: typeof owner.kind === 'string' && owner.kind !== '' ? owner.kind : 'Pod', name: owner.name };
}
