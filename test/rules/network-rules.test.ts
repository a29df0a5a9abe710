import { ManifestCheck } from '../../src/check/manifest-check';
import { judge } from '../../src/engine/judge';
import { JudgedObject } from '../../src/engine/judged-object';
import { Platform } from '../../src/kubernetes/platform';
import { TargetFacts } from '../../src/requirements/target-facts';
import { danglingSelector } from '../../src/rules/network/dangling-selector';
import { defaultDeny } from '../../src/rules/network/default-deny';
import { dnsEgress } from '../../src/rules/network/dns-egress';
import { internetIngress } from '../../src/rules/network/internet-ingress';
import { metadataEgress } from '../../src/rules/network/metadata-egress';
import { networkPolicyValid } from '../../src/rules/network/network-policy-valid';
import { Rule } from '../../src/rules/rule';

const TARGET: TargetFacts = { minor: 37, platformAssignsUserIds: false };
const ALL_RULES: readonly Rule[] = [defaultDeny, dnsEgress, internetIngress, metadataEgress, networkPolicyValid, danglingSelector];

/** A finding in one line: `failing NetworkPolicy shop/web spec.egress[0] must …`. */
function linesOf(rules: Rule | readonly Rule[], objects: readonly object[], target = TARGET, onlySeen: readonly object[] = []): string[] {
  const judged = [...objects, ...onlySeen].map((json): JudgedObject => ({
    json, origin: { constructPath: '', waiveAt: '', waivers: [], refusals: [] }, ...onlySeen.includes(json) && { onlySeen: true },
  }));
  const { findings } = judge(judged, { rules: [rules].flat(), target, today: '2026-11-22', writtenAsYaml: false });
  return [...findings.values()].flat()
    .map(({ outcome, resource: { kind, name }, field, message }) => `${outcome}: ${kind} ${name}: ${field} ${message}`);
}

const pod = (name: string, spec: object = {}, labels: object = { app: name }) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels },
  spec: { containers: [{ name: 'app', ports: [{ name: 'http', containerPort: 8080 }] }], ...spec },
});
const policy = (name: string, spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec });
const ingress = (...rules: object[]) => policy('in', { podSelector: {}, policyTypes: ['Ingress'], ingress: rules });
const egress = (...rules: object[]) => policy('out', { podSelector: {}, policyTypes: ['Egress'], egress: rules });
const block = (cidr: string, ...except: string[]) => ({ ipBlock: { cidr, ...except.length > 0 && { except } } });
const service = (type: string, ports: object[] = [{ port: 80, targetPort: 8080 }]) => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { type, selector: { app: 'web' }, ports },
});

describe('default-deny judges by effect', () => {
  const lines = (...objects: object[]) => linesOf(defaultDeny, objects);

  test('a pod without a policy is isolated in neither direction', () => {
    expect(lines(pod('web'))).toEqual(['failing: Pod web: the pods must be isolated for ingress and egress: no NetworkPolicy selects them']);
  });

  test('a rule that lets everybody through is no coverage, whatever other policies say', () => {
    expect(lines(pod('web'), ingress(), egress({}))).toEqual(['failing: Pod web: the pods must be isolated for egress: NetworkPolicy shop/out opens everything']);
  });

  test('rules that let everybody through together are no coverage', () => {
    const pods = { to: [{ namespaceSelector: {} }] };
    const addresses = { to: [block('0.0.0.0/1'), block('128.0.0.0/1')] };
    expect(lines(pod('web'), ingress(), egress(pods, addresses))).toEqual([
      'failing: Pod web: the pods must be isolated for egress: '
      + 'NetworkPolicy shop/out (spec.egress[0]) and NetworkPolicy shop/out (spec.egress[1]) together open everything',
    ]);
    expect(lines(pod('web'), ingress(), egress(pods, { to: [block('0.0.0.0/1')] }))).toEqual([]);
  });

  test('one rule with every peer and no ports is as good as an empty one', () => {
    expect(lines(pod('web'), egress(), ingress({ from: [{ namespaceSelector: {} }, block('0.0.0.0/0')] }))).toEqual([
      'failing: Pod web: the pods must be isolated for ingress: NetworkPolicy shop/in (spec.ingress[0]) opens everything',
    ]);
  });

  test('an address that is excepted from all others closes nothing', () => {
    expect(lines(pod('web'), ingress(), egress({ to: [{ namespaceSelector: {} }] }, { to: [block('0.0.0.0/0', '203.0.113.7/32')] }))).toEqual([
      'failing: Pod web: the pods must be isolated for egress: NetworkPolicy shop/out (spec.egress[0]) and NetworkPolicy shop/out (spec.egress[1]) together open everything',
    ]);
  });

  test('a policy that the API server refuses covers nothing', () => {
    expect(lines(pod('web'), egress(), policy('in', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 70000 }] }] }))).toEqual([
      'failing: Pod web: the pods must be isolated for ingress: NetworkPolicy shop/in selects them, and may not be in force or not for them',
    ]);
  });

  test('pods in the network of their node are left to the rule that refuses it', () => {
    expect(lines(pod('web', { hostNetwork: true }))).toEqual([]);
  });
});

describe('network-policy-valid tells what the API server does not understand', () => {
  test('what it refuses fails, what it only warns about warns', () => {
    const rule = { from: [block('10.0.0.1/8')], ports: [{ port: 0 }] };
    expect(linesOf(networkPolicyValid, [policy('in', { podSelector: {}, policyTypes: ['Ingress', 'egress'], ingress: [rule] })]).sort()).toEqual([
      'failing: NetworkPolicy in: spec.ingress[0].ports[0].port must be a whole number from 1 to 65535 or the name of a port, is 0',
      'failing: NetworkPolicy in: spec.policyTypes[1] must be Ingress or Egress, is "egress": write Egress',
      'warning: NetworkPolicy in: spec.ingress[0].from[0].ipBlock.cidr must not have bits beyond its prefix, is "10.0.0.1/8", which means 10.0.0.0/8',
    ]);
  });
});

describe('metadata-egress finds the rule that opens the metadata of the cloud', () => {
  const AWS_AND_OTHERS = '169.254.169.254 (the metadata of AWS, Google Cloud, Azure, Oracle Cloud, OpenStack, DigitalOcean and Hetzner)';
  const lines = (rules: readonly object[], platform?: string) => linesOf(metadataEgress, [pod('web'), pod('api'), egress(...rules)], { ...TARGET, platform });
  const identity = [{ to: [block('169.254.169.252/32')], ports: [{ port: 988 }] }, { to: [block('169.254.169.254/32')], ports: [{ port: 80 }] }];

  test('once, however many pods it is for', () => {
    expect(lines([{ to: [block('0.0.0.0/0', '10.0.0.0/8')] }])).toEqual([
      `failing: NetworkPolicy out: spec.egress[0].to[0].ipBlock must not hold ${AWS_AND_OTHERS}, is 0.0.0.0/0 except 10.0.0.0/8 on All Connections`,
    ]);
  });

  test('a rule for everybody on some ports', () => {
    expect(lines([{ ports: [{ port: 80 }, { port: 53 }] }])).toEqual([
      `failing: NetworkPolicy out: spec.egress[0] must not hold ${AWS_AND_OTHERS} and fd00:ec2::254 (the metadata of AWS over IPv6), is for everybody on TCP 80`,
    ]);
  });

  test('over IPv6', () => {
    expect(lines([{ to: [block('fd00::/8')] }])).toEqual([
      'failing: NetworkPolicy out: spec.egress[0].to[0].ipBlock must not hold fd00:ec2::254 (the metadata of AWS over IPv6), is fd00::/8 on All Connections',
    ]);
  });

  test('DNS apart, which GKE answers there', () => {
    expect(lines([{ to: [block('169.254.169.254/32')], ports: [{ port: 53, protocol: 'UDP' }] }])).toEqual([]);
  });

  test.each(['gke', 'gke-autopilot'])('what a WorkloadIdentity writes is accepted on %s', platform => {
    expect(lines(identity, platform)).toEqual([]);
  });

  test.each<[string, object]>([
    ['another port', { to: [block('169.254.169.254/32')], ports: [{ port: 8080 }] }],
    ['every port', { to: [block('169.254.169.254/32')] }],
    ['a wider block', { to: [block('169.254.169.252/30')], ports: [{ port: 80 }] }],
    ['another protocol', { to: [block('169.254.169.254/32')], ports: [{ port: 80, protocol: 'UDP' }] }],
  ])('%s is not, on GKE either', (_, rule) => {
    expect(lines([rule], 'gke').length).toBe(1);
  });

  test('nor is it elsewhere', () => {
    expect(lines(identity, 'vanilla')).toEqual([`failing: NetworkPolicy out: spec.egress[1].to[0].ipBlock must not hold ${AWS_AND_OTHERS}, is 169.254.169.254/32 on TCP 80`]);
  });

  test('what EKS Pod Identity needs is no metadata', () => {
    expect(lines([{ to: [block('169.254.170.23/32'), block('fd00:ec2::23/128')], ports: [{ port: 80 }] }])).toEqual([]);
  });

  test('a policy that is for no pods opens nothing, nor one that is not in force', () => {
    expect(linesOf(metadataEgress, [egress({ to: [block('0.0.0.0/0')] })])).toEqual([]);
    expect(lines([{ to: [block('0.0.0.0/0')], ports: [{ port: 70000 }] }])).toEqual([]);
  });

  test('is told of the pods where nobody asked to judge the policy', () => {
    expect(linesOf(metadataEgress, [pod('web')], TARGET, [pod('api'), egress({ to: [block('169.254.0.0/16')], ports: [{ port: 80 }] })])).toEqual([
      `failing: Pod web: the pods must not reach ${AWS_AND_OTHERS}, which NetworkPolicy shop/out lets them, is 169.254.0.0/16 on TCP 80`,
    ]);
  });
});

describe('internet-ingress compares what is open with what is announced', () => {
  const lines = (...objects: object[]) => linesOf(internetIngress, objects);

  test('ports that are too many', () => {
    const rule = { from: [block('0.0.0.0/0')], ports: [{ port: 8080 }, { port: 9090, endPort: 9099 }] };
    expect(lines(pod('web'), service('LoadBalancer'), ingress(rule))).toEqual([
      'failing: NetworkPolicy in: spec.ingress[0].from[0].ipBlock must let the internet reach no more than a Service or Ingress announces, '
      + 'is 0.0.0.0/0 on TCP 9090-9099 of shop/web[Pod]',
    ]);
  });

  test('all the pods that a rule opens, in one finding', () => {
    expect(lines(...['a', 'b', 'c', 'd', 'e'].map(name => pod(name)), ingress({ ports: [{ port: 80 }] }))).toEqual([
      'failing: NetworkPolicy in: spec.ingress[0] must let the internet reach no more than a Service or Ingress announces, '
      + 'is everybody on TCP 80 of shop/a[Pod], TCP 80 of shop/b[Pod], TCP 80 of shop/c[Pod] and 2 more',
    ]);
  });

  test('private and documentation addresses are not the internet', () => {
    expect(lines(pod('web'), ingress({ from: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '203.0.113.0/24', 'fc00::/7'].map(cidr => block(cidr)) }))).toEqual([]);
  });

  test('pods that are not isolated are left to default-deny', () => {
    expect(lines(pod('web'), ingress({}))).toEqual([]);
    expect(lines(pod('web'))).toEqual([]);
  });

  test('is told of the pods where nobody asked to judge the policy', () => {
    expect(linesOf(internetIngress, [pod('web')], TARGET, [ingress({ from: [block('2000::/3')], ports: [{ port: 'http' }] })])).toEqual([
      'failing: Pod web: the pods must be reached from the internet no further than a Service or Ingress announces, which NetworkPolicy shop/in exceeds, '
      + 'is 2000::/3 on TCP 8080 of shop/web[Pod]',
    ]);
  });
});

describe('dns-egress asks whether names can be resolved', () => {
  const lines = (...rules: object[]) => linesOf(dnsEgress, [pod('web'), egress(...rules)]);
  const kubeDns = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }];
  const bank = { to: [block('203.0.113.0/24')], ports: [{ port: 443 }] };

  test('where others may be called', () => {
    expect(lines(bank)).toEqual(['failing: Pod web: the pods must reach a DNS resolver: NetworkPolicy shop/out lets them call others, and resolve no names']);
    expect(lines(bank, { to: kubeDns, ports: [{ port: 53, protocol: 'UDP' }] })).toEqual([]);
  });

  test('a port without a protocol is TCP', () => {
    expect(lines(bank, { to: kubeDns, ports: [{ port: 53 }] })).toEqual([
      'failing: Pod web: the pods must reach a DNS resolver by UDP: NetworkPolicy shop/out lets them reach one by TCP alone, which is what a port without a protocol means',
    ]);
  });

  test('where nobody may be called it only warns', () => {
    expect(lines()).toEqual(['warning: Pod web: the pods must reach a DNS resolver if they resolve names: NetworkPolicy shop/out lets them call nobody']);
  });
});

describe('dangling-selector tells what selects nothing', () => {
  const lines = (...objects: object[]) => linesOf(danglingSelector, objects);

  test('policies, their peers, and Services', () => {
    const toWeb = { podSelector: { matchLabels: { app: 'web' } } };
    const toApi = { podSelector: { matchLabels: { app: 'wbe' } } };
    expect(lines(pod('web'), policy('idle', toApi), policy('peer', { ...toWeb, ingress: [{ from: [toApi] }] }), service('ClusterIP', [{ port: 80, targetPort: 9090 }]))).toEqual([
      'failing: NetworkPolicy idle: spec.podSelector must select a pod of namespace shop, selects none: no pod is labelled app=wbe; app is web there',
      'failing: NetworkPolicy peer: spec.ingress[0].from[0] must select a pod of namespace shop, selects none: no pod is labelled app=wbe; app is web there',
      'warning: Service web: spec.ports[0].targetPort must lead to a port that a pod listens on, leads to TCP 9090: the containers of shop/web[Pod] declare TCP 8080 (http)',
    ]);
  });

  test('and only warns of labels that no pod has, as somebody may make such pods at run time', () => {
    const solver = { podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } } };
    expect(lines(pod('web'), policy('solver', solver))).toEqual([
      'warning: NetworkPolicy solver: spec.podSelector must select a pod of namespace shop, selects none: no pod is labelled '
      + 'acme.cert-manager.io/http01-solver=true; no pod has the label acme.cert-manager.io/http01-solver',
    ]);
  });

  test('but not what no policy admits, nor a Service that is somewhere else', () => {
    const route = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web', namespace: 'shop' }, spec: { defaultBackend: { service: { name: 'elsewhere', port: { number: 80 } } } } };
    expect(lines(pod('web'), ingress(), service('LoadBalancer'), route)).toEqual([]);
  });
});

test('by the command line as well, the platform decides what is an identity', () => {
  const identity = egress({ to: [block('169.254.169.254/32')], ports: [{ port: 80 }] });
  const idsOn = (platform: Platform) => new ManifestCheck({ platform, profile: 'nsa' }).checkText(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [pod('web'), identity] }))
    .findings.map(({ ruleId }) => ruleId).filter(id => id === 'metadata-egress');
  expect([Platform.VANILLA, Platform.GKE].map(idsOn)).toEqual([['metadata-egress'], []]);
});

test('the policies of a hardened namespace break none of these rules', () => {
  const dns = {
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
    ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
  };
  expect(linesOf(ALL_RULES, [
    pod('web'), pod('api'), service('LoadBalancer'),
    policy('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [dns] }),
    policy('web', { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress: [{ from: [block('0.0.0.0/0')], ports: [{ port: 8080 }] }] }),
    policy('api', { podSelector: { matchLabels: { app: 'api' } }, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'http' }] }] }),
  ])).toEqual([]);
});
