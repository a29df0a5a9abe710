import { IConstruct } from 'constructs';
import { SynthSession } from '../synth/synth-session';
import { IAspect } from './aspect';
import { AspectRun } from './aspect-run';
import { HardeningAspect } from './hardening-aspect';

/**
 * The aspects of a scope, as AWS CDK has them: they visit every construct below it when the app is synthesised.
 *
 * @example
 * import { App } from 'cdk8s';
 * import { Aspects, HardeningAspect, KubernetesVersion } from 'cdk8s-hardened';
 *
 * const app = new App();
 * Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
 */
export class Aspects {
  /** The aspects of a scope: an app, a chart, or any construct. */
  public static of(scope: IConstruct): Aspects {
    return new Aspects(scope);
  }

  private readonly scope: IConstruct;

  private constructor(scope: IConstruct) {
    this.scope = scope;
  }

  /** The aspects that were added to this very scope, in order. */
  public get all(): IAspect[] {
    return [...AspectRun.of(this.scope.node.root).aspectsOf(this.scope)];
  }

  /**
   * Adds an aspect. Aspects visit in the order in which they were added, those of outer scopes first; what an aspect adds to
   * the tree is visited as well.
   *
   * @param aspect called with the scope and everything below it, at synth.
   */
  public add(aspect: IAspect): void {
    const root = this.scope.node.root;
    const run = AspectRun.of(root);
    if (run.isEmpty) SynthSession.of(root).addPreparation(() => run.visitAll());
    run.add(this.scope, aspect, visits(aspect));
    if (aspect instanceof HardeningAspect) aspect._judge(this.scope);
  }
}

/** A HardeningAspect judges what is rendered: unless somebody derived a class that visits too, no construct is worth a call. */
function visits(aspect: IAspect): boolean {
  return aspect.visit !== HardeningAspect.prototype.visit;
}
