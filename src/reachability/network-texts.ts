import { Connection } from '../network/analysis/connection';
import { Network } from '../network/analysis/network';
import { exposureOf } from '../network/exposure/exposure';
import { exposureCsv, exposureJson, exposureMarkdown, exposureText } from '../network/exposure/exposure-report';
import { differencesOf } from '../network/tables/connection-differences';
import { connectionsCsv, connectionsJson, connectionsMarkdown, connectionsText } from '../network/tables/connection-lines';
import { ConnectionTable } from '../network/tables/connection-table';
import { differencesCsv, differencesJson, differencesMarkdown, differencesText } from '../network/tables/difference-report';
import { NetworkDrawingFormat } from './network-drawing-format';
import { NetworkTableFormat } from './network-table-format';

const { TEXT, JSON, CSV, MARKDOWN } = NetworkTableFormat;

const LISTS = { [TEXT]: connectionsText, [JSON]: connectionsJson, [CSV]: connectionsCsv, [MARKDOWN]: connectionsMarkdown };
const EXPOSURES = { [TEXT]: exposureText, [JSON]: exposureJson, [CSV]: exposureCsv, [MARKDOWN]: exposureMarkdown };
const DIFFERENCES = { [TEXT]: differencesText, [JSON]: differencesJson, [CSV]: differencesCsv, [MARKDOWN]: differencesMarkdown };

export function listedNetwork(network: Network, connections: Iterable<Connection>, format: NetworkTableFormat = TEXT): string {
  return [...LISTS[format](network, connections)].join('');
}

export function toldExposure(network: Network, format: NetworkTableFormat = TEXT): string {
  return EXPOSURES[format](exposureOf(network));
}

export function toldDifferences(before: ConnectionTable, after: ConnectionTable, format: NetworkTableFormat = TEXT): string {
  return [...DIFFERENCES[format](differencesOf(before, after))].join('');
}

/* eslint-disable @typescript-eslint/no-require-imports -- loaded when asked for: few apps draw, and all of them start */
export function drawnNetwork(network: Network, title: string, format: NetworkDrawingFormat = NetworkDrawingFormat.MERMAID): string {
  switch (format) {
    case NetworkDrawingFormat.MERMAID: return require('../network/pictures/mermaid').mermaidOf(network);
    case NetworkDrawingFormat.MARKDOWN: return require('../network/pictures/markdown').markdownOf(network);
    case NetworkDrawingFormat.DOT: return require('../network/pictures/dot').dotOf(network);
    case NetworkDrawingFormat.HTML: return require('../network/pictures/html-page').htmlPageOf(network, { title });
  }
}
