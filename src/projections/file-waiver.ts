import { ProjectedWaiver } from './projected-waiver';

/** What a waiver did for one object, and where that object is. */
export interface FileWaiver extends ProjectedWaiver {
  /** The file that holds the object, with `/` between folders. */
  readonly file: string;
  readonly resource: WaivedResource;
}

export interface WaivedResource {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty where the object names none, or is in none. */
  readonly namespace: string;
  readonly name: string;
}

/** `Deployment shop/web`, or `Namespace shop` for what names no namespace. */
export function shownResource({ kind, namespace, name }: WaivedResource): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** A text that no other object has. */
export function identityOf({ apiVersion, kind, namespace, name }: WaivedResource): string {
  return JSON.stringify([apiVersion, kind, namespace, name]);
}
