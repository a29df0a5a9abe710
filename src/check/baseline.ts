import {
  EXPIRED_WAIVER, EXPIRING_WAIVER, FORBIDDEN_WAIVER, RULE_ERROR, UNREADABLE_OBJECT, UNUSED_WAIVER, WAIVER_TERMS, WIDE_WAIVER,
} from '../engine/built-in-checks';
import { Outcome } from '../engine/outcome';
import { Finding } from '../engine/report';
import { isObject } from '../kubernetes/json';
import { BaselineUse } from '../report/report-format';
import { catalogue } from '../rules/catalogue';
import { noReport, readReport, ReportReading } from './read-report';

const READING: ReportReading = { list: 'findings', what: 'report that could be a baseline', name: 'the baseline' };

/** Where nothing was judged, nothing can be known; and a waiver is held to its word, whatever was there before. */
const NEVER_KNOWN: readonly string[] = [
  UNREADABLE_OBJECT, RULE_ERROR, UNUSED_WAIVER, EXPIRED_WAIVER, EXPIRING_WAIVER, FORBIDDEN_WAIVER, WAIVER_TERMS, WIDE_WAIVER,
].map(({ id }) => id);

/** What a message says was found in the field. */
const FOUND = /, is (.*)$/s;

/** The ids of rules by those that they had before. */
const RENAMED: ReadonlyMap<string, string> = new Map(catalogue.flatMap(({ id, aliases = [] }) => aliases.map(alias => [alias, id] as const)));

/** The part of a finding, as JSON has it, that tells it from others. */
interface Fault {
  readonly ruleId: string;
  readonly resource: { readonly apiVersion: string; readonly kind: string; readonly namespace: string; readonly name: string };
  readonly container?: string | null;
  readonly path: string;
  readonly message: string;
}

/**
 * The findings of an earlier check, which are accepted for the time being: the same findings warn from then on, so that a grown app can be
 * adopted, and what is new fails.
 *
 * A finding is the same where rule, object, container, path and the value that was found are the same. So no new fault hides behind an old one,
 * at the price that a fault which moves in a list, or whose value changes from one that is wrong to another, is a new one. As many are known as
 * the earlier check had. Never known are an object that could not be judged, what is the matter with a waiver, and what a waiver excused until it
 * expired.
 */
export class Baseline {
  /**
   * Reads a report that `--format json` wrote.
   *
   * @throws InputError where the file is not there, or is no such report.
   */
  public static read(file: string): Baseline {
    const counts = new Map<string, number>();
    readReport(file, READING).forEach((finding, index) => {
      if (!isFault(finding)) throw noReport(file, READING, `findings[${index}] lacks ruleId, resource, container, path or message`);
      const key = keyOf(finding);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    });
    return new Baseline(counts);
  }

  private constructor(private readonly counts: ReadonlyMap<string, number>) {}

  /** Begins a check that is compared with it. */
  public begin(): ComparedCheck {
    return new ComparedCheck(this.counts);
  }
}

/** One check, finding by finding. */
export class ComparedCheck {
  private readonly left: Map<string, number>;
  private known = 0;

  constructor(counts: ReadonlyMap<string, number>) {
    this.left = new Map(counts);
  }

  /** The finding, which only warns where it is known. */
  public compare(finding: Finding): Finding {
    const key = keyOf(finding);
    const left = this.left.get(key) ?? 0;
    if (left === 0) return finding;
    this.left.set(key, left - 1);
    // One that fails although there is a waiver for it was excused on terms that are over.
    if (finding.outcome !== Outcome.FAILING || NEVER_KNOWN.includes(finding.ruleId) || finding.waiver !== undefined) return finding;
    this.known++;
    return { ...finding, outcome: Outcome.WARNING };
  }

  /** What the baseline did, once every finding was compared. */
  public get use(): BaselineUse {
    return { known: this.known, mended: [...this.left.values()].reduce((sum, count) => sum + count, 0) };
  }
}

function keyOf({ ruleId, resource: { apiVersion, kind, namespace, name }, container, path, message }: Fault): string {
  const found = FOUND.exec(message)?.[1] ?? null;
  return JSON.stringify([RENAMED.get(ruleId) ?? ruleId, apiVersion, kind, namespace, name, container ?? null, path, found]);
}

function isFault(value: unknown): value is Fault {
  if (!isObject(value) || !isObject(value.resource)) return false;
  const { apiVersion, kind, namespace, name } = value.resource;
  const { container } = value;
  return [value.ruleId, value.path, value.message, apiVersion, kind, namespace, name].every(text => typeof text === 'string')
    && (container === undefined || container === null || typeof container === 'string');
}
