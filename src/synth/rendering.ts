import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { deepCopy, frozenCopy, reasonOf } from './deep-copy';
import { droppedFields } from './dropped-fields';
import { RenderedManifest } from './judge';
import { RefusalLedger } from './refusal-ledger';

/** The whole tree as it was rendered once. */
export interface Rendering {
  readonly constructs: readonly IConstruct[];
  readonly objects: ReadonlyMap<ApiObject, RenderedManifest>;
  readonly charts: ReadonlyMap<Chart, ChartResult>;
  /** The manifests of the objects, in the order of the tree, then what only charts make. */
  readonly manifests: readonly RenderedManifest[];
}

/** What a chart with a `toJson` of its own answered. */
export interface ChartResult {
  readonly documents?: readonly unknown[];
  readonly unreadable?: string;
}

/** Renders every object with its real `toJson`, and every chart that has one of its own. */
export function renderTree(constructs: readonly IConstruct[], ledger: RefusalLedger): Rendering {
  const objects = new Map(constructs.filter(isApiObject).map(object => [object, renderObject(object, ledger)]));
  const charts = new Map(constructs.filter(isChart).filter(rendersItself).map(chart => [chart, renderChart(chart)]));
  const manifests = [...objects.values(), ...onlyOfCharts(charts, objects)];
  return { constructs, objects, charts, manifests: Object.freeze(manifests) };
}

/** Renders one object; an error is part of the answer, so that all objects are judged together. */
export function renderObject(object: ApiObject, ledger: RefusalLedger, toJson: () => unknown = () => object.toJson()): RenderedManifest {
  const who = { construct: object, constructPath: object.node.path };
  ledger.forget(object);
  try {
    const live = toJson();
    if (!isObject(live)) return { ...who, json: undefined, refusals: ledger.of(object), dropped: [], unreadable: 'toJson() gave no object' };
    const json = frozenCopy(live);
    return { ...who, json, refusals: ledger.of(object), dropped: droppedFields(object, json) };
  } catch (error) {
    return { ...who, json: undefined, refusals: ledger.of(object), dropped: [], unreadable: reasonOf(error) };
  }
}

/** Renders a chart that has a `toJson` of its own. */
export function renderChart(chart: Chart): ChartResult {
  try {
    return { documents: Object.values(chart.toJson()).map(frozenDocument) };
  } catch (error) {
    return { unreadable: reasonOf(error) };
  }
}

/** A document that is undefined is left out of the YAML; everywhere else undefined is null. */
function frozenDocument(document: unknown): unknown {
  return document === undefined ? undefined : frozenCopy(document);
}

/** Documents that nobody else holds. */
export function copyOfDocuments(documents: readonly unknown[]): unknown[] {
  return documents.map(document => document === undefined ? undefined : deepCopy(document));
}

/** Whether two renderings of one object, or of one chart, say the same. */
export function saysTheSame(one: RenderedManifest | ChartResult, other: RenderedManifest | ChartResult): boolean {
  return answerOf(one) === answerOf(other);
}

function answerOf(rendered: RenderedManifest | ChartResult): string {
  const { json, refusals, documents, unreadable } = rendered as Partial<RenderedManifest & ChartResult>;
  return JSON.stringify([json, refusals, documents, unreadable]);
}

/** What charts make that is not, word for word, an object of the tree. */
function onlyOfCharts(charts: Rendering['charts'], objects: Rendering['objects']): RenderedManifest[] {
  if (charts.size === 0) return [];
  const known = new Set(Array.from(objects.values(), object => JSON.stringify(object.json)));
  return Array.from(charts, ([chart, result]) => manifestsOf(chart, result)).flat()
    .filter(manifest => manifest.unreadable !== undefined || !known.has(JSON.stringify(manifest.json)));
}

function manifestsOf(chart: Chart, result: ChartResult): RenderedManifest[] {
  const who = { construct: chart, constructPath: chart.node.path, refusals: [], dropped: [] };
  if (result.documents === undefined) return [{ ...who, json: undefined, unreadable: result.unreadable }];
  return result.documents
    .filter(document => document !== undefined && document !== null)
    .map(json => isObject(json) ? { ...who, json } : { ...who, json: undefined, unreadable: 'toJson() gave something that is no object' });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isApiObject(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct);
}

function isChart(construct: IConstruct): construct is Chart {
  return Chart.isChart(construct);
}

function rendersItself(chart: Chart): boolean {
  return chart.toJson !== Chart.prototype.toJson;
}
