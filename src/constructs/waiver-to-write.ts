import { WaivedControl } from '../waivers/waived-control';

/** Controls whose waiver is for the whole pod, never for one container of it. */
const POD_CONTROLS: readonly string[] = [
  'hostNetwork', 'hostPid', 'hostIpc', 'shareProcessNamespace', 'hostPath', 'apiToken', 'defaultServiceAccount', 'sharedServiceAccount',
] satisfies WaivedControl[];

/** The TypeScript that waives a control, to be shown to whoever needs it. */
export function waiverToWrite(control: WaivedControl, container?: string, value?: unknown): string {
  const narrowed = container === undefined || POD_CONTROLS.includes(control) ? '' : `container: '${container}', `;
  const values = control === 'addCapabilities' ? `['${String(value)}'], ` : '';
  return `waivers: [Waiver.${control}(${values}{ ${narrowed}reason: '…' })]`;
}
