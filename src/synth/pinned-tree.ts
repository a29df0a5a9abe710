import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import { deepCopy } from './deep-copy';
import { HardeningError } from './hardening-error';
import { Pins } from './pins';
import { RefusalLedger } from './refusal-ledger';
import { copyOfDocuments, renderChart, Rendering, renderObject, saysTheSame } from './rendering';
import { sameConstructs } from './settled-tree';
import { WrittenManifests } from './written-manifests';

/**
 * A tree that gives what was judged and takes no more constructs, while cdk8s writes it.
 *
 * Neither the code behind an object nor another reader can change what is written: cdk8s writes the frozen JSON that was judged,
 * and every other read gives a fresh copy of it.
 */
export class PinnedTree {
  private readonly pins = new Pins();
  /** cdk8s has prepared everything, and reads the objects that it has not read yet in order to write them. */
  private writing = false;

  public constructor(private readonly rendering: Rendering, private readonly manifests: WrittenManifests, private readonly ledger: RefusalLedger) {}

  /** Pins what was judged and closes the tree. What cannot be pinned has to say the same once more. */
  public pin(): void {
    for (const object of this.rendering.objects.keys()) this.pinObject(object);
    for (const chart of this.rendering.charts.keys()) this.pinResult(chart);
    this.close();
  }

  /**
   * Pins the charts that cdk8s renders: it would resolve the dependencies and validate the whole app again for every one of them.
   *
   * The order is worked out at the call, when cdk8s has resolved the dependencies, and is therefore its own.
   */
  public pinCharts(): void {
    for (const construct of this.rendering.constructs) {
      if (Chart.isChart(construct) && !this.rendering.charts.has(construct as Chart)) {
        this.pins.put(construct, 'toJson', () => objectsInOrder(construct as Chart).map(object => object.toJson()));
      }
    }
  }

  /**
   * From now on the objects are read in order to be written.
   *
   * @throws HardeningError when the tree is no longer the one that was judged
   */
  public beginWriting(): void {
    const { constructs } = this.rendering;
    if (!sameConstructs(constructs, constructs[0].node.root.node.findAll())) {
      throw new HardeningError('The app was changed after it was judged: constructs were added or removed. Nothing was written.'); // node-do-not-add-exception-line
    }
    this.writing = true;
  }

  public release(): void {
    this.pins.release();
  }

  private pinObject(object: ApiObject): void {
    const judged = this.rendering.objects.get(object)!;
    if (judged.unreadable !== undefined) return;
    const json = this.manifests.of(judged.json);
    let written = false;
    const read = () => {
      if (!this.writing || written) return deepCopy(json);
      written = true;
      return json;
    };
    if (this.pins.put(object, 'toJson', read)) return;
    if (!saysTheSame(judged, renderObject(object, this.ledger))) throw fickle(object); // node-do-not-add-exception-line
  }

  private pinResult(chart: Chart): void {
    const judged = this.rendering.charts.get(chart)!;
    const { documents } = judged;
    if (documents === undefined) return;
    const written = documents.map(document => this.manifests.ofDocument(document));
    if (this.pins.put(chart, 'toJson', () => copyOfDocuments(written))) return;
    if (!saysTheSame(judged, renderChart(chart))) throw fickle(chart); // node-do-not-add-exception-line
  }

  /** Every node asks its scopes, up to the root, whether they are locked. `lock()` itself cannot be undone. */
  private close(): void {
    this.pins.put(this.rendering.constructs[0].node, 'locked', true);
  }
}

/** The error for what cannot be judged, because it does not stay the same. */
export function fickle(construct: ApiObject | Chart): HardeningError {
  const name = construct.node.path;
  return new HardeningError(`${name}: toJson() gives a different answer each time, so that what is judged is not what would be written. Nothing was written.`);
}

function objectsInOrder(chart: Chart): ApiObject[] {
  return new DependencyGraph(chart.node).topology()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter(object => Chart.of(object) === chart);
}
