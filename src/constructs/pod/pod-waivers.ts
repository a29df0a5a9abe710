import { WaivedControl } from '../../waivers/waived-control';
import { Waiver } from '../../waivers/waiver';

/** The waivers of one workload, by what they are for. */
export class PodWaivers {
  constructor(private readonly waivers: readonly Waiver[]) {}

  /** Those that lift a control for the pod as a whole. */
  public ofPod(control: WaivedControl): readonly Waiver[] {
    return this.waivers.filter(waiver => waiver.control === control && waiver.container === undefined);
  }

  /** Those that lift a control for one container, by its name or for all. */
  public ofContainer(control: WaivedControl, container: string): readonly Waiver[] {
    return this.waivers.filter(waiver => waiver.control === control && waiver._covers(container));
  }

  public has(control: WaivedControl): boolean {
    return this.waivers.some(waiver => waiver.control === control);
  }
}
