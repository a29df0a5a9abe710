import { formatPath } from '../../../src/kubernetes/field-path';
import { IdleSelector, idleOf } from '../../../src/network/exposure/idle';
import { app, block, egress, inNamespace, ingress, Json, namespaceOf, networkOf, pod, policy } from './exposed';

const WEB = pod('web', ['http:8080', 'dns:53/UDP']);
const PROBE = pod('other/probe', ['metrics:9090']);
const NODE = pod('node', [], { hostNetwork: true });

function faults(...objects: readonly Json[]): string[] {
  return idleOf(networkOf(...objects)).faults.map(lineOf);
}

function outside(...objects: readonly Json[]): string[] {
  const idle = idleOf(networkOf(...objects));
  expect(idle.faults).toEqual([]);
  return idle.outside.map(lineOf);
}

function lineOf({ policy: { subject }, path, message }: IdleSelector): string {
  return `${subject.name} ${formatPath(path)} ${message}`;
}

describe('the pods that a policy is for', () => {
  test('are there', () => {
    expect(faults(WEB, policy('web', { podSelector: { matchLabels: { app: 'web' } } }))).toEqual([]);
    expect(faults(policy('web', { podSelector: {} }))).toEqual([]);
  });

  test('are none where the namespace has others', () => {
    expect(faults(WEB, policy('web', { podSelector: { matchLabels: { app: 'wep' } } }))).toEqual([
      'web spec.podSelector must select a pod of namespace shop, selects none: no pod is labelled app=wep (did you mean \'web\'?); app is web there',
    ]);
    expect(faults(WEB, policy('web', { podSelector: { matchLabels: { tier: 'front' } } }))).toEqual([
      'web spec.podSelector must select a pod of namespace shop, selects none: no pod is labelled tier=front; no pod has the label tier',
    ]);
  });

  test('have the labels, but none has all', () => {
    const expressions = [{ key: 'app', operator: 'Exists' }, { key: 'app', operator: 'NotIn', values: ['web'] }];
    expect(faults(WEB, policy('web', { podSelector: { matchExpressions: expressions } }))).toEqual([
      'web spec.podSelector must select a pod of namespace shop, selects none: no pod is labelled app!=web; app is web there',
    ]);
    expect(faults(WEB, pod('api', [], {}), policy('web', { podSelector: { matchExpressions: [expressions[0], { key: 'app', operator: 'NotIn', values: ['web', 'api'] }] } }))).toEqual([
      'web spec.podSelector must select a pod of namespace shop, selects none: no pod is labelled app not in (api, web); app is api, web there',
    ]);
  });

  test('are in the network of their node', () => {
    expect(faults(NODE, policy('deny', { podSelector: {} }), policy('node', { podSelector: { matchLabels: { app: 'node' } } }))).toEqual([
      'node spec.podSelector must select a pod of namespace shop that is not in the network of its node, where no policy applies: shop/node[Pod]',
    ]);
  });

  test('may be outside of what was read', () => {
    expect(outside(policy('web', { podSelector: { matchLabels: { app: 'web' } } }))).toEqual(['web spec.podSelector selects shop/[app=web]']);
    expect(outside(pod('kube-system/agent'), policy('kube-system/dns', { podSelector: { matchLabels: { app: 'dns' } } }))).toEqual([
      'dns spec.podSelector selects kube-system/[app=dns]',
    ]);
  });

  test('cannot be read, so that nothing is said about them', () => {
    expect(faults(WEB, policy('web', { podSelector: { matchLabels: 'web' } }))).toEqual([]);
  });
});

describe('peers', () => {
  test('that select nothing where the pods were read are at fault', () => {
    expect(faults(WEB, PROBE, ingress('web', { from: [app('web'), app('api')] }, { from: [inNamespace('other', { matchLabels: { app: 'prob' } })] }))).toEqual([
      'web spec.ingress[0].from[1] must select a pod of namespace shop, selects none: no pod is labelled app=api; app is web there',
      'web spec.ingress[1].from[0] must select a pod of namespace other, selects none: no pod is labelled app=prob (did you mean \'probe\'?); app is probe there',
    ]);
  });

  test('in the network of their node are found by no selector', () => {
    expect(faults(WEB, NODE, ingress('web', { from: [app('node')] }))).toEqual([
      'web spec.ingress[0].from[0] must select a pod that is not in the network of its node, where no selector finds it: shop/node[Pod]; '
      + 'an ipBlock with the addresses of the nodes does',
    ]);
  });

  test('of a namespace without the label by which it is named are at fault', () => {
    const peer = { namespaceSelector: { matchLabels: { name: 'other' } } };
    expect(faults(WEB, PROBE, namespaceOf('other', { team: 'a' }), ingress('web', { from: [peer] }))).toEqual([
      'web spec.ingress[0].from[0] must select a namespace, selects none: namespace other is not labelled name=other; its labels are team=a. '
      + 'Every namespace has the label kubernetes.io/metadata.name: other',
    ]);
    const both = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other', 'team': 'b' } } };
    expect(faults(WEB, PROBE, namespaceOf('other', { team: 'a' }), ingress('web', { from: [both] }))).toEqual([
      'web spec.ingress[0].from[0] must select a namespace, selects none: namespace other is not labelled team=b; its labels are team=a',
    ]);
  });

  test('may be outside of what was read', () => {
    const peers = [
      inNamespace('kube-system', { matchLabels: { 'k8s-app': 'kube-dns' } }), { namespaceSelector: { matchLabels: { team: 'a' } } },
      { namespaceSelector: {}, podSelector: { matchLabels: { app: 'scraper' } } }, block('10.0.0.0/8'),
    ];
    expect(outside(WEB, ingress('web', { from: peers }))).toEqual([
      'web spec.ingress[0].from[0] selects kube-system/[k8s-app=kube-dns]', 'web spec.ingress[0].from[1] selects [team=a]/[any pod]',
      'web spec.ingress[0].from[2] selects [any namespace]/[app=scraper]',
    ]);
  });

  test('with a block of which the exceptions leave nothing are at fault', () => {
    expect(faults(WEB, ingress('web', { from: [block('10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9')] }))).toEqual([
      'web spec.ingress[0].from[0] must hold an address, holds none: the exceptions leave nothing of 10.0.0.0/8 except 10.0.0.0/9, 10.128.0.0/9',
    ]);
  });
});

describe('named ports', () => {
  test('of ingress are those of the pods that the policy is for', () => {
    expect(faults(WEB, ingress('web', { ports: [{ port: 'http' }, { port: 'htp' }, { port: 'dns' }] }))).toEqual([
      'web spec.ingress[0].ports[1] must be a port that a selected pod has, is \'htp\' (TCP) (did you mean \'http\'?): '
      + 'the named ports of shop/web[Pod] are dns (UDP), http (TCP)',
      'web spec.ingress[0].ports[2] must be a port that a selected pod has, is \'dns\' (TCP): the named ports of shop/web[Pod] are dns (UDP), http (TCP)',
    ]);
  });

  test('of egress are those of the pods that are called', () => {
    expect(faults(WEB, PROBE, egress('web', { to: [inNamespace('other')], ports: [{ port: 'metrics' }, { port: 'http' }] }))).toEqual([
      'web spec.egress[0].ports[1] must be a port that a selected pod has, is \'http\' (TCP): the named ports of other/probe[Pod] are metrics (TCP)',
    ]);
  });

  test('of pods that were not read are not judged', () => {
    expect(faults(WEB, egress('web', { to: [{ namespaceSelector: {} }], ports: [{ port: 'grpc' }] }, { ports: [{ port: 'grpc' }] }))).toEqual([]);
  });
});
