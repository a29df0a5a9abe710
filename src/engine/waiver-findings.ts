import { listed } from '../kubernetes/listed';
import { nearest } from '../kubernetes/nearest';
import { Severity } from '../rules/severity';
import { objectsInWords } from '../waivers/waived-object-selector';
import { Waiver } from '../waivers/waiver';
import { narrowedSource } from '../waivers/waiver-source';
import { BuiltInCheck, EXPIRED_WAIVER, EXPIRING_WAIVER, FORBIDDEN_WAIVER, UNUSED_WAIVER, WAIVER_TERMS, WIDE_WAIVER } from './built-in-checks';
import { GivenWaiver } from './judged-object';
import { Outcome } from './outcome';
import { Finding, WaiverUse } from './report';
import { WaiverEvidence } from './waiver-evidence';
import { daysAfter, daysBetween, WaiverTerms } from './waiver-terms';

/** More containers than these need it: a waiver for each would say less than one for all. */
const FEW_CONTAINERS = 3;
/** So much of a reason is quoted. */
const SHORT = 80;

/** A waiver, and what every run saw of it. */
export interface AccountedWaiver {
  readonly given: GivenWaiver;
  readonly evidence: WaiverEvidence;
}

/** The rules of a run, by their ids and those that they had before. */
export interface RuleIds {
  /** Those that were judged by. */
  readonly judged: ReadonlySet<string>;
  /** Those that exist. */
  readonly known: ReadonlySet<string>;
  /** Another run may judge by other rules, so that a waiver of them is none of this one's business. */
  readonly hasOtherProfiles: boolean;
}

/** What is enough where a control is waived of which only the second half is needed. */
const LESSER: { readonly [control: string]: { readonly ruleId: string; readonly control: string } } = {
  privileged: { ruleId: 'no-privilege-escalation', control: 'allowPrivilegeEscalation' },
  runAsRoot: { ruleId: 'run-as-group', control: 'rootGroup' },
};

/** What a report tells of a waiver. */
export function waiverUse(accounted: AccountedWaiver, today: string): WaiverUse {
  const { given: { waiver, constructPath, source }, evidence } = accounted;
  return {
    waiver,
    constructPath,
    ...source && { source },
    excuses: evidence.excused,
    used: isUsed(accounted),
    expired: waiver._isExpired(today),
  };
}

/** What is the matter with a waiver itself: that nothing needs it, that it has expired, is wider than need be, or not allowed. */
export function waiverFindings(accounted: AccountedWaiver, terms: WaiverTerms, rules: RuleIds): Finding[] {
  const { given, evidence } = accounted;
  const { waiver } = given;
  const unknown = waiver.ruleIds.every(id => !rules.known.has(id));
  if (!unknown && rules.hasOtherProfiles && waiver.ruleIds.every(id => !rules.judged.has(id))) return [];
  if (unknown || !isUsed(accounted)) {
    // What has expired is done with, in any configuration.
    const warns = waiver.optional && !unknown && !waiver._isExpired(terms.today);
    const why = unusedBecause(waiver, evidence, rules, terms);
    return [finding(given, UNUSED_WAIVER, Severity.LOW, why, { warns, fix: mendingOf(waiver, unknown, warns) })];
  }
  return [
    ...forbidden(given, terms),
    ...broken(waiver, terms).map(message => finding(given, WAIVER_TERMS, Severity.MEDIUM, message)),
    ...ended(accounted, terms),
    ...tooWide(accounted),
    ...tooMuch(accounted),
  ];
}

function mendingOf(waiver: Waiver, isUnknown: boolean, warns: boolean): string {
  if (isUnknown) return 'Correct the id, or remove the waiver. `npx cdk8s-hardened rules` lists them.';
  if (isNarrowed(waiver)) return `Correct what it is narrowed to, or remove the waiver.${warns ? ' It is optional, and may stay.' : ''}`;
  return warns ? 'Remove the waiver. It is optional, and may stay for those who need it.' : UNUSED_WAIVER.fix;
}

function isNarrowed({ container, values, path, objects }: Waiver): boolean {
  return container !== undefined || values.length > 0 || path !== undefined || objects !== undefined;
}

/** A scope that forbids waivers of a rule that does not exist forbids nothing. */
export function banFindings(constructPath: string, ruleIds: readonly string[], known: ReadonlySet<string>): Finding[] {
  return ruleIds.filter(id => !known.has(id)).map(id => ({
    ...about(WAIVER_TERMS, constructPath),
    outcome: Outcome.FAILING,
    severity: Severity.MEDIUM,
    message: `Waivers.forbid must name rules that exist: there is no '${id}'${nearest(id, [...known])}`,
    fix: 'Correct the id. `npx cdk8s-hardened rules` lists them.',
  }));
}

function isUsed({ given, evidence }: AccountedWaiver): boolean {
  return evidence.isUsed || (given.isSilent ?? false);
}

function unusedBecause(waiver: Waiver, { seen }: WaiverEvidence, { judged, known }: RuleIds, { today }: WaiverTerms): string {
  const { container, ruleIds } = waiver;
  if (!known.has(ruleIds[0])) return `must name a rule that exists: there is no '${ruleIds[0]}'${nearest(ruleIds[0], [...known])}`;
  if (container !== undefined && !seen.has(container)) {
    const names = [...seen];
    if (names.length === 0) return `must name a container that exists: nothing that it is for has containers, ${JSON.stringify(container)} or any other`;
    return `must name a container that exists: there is no ${JSON.stringify(container)}${nearest(container, names)}, the containers are ${names.sort().join(', ')}`;
  }
  const expired = waiver._isExpired(today) ? `, and it has expired on ${waiver.expires}` : '';
  const rules = ruleIds.filter(id => judged.has(id));
  if (rules.length === 0) return `must excuse something: ${ruleIds.join(' or ')} is not among the rules that are judged by${expired}`;
  return `must excuse something: nothing ${isNarrowed(waiver) ? 'that it is for' : 'here'} breaks ${rules.join(' or ')}${expired}`;
}

function forbidden(given: GivenWaiver, { nonWaivable }: WaiverTerms): Finding[] {
  // What is silent no rule tells of: each of its rules counts.
  const concerned = given.isSilent ? given.waiver.ruleIds : given.waiver.ruleIds.slice(0, 1);
  const by = (id: string) => (nonWaivable.includes(id) ? 'nonWaivable' : given.forbiddenBy?.(id));
  const ruleId = concerned.find(id => by(id) !== undefined);
  return ruleId === undefined ? [] : [finding(given, FORBIDDEN_WAIVER, Severity.HIGH, `must not be given: ${by(ruleId)} lets nobody waive ${ruleId}`)];
}

function broken(waiver: Waiver, { today, needsExpiry, needsTicket, needsOwner, ticketFor, longestDays }: WaiverTerms): string[] {
  const { expires, ticket, owner, ruleIds } = waiver;
  const latest = longestDays === undefined ? undefined : daysAfter(today, longestDays);
  const demanding = ruleIds.find(id => ticketFor.includes(id));
  return [
    ...expires === undefined && (needsExpiry || latest !== undefined) ? [`must end: give it \`expires\`${latest === undefined ? '' : `, ${latest} at the latest`}`] : [],
    ...expires !== undefined && latest !== undefined && expires > latest
      ? [`must end by ${latest}, ${longestDays} days from today at the latest: it expires on ${expires}`] : [],
    ...ticket === undefined && (needsTicket || demanding !== undefined)
      ? [`must name a \`ticket\`${needsTicket ? '' : `: every waiver of ${demanding} needs one`}`] : [],
    ...owner === undefined && needsOwner ? ['must name an `owner`'] : [],
  ];
}

/** A finding that it excused until it expired tells so itself. */
function ended({ given, evidence }: AccountedWaiver, { today, expiryWarningDays }: WaiverTerms): Finding[] {
  const { waiver } = given;
  if (waiver.expires === undefined) return [];
  if (waiver._isExpired(today)) {
    return evidence.missed > 0 ? [] : [finding(given, EXPIRED_WAIVER, Severity.MEDIUM, `must not be relied on any more: it has expired on ${waiver.expires}`)];
  }
  const left = daysBetween(today, waiver.expires);
  if (left > expiryWarningDays) return [];
  const when = left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`;
  return [finding(given, EXPIRING_WAIVER, Severity.LOW, `expires ${when}: it holds until ${waiver.expires}`, { warns: true })];
}

function tooWide({ given, evidence: { needy, idle, excusesWhole } }: AccountedWaiver): Finding[] {
  const { waiver, relaxes } = given;
  if (waiver.container !== undefined || excusesWhole || needy.size === 0) return [];
  const names = [...needy].sort();
  const without = [...idle].filter(name => !needy.has(name));
  if (without.length > 0 && names.length <= FEW_CONTAINERS) {
    const only = `only ${quoted(names)} ${names.length === 1 ? 'needs' : 'need'} it, ${quoted(without.sort())} ${without.length === 1 ? 'does' : 'do'} not`;
    return [wide(given, `must be narrowed: ${only}`, names)];
  }
  if (without.length === 0 && names.length > 1 && relaxes) {
    return [wide(given, `must be narrowed: it relaxes each of the containers ${quoted(names)}`, names)];
  }
  return [];
}

/** What it names and nobody needs would excuse the next fault. */
function tooMuch({ given, evidence: { values, rules, excused } }: AccountedWaiver): Finding[] {
  const { waiver } = given;
  const idle = excused === 0 || waiver.values.length < 2 ? [] : waiver.values.filter(value => !values.has(value));
  const lesser = Object.hasOwn(LESSER, waiver.control) ? LESSER[waiver.control] : undefined;
  const isLess = lesser !== undefined && rules.size === 1 && rules.has(lesser.ruleId);
  return [
    ...idle.length === 0 ? [] : [finding(given, WIDE_WAIVER, Severity.MEDIUM, `must be narrowed: nothing needs ${idle.join(' or ')}`, {
      warns: true, fix: `Leave out ${idle.join(' and ')}.`,
    })],
    ...isLess ? [finding(given, WIDE_WAIVER, Severity.MEDIUM, `must be narrowed: nothing here breaks ${waiver.ruleIds[0]}`, {
      warns: true, fix: `Waiver.${lesser.control} is enough.`,
    })] : [],
  ];
}

function wide(given: GivenWaiver, message: string, containers: readonly string[]): Finding {
  const sources = containers.map(container => narrowedSource(given.waiver, container));
  const fix = given.relaxes
    ? `Give it to the containers that need it: waivers: [${sources.join(', ')}].`
    : `Give it to the containers that need it: ${sources.join(', ')}.`;
  return finding(given, WIDE_WAIVER, Severity.MEDIUM, message, { warns: true, fix });
}

function finding(
  { waiver, constructPath, source }: GivenWaiver, check: BuiltInCheck, severity: Severity, message: string, { warns = false, fix = check.fix } = {},
): Finding {
  return {
    ...about(check, constructPath),
    outcome: warns ? Outcome.WARNING : Outcome.FAILING,
    severity,
    message: `${inWords(waiver)} ${message}`,
    fix,
    waiver,
    waivedAt: constructPath,
    ...source && { source },
  };
}

/** What is no object. */
function about({ id, why }: BuiltInCheck, constructPath: string): Omit<Finding, 'outcome' | 'severity' | 'message' | 'fix'> {
  return {
    ruleId: id, resource: { apiVersion: '', kind: '', namespace: '', name: '' }, constructPath, waiveAt: constructPath, path: '', field: '', why, controls: [],
  };
}

/** `Waiver.privileged for container "driver" (loads a kernel module)` */
function inWords({ control, ruleIds, container, values, path, objects, reason }: Waiver): string {
  const name = control === 'rule' ? `Waiver.rule('${ruleIds[0]}')` : `Waiver.${control}`;
  return [
    name,
    ...container === undefined ? [] : [`for container ${JSON.stringify(container)}`],
    ...values.length === 0 ? [] : [`of ${values.join(', ')}`],
    ...path === undefined ? [] : [`at ${path}`],
    ...objects === undefined ? [] : [`on ${objectsInWords(objects)}`],
    `(${reason.length > SHORT ? `${[...reason].slice(0, SHORT).join('')}…` : reason})`,
  ].join(' ');
}

function quoted(names: readonly string[]): string {
  return listed(names.map(name => JSON.stringify(name)));
}
