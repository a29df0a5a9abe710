import { IConstruct } from 'constructs';
import { Aspects } from '../aspects/aspects';
import { Hold } from '../aspects/docket';
import { HardeningAspect, HardeningAspectProps } from '../aspects/hardening-aspect';
import { targetFactsFor } from '../aspects/target-facts';
import { examine } from '../aspects/tree-judge';
import { Report } from '../engine/report';
import { withTarget } from '../scope/target';
import { SynthSession } from '../synth/synth-session';

/** A scope, and what came of judging it by itself. */
export interface JudgedScope {
  readonly scope: IConstruct;
  readonly report: Report;
  /** The minor of Kubernetes that it was judged by. */
  readonly minor: number;
}

/**
 * Judges the objects of a scope as a synth would, and leaves no trace: no aspect, no target, no file, no line on stderr.
 *
 * @param props of the HardeningAspect to judge by; where none is given, those of the app count.
 * @throws when there is no object, so that every rule would be met.
 */
export function judgedScope(scope: IConstruct, props: HardeningAspectProps = {}): JudgedScope {
  const session = SynthSession.of(scope);
  if (session.isJudging()) {
    throw new Error(`${nameOf(scope)}: Hardened.expect was called while the app is being judged: by a validation, a Lazy, or an Aspect. Call it from a test.`);
  }
  const { kubernetesVersion, platform } = props;
  return withTarget(scope, { kubernetesVersion, platform }, () => {
    const manifests = session.manifests();
    const holds = saysNothing(props) ? holdsOfTheApp(scope) : [{ scope, aspect: new HardeningAspect({ ...props, reportOnly: false }) }];
    const { report } = examine(manifests, holds);
    if (report.objects === 0) {
      throw new Error(`${nameOf(scope)}: there is nothing to judge, as no object is below it. Build what is tested before Hardened.expect is called, `
        + 'and give it the chart, or the construct, that has the objects.');
    }
    return { scope, report, minor: targetFactsFor(scope, holds[0].aspect).minor };
  });
}

/** What a message calls a scope. */
export function nameOf(scope: IConstruct): string {
  return scope.node.path || 'the app';
}

/** A guest language of jsii gives props even where nobody wrote any. */
function saysNothing(props: HardeningAspectProps): boolean {
  return Object.values(props).every(value => value === undefined);
}

/** What is over the scope judges the scope, and what is within it its own part; where nothing is over it, a HardeningAspect without props is. */
function holdsOfTheApp(scope: IConstruct): Hold[] {
  const over = scope.node.scopes.flatMap(aspectsOf);
  const within = scope.node.findAll().filter(construct => construct !== scope);
  return [
    ...(over.length > 0 ? over : [new HardeningAspect()]).map(aspect => ({ scope, aspect })),
    ...within.flatMap(inner => aspectsOf(inner).map(aspect => ({ scope: inner, aspect }))),
  ];
}

/** The HardeningAspects of one scope; a test is no place to let things pass because they are only reported. */
function aspectsOf(scope: IConstruct): HardeningAspect[] {
  return Aspects.of(scope).all
    .filter(aspect => aspect instanceof HardeningAspect)
    .map(aspect => (aspect.reportOnly ? new HardeningAspect({ ...aspect, reportOnly: false }) : aspect));
}
