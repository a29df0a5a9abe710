import { mermaidOf } from '../../../src/network/pictures/mermaid';
import { apps, egressFrom, ingressTo, KubernetesObject, networkOf, pod, policy } from '../network-kit';
import { hostilePod, OPEN_APP, syntheticApp } from './synthetic';

const DNS = { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }], ports: [{ protocol: 'UDP', port: 53 }] };

function drawn(...objects: readonly KubernetesObject[]): string[] {
  return mermaidOf(networkOf(...objects)).split('\n');
}

test('an arrow goes from who calls to who is called, with the ports', () => {
  expect(drawn(
    ...apps('cache', 'web'),
    ingressTo('web', { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 8080 }] }),
    ingressTo('cache', { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 6379 }] }),
    egressFrom('web', { to: [{ podSelector: {} }] }),
    egressFrom('cache'),
  )).toEqual([
    'flowchart LR',
    '  n1(["the internet"])',
    '  subgraph s1 ["shop"]',
    '    n2["cache<br>Pod"]',
    '    n3["web<br>Pod"]',
    '  end',
    '  n1 -->|"TCP 8080"| n3',
    '  n3 -->|"TCP 6379"| n2',
    '',
  ]);
});

test('workloads that reach and are reached alike are one node', () => {
  expect(drawn(
    ...apps('a', 'b', 'c', 'cache'),
    policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ to: [{ podSelector: { matchLabels: { app: 'cache' } } }] }] }),
    ingressTo('cache', { from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b', 'c'] }] } }], ports: [{ port: 6379 }] }),
  )).toEqual([
    'flowchart LR',
    '  subgraph s1 ["shop"]',
    '    n1["3 workloads<br>a<br>b<br>c"]',
    '    n2["cache<br>Pod"]',
    '  end',
    '  n1 -->|"TCP 6379"| n2',
    '',
  ]);
});

test('workloads without a policy are marked, and have no arrows to each other', () => {
  expect(drawn(...apps('a', 'b', 'c'), pod('ops/probe'))).toEqual([
    'flowchart LR',
    '  %% Not drawn: what follows from the marks alone. Whoever may call anybody reaches everybody whom anybody may call; the internet, and pods that were not read, are among both.',
    '  subgraph s1 ["ops"]',
    '    n1["probe<br>Pod<br>⚠ no policy: open in and out"]',
    '  end',
    '  subgraph s2 ["shop"]',
    '    n2["3 workloads<br>a<br>b<br>c<br>⚠ no policy: open in and out"]',
    '  end',
    '  classDef open stroke-width:4px',
    '  class n1,n2 open',
    '',
  ]);
});

test('who is reached by every workload is reached by one arrow', () => {
  const lines = drawn(
    ...apps('a', 'b', 'c', 'hub'),
    policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ to: [{ podSelector: { matchLabels: { app: 'hub' } } }] }] }),
    ingressTo('hub', { from: [{ podSelector: {} }], ports: [{ port: 4317 }] }),
    ingressTo('a', { from: [{ podSelector: { matchLabels: { app: 'b' } } }], ports: [{ port: 1 }] }),
    egressFrom('b', { to: [{ podSelector: { matchLabels: { app: 'a' } } }] }),
    egressFrom('c', { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 5432 }] }),
  );

  expect(lines).toEqual([
    'flowchart LR',
    '  n1(["any workload"])',
    '  n2(["10.0.0.0/8"])',
    '  subgraph s1 ["shop"]',
    '    n3["a<br>Pod"]',
    '    n4["b<br>Pod"]',
    '    n5["c<br>Pod"]',
    '    n6["hub<br>Pod"]',
    '  end',
    '  n1 -->|"TCP 4317"| n6',
    '  n4 -->|"TCP 1"| n3',
    '  n5 -->|"TCP 5432"| n2',
    '',
  ]);
});

test('DNS is a sentence, and no arrow of every workload', () => {
  expect(drawn(...apps('a', 'b', 'c'), policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [DNS] }), policy({ podSelector: { matchLabels: { app: 'a' } }, egress: [] }, 'a')))
    .toEqual([
      'flowchart LR',
      '  %% Not drawn: DNS. Every workload may ask kube-system/[any pod] by UDP 53.',
      '  subgraph s1 ["shop"]',
      '    n1["3 workloads<br>a<br>b<br>c"]',
      '  end',
      '',
    ]);
});

test('what is not certain is dotted and said', () => {
  expect(drawn(...OPEN_APP)).toEqual([
    'flowchart LR',
    '  %% Not drawn: what follows from the marks alone. Whoever may call anybody reaches everybody whom anybody may call; the internet, and pods that were not read, are among both.',
    '  %% The API server refuses 1 NetworkPolicy as written (shop/mail): what it decides is shown as "perhaps".',
    '  %% 1 policy of other makes was not considered and may allow or deny more: CiliumNetworkPolicy shop/l7.',
    '  n1(["the internet"])',
    '  n2["any other pod<br>not in what was read"]',
    '  subgraph s1 ["legacy"]',
    '    n3["5 workloads<br>old-a<br>old-b<br>old-c<br>and 2 more<br>⚠ no policy: open in and out"]',
    '  end',
    '  subgraph s2 ["ops"]',
    '    n4["agent<br>Pod<br>⚠ host network: no policy applies"]',
    '    n5["probe<br>Pod"]',
    '  end',
    '  subgraph s3 ["shop"]',
    '    n6["2 workloads<br>ads<br>orders<br>⚠ no policy: open in and out"]',
    '    n7["cart<br>Pod"]',
    '    n8["mail<br>Pod<br>⚠ in: a policy is in doubt<br>⚠ no policy: may call anybody"]',
    '    n9["web<br>Pod"]',
    '  end',
    '  n1 -->|"TCP 443"| n9',
    '  n4 -->|"TCP 443"| n9',
    '  n5 -->|"TCP 9090"| n2',
    '  n5 -->|"TCP 9090"| n3',
    '  n5 -->|"TCP 9090"| n6',
    '  n5 -.->|"perhaps TCP 9090"| n8',
    '  n9 -->|"all ports"| n6',
    '  n9 -->|"TCP 6379"| n7',
    '  n9 -.->|"perhaps all ports"| n8',
    '  classDef open stroke-width:4px',
    '  class n3,n4,n6,n8 open',
    '  classDef unread stroke-dasharray:5 4',
    '  class n2 unread',
    '',
  ]);
});

test('what Mermaid takes for mark-up is escaped', () => {
  expect(drawn(hostilePod({}), policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }))[2])
    .toBe('    n1["#lt;/script#gt;#lt;script#gt;alert(1)#lt;/script#gt;#quot;\'#96;#lt;img src=x onerror=ale…<br>Pod"]');
});

test('a network of many workloads is drawn by namespaces, and one of too many namespaces is not drawn', () => {
  const byNamespace = drawn(...syntheticApp(200, 4, 2));

  expect(byNamespace.slice(0, 5)).toEqual([
    'flowchart LR',
    '  n1["team-0<br>50 workloads<br>50 connections within"]',
    '  n2["team-1<br>50 workloads<br>50 connections within"]',
    '  n3["team-2<br>50 workloads<br>50 connections within"]',
    '  n4["team-3<br>50 workloads<br>50 connections within"]',
  ]);
  expect(drawn(...syntheticApp(400, 200, 2))).toEqual([
    'flowchart LR',
    '  n1["200 namespaces<br>200 connections between them<br>too many to draw"]',
    '',
  ]);
});

test('the order in which objects come does not matter', () => {
  for (const objects of [OPEN_APP, syntheticApp(30, 3, 2)]) {
    expect(drawn(...[...objects].reverse())).toEqual(drawn(...objects));
  }
});

test('nobody is drawn where nobody is', () => {
  expect(drawn()).toEqual(['flowchart LR', '  n1["no workload"]', '']);
});
