import { WaivedControl } from '../waivers/waived-control';
import { waiverSource } from '../waivers/waiver-source';

/** The prop that waives a control on a hardened construct, to be shown to whoever needs it. */
export function waiverToWrite(control: WaivedControl, container?: string, value?: unknown): string {
  return `waivers: [${waiverSource(control, { container, value })}]`;
}
