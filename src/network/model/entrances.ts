import { Manifest } from '../../kubernetes/manifest';
import { Subject } from '../../kubernetes/subject';
import { Announcement, readAnnouncement } from './announcement';
import { readService, Service } from './service';

const KNATIVE = 'serving.knative.dev';
const KNATIVE_VISIBILITY = 'networking.knative.dev/visibility';

/** By what pods are called: Services, and what announces them to the outside. */
export class Entrances {
  public readonly services: Service[] = [];
  public readonly announcements: Announcement[] = [];
  /** What announces its own pods to the outside: Knative Services that are not for the cluster alone. */
  public readonly ownAnnouncers = new Set<Subject>();

  public add(subject: Subject, namespace: string, manifest: Manifest): void {
    const { group, kind } = manifest;
    if (group === '' && kind === 'Service') {
      this.services.push(readService(subject, namespace, manifest));
    } else if (group === KNATIVE && kind === 'Service') {
      if (manifest.labels[KNATIVE_VISIBILITY] !== 'cluster-local') this.ownAnnouncers.add(subject);
    } else {
      const announcement = readAnnouncement(subject, namespace, manifest);
      if (announcement) this.announcements.push(announcement);
    }
  }
}
