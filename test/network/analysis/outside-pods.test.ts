import { apps, egressFrom, ingressTo, KubernetesObject, linesOf, namespace, networkOf, pod, withPorts } from '../network-kit';

const byName = (name: string): unknown => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const labelled = (app: string): unknown => ({ matchLabels: { app } });

/** What is listed beside workloads and addresses. */
function outside(...objects: readonly KubernetesObject[]): string[] {
  return linesOf(networkOf(...objects), { withOutside: true }).filter(line => !line.includes('[External]') && line.replace(/\[Pod\]/g, '').includes('['));
}

function letIn(peer: unknown, ...others: readonly KubernetesObject[]): string[] {
  return outside(...apps('cache'), ...others, ingressTo('cache', { from: [peer] })).filter(line => line.endsWith('=> shop/cache[Pod] : All Connections'))
    .map(line => line.replace(' => shop/cache[Pod] : All Connections', ''));
}

describe('pods that a rule is for, and that may be outside of what was read', () => {
  test.each<[string, unknown, string[]]>([
    ['are of a namespace that was not read', { namespaceSelector: byName('ops') }, ['ops/[any pod]']],
    ['are some of a namespace that was not read', { namespaceSelector: byName('ops'), podSelector: labelled('probe') }, ['ops/[app=probe]']],
    ['are of its own namespace where none was found', { podSelector: labelled('ghost') }, ['shop/[app=ghost]']],
    ['are of any namespace with a label', { namespaceSelector: { matchLabels: { team: 'blue' } } }, ['[team=blue]/[any pod]']],
    ['are with a label in any namespace', { namespaceSelector: {}, podSelector: labelled('probe') }, ['[any namespace]/[app=probe]']],
    ['are every pod', { namespaceSelector: {} }, ['[any pod]']],
    ['are found by expressions', { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['x', 'y'] }] } }, ['shop/[app in (x, y)]']],
    ['are none in a block of addresses', { ipBlock: { cidr: '0.0.0.0/0' } }, []],
  ])('%s', (_, peer, expected) => {
    expect(letIn(peer)).toEqual(expected);
  });

  test('are not told where some were found in the one namespace', () => {
    expect(letIn({ podSelector: labelled('web') }, ...apps('web'))).toEqual([]);
    expect(letIn({ namespaceSelector: byName('ops') }, pod('ops/probe'))).toEqual([]);
  });

  test('are told where others were found in namespaces with a label, of which there may be more', () => {
    expect(letIn({ namespaceSelector: { matchLabels: { team: 'blue' } } }, namespace('ops', { team: 'blue' }), pod('ops/probe'))).toEqual(['[team=blue]/[any pod]']);
  });

  test('are told where only a pod in the network of its node was found, which no rule is for', () => {
    expect(letIn({ podSelector: labelled('agent') }, pod('agent', { app: 'agent' }, { hostNetwork: true }))).toEqual(['shop/[app=agent]']);
  });

  test('are every pod for those who have no policy', () => {
    expect(outside(...apps('cache'))).toEqual(['[any pod] => shop/cache[Pod] : All Connections', 'shop/cache[Pod] => [any pod] : All Connections']);
  });

  test('are left out unless they are asked for', () => {
    expect(linesOf(networkOf(...apps('cache'), ingressTo('cache', { from: [{ podSelector: labelled('ghost') }] })))).toEqual([
      'shop/cache[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections',
    ]);
  });

  test('have named ports that nobody knows, of those who are called', () => {
    const to = [{ namespaceSelector: byName('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }];
    expect(outside(...apps('web'), egressFrom('web', { to, ports: [{ protocol: 'UDP', port: 'dns' }, { port: 53 }] })).filter(line => line.startsWith('shop/web'))).toEqual([
      'shop/web[Pod] => kube-system/[k8s-app=kube-dns] : TCP 53 (UDP 1-65535)',
    ]);
    expect(outside(...apps('web'), egressFrom('web', { ports: [{ port: 'http' }] })).filter(line => line.startsWith('shop/web'))).toEqual([
      'shop/web[Pod] => [any pod] : (TCP 1-65535)',
    ]);
  });

  test('reach the named ports of those who let them in', () => {
    expect(outside(pod('cache', { app: 'cache' }, withPorts('redis:TCP:6379')), ingressTo('cache', { from: [{ podSelector: labelled('ghost') }], ports: [{ port: 'redis' }] }))).toEqual([
      'shop/[app=ghost] => shop/cache[Pod] : TCP 6379', 'shop/cache[Pod] => [any pod] : All Connections',
    ]);
  });

  test('are reached by what all rules for them allow together', () => {
    const to = [{ podSelector: labelled('ghost') }];
    expect(outside(...apps('web'), egressFrom('web', { to, ports: [{ port: 80 }] }, { to, ports: [{ port: 443 }] })).filter(line => line.startsWith('shop/web'))).toEqual([
      'shop/web[Pod] => shop/[app=ghost] : TCP 80,443',
    ]);
  });
});
