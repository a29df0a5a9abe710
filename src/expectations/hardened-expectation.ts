import { IConstruct } from 'constructs';
import { HardeningAspectProps } from '../aspects/hardening-aspect';
import { Outcome } from '../engine/outcome';
import { Report } from '../engine/report';
import { nearest } from '../kubernetes/nearest';
import { visibleText } from '../kubernetes/visible-text';
import { Digest } from '../report/digest';
import { HardeningReport } from '../report/hardening-report';
import { hardeningReport } from '../report/json-report';
import { PLAIN } from '../report/paint';
import { terminalReport } from '../report/terminal-report';
import { hardenedProfile } from '../rules/profiles';
import { HardeningError } from '../synth/hardening-error';
import { currentRuleId, currentRuleIds } from './current-rule-id';
import { ExpectedPlace } from './expected-place';
import { ExpectedWaiver } from './expected-waiver';
import { ExpectedFinding, findingDifference } from './finding-difference';
import { JudgedScope, judgedScope, nameOf } from './judged-scope';
import { waiverDifferences } from './waiver-differences';

/**
 * What was found in a scope when `Hardened.expect` was called. Each method throws an error that shows what was expected and the report of what was
 * found, and otherwise gives the expectation back for the next.
 */
export class HardenedExpectation {
  /** @internal */
  public static _of(scope: IConstruct, props?: HardeningAspectProps): HardenedExpectation {
    return new HardenedExpectation(judgedScope(scope, props));
  }

  private constructor(private readonly judged: JudgedScope) {}

  /**
   * Nothing fails, and nothing warns. What is waived may be: see `exactlyWaivers`.
   *
   * A waiver that is about to expire warns: where a test must not fail by the calendar, give `Hardened.expect` a `today`.
   *
   * @throws when something fails or warns.
   */
  public noFindings(): HardenedExpectation {
    return this.none('Nothing was expected to fail or to warn, and this does:', [Outcome.FAILING, Outcome.WARNING]);
  }

  /**
   * Nothing fails, so that a synth would pass. What warns or is waived may be.
   *
   * @throws when something fails.
   */
  public noFailures(): HardenedExpectation {
    return this.none('Nothing was expected to fail, and this does:', [Outcome.FAILING]);
  }

  /**
   * These waivers are in use, and no others: each excuses something in the scope, or relaxes a default that no rule watches. What nothing needs, has
   * expired or is forbidden is not in use.
   *
   * @param expected none where no waiver is expected.
   * @throws when one is missing, there is another, or a rule does not exist.
   */
  public exactlyWaivers(...expected: ExpectedWaiver[]): HardenedExpectation {
    expected.forEach(({ ruleId }) => this.refuseUnknown(ruleId));
    const differences = waiverDifferences(this.judged, expected);
    if (differences.length > 0) throw this.error(['The waivers in use are not those that were expected:', ...differences]); // node-do-not-add-exception-line
    return this;
  }

  /**
   * A rule fails at a path. It may fail elsewhere too.
   *
   * @param ruleId the id that every finding shows, such as `no-privileged`, or `unused-waiver` and the like for what is the matter with a waiver.
   * @param path from the object, as in a JSON report (`spec.template.spec.containers[0].securityContext.privileged`), or from the container or pod
   * (`securityContext.privileged`); empty for what is about the whole object.
   * @param place narrows it to a container, or to an object.
   * @throws when it does not fail there, only warns, or is waived.
   */
  public failing(ruleId: string, path: string, place?: ExpectedPlace): HardenedExpectation {
    return this.some({ outcome: Outcome.FAILING, ruleId, path, place });
  }

  /**
   * A rule warns at a path. It may warn elsewhere too.
   *
   * @param ruleId the id that every finding shows, such as `image-tag`.
   * @param path from the object, or from the container or pod, as for `failing`.
   * @param place narrows it to a container, or to an object.
   * @throws when it does not warn there, but fails, or is waived.
   */
  public warning(ruleId: string, path: string, place?: ExpectedPlace): HardenedExpectation {
    return this.some({ outcome: Outcome.WARNING, ruleId, path, place });
  }

  /** All that was found, to look at what no other method asks. */
  public report(): HardeningReport {
    const { minor, report } = this.judged;
    const { objects, findings, waivers } = report;
    return hardeningReport({ profile: hardenedProfile.id, kubernetesVersion: `1.${minor}`, objects, findings, digest: digestOf(report), waivers });
  }

  private none(expected: string, outcomes: readonly Outcome[]): HardenedExpectation {
    const found = this.judged.report.findings.some(({ outcome }) => outcomes.includes(outcome));
    if (found) throw this.error([expected]); // node-do-not-add-exception-line
    return this;
  }

  private some(expected: Omit<ExpectedFinding, 'place'> & { readonly place?: ExpectedPlace }): HardenedExpectation {
    this.refuseUnknown(expected.ruleId);
    const { ruleId, place = {} } = expected;
    const difference = findingDifference(this.judged, { ...expected, ruleId: currentRuleId(ruleId)!, place });
    if (difference.length > 0) throw this.error(difference); // node-do-not-add-exception-line
    return this;
  }

  private refuseUnknown(ruleId: string): void {
    if (currentRuleId(ruleId) !== undefined) return;
    const byControl = this.judged.report.waivers.find(({ waiver }) => waiver.control === ruleId);
    const meant = byControl ? ` (did you mean '${byControl.waiver.ruleIds[0]}'?)` : nearest(ruleId, currentRuleIds());
    throw new Error(`${nameOf(this.judged.scope)}: there is no rule '${visibleText(ruleId)}'${meant}. \`npx cdk8s-hardened rules\` lists them.`);
  }

  private error([first, ...others]: readonly string[]): HardeningError {
    const { scope, report } = this.judged;
    return new HardeningError([`${nameOf(scope)}: ${first}`, ...others, terminalReport(report, PLAIN)].join('\n'));
  }
}

function digestOf({ findings }: Report): Digest {
  const digest = new Digest();
  findings.forEach(finding => digest.add(finding));
  return digest;
}
