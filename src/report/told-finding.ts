import { EXPIRED_WAIVER, EXPIRING_WAIVER, FORBIDDEN_WAIVER, UNUSED_WAIVER, WAIVER_TERMS, WIDE_WAIVER } from '../engine/built-in-checks';
import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { visibleText } from '../kubernetes/visible-text';
import { Waiver } from '../waivers/waiver';

/** What these find fault with is a waiver: their message tells of it. */
const ABOUT_WAIVERS: readonly string[] = [
  UNUSED_WAIVER, EXPIRED_WAIVER, EXPIRING_WAIVER, WIDE_WAIVER, FORBIDDEN_WAIVER, WAIVER_TERMS,
].map(({ id }) => id);

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
  /**
   * `waived until 2027-03-31: reason (ticket, owner)`, or why the waiver that is there does not help: `was waived until …`, `a waiver for it does
   * not count, shop/Block forbids it: …`. Empty without a waiver.
   */
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

/** Whether it is about a waiver, and not about an object. */
export function isAboutWaiver({ ruleId }: Finding): boolean {
  return ABOUT_WAIVERS.includes(ruleId);
}

function excuseOf(finding: Finding): string {
  const { waiver } = finding;
  if (waiver === undefined || isAboutWaiver(finding)) return '';
  return `${standingOf(finding, waiver)}: ${visibleText(waiver.reason)}${followedUpBy(waiver)}`;
}

/** What becomes of a finding by its waiver. */
function standingOf({ outcome, forbiddenBy }: Finding, { expires }: Waiver): string {
  const until = expires === undefined ? '' : ` until ${expires}`;
  if (outcome === Outcome.WAIVED) return `waived${until}`;
  if (forbiddenBy === undefined) return `was waived${until}`;
  return `a waiver for it does not count, ${forbiddenBy === 'nonWaivable' ? 'the app lets nobody waive it' : `${visibleText(forbiddenBy)} forbids it`}`;
}

/** ` (ticket, owner)`, or nothing. */
function followedUpBy({ ticket, owner }: Waiver): string {
  const by = [ticket, owner].filter(text => text !== undefined).map(text => visibleText(text!)).join(', ');
  return by === '' ? '' : ` (${by})`;
}
