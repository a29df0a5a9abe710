import { checklist } from '../../frameworks/kubernetes-checklist';
import { Manifest } from '../../kubernetes/manifest';
import { Pod } from '../../kubernetes/pod';
import { appRule } from '../rule';
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
  check: app => {
    const users = app.workloads.flatMap(workload => workload.pods.map(template => ({ workload, template, account: accountOf(template) })));
    const firstOf = new Map<string, Manifest>();
    const shared = new Map<string, Manifest[]>();
    for (const { workload, account } of users) {
      const key = `${workload.namespace}/${account}`;
      const first = firstOf.get(key);
      if (!first) firstOf.set(key, workload);
      else if (first.toString() !== workload.toString()) shared.set(key, [first, workload]);
    }
    return users.flatMap(({ workload, template, account }) => {
      const sharing = account === 'default' ? undefined : shared.get(`${workload.namespace}/${account}`);
      if (account === undefined || !sharing) return [];
      const other = sharing.find(candidate => candidate.toString() !== workload.toString());
      return [{
        manifest: workload,
        path: [...template.path, 'spec', 'serviceAccountName'],
        message: `must be its own, ${JSON.stringify(account)} is used by ${other} as well`,
      }];
    });
  },
  examples: {
    good: [[pod('web', 'web'), pod('api', 'api')], [pod('web', 'web'), pod('web', 'web', 'other')]],
    bad: [{
      objects: [pod('web', 'shared'), pod('api', 'shared')],
      at: ['Pod web spec.serviceAccountName', 'Pod api spec.serviceAccountName'],
    }],
  },
});

function accountOf(template: Pod): string | undefined {
  const name = template.spec.serviceAccountName ?? template.spec.serviceAccount;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
