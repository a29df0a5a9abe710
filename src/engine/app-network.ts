import { Manifest } from '../kubernetes/manifest';
import { Subject } from '../kubernetes/subject';
import { Network } from '../network/analysis/network';
import { NetworkObjects } from '../network/model/network-objects';
import { AppIndex } from '../rules/rule';

/** The network of the objects of a run, worked out once for all rules that ask for it. */
export class AppNetwork implements AppIndex {
  private readonly objects = new NetworkObjects();
  private worked?: Network;

  public see(subject: Subject, manifest: Manifest): void {
    this.objects.add(subject, manifest);
  }

  public network(): Network {
    this.worked ??= new Network(this.objects);
    return this.worked;
  }
}
