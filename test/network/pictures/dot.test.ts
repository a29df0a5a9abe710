import { dotOf } from '../../../src/network/pictures/dot';
import { apps, egressFrom, ingressTo, KubernetesObject, networkOf, policy } from '../network-kit';
import { OPEN_APP, syntheticApp } from './synthetic';

function drawn(...objects: readonly KubernetesObject[]): string[] {
  return dotOf(networkOf(...objects)).split('\n');
}

test('a namespace is a cluster, and an edge goes from who calls to who is called', () => {
  expect(drawn(
    ...apps('cache', 'web'),
    ingressTo('web', { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 8080 }] }),
    ingressTo('cache', { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 6379 }] }),
    egressFrom('web', { to: [{ podSelector: {} }] }),
    egressFrom('cache'),
  )).toEqual([
    'digraph network {',
    '  graph [rankdir=LR, newrank=true, compound=true, fontname="sans-serif"];',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    '  "n1" [label="10.0.0.0/8", shape=ellipse, style=solid];',
    '  subgraph "cluster_s1" {',
    '    label="shop";',
    '    "n2" [label="cache\\nPod"];',
    '    "n3" [label="web\\nPod"];',
    '  }',
    '  "n1" -> "n3" [label="TCP 8080"];',
    '  "n3" -> "n2" [label="TCP 6379"];',
    '}',
    '',
  ]);
});

test('what is open has a thick border, what is not certain is dashed', () => {
  const lines = drawn(...OPEN_APP);

  expect(lines).toContain('    "n6" [label="2 workloads\\nads\\norders\\n⚠ no policy: open in and out", penwidth=3];');
  expect(lines).toContain('  "n5" -> "n8" [label="perhaps TCP 9090", style=dashed];');
  expect(lines).toContain('  "n2" [label="any other pod\\nnot in what was read", style="rounded,dashed"];');
});

test('quotes, backslashes and entities in names are texts', () => {
  const named = { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: 'a"b\\c&lt;d\ne' }, spec: { containers: [{ name: 'main' }] } };

  expect(drawn(named, policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }))[6])
    .toBe('    "n1" [label="a\\"b\\\\c&amp;lt;d\\\\ne\\nPod"];');
});

test('of too many connections between namespaces only the namespaces are there, and a sentence', () => {
  const lines = drawn(...syntheticApp(700, 650, 2));

  expect(lines[1]).toBe('  // Not drawn: 1301 connections between namespaces.');
  expect(lines.filter(line => line.includes('->'))).toEqual([]);
});

test('the order in which objects come does not matter', () => {
  expect(drawn(...[...OPEN_APP].reverse())).toEqual(drawn(...OPEN_APP));
});
