import { checklist } from '../../frameworks/kubernetes-checklist';
import { FieldPath } from '../../kubernetes/field-path';
import { Manifest } from '../../kubernetes/manifest';
import { Pod } from '../../kubernetes/pod';
import { Subject } from '../../kubernetes/subject';
import { AppCheck, appRule, AppViolation } from '../rule';
import { Severity } from '../severity';

const pod = (name: string, serviceAccountName: string, namespace = 'shop') =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: { serviceAccountName } });

export const sharedServiceAccount = appRule({
  id: 'shared-service-account',
  title: 'Every workload has a ServiceAccount of its own',
  severity: Severity.LOW,
  controls: [checklist('S11')],
  why: 'What is granted to one of the workloads is granted to all that share its account.',
  fix: 'Make a ServiceAccount for each workload; a HardenedDeployment does so by itself.',
  waiver: 'sharedServiceAccount',
  notExportable: 'It compares the accounts of several workloads.',
  begin: () => new AccountCheck(),
  examples: () => ({
    good: [[pod('web', 'web'), pod('api', 'api')], [pod('web', 'web'), pod('web', 'web', 'other')]],
    bad: [{
      objects: [pod('web', 'shared'), pod('api', 'shared')],
      at: ['Pod web spec.serviceAccountName', 'Pod api spec.serviceAccountName'],
    }],
  }),
});

interface Use {
  readonly subject: Subject;
  /** From the object to the pod. */
  readonly podPath: FieldPath;
}

class AccountCheck implements AppCheck {
  /** By namespace and account. */
  private readonly uses = new Map<string, Map<string, Use[]>>();

  public see(subject: Subject, manifest: Manifest): void {
    for (const template of manifest.pods) {
      const account = accountOf(template);
      if (account === undefined || account === 'default') continue;
      const use = { subject, podPath: template.path };
      let ofNamespace = this.uses.get(subject.namespace);
      if (!ofNamespace) this.uses.set(subject.namespace, ofNamespace = new Map());
      const known = ofNamespace.get(account);
      if (known) known.push(use);
      else ofNamespace.set(account, [use]);
    }
  }

  public violations(): AppViolation[] {
    return [...this.uses.values()].flatMap(ofNamespace => [...ofNamespace].flatMap(([account, uses]) => shared(account, uses)));
  }
}

function shared(account: string, uses: readonly Use[]): AppViolation[] {
  const [first] = uses;
  const second = uses.find(({ subject }) => subject.toString() !== first.subject.toString());
  if (!second) return [];
  return uses.map(({ subject, podPath }) => {
    const other = subject.toString() === first.subject.toString() ? second : first;
    const path = [...podPath, 'spec', 'serviceAccountName'];
    return { subject, path, message: `must be its own, ${JSON.stringify(account)} is used by ${other.subject} as well` };
  });
}

function accountOf(template: Pod): string | undefined {
  const name = template.spec.serviceAccountName ?? template.spec.serviceAccount;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
