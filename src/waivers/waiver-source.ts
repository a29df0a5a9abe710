import { WaivedControl } from './waived-control';
import type { Waiver } from './waiver';

/** Controls whose waiver is for the whole pod, never for one container of it. */
const POD_CONTROLS: readonly string[] = [
  'hostNetwork', 'hostPid', 'hostIpc', 'shareProcessNamespace', 'hostPath', 'sysctls', 'apiToken', 'defaultServiceAccount', 'sharedServiceAccount',
] satisfies WaivedControl[];

/** For what a waiver is: as narrow as the fault. */
export interface WaiverFault {
  readonly container?: string;
  /** What stands in the field. */
  readonly value?: unknown;
}

/** The TypeScript of the narrowest waiver of a control, to be shown to whoever needs it. */
export function waiverSource(control: WaivedControl, fault: WaiverFault = {}): string {
  return `Waiver.${control}(${argumentsOf(control, fault.value)}${propsOf(POD_CONTROLS.includes(control) ? {} : fault)})`;
}

/** The TypeScript of the narrowest waiver of a rule that no control stands for. */
export function ruleWaiverSource(ruleId: string, fault: WaiverFault): string {
  return `Waiver.rule(${quoted(ruleId)}, ${propsOf(fault)})`;
}

/** The TypeScript of a waiver that is given already, for one container. */
export function narrowedSource({ control, ruleIds, values, path, objects }: Waiver, container: string): string {
  const first = control === 'rule' ? `${quoted(ruleIds[0])}, ` : control === 'addCapabilities' ? `[${values.map(quoted).join(', ')}], ` : '';
  const said = [
    `container: ${quoted(container)}`,
    ...control === 'addCapabilities' || values.length === 0 ? [] : [`value: ${quoted(values[0])}`],
    ...path === undefined ? [] : [`path: ${quoted(path)}`],
    ...objects === undefined ? [] : ['objects: …'],
    'reason: \'…\'',
  ];
  return `Waiver.${control}(${first}{ ${said.join(', ')} })`;
}

/** What the factory takes before the props. */
function argumentsOf(control: WaivedControl, value: unknown): string {
  if (control === 'addCapabilities') return `[${quoted(typeof value === 'string' ? value : '…')}], `;
  if (control === 'podSecurityLevel') return `PodSecurityLevel.${value === 'baseline' ? 'BASELINE' : 'PRIVILEGED'}, `;
  return '';
}

function propsOf({ container }: WaiverFault): string {
  return `{ ${container === undefined ? '' : `container: ${quoted(container)}, `}reason: '…' }`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
