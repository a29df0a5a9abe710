import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { visibleText } from '../kubernetes/visible-text';
import { Waiver } from '../waivers/waiver';

/** A finding in the words that every format shows, with everything invisible spelled out. */
export interface ToldFinding {
  /** `Deployment shop/web`; of what has no name the construct, or the file and line. */
  readonly object: string;
  /** `container "app"`; empty where it is not about a container. */
  readonly container: string;
  /** From the container or the pod; empty where it is about the whole object. */
  readonly field: string;
  /** What the field must be, and what was found. */
  readonly message: string;
  /** `web.yaml:12`; empty where it is not known. */
  readonly where: string;
  /** `waived until 2027-03-31: reason (ticket, owner)`; empty without a waiver. */
  readonly excuse: string;
}

export function toldFinding(finding: Finding): ToldFinding {
  const { constructPath, resource, container, field, message, source } = finding;
  const where = source === undefined ? '' : `${visibleText(source.file)}:${source.line}`;
  return {
    object: objectName(resource) || visibleText(constructPath) || where || '(the app)',
    container: container === undefined ? '' : `container "${visibleText(container)}"`,
    field: visibleText(field),
    message: visibleText(message),
    where,
    excuse: excuseOf(finding),
  };
}

/** `Deployment shop/web`, as far as the object says it; empty for what is no object. */
export function objectName({ kind, namespace, name }: Finding['resource']): string {
  const id = namespace === '' || name === '' ? name : `${namespace}/${name}`;
  return visibleText([kind, id].filter(part => part !== '').join(' '));
}

/** ` (ticket, owner)`, or nothing. */
export function followedUpBy({ ticket, owner }: Waiver): string {
  const by = [ticket, owner].filter(text => text !== undefined).map(text => visibleText(text!)).join(', ');
  return by === '' ? '' : ` (${by})`;
}

function excuseOf({ outcome, waiver }: Finding): string {
  if (waiver === undefined) return '';
  const { expires, reason } = waiver;
  return `${outcome === Outcome.WAIVED ? 'waived' : 'was waived'}${expires === undefined ? '' : ` until ${expires}`}`
    + `: ${visibleText(reason)}${followedUpBy(waiver)}`;
}
