import { markdownOf } from '../../../src/network/pictures/markdown';
import { apps, egressFrom, ingressTo, KubernetesObject, networkOf, pod, policy } from '../network-kit';
import { hostilePod, OPEN_APP, syntheticApp } from './synthetic';

function written(...objects: readonly KubernetesObject[]): string[] {
  return markdownOf(networkOf(...objects)).split('\n');
}

test('a summary, the drawing and the connections are written', () => {
  expect(written(
    ...apps('cache', 'web'),
    ingressTo('web', { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 8080 }] }),
    ingressTo('cache', { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 6379 }] }),
    egressFrom('web', { to: [{ podSelector: {} }] }),
    egressFrom('cache'),
  )).toEqual([
    '## Who reaches whom',
    '',
    '2 workloads in 1 namespace, 4 NetworkPolicies, 2 connections. Policies restrict every workload, in both directions.',
    '',
    '```mermaid',
    'flowchart LR',
    '  n1(["the internet"])',
    '  subgraph s1 ["shop"]',
    '    n2["cache<br>Pod"]',
    '    n3["web<br>Pod"]',
    '  end',
    '  n1 -->|"TCP 8080"| n3',
    '  n3 -->|"TCP 6379"| n2',
    '```',
    '',
    '| From | To | Ports |',
    '| --- | --- | --- |',
    '| <code>the internet</code> | <code>shop/web&#91;Pod&#93;</code> | TCP 8080 |',
    '| <code>shop/web&#91;Pod&#93;</code> | <code>shop/cache&#91;Pod&#93;</code> | TCP 6379 |',
    '',
  ]);
});

test('what is open, refused or not considered is said in front of the drawing or behind it', () => {
  const lines = written(...OPEN_APP);

  expect(lines.slice(2, 15)).toEqual([
    '12 workloads in 3 namespaces, 4 NetworkPolicies, 123 connections. **9 of 12 workloads are open in at least one direction.**',
    '',
    '9 open workloads:',
    '',
    '- <code>legacy/old-a&#91;Pod&#93;</code>: no policy for ingress and egress',
    '- <code>legacy/old-b&#91;Pod&#93;</code>: no policy for ingress and egress',
    '- <code>legacy/old-c&#91;Pod&#93;</code>: no policy for ingress and egress',
    '- <code>legacy/old-d&#91;Pod&#93;</code>: no policy for ingress and egress',
    '- <code>legacy/old-e&#91;Pod&#93;</code>: no policy for ingress and egress',
    '- <code>ops/agent&#91;Pod&#93;</code>: in the network of its node, where no policy applies',
    '- <code>shop/ads&#91;Pod&#93;</code>: no policy for ingress and egress',
    '- <code>shop/mail&#91;Pod&#93;</code>: no policy for egress',
    '- <code>shop/orders&#91;Pod&#93;</code>: no policy for ingress and egress',
  ]);
  expect(lines.filter(line => line.startsWith('1 fault') || line.includes('CiliumNetworkPolicy shop/l7.'))).toEqual([
    '1 fault of policies:',
    '  %% 1 policy of other makes was not considered and may allow or deny more: CiliumNetworkPolicy shop/l7.',
    '1 policy of other makes was not considered and may allow or deny more&#58; CiliumNetworkPolicy shop/l7.',
  ]);
});

test('a long list is folded, and cut with a sentence where a comment would not hold it', () => {
  const lines = written(...syntheticApp(300, 6, 2));

  expect(lines).toContain('<details><summary>600 connections</summary>');
  expect(lines).toContain('These are the first 200 of 600; `cdk8s-hardened network list` lists all.');
  expect(markdownOf(networkOf(...syntheticApp(300, 6, 2))).length).toBeLessThan(65_536);
});

test('namespaces with too many connections between them are a table', () => {
  const names = Array.from({ length: 14 }, (_, i) => `team-${i}`);
  const lines = written(...names.flatMap((name, called) => [
    pod(`${name}/app`),
    policy({
      podSelector: {},
      ingress: names.map((caller, i) => ({
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': caller } } }], ports: [{ port: 1000 + 20 * i + called }],
      })),
    }, `${name}/app`),
  ]));
  const start = lines.findIndex(line => line.startsWith('There are '));

  expect(lines[start]).toBe('There are 182 pairs of namespaces and addresses with connections between them, too many to draw. Each row calls; the numbers are those of connections.');
  expect(lines[start + 2].split('|')).toHaveLength(1 + 14 + 2);
});

test('no name is mark-up', () => {
  const text = markdownOf(networkOf(hostilePod({ app: 'evil' }), ...apps('web')));

  expect(text).not.toContain('<script>');
  expect(text).not.toContain('<img');
  expect(text).not.toContain('\u202e');
});
