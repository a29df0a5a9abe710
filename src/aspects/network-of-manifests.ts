import { expandLists } from '../engine/expand-lists';
import { formatPath } from '../kubernetes/field-path';
import { isObject } from '../kubernetes/json';
import { Manifest } from '../kubernetes/manifest';
import { Subject } from '../kubernetes/subject';
import { Network } from '../network/analysis/network';
import { NetworkObjects } from '../network/model/network-objects';
import { reasonOf } from '../synth/deep-copy';
import { RenderedManifest } from '../synth/judge';

/** The network of a tree, and what it lacks. */
export interface TreeNetwork {
  readonly network: Network;
  /** How many objects there are, items of lists one by one. */
  readonly objects: number;
  /** What could not be read: what it decides is not in the network. `shop/Web: …`, a sentence each. */
  readonly unreadable: readonly string[];
}

/** Who reaches whom, by what is about to be written. */
export function networkOfManifests(manifests: readonly RenderedManifest[]): TreeNetwork {
  const found = new NetworkObjects();
  const unreadable: string[] = [];
  let objects = 0;
  for (const manifest of manifests) {
    const name = manifest.constructPath || 'the app';
    if (manifest.unreadable !== undefined) {
      objects++;
      unreadable.push(`${name}: ${manifest.unreadable}`);
      continue;
    }
    for (const { json, path } of expandLists(manifest.json)) {
      objects++;
      try {
        if (!isObject(json)) throw new Error('is not an object, so it is no Kubernetes object.');
        const one = new Manifest(json);
        found.add(new Subject(one, manifest.constructPath), one);
      } catch (error) {
        unreadable.push(`${name}: ${path.length === 0 ? '' : `${formatPath(path)}: `}${reasonOf(error)}`);
      }
    }
  }
  return { network: new Network(found), objects, unreadable };
}
