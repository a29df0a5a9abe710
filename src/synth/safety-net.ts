import { ApiObject } from 'cdk8s';
import { deepCopy } from './deep-copy';
import { RenderedManifest } from './judge';
import { fickle } from './pinned-tree';
import { Pins } from './pins';
import { RefusalLedger } from './refusal-ledger';
import { renderChart, Rendering, renderObject, saysTheSame } from './rendering';
import { sameConstructs } from './settled-tree';
import { WrittenManifests } from './written-manifests';

/** A tree as it was judged, and what is written of it. */
export interface JudgedTree {
  readonly rendering: Rendering;
  readonly written: WrittenManifests;
}

/** What the net needs of its session. */
export interface NetSession {
  readonly ledger: RefusalLedger;
  /** Renders the tree until it has come to rest, and throws when a judge refuses it. */
  judgeTree(check: (rendering: Rendering) => void): JudgedTree;
  /** Throws when a judge refuses the manifests. */
  judgeManifests(manifests: readonly RenderedManifest[]): WrittenManifests;
  isJudging(): boolean;
  /** Runs a rendering whose refusals are judged. */
  whileJudging<T>(work: () => T): T;
}

/**
 * Judges the paths that no session surrounds: a lone `Chart.toJson()` or `Testing.synth()`, a `synth` of a guest language.
 *
 * Nothing tells when such a path ends. So nothing is frozen: every later read is compared with what was judged, and judged again
 * where it differs.
 */
export class SafetyNet {
  private readonly pins = new Pins();
  private manifests: readonly RenderedManifest[] = [];
  private written = new WrittenManifests(new Map());

  public constructor(private readonly session: NetSession) {}

  /** Judges the tree as it is now. */
  public cast(): void {
    this.lift();
    const { rendering, written } = this.session.judgeTree(tree => this.chartsStandFast(tree));
    this.manifests = rendering.manifests;
    this.written = written;
    rendering.objects.forEach((judged, object) => this.watch(object, judged));
    this.watchEndOfPass(rendering);
  }

  public lift(): void {
    this.pins.release();
  }

  /** A chart that edits what `super.toJson()` gave is on the stack right now and cannot be pinned: it has to say the same twice. */
  private chartsStandFast(rendering: Rendering): void {
    rendering.charts.forEach((judged, chart) => {
      if (!saysTheSame(judged, renderChart(chart))) throw fickle(chart); // node-do-not-add-exception-line
    });
  }

  private watch(object: ApiObject, first: RenderedManifest): void {
    const toJson = object.toJson;
    let judged = first;
    const render = () => this.session.whileJudging(() => renderObject(object, this.session.ledger, () => toJson.call(object)));
    const watched = this.pins.put(object, 'toJson', () => {
      const live = render();
      if (!saysTheSame(live, judged) && !this.session.isJudging()) {
        const manifests = this.manifests.map(manifest => manifest === judged ? live : manifest);
        this.written = this.session.judgeManifests(manifests);
        this.manifests = manifests;
        judged = live;
      }
      if (live.unreadable !== undefined) return toJson.call(object);
      return deepCopy(this.session.isJudging() ? live.json : this.written.of(judged.json));
    });
    if (!watched && !saysTheSame(first, render())) throw fickle(object); // node-do-not-add-exception-line
  }

  /** cdk8s validates the constructs in the order of the tree: after the last one, every validation of the pass has run. */
  private watchEndOfPass({ constructs }: Rendering): void {
    const last = constructs[constructs.length - 1].node;
    const validate = last.validate;
    this.pins.put(last, 'validate', () => {
      const errors = validate.call(last);
      if (!this.session.isJudging() && !sameConstructs(constructs, last.root.node.findAll())) this.cast();
      return errors;
    });
  }
}
