import { Exposure, exposureOf, isExposed } from '../../../src/network/exposure/exposure';
import { exposureCsv, exposureJson, exposureMarkdown, exposureText } from '../../../src/network/exposure/exposure-report';
import { block, DENY, egress, inNamespace, ingress, Json, networkOf, pod, policy, service } from './exposed';

/** `metadata: shop/web[Pod] TCP 80 to … by NetworkPolicy shop/web spec.egress[0]`, of the sections that have something. */
function found({ sections }: Exposure): string[] {
  return sections.flatMap(({ topic, items }) => items.map(({ who, what, because }) => [`${topic}: ${who} ${what}`, ...because].join(' by ')));
}

function exposure(...objects: readonly Json[]): string[] {
  return found(exposureOf(networkOf(...objects)));
}

const WEB = pod('web', ['http:8080']);

test('nothing is exposed where nothing is', () => {
  const nothing = exposureOf(networkOf());
  expect(found(nothing)).toEqual([]);
  expect(isExposed(nothing)).toBe(false);
  expect(isExposed(exposureOf(networkOf(WEB, DENY)))).toBe(false);
});

test('what no policy protects, or only one that is refused, is exposed', () => {
  expect(exposure(WEB)).toEqual(['unprotected: shop/web[Pod] ingress and egress: no NetworkPolicy is for it']);
  expect(exposure(WEB, ingress('in'))).toEqual(['unprotected: shop/web[Pod] egress: no NetworkPolicy is for it']);
  expect(isExposed(exposureOf(networkOf(WEB)))).toBe(true);
  expect(exposure(WEB, policy('in', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{}] }] }), egress('out'))).toEqual([
    'unprotected: shop/web[Pod] ingress: every NetworkPolicy for it is one that the API server refuses by NetworkPolicy shop/in',
    'invalid-policy: NetworkPolicy shop/in spec.ingress[0].from[0] must have a podSelector, a namespaceSelector or an ipBlock, has none; a rule without peers is for everybody',
  ]);
});

test('what a policy opens to everybody is exposed, and not told again for the internet and the metadata', () => {
  expect(exposure(WEB, DENY, ingress('in', {}), egress('out', {}))).toEqual([
    'opened: shop/web[Pod] ingress: from everybody, by every port by NetworkPolicy shop/in spec.ingress[0]',
    'opened: shop/web[Pod] egress: to everybody, by every port by NetworkPolicy shop/out spec.egress[0]',
  ]);
});

test('the internet is let in by ports that are announced, and by no other', () => {
  expect(exposure(
    WEB, DENY, ingress('in', { from: [block('0.0.0.0/0')], ports: [{ port: 8080 }, { port: 9000 }] }), service('web', [{ port: 80, targetPort: 8080 }], { type: 'LoadBalancer' }),
  )).toEqual([
    'from-internet: shop/web[Pod] TCP 9000 from 0.0.0.0/0 by NetworkPolicy shop/in spec.ingress[0]',
    'announced: shop/web[Pod] TCP 8080 by Service shop/web',
  ]);
  expect(exposure(WEB, DENY, ingress('in', { ports: [{ port: 8080 }] }))).toEqual([
    'from-internet: shop/web[Pod] TCP 8080 from anywhere by NetworkPolicy shop/in spec.ingress[0]',
  ]);
});

test('the metadata of clouds, the internet and DNS are told from each other', () => {
  const out = exposureOf(networkOf(WEB, DENY, egress('out', { to: [block('168.0.0.0/7')], ports: [{ port: 80 }] })));
  expect(found(out)).toEqual([
    'metadata: shop/web[Pod] TCP 80 to 169.254.169.254 (the metadata of AWS, Google Cloud, Azure, Oracle Cloud, OpenStack, DigitalOcean and Hetzner)'
    + ' by NetworkPolicy shop/out spec.egress[0]',
    'dns: shop/web[Pod] no rule lets it ask a resolver, UDP 53 by NetworkPolicy shop/deny by NetworkPolicy shop/out',
    'to-internet: shop/web[Pod] TCP 80 to 168.0.0.0/7 by NetworkPolicy shop/out spec.egress[0]',
    'provider-metadata: shop/web[Pod] TCP 80 to 169.254.169.252 (the metadata server of GKE), 169.254.170.2 (the credentials of AWS ECS), '
    + '169.254.170.23 (the credentials of EKS Pod Identity), 168.63.129.16 (the WireServer of Azure), 169.254.42.42 (the metadata of Scaleway)'
    + ' by NetworkPolicy shop/out spec.egress[0]',
  ]);
});

test('reaching the internet, being in the network of a node, and peers that were not read are for information', () => {
  const information = exposureOf(networkOf(
    WEB, DENY, pod('other/node', [], { hostNetwork: true }),
    egress('out', { to: [block('8.8.8.8/32')], ports: [{ protocol: 'UDP', port: 53 }] }, { to: [inNamespace('kube-system')] }),
    { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'l7', namespace: 'shop' }, spec: {} },
  ));
  expect(found(information)).toEqual([
    'not-considered: CiliumNetworkPolicy shop/l7 is not considered',
    'host-network: other/node[Pod] hostNetwork: true',
    'to-internet: shop/web[Pod] UDP 53 to 8.8.8.8/32 by NetworkPolicy shop/out spec.egress[0]',
    'outside: NetworkPolicy shop/out spec.egress[1].to[0] selects kube-system/[any pod]',
  ]);
  expect(isExposed(information)).toBe(false);
});

describe('the report', () => {
  const EXPOSURE = exposureOf(networkOf(WEB, pod('api'), ingress('in', { from: [block('10.0.0.1/8')] }), ingress('gone/in', {})));

  test('tells what is the same of several workloads once, and what was not found', () => {
    expect(exposureText(EXPOSURE)).toBe([
      'Exposure of 2 workloads, 2 NetworkPolicies: 3 things to look at',
      '',
      'Protected by no policy (2)',
      '  Without a NetworkPolicy everybody in the cluster reaches a pod, and it reaches everybody. Add one to the namespace that selects every pod and allows nothing.',
      '',
      '  shop/api[Pod]',
      '  shop/web[Pod]',
      '      egress: no NetworkPolicy is for it',
      '',
      'Policies that Kubernetes does not understand (1)',
      '  What cannot be read is shown as unknown. Where the API server refuses a policy, what is in the cluster is an older one or none.',
      '',
      '  NetworkPolicy shop/in',
      '      spec.ingress[0].from[0].ipBlock.cidr must not have bits beyond its prefix, is "10.0.0.1/8", which means 10.0.0.0/8; the API server takes it',
      '',
      'Nothing was found of:',
      '',
      '- Opened to everybody by a policy',
      '- Open to the internet, and announced by nothing, of those that policies restrict; the others are open',
      '- May ask the cloud for its metadata, of those that policies restrict; the others are open',
      '- Cut off from DNS',
      '- Services, Ingresses and routes that lead nowhere',
      '- Policies that select nothing',
      '',
    ].join('\n'));
  });

  test('is a line for each thing in CSV', () => {
    expect(exposureCsv(EXPOSURE)).toBe([
      'topic,weight,who,what,because',
      'unprotected,review,shop/api[Pod],egress: no NetworkPolicy is for it,',
      'unprotected,review,shop/web[Pod],egress: no NetworkPolicy is for it,',
      'invalid-policy,review,NetworkPolicy shop/in,"spec.ingress[0].from[0].ipBlock.cidr must not have bits beyond its prefix, is ""10.0.0.1/8"", '
      + 'which means 10.0.0.0/8; the API server takes it",',
      '',
    ].join('\n'));
  });

  test('has every section in JSON', () => {
    const json = JSON.parse(exposureJson(EXPOSURE)) as Exposure & { readonly isExposed: boolean };
    expect([json.workloads, json.policies, json.isExposed]).toEqual([2, 2, true]);
    expect(json.sections).toEqual(EXPOSURE.sections);
    expect(json.sections.map(({ topic }) => topic)).toEqual([
      'unprotected', 'opened', 'from-internet', 'metadata', 'dns', 'service', 'selects-nothing', 'invalid-policy', 'not-considered', 'host-network', 'announced',
      'to-internet', 'provider-metadata', 'outside',
    ]);
  });

  test('folds what is for information in Markdown, and lets no name be read as mark-up', () => {
    const node = pod('node', [], { hostNetwork: true });
    const text = exposureMarkdown(exposureOf(networkOf(pod('web|<b>'), node, DENY)));
    expect(text).toBe([
      '### Exposure of 2 workloads, 1 NetworkPolicy: nothing to look at',
      '',
      '<details><summary>In the network of the node (1)</summary>',
      '',
      'No NetworkPolicy applies to these pods, and no selector finds them.',
      '',
      '| who | what | by |',
      '|---|---|---|',
      '| <code>shop/node&#91;Pod&#93;</code> | <code>hostNetwork&#58; true</code> |  |',
      '',
      '</details>',
      '',
      'Nothing was found of:',
      '',
      '- Protected by no policy',
      '- Opened to everybody by a policy',
      '- Open to the internet, and announced by nothing, of those that policies restrict; the others are open',
      '- May ask the cloud for its metadata, of those that policies restrict; the others are open',
      '- Cut off from DNS',
      '- Services, Ingresses and routes that lead nowhere',
      '- Policies that select nothing',
      '- Policies that Kubernetes does not understand',
      '',
    ].join('\n'));
    expect(exposureMarkdown(exposureOf(networkOf(pod('web|<b>'))))).toContain('| <code>shop/web&#124;&#60;b&#62;&#91;Pod&#93;</code> |');
  });
});
