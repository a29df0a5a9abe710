import { visibleText } from '../kubernetes/visible-text';
import { droppedRefusal } from './dropped-refusal';
import { RenderedManifest } from './judge';
import { Refusal } from './refusal';

/** The text for what nobody else answers for: refusals of hardened constructs, and objects that cannot be read. */
export function refusalReport(manifests: readonly RenderedManifest[]): string {
  const violations = manifests.reduce((sum, manifest) => sum + refusedIn(manifest).length + (manifest.unreadable === undefined ? 0 : 1), 0);
  const total = violations === 1 ? '1 violation.' : `${violations} violations.`;
  return [...manifests.flatMap(linesOf), `${total} Nothing was written.`].join('\n');
}

function linesOf(manifest: RenderedManifest): string[] {
  const lines = [headingOf(manifest), ...refusedIn(manifest).flatMap(refusalLines)];
  if (manifest.unreadable !== undefined) lines.push(`  could not be read: ${visibleText(manifest.unreadable)}`);
  return lines;
}

/** A field that was asked for and dropped is refused like what is weaker than asked for. */
function refusedIn({ refusals, dropped }: RenderedManifest): readonly Refusal[] {
  return [...refusals, ...dropped.map(droppedRefusal)];
}

function headingOf(manifest: RenderedManifest): string {
  const { kind, metadata } = manifest.json ?? {};
  const name = [metadata?.namespace, metadata?.name].filter(part => typeof part === 'string').join('/');
  const resource = [kind, name].filter(part => typeof part === 'string' && part !== '').join(' ');
  return visibleText([manifest.constructPath, resource].filter(part => part !== '').join('  '));
}

function refusalLines(refusal: Refusal): string[] {
  const container = refusal.container === undefined ? '' : `container "${refusal.container}": `;
  return [
    visibleText(`  ${container}${refusal.path} ${refusal.message}`),
    visibleText(`    fix  ${refusal.fix}`),
  ];
}
