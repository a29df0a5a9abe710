import { ingressTo, KubernetesObject, Labels, networkOf, pod, podLines, policy } from '../network-kit';

const CONTAINERS = { containers: [{ name: 'main' }] };
const template = (labels: Labels = {}): KubernetesObject => ({ metadata: { labels }, spec: CONTAINERS });

function ownedBy(kind: string | undefined, name: string, controller: unknown = true): KubernetesObject {
  return { ownerReferences: [{ kind, name, controller }] };
}

function object(apiVersion: string, kind: string, spec: unknown, metadata: KubernetesObject = {}): KubernetesObject {
  return { apiVersion, kind, metadata: { namespace: 'shop', name: 'it', ...metadata }, spec };
}

const workloads = (...objects: readonly KubernetesObject[]): string[] => networkOf(...objects).workloads.map(({ text }) => text);

describe('a workload', () => {
  test.each<[string, KubernetesObject, string[]]>([
    ['is a Pod', object('v1', 'Pod', CONTAINERS), ['shop/it[Pod]']],
    ['is a ReplicationController', object('v1', 'ReplicationController', { template: template() }), ['shop/it[ReplicationController]']],
    ['is a Deployment', object('apps/v1', 'Deployment', { template: template() }), ['shop/it[Deployment]']],
    ['is a Deployment of an old version', object('extensions/v1beta1', 'Deployment', { template: template() }), ['shop/it[Deployment]']],
    ['is a ReplicaSet', object('apps/v1', 'ReplicaSet', { template: template() }), ['shop/it[ReplicaSet]']],
    ['is a StatefulSet', object('apps/v1', 'StatefulSet', { template: template() }), ['shop/it[StatefulSet]']],
    ['is a DaemonSet', object('apps/v1', 'DaemonSet', { template: template() }), ['shop/it[DaemonSet]']],
    ['is a Job', object('batch/v1', 'Job', { template: template() }), ['shop/it[Job]']],
    ['is a CronJob', object('batch/v1', 'CronJob', { jobTemplate: { spec: { template: template() } } }), ['shop/it[CronJob]']],
    ['is a custom resource that carries a pod', object('argoproj.io/v1alpha1', 'Rollout', { template: template() }), ['shop/it[Rollout]']],
    ['is no PodTemplate, which makes no pods', { ...object('v1', 'PodTemplate', undefined), template: template() }, []],
    ['is no Service', object('v1', 'Service', {}), []],
    ['is there even if it has no replicas', object('apps/v1', 'Deployment', { replicas: 0, template: template() }), ['shop/it[Deployment]']],
    ['is called as what it is generated from', { ...pod(''), metadata: { namespace: 'shop', generateName: 'it-' } }, ['shop/it-[Pod]']],
  ])('%s', (_, one, expected) => {
    expect(workloads(one)).toEqual(expected);
  });

  test('is selected by the labels of its template, not by its own', () => {
    const web = object('apps/v1', 'Deployment', { template: template({ app: 'inner' }) }, { name: 'web', labels: { app: 'outer' } });
    const deny = (app: string): KubernetesObject => policy({ podSelector: { matchLabels: { app } } });
    expect(podLines(web, pod('cache'), deny('inner'))).toEqual(['shop/web => shop/cache : All Connections']);
    expect(podLines(web, pod('cache'), deny('outer'))).toHaveLength(2);
  });

  test('that is a Job is found by the label that Kubernetes gives its pods', () => {
    const job = object('batch/v1', 'Job', { template: template() }, { name: 'migrate' });
    for (const label of ['job-name', 'batch.kubernetes.io/job-name']) {
      expect(podLines(job, pod('db'), policy({ podSelector: { matchLabels: { [label]: 'migrate' } } }))).toEqual(['shop/migrate => shop/db : All Connections']);
    }
  });

  test('with a label that is null has it, and it is empty', () => {
    const odd = { ...pod('odd'), metadata: { namespace: 'shop', name: 'odd', labels: { app: null } } };
    expect(podLines(odd, pod('db'), policy({ podSelector: { matchLabels: { app: '' } } }))).toEqual(['shop/odd => shop/db : All Connections']);
  });

  test('of the same name and another kind, or in another namespace, is another', () => {
    expect(workloads(object('apps/v1', 'Deployment', { template: template() }), object('apps/v1', 'StatefulSet', { template: template() }), pod('ops/it'), pod('it')))
      .toEqual(['ops/it[Pod]', 'shop/it[Deployment]', 'shop/it[Pod]', 'shop/it[StatefulSet]']);
  });

  test('has several pods where it has several templates', () => {
    const group = object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', {
      leaderWorkerTemplate: { leaderTemplate: template({ role: 'leader' }), workerTemplate: template({ role: 'worker' }) },
    });
    const { workloads: [only, ...others] } = networkOf(group);
    expect([only.text, only.pods.map(({ labels }) => labels), others]).toEqual(['shop/it[LeaderWorkerSet]', [{ role: 'leader' }, { role: 'worker' }], []]);
    const intoWorkers = policy({ podSelector: { matchLabels: { role: 'worker' } }, ingress: [{ ports: [{ port: 80 }] }] });
    const intoLeader = policy({ podSelector: { matchLabels: { role: 'leader' } }, ingress: [{ ports: [{ port: 443 }] }] });
    expect(podLines(group, pod('web'), intoWorkers, intoLeader)).toEqual(['shop/it => shop/web : All Connections', 'shop/web => shop/it : TCP 80,443']);
  });
});

describe('an owner', () => {
  const owned = (text: string, metadata: KubernetesObject, labels: Labels = {}): KubernetesObject => {
    const made = pod(text, labels);
    return { ...made, metadata: { ...made.metadata as object, ...metadata } };
  };
  const replicaSet = object('apps/v1', 'ReplicaSet', { template: template() }, { name: 'web-1', ...ownedBy('Deployment', 'web') });
  const deployment = object('apps/v1', 'Deployment', { template: template() }, { name: 'web' });

  test.each<[string, KubernetesObject[], string[]]>([
    ['stands for its pods', [owned('web-1-a', ownedBy('ReplicaSet', 'web-1')), owned('web-1-b', ownedBy('ReplicaSet', 'web-1'))], ['shop/web-1[ReplicaSet]']],
    ['stands for what it makes, and for what that makes', [owned('web-1-a', ownedBy('ReplicaSet', 'web-1')), replicaSet, deployment], ['shop/web[Deployment]']],
    ['that was not read stands for what it makes', [owned('web-1-a', ownedBy('ReplicaSet', 'web-1')), replicaSet], ['shop/web[Deployment]']],
    ['of a Job is its CronJob', [object('batch/v1', 'Job', { template: template() }, { name: 'nightly-1', ...ownedBy('CronJob', 'nightly') })], ['shop/nightly[CronJob]']],
    ['may be of a kind that nobody knows', [owned('a', ownedBy('Widget', 'w'))], ['shop/w[Widget]']],
    ['without a kind is a Pod', [owned('a', ownedBy(undefined, 'w')), owned('b', ownedBy('', 'w'))], ['shop/w[Pod]']],
    ['that does not control its pods is none', [owned('a', ownedBy('ReplicaSet', 'r', false)), owned('b', ownedBy('ReplicaSet', 'r', null))], ['shop/a[Pod]', 'shop/b[Pod]']],
    ['that is a node is none', [owned('etcd-1', ownedBy('Node', 'control-plane'))], ['shop/etcd-1[Pod]']],
    ['without a name is none', [owned('a', ownedBy('ReplicaSet', ''))], ['shop/a[Pod]']],
    ['in another namespace is another', [owned('ops/a', ownedBy('ReplicaSet', 'r')), owned('shop/a', ownedBy('ReplicaSet', 'r'))], ['ops/r[ReplicaSet]', 'shop/r[ReplicaSet]']],
    ['of itself is what it is', [owned('a', ownedBy('Pod', 'a'))], ['shop/a[Pod]']],
    ['in a circle is found all the same', [owned('a', ownedBy('Pod', 'b')), owned('b', ownedBy('Pod', 'a'))], ['shop/a[Pod]', 'shop/b[Pod]']],
    ['in a list that is none is none', [owned('a', { ownerReferences: 'web' }), owned('b', { ownerReferences: [null, 'web'] })], ['shop/a[Pod]', 'shop/b[Pod]']],
  ])('%s', (_, objects, expected) => {
    expect(workloads(...objects)).toEqual(expected);
  });

  test('may do what any of its pods may', () => {
    const from = (app: string): unknown => ({ podSelector: { matchLabels: { app } } });
    expect(podLines(
      owned('a', ownedBy('ReplicaSet', 'r'), { app: 'a' }), owned('b', ownedBy('ReplicaSet', 'r'), { app: 'b' }), pod('db', { app: 'db' }),
      ingressTo('db', { from: [from('a')], ports: [{ port: 1 }] }, { from: [from('b')], ports: [{ port: 2 }] }),
    )).toEqual(['shop/db => shop/r : All Connections', 'shop/r => shop/db : TCP 1-2']);
  });
});

test('of one kind and name but of two API groups, that which is not of Kubernetes is named with its group', () => {
  const set = (apiVersion: string): KubernetesObject => object(apiVersion, 'StatefulSet', { template: template() }, { name: 'db' });
  expect(workloads(set('apps/v1'), set('apps.kruise.io/v1beta1'))).toEqual(['shop/db[StatefulSet.apps.kruise.io]', 'shop/db[StatefulSet]']);
});

test('that somebody keeps alive and others wrote stand for themselves', () => {
  expect(workloads(
    object('apps/v1', 'Deployment', { template: template() }, { name: 'web', ...ownedBy('Shop', 'shop') }),
    object('apps/v1', 'StatefulSet', { template: template() }, { name: 'db', ...ownedBy('Shop', 'shop') }),
  )).toEqual(['shop/db[StatefulSet]', 'shop/web[Deployment]']);
});

describe('policies that are not considered', () => {
  test.each([
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'],
    ['policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy'],
    ['cilium.io/v2', 'CiliumNetworkPolicy'],
    ['projectcalico.org/v3', 'GlobalNetworkPolicy'],
    ['extensions/v1beta1', 'NetworkPolicy'],
  ])('are told: %s %s', (apiVersion, kind) => {
    const { objects, policies } = networkOf({ apiVersion, kind, metadata: { name: 'other' }, spec: {} });
    expect([policies, objects.others.map(subject => `${subject.apiVersion} ${subject.kind} ${subject.name}`)]).toEqual([[], [`${apiVersion} ${kind} other`]]);
  });
});
