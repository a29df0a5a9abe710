import { checklist } from '../../frameworks/kubernetes-checklist';
import { isObject } from '../../kubernetes/json';
import { Manifest } from '../../kubernetes/manifest';
import { AppCheck, appRule, AppViolation } from '../rule';
import { Severity } from '../severity';
import { Subject } from '../subject';

export const uniqueObject = appRule({
  id: 'unique-object',
  title: 'No two objects are the same one',
  severity: Severity.HIGH,
  controls: [checklist('S13')],
  why: 'The one that is applied last silently wins: a hardened Namespace or NetworkPolicy can be replaced by one that is not.',
  fix: 'Rename one of them, or give it a namespace of its own; objects for different clusters belong in different apps or checks.',
  notExportable: 'It compares objects with each other.',
  begin: () => new NameCheck(),
  examples: () => {
    const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    const account = (apiVersion: string, ns: string) => ({ apiVersion, kind: 'Role', metadata: { name: 'web', namespace: ns } });
    return {
      good: [
        [namespace('shop'), namespace('bank')],
        [account('v1', 'shop'), account('v1', 'bank')],
        [account('example.com/v1', 'shop'), account('example.org/v1', 'shop')],
        [1, 2].map(() => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'migrate-', namespace: 'shop' } })),
      ],
      bad: [
        { objects: [namespace('shop'), namespace('shop')], at: ['Namespace shop metadata.name'] },
        // A version is another view of the same object.
        { objects: [account('example.com/v1', 'shop'), account('example.com/v1beta1', 'shop')], at: ['Role web metadata.name'] },
      ],
    };
  },
});

class NameCheck implements AppCheck {
  private readonly first = new Map<string, Subject>();
  private readonly again: AppViolation[] = [];

  public see(subject: Subject, manifest: Manifest): void {
    // A name that the API server completes is another one each time.
    const { metadata } = manifest.json;
    if (!isObject(metadata) || typeof metadata.name !== 'string' || metadata.name === '') return;
    const key = `${subject.group}/${subject.kind}/${subject.namespace}/${subject.name}`;
    const first = this.first.get(key);
    if (first === undefined) {
      this.first.set(key, subject);
      return;
    }
    if (rewrites(subject, first)) return;
    const where = first.constructPath === '' ? '' : ` at ${first.constructPath}`;
    this.again.push({ subject, path: ['metadata', 'name'], message: `must be free: ${first}${where} is the same object, and the later one silently wins` });
  }

  public violations(): readonly AppViolation[] {
    return this.again;
  }
}

/** A chart with a `toJson` of its own answers with its objects once more, under its own path. */
function rewrites(chart: Subject, object: Subject): boolean {
  return chart.constructPath !== '' && object.constructPath.startsWith(`${chart.constructPath}/`);
}
