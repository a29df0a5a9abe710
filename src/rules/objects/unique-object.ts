import { checklist } from '../../frameworks/kubernetes-checklist';
import { isClusterScoped } from '../../kubernetes/cluster-scoped-kinds';
import { isObject } from '../../kubernetes/json';
import { Manifest } from '../../kubernetes/manifest';
import { Subject } from '../../kubernetes/subject';
import { AppCheck, appRule, AppViolation } from '../rule';
import { Severity } from '../severity';

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
  /** By API group, kind and namespace, and then by name. */
  private readonly known = new Map<string, Map<string, Subject>>();
  private readonly again: AppViolation[] = [];

  public see(subject: Subject, manifest: Manifest): void {
    // A name that the API server completes is another one each time.
    const { metadata } = manifest.json;
    if (!isObject(metadata) || typeof metadata.name !== 'string' || metadata.name === '') return;
    const { group, kind, name } = subject;
    const namespace = isClusterScoped(group, kind) ? '' : subject.namespace;
    const key = `${group}/${kind}/${namespace}`;
    let byName = this.known.get(key);
    if (!byName) this.known.set(key, byName = new Map());
    const known = byName.get(name);
    if (known === undefined || rewrites(subject, known)) {
      byName.set(name, subject);
      return;
    }
    const onEarlier = violation(known, subject, 'comes once more');
    this.again.push({ ...violation(subject, known, 'is there already'), ifUnjudged: onEarlier });
  }

  public violations(): readonly AppViolation[] {
    return this.again;
  }
}

function violation(subject: Subject, other: Subject, what: string): AppViolation {
  const where = other.constructPath === '' ? '' : `, at ${other.constructPath}`;
  const version = other.apiVersion === subject.apiVersion ? '' : `, as ${other.apiVersion}`;
  return { subject, path: ['metadata', 'name'], message: `must be free: ${other} ${what}${where}${version}` };
}

/** A chart with a `toJson` of its own answers with its objects once more, under its own path. */
function rewrites(chart: Subject, object: Subject): boolean {
  return chart.constructPath !== '' && object.constructPath.startsWith(`${chart.constructPath}/`);
}
