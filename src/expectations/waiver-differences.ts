import { Report, WaiverUse } from '../engine/report';
import { visibleText } from '../kubernetes/visible-text';
import { Waivers } from '../scope/waivers';
import { objectsInWords } from '../waivers/waived-object-selector';
import { WaivedObjects } from '../waivers/waived-objects';
import { Waiver } from '../waivers/waiver';
import { currentRuleId } from './current-rule-id';
import { ExpectedWaiver } from './expected-waiver';
import { JudgedScope } from './judged-scope';
import { placeInScope } from './place-in-scope';

/** What a waiver is for. */
interface Aim {
  readonly ruleId: string;
  readonly container?: string;
  readonly values?: readonly string[];
  readonly path?: string;
  readonly objects?: WaivedObjects;
}

/** A waiver of the app, as seen from the scope. */
interface SeenWaiver {
  readonly use: WaiverUse;
  readonly aim: Aim;
  /** The construct that it is given to, from the scope on; undefined for what is given around it. */
  readonly place: string | undefined;
  /** Why it is not in use, if so. */
  readonly idleBecause: string | undefined;
}

/** What tells the waivers that are in use in a scope from those that are expected, a line each: first what is missing, then what is unexpected. */
export function waiverDifferences(judged: JudgedScope, expected: readonly ExpectedWaiver[]): string[] {
  const seen = seenWaivers(judged);
  const left = new Set(seen.filter(({ idleBecause }) => idleBecause === undefined));
  const missing = new Set<number>();
  for (const index of exactPlacesFirst(expected)) {
    const met = [...left].find(waiver => isExpected(waiver, expected[index]));
    if (met === undefined) missing.add(index);
    else left.delete(met);
  }
  return [
    ...expected.filter((_, index) => missing.has(index)).map(waiver => missingLine(waiver, seen)),
    ...[...left].map(unexpectedLine),
  ];
}

function seenWaivers({ scope, report }: JudgedScope): SeenWaiver[] {
  const constructs = scope.node.root.node.findAll();
  const silent = new Set(constructs.flatMap(construct => Waivers.of(construct)._own).filter(({ isSilent }) => isSilent).map(({ waiver }) => waiver));
  return report.waivers.map(use => ({
    use,
    aim: aimOf(use.waiver),
    place: placeInScope(scope, use.constructPath),
    idleBecause: silent.has(use.waiver) && !use.expired ? undefined : whyIdle(use, report),
  }));
}

function aimOf({ ruleIds: [ruleId], container, values, path, objects }: Waiver): Aim {
  return { ruleId, container, values, path, objects };
}

function whyIdle({ waiver, used, expired, excuses }: WaiverUse, { findings }: Report): string | undefined {
  if (!used) return 'nothing there needs it';
  if (expired) return `it has expired on ${waiver.expires}`;
  if (excuses > 0) return undefined;
  const by = findings.find(finding => finding.waiver === waiver)?.forbiddenBy ?? 'somebody';
  return `${visibleText(by)} lets nobody waive it`;
}

/** What is expected anywhere takes what nobody expects at a certain place. */
function exactPlacesFirst(expected: readonly ExpectedWaiver[]): number[] {
  const indices = [...expected.keys()];
  const isExact = (index: number) => expected[index].constructPath !== undefined;
  return [...indices.filter(isExact), ...indices.filter(index => !isExact(index))];
}

function isExpected({ aim, place }: Pick<SeenWaiver, 'aim' | 'place'>, expected: ExpectedWaiver): boolean {
  return keyOf(aim) === keyOf(expected) && (expected.constructPath === undefined || expected.constructPath === place);
}

function keyOf({ ruleId, container, values = [], path, objects }: Aim): string {
  const { apiVersion, kind, name, namespace, labels = {} } = objects ?? {};
  const object = [apiVersion, kind, name, namespace, Object.entries(labels).sort()];
  return JSON.stringify([currentRuleId(ruleId), container, [...values].sort(), path, object]);
}

function missingLine(expected: ExpectedWaiver, seen: readonly SeenWaiver[]): string {
  const { constructPath } = expected;
  const idle = seen.find(waiver => waiver.idleBecause !== undefined && isExpected(waiver, expected));
  const why = idle === undefined ? 'nobody gives it' : `it is given${writtenAt(idle.use)}, and ${idle.idleBecause}`;
  return `  missing     ${inWords(expected)}${constructPath === undefined ? '' : `, given to ${placeInWords(constructPath)}`}: ${why}`;
}

function unexpectedLine({ use, aim, place }: SeenWaiver): string {
  const where = place === undefined ? `${visibleText(use.constructPath) || 'the app'}, around the scope,` : placeInWords(place);
  return `  unexpected  ${inWords(aim)}, given to ${where}${writtenAt(use)}: ${visibleText(use.waiver.reason)}`;
}

function placeInWords(place: string): string {
  return place === '' ? 'the scope itself' : visibleText(place);
}

function writtenAt({ source }: WaiverUse): string {
  return source === undefined ? '' : ` at ${visibleText(source.file)}:${source.line}`;
}

/** `added-capabilities for container "web" of SYS_PTRACE` */
function inWords({ ruleId, container, values = [], path, objects }: Aim): string {
  return visibleText([
    ruleId,
    ...container === undefined ? [] : [`for container "${container}"`],
    ...values.length === 0 ? [] : [`of ${values.join(', ')}`],
    ...path === undefined ? [] : [`at ${path}`],
    ...objects === undefined ? [] : [`on ${objectsInWords(objects)}`],
  ].join(' '));
}
