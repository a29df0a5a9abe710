import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, ApiObjectProps, Chart, Lazy, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as k32 from 'cdk8s-plus-32';
import { Aspects, HardeningAspect, NetworkDrawingFormat, NetworkTableFormat, Platform, Reachability, ReachabilityPeer, WorkloadIdentity } from '../../src';
import { deployment, messageOf, rawPod, rawPolicy, shop } from './shop';

const { TCP, UDP } = kplus.NetworkProtocol;
const WEB = 'shop/shop-web[Deployment]';
const CACHE = 'shop/shop-cache[Deployment]';
const DATABASE = 'shop/shop-database[Deployment]';

describe('isAllowed', () => {
  test.each([
    ['is true for a port that both ends open', 6379, undefined, true],
    ['is false for a port that nobody opens', 6380, undefined, false],
    ['takes a port without a protocol for TCP', 6379, UDP, false],
    ['is true for any port where one is open', undefined, undefined, true],
    ['is true for any port of the protocol that is open', undefined, TCP, true],
    ['is false for any port of another protocol', undefined, UDP, false],
  ])('%s', (_, port, protocol, expected) => {
    const { chart, web, cache } = shop();
    expect(Reachability.of(chart).isAllowed(web, cache, port, protocol)).toBe(expected);
  });

  test('is about the direction that is asked for', () => {
    const { chart, web, cache } = shop();
    expect(Reachability.of(chart).isAllowed(cache, web)).toBe(false);
  });

  test('is true of what cannot be known, which isUnknown tells apart', () => {
    const { chart, web } = shop();
    web.connections.allowTo(kplus.Namespaces.select(chart, 'ToOther', { names: ['other'] }), {
      ports: [kplus.NetworkPolicyPort.tcp(80)], isolation: kplus.PodConnectionsIsolation.POD,
    });
    const other = new Chart(chart, 'Other', { namespace: 'other' });
    const lonely = rawPod(other, 'lonely', { app: 'lonely' });
    rawPolicy(other, 'refused', { podSelector: {}, policyTypes: ['ingress'] });
    const reachability = Reachability.of(chart);
    const internet = ReachabilityPeer.internet();
    expect([reachability.isAllowed(internet, lonely), reachability.isUnknown(internet, lonely)]).toEqual([true, true]);
    expect([reachability.isAllowed(internet, web), reachability.isUnknown(internet, web)]).toEqual([true, false]);
    const explained = reachability.explain(web, lonely).trimEnd();
    expect(messageOf(() => reachability.expectDenied(web, lonely))).toBe(`shop/Web was expected not to reach shop/Other/lonely by any port:\n${explained}`);
    expect(messageOf(() => reachability.expectAllowed(web, lonely))).toBe(`shop/Web was expected to reach shop/Other/lonely by any port:\n${explained}`);
  });

  test('refuses what is no port', () => {
    const { chart, web, cache } = shop();
    expect(messageOf(() => Reachability.of(chart).isAllowed(web, cache, 70000)))
      .toBe('70000 is no port: give a whole number from 1 to 65535, or none for any port.');
  });

  test('refuses what is no protocol, which a plain JavaScript test may write', () => {
    const { chart, web, cache } = shop();
    expect(messageOf(() => Reachability.of(chart).expectDenied(web, cache, 6379, 'tcp' as kplus.NetworkProtocol)))
      .toBe("'tcp' is no protocol that NetworkPolicies know: give TCP, UDP or SCTP, or none.");
  });

  test('refuses who is no construct', () => {
    const { chart, web } = shop();
    expect(messageOf(() => Reachability.of(chart).isAllowed(web, 'cache' as never)))
      .toBe('"cache" is no construct: give a workload, a chart, a namespace, or a ReachabilityPeer such as ReachabilityPeer.workload(\'shop/web\').');
  });

  test('refuses a question between addresses, of which no policy decides', () => {
    const { chart } = shop();
    expect(messageOf(() => Reachability.of(chart).isAllowed(ReachabilityPeer.internet(), ReachabilityPeer.cidr('10.0.0.0/8'))))
      .toBe('the internet and 10.0.0.0/8 are both addresses outside of the pod network: NetworkPolicies decide nothing between them.');
  });
});

describe('a peer may be', () => {
  test('a workload or a selection of any other version of cdk8s-plus', () => {
    const { chart, web, cache } = shop();
    const { Job, NetworkPolicyIpBlock, Pods } = k32;
    const job = new Job(chart, 'Job', { containers: [{ image: 'registry.example/job:1.0.0' }] });
    const reachability = Reachability.of(chart);
    expect([
      reachability.isAllowed(job, cache),
      reachability.isAllowed(Pods.all(chart, 'All'), cache),
      reachability.isAllowed(NetworkPolicyIpBlock.anyIpv4(chart, 'AnyOther'), web),
    ]).toEqual([false, true, true]);
  });

  test('an ApiObject that makes pods', () => {
    const { chart, database } = shop();
    const pod = rawPod(chart, 'backup', { app: 'backup' });
    expect([Reachability.of(chart).isAllowed(pod, database), Reachability.of(chart).isAllowed(pod, pod)]).toEqual([false, false]);
  });

  test('a chart, for all its workloads', () => {
    const { app, chart, cache, database } = shop();
    const other = new Chart(app, 'other', { namespace: 'other' });
    const caller = deployment(other, 'Caller', 80);
    const reachability = Reachability.of(app);
    expect([reachability.isAllowed(chart, cache), reachability.isAllowed(chart, database), reachability.isAllowed(other, chart)])
      .toEqual([true, false, false]);
    expect(reachability.isAllowed(database, caller)).toBe(false);
  });

  test('a namespace, for every pod in it', () => {
    const { chart, namespace, cache, database } = shop();
    const reachability = Reachability.of(chart);
    expect([reachability.isAllowed(namespace, cache), reachability.isAllowed(namespace, database)]).toEqual([true, false]);
  });

  test('an ApiObject of a namespace', () => {
    const { chart, cache } = shop();
    const namespace = new ApiObject(chart, 'Raw', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    expect(Reachability.of(chart).isAllowed(namespace, cache)).toBe(true);
  });

  test('a namespace with pods that were not read, which rules may be for', () => {
    const { chart, database } = shop();
    rawPolicy(chart, 'scrape', {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'sre' } }, podSelector: { matchLabels: { app: 'scraper' } } }] }],
    });
    const reachability = Reachability.of(chart);
    const other = new kplus.Namespace(chart, 'Sre', { metadata: { name: 'sre', labels: { team: 'sre' } } });
    const after = Reachability.of(chart);
    expect([
      reachability.isAllowed(ReachabilityPeer.namespace('sre'), database),
      reachability.isAllowed(ReachabilityPeer.anyPod(), database),
      after.isAllowed(other, database),
      after.isAllowed(ReachabilityPeer.pods('sre', { app: 'scraper' }), database),
      after.isAllowed(ReachabilityPeer.pods('sre', { app: 'web' }), database),
      after.isAllowed(ReachabilityPeer.namespace('other'), database),
    ]).toEqual([false, true, true, true, false, false]);
  });

  test('a selection of pods, in the namespace of its chart where it names none', () => {
    const { chart, cache } = shop();
    const selected = (id: string, options: kplus.PodsSelectOptions) => kplus.Pods.select(chart, id, options);
    const namespaces = kplus.Namespaces.select(chart, 'Others', { names: ['other'] });
    const reachability = Reachability.of(chart);
    expect([
      reachability.isAllowed(kplus.Pods.all(chart, 'All'), cache),
      reachability.isAllowed(selected('Known', { expressions: [kplus.LabelExpression.exists(kplus.Pod.ADDRESS_LABEL)] }), cache),
      reachability.isAllowed(selected('Nobody', { labels: { app: 'nobody' } }), cache),
      reachability.isAllowed(selected('Other', { namespaces }), cache),
      reachability.isAllowed(namespaces, cache),
      reachability.isAllowed(kplus.Namespaces.all(chart, 'EveryNamespace'), cache),
    ]).toEqual([true, true, false, false, false, true]);
  });

  test('a block of addresses without its exceptions', () => {
    const { chart, web } = shop();
    rawPolicy(chart, 'six', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } }] }] });
    const reachability = Reachability.of(chart);
    const block = (id: string, ...of: [string, string[]?]) => kplus.NetworkPolicyIpBlock.ipv6(chart, id, ...of);
    expect([
      reachability.isAllowed(block('Whole', '2001:db8::/32'), web, 1),
      reachability.isAllowed(block('Exception', '2001:db8:1::/48'), web, 1),
      reachability.isAllowed(block('WithoutAllOfIt', '2001:db8::/31', ['2001:db8::/32']), web, 1),
      reachability.isAllowed(ReachabilityPeer.cidr('2001:db8::1'), web, 1),
    ]).toEqual([true, false, false, true]);
  });

  test('IPv4 that is written as IPv6', () => {
    const { chart, web } = shop();
    rawPolicy(chart, 'four', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 9 }] }] });
    expect(Reachability.of(chart).isAllowed(ReachabilityPeer.cidr('::ffff:10.0.0.0/104'), web, 9)).toBe(true);
  });

  test('the identity that a cloud gives to workloads', () => {
    const { chart, web } = shop();
    const identity = WorkloadIdentity.eks(chart, 'Identity');
    web.connections.allowTo(identity);
    const reachability = Reachability.of(chart);
    expect([reachability.isAllowed(web, identity, 80), reachability.isAllowed(web, identity, 81)]).toEqual([true, false]);
  });

  test('a workload by its name', () => {
    const { chart, cache } = shop();
    const reachability = Reachability.of(chart);
    expect(reachability.isAllowed(ReachabilityPeer.workload('shop/shop-web'), ReachabilityPeer.workload(CACHE))).toBe(true);
    expect(messageOf(() => reachability.isAllowed(ReachabilityPeer.workload('shop/shop-wep'), cache))).toBe(
      "there is no workload 'shop/shop-wep' (did you mean 'shop/shop-web'?): there are shop/shop-cache, shop/shop-database, shop/shop-web. "
      + 'Write it as namespace/name, or namespace/name[Kind].',
    );
  });

  test('the resolvers of a platform', () => {
    const { chart, web } = shop();
    const reachability = Reachability.of(chart);
    expect([
      reachability.isAllowed(web, ReachabilityPeer.dns(), 53, UDP),
      reachability.isAllowed(web, ReachabilityPeer.dns(), 80),
      reachability.isAllowed(web, ReachabilityPeer.dns(Platform.OPENSHIFT), 5353, UDP),
    ]).toEqual([true, false, false]);
    expect(() => reachability.expectAllowed(chart, ReachabilityPeer.dns(), 53, UDP)).not.toThrow();
  });

  test('nothing without pods', () => {
    const { chart, cache } = shop();
    const settings = new ApiObject(chart, 'Settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(messageOf(() => Reachability.of(chart).isAllowed(settings, cache))).toBe(
      'shop/Settings: no workload is at this construct or below it, so that nobody is there who could reach anybody or be reached. Give a construct '
      + "that makes pods, such as a HardenedDeployment, a namespace, or a chart. For who has no construct write ReachabilityPeer.workload('namespace/name'), "
      + '.namespace(…), .pods(…), .cidr(…) or .internet().',
    );
  });

  test('nothing of another app', () => {
    const { chart, cache } = shop();
    expect(messageOf(() => Reachability.of(chart).isAllowed(rawPod(Testing.chart(), 'stranger', {}), cache))).toBe(
      'test/stranger: it is not in the tree of the app whose network this is. For who has no construct write '
      + "ReachabilityPeer.workload('namespace/name'), .namespace(…), .pods(…), .cidr(…) or .internet().",
    );
  });

  test('no CIDR that is none', () => {
    expect(messageOf(() => ReachabilityPeer.cidr('10.0.0.0/33')))
      .toBe("'10.0.0.0/33' is neither an address nor a CIDR: write it as 10.0.0.1, 10.0.0.0/8 or 2001:db8::/32");
  });
});

describe('expectAllowed', () => {
  test('passes where each reaches each, and gives the reachability back', () => {
    const { chart, web, cache } = shop();
    const reachability = Reachability.of(chart);
    expect(reachability.expectAllowed(web, cache, 6379).expectAllowed(ReachabilityPeer.internet(), web, 8080)).toBe(reachability);
  });

  test('tells which policies would have to change', () => {
    const { chart, web, cache } = shop();
    const reachability = Reachability.of(chart);
    const message = messageOf(() => reachability.expectAllowed(web, cache, 6380));
    expect(message).toBe(`shop/Web was expected to reach shop/Cache by TCP 6380:\n${reachability.explain(web, cache, 6380).trimEnd()}`);
    expect(message).toContain('NetworkPolicy shop/shop-web-to-cache-');
  });

  test('tells of each workload that does not, three of them in full', () => {
    const { chart, cache, database } = shop();
    const [one, two] = [deployment(chart, 'One', 1), deployment(chart, 'Two', 2)];
    const reachability = Reachability.of(chart);
    expect(messageOf(() => reachability.expectAllowed(chart, cache, 6379))).toBe([
      'shop was expected to reach shop/Cache by TCP 6379:',
      ...[database, one, two].map(from => `${reachability.explain(from, cache, 6379).trimEnd()}${from === two ? '' : '\n'}`),
    ].join('\n'));
    deployment(chart, 'Three', 3);
    deployment(chart, 'Zero', 4);
    expect(messageOf(() => Reachability.of(chart).expectAllowed(chart, cache, 6379)).split('\n').pop()).toBe('… and 2 more');
  });

  test('needs all addresses that it is asked about', () => {
    const { chart, database } = shop();
    rawPolicy(chart, 'some', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/9' } }] }] });
    const reachability = Reachability.of(chart);
    reachability.expectAllowed(ReachabilityPeer.cidr('10.1.0.0/16'), database, 5432);
    const [heading, line] = messageOf(() => reachability.expectAllowed(ReachabilityPeer.cidr('10.0.0.0/8'), database, 5432)).split('\n');
    expect([heading, line]).toEqual([
      '10.0.0.0/8 was expected to reach shop/Database by TCP 5432:',
      `10.128.0.0-10.255.255.255[External] => ${DATABASE} : TCP 5432 is denied`,
    ]);
  });
});

describe('expectDenied', () => {
  test('passes where none reaches any', () => {
    const { chart, web, cache, database, namespace } = shop();
    const reachability = Reachability.of(chart);
    expect(reachability
      .expectDenied(web, cache, 6380)
      .expectDenied(ReachabilityPeer.internet(), cache)
      .expectDenied(namespace, database)
      .expectDenied(ReachabilityPeer.anyPod(), database)
      .expectDenied(ReachabilityPeer.namespace('other'), namespace)
      .expectDenied(database, ReachabilityPeer.cidr('169.254.169.254'))).toBe(reachability);
  });

  test('names the policies and rules that allow it', () => {
    const { chart, web, cache } = shop();
    const reachability = Reachability.of(chart);
    const message = messageOf(() => reachability.expectDenied(web, cache));
    expect(message).toBe(`shop/Web was expected not to reach shop/Cache by any port:\n${reachability.explain(web, cache).trimEnd()}`);
    expect(message.split('\n').filter(line => line.includes('NetworkPolicy')).map(line => line.trim().replace(/-c8[0-9a-f]+$/, ''))).toEqual([
      'NetworkPolicy shop/shop-web-to-cache', 'NetworkPolicy shop/shop-web-ingressof-shop-cache',
    ]);
  });

  test('has a stack of the line that called it, and nothing of our insides', () => {
    const { chart, web, cache } = shop();
    const reachability = Reachability.of(chart);
    let stack = '';
    try {
      reachability.expectDenied(web, cache);
    } catch (error) {
      stack = (error as Error).stack!;
    }
    expect(stack.split('\n').filter(line => line.startsWith('    at '))).toEqual([expect.stringMatching(/^ {4}at .*[\\/]reachability\.test\.ts:\d+:\d+$/)]);
  });
});

describe('expectReachedOnlyBy', () => {
  test('passes where nobody else may call', () => {
    const { chart, web, cache, database } = shop();
    const reachability = Reachability.of(chart);
    expect(reachability
      .expectReachedOnlyBy(cache, [web])
      .expectReachedOnlyBy(database, [])
      .expectReachedOnlyBy(cache, [chart])
      .expectReachedOnlyBy(chart, [ReachabilityPeer.cidr('0.0.0.0/0')])).toBe(reachability);
  });

  test('names who else may call, and why', () => {
    const { chart, web, cache, database } = shop();
    database.connections.allowTo(cache);
    const reachability = Reachability.of(chart);
    expect(messageOf(() => reachability.expectReachedOnlyBy(cache, [web]))).toBe([
      'shop/Cache was expected to be reached by nobody but shop/Web:',
      `  ${DATABASE} => ${CACHE} : TCP 6379`,
      '',
      reachability.explain(database, cache).trimEnd(),
    ].join('\n'));
  });

  test('names what is left of addresses', () => {
    const { chart, web } = shop();
    const message = messageOf(() => Reachability.of(chart).expectReachedOnlyBy(web, [ReachabilityPeer.cidr('0.0.0.0/1')]));
    expect(message.split('\n').slice(0, 2)).toEqual([
      'shop/Web was expected to be reached by nobody but 0.0.0.0/1:', `  128.0.0.0-255.255.255.255[External] => ${WEB} : TCP 8080`,
    ]);
  });

  test('names pods that were not read, and that a rule is for', () => {
    const { chart, database } = shop();
    rawPolicy(chart, 'scrape', {
      podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'sre' } } }], ports: [{ port: 9090 }] }],
    });
    const reachability = Reachability.of(chart);
    expect(messageOf(() => reachability.expectReachedOnlyBy(database, [])).split('\n').slice(0, 2)).toEqual([
      'shop/Database was expected to be reached by nobody:', `  [team=sre]/[any pod] => ${DATABASE} : TCP 9090`,
    ]);
    const sre = kplus.Namespaces.select(chart, 'Sre', { labels: { team: 'sre' } });
    expect(() => reachability.expectReachedOnlyBy(database, [sre])).not.toThrow();
    expect(() => reachability.expectReachedOnlyBy(database, [ReachabilityPeer.anyPod()])).not.toThrow();
    expect(() => reachability.expectReachedOnlyBy(database, [ReachabilityPeer.namespace('sre')])).toThrow('[team=sre]/[any pod]');
  });

  test('needs pods that are there', () => {
    const { chart } = shop();
    expect(messageOf(() => Reachability.of(chart).expectReachedOnlyBy(ReachabilityPeer.namespace('other'), []))).toBe(
      'other/[any pod]: this was asked of pods that are not among the objects. Give a workload, a namespace or a chart that has some.',
    );
  });
});

describe('expectReachesOnly', () => {
  test('passes where nobody else may be called', () => {
    const { chart, web, cache, database } = shop();
    const reachability = Reachability.of(chart);
    const dns = ReachabilityPeer.dns();
    expect(reachability.expectReachesOnly(web, [cache, dns]).expectReachesOnly(database, [dns])).toBe(reachability);
  });

  test('names who else may be called, and how DNS is expected', () => {
    const { chart, web, cache } = shop();
    expect(messageOf(() => Reachability.of(chart).expectReachesOnly(web, [cache])).split('\n').slice(0, 5)).toEqual([
      'shop/Web was expected to reach nobody but shop/Cache:',
      `  ${WEB} => 169.254.20.10-169.254.20.10[External] : TCP 53,UDP 53`,
      `  ${WEB} => kube-system/[k8s-app=kube-dns] : TCP 53,UDP 53`,
      'Where that is how names are resolved, put ReachabilityPeer.dns() among them.',
      '',
    ]);
  });

  test('of a pod without policies, names everybody', () => {
    const { app } = shop();
    const other = new Chart(app, 'other', { namespace: 'other' });
    const open = rawPod(other, 'open', {});
    const lines = messageOf(() => Reachability.of(app).expectReachesOnly(open, [])).split('\n').slice(0, 4);
    expect(lines).toEqual([
      'other/open was expected to reach nobody:',
      '  other/open[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections',
      '  other/open[Pod] => [any pod] : All Connections',
      '',
    ]);
  });
});

describe('the whole network', () => {
  const CONNECTIONS = [
    { from: '0.0.0.0-255.255.255.255[External]', to: WEB, connections: 'TCP 8080' },
    ...[CACHE, DATABASE, WEB].map(from => ({ from, to: '169.254.20.10-169.254.20.10[External]', connections: 'TCP 53,UDP 53' })),
    { from: WEB, to: CACHE, connections: 'TCP 6379' },
  ];

  test('has its connections in order', () => {
    expect(Reachability.of(shop().app).connections()).toEqual(CONNECTIONS);
  });

  test('is told as text, JSON, CSV and Markdown', () => {
    const reachability = Reachability.of(shop().app);
    expect(reachability.list()).toBe(CONNECTIONS.map(({ from, to, connections }) => `${from} => ${to} : ${connections}\n`).join(''));
    expect(JSON.parse(reachability.list(NetworkTableFormat.JSON))).toEqual(CONNECTIONS);
    expect(reachability.list(NetworkTableFormat.CSV).split('\n')[0]).toBe('from,to,connections,unknown');
    expect(reachability.list(NetworkTableFormat.MARKDOWN).split('\n')[0]).toBe('| from | to | connections | unknown |');
  });

  test('of a chart is what starts or ends there', () => {
    const { app, chart } = shop();
    const other = new Chart(app, 'other', { namespace: 'other', disableResourceNameHashes: true });
    deployment(other, 'Lonely', 80);
    expect(Reachability.of(chart).connections()).toEqual(CONNECTIONS);
    expect(Reachability.of(other).list()).toBe([
      '0.0.0.0-255.255.255.255[External] => other/other-lonely[Deployment] : All Connections',
      'other/other-lonely[Deployment] => 0.0.0.0-169.254.20.9[External] : All Connections',
      'other/other-lonely[Deployment] => 169.254.20.10-169.254.20.10[External] : All Connections',
      'other/other-lonely[Deployment] => 169.254.20.11-255.255.255.255[External] : All Connections',
    ].map(line => `${line}\n`).join(''));
  });

  test('is drawn', () => {
    const reachability = Reachability.of(shop().app);
    expect(reachability.draw()).toContain('flowchart');
    expect(reachability.draw(NetworkDrawingFormat.MARKDOWN)).toContain('```mermaid');
    expect(reachability.draw(NetworkDrawingFormat.DOT)).toContain('digraph');
  });

  test('has its exposure', () => {
    expect(JSON.parse(Reachability.of(shop().app).exposure(NetworkTableFormat.JSON))).toMatchObject({ workloads: 3, policies: 4 });
  });

  test('differs from what it was before', () => {
    const { app, database, cache } = shop();
    const before = Reachability.of(app);
    database.connections.allowTo(cache);
    const after = Reachability.of(app);
    expect(JSON.parse(after.diff(before, NetworkTableFormat.JSON))).toMatchObject([{ change: 'added', from: DATABASE, to: CACHE, opened: 'TCP 6379' }]);
    expect(JSON.parse(after.diff(after, NetworkTableFormat.JSON))).toEqual([]);
  });
});

describe('a network of files', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reachability-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, ...documents: object[]) => {
    writeFileSync(join(folder, name), documents.map(document => JSON.stringify(document)).join('\n---\n'));
    return join(folder, name);
  };
  const WEB_POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', labels: { app: 'web' } } };
  const DENY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'shop' }, spec: { podSelector: {} } };

  test('answers about peers that are no constructs, in the namespace that is given', () => {
    const reachability = Reachability.ofManifests([write('app.yaml', WEB_POD, DENY)], 'shop');
    expect([
      reachability.isAllowed(ReachabilityPeer.internet(), ReachabilityPeer.workload('shop/web')),
      reachability.isAllowed(ReachabilityPeer.workload('shop/web'), ReachabilityPeer.internet(), 443),
    ]).toEqual([false, true]);
  });

  test('knows no constructs', () => {
    const { chart, web } = shop();
    const reachability = Reachability.ofManifests([write('app.yaml', WEB_POD, DENY)], 'shop');
    expect(messageOf(() => reachability.isAllowed(chart, web))).toBe(
      "shop: the network was read from files, which know no constructs. For who has no construct write ReachabilityPeer.workload('namespace/name'), "
      + '.namespace(…), .pods(…), .cidr(…) or .internet().',
    );
  });

  test('takes a workload of cdk8s-plus for the pods that it selects', () => {
    const { app, web, cache } = shop();
    writeFileSync(join(folder, 'app.yaml'), app.synthYaml());
    expect(Reachability.ofManifests([folder]).expectAllowed(web, cache, 6379).isAllowed(web, cache, 6380)).toBe(false);
  });

  test('is refused where something in them cannot be read', () => {
    const file = write('app.yaml', WEB_POD, { kind: 'Deployment', metadata: { name: 'odd' } });
    expect(messageOf(() => Reachability.ofManifests([file]))).toBe(
      `${file}:3: Deployment odd cannot be read: it is left out, and nothing is known of whom it reaches and who reaches it: `
      + 'apiVersion must be set: without it this is no Kubernetes object.',
    );
  });

  test('differs from a lock', () => {
    const file = write('app.yaml', WEB_POD, DENY);
    const lock = join(folder, 'network.lock');
    writeFileSync(lock, '# network lock\nshop/web[Pod] => [any address] : All Connections\n');
    expect(JSON.parse(Reachability.ofManifests([file], 'shop').diffFromLock(lock, NetworkTableFormat.JSON)))
      .toMatchObject([{ change: 'added', from: 'shop/web[Pod]', to: '[any pod]', opened: 'All Connections' }]);
    expect(messageOf(() => Reachability.ofManifests([file]).diffFromLock(join(folder, 'none.lock')))).toContain('none.lock');
  });

  test('tells of the policies that it does not consider', () => {
    const other = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'web', namespace: 'shop' } };
    expect(Reachability.ofManifests([write('app.yaml', WEB_POD, other)]).notConsidered()).toEqual(['CiliumNetworkPolicy shop/web']);
    expect(Reachability.of(shop().app).notConsidered()).toEqual([]);
  });
});

describe('Reachability.of', () => {
  test('sees what Aspects add, and leaves no trace', () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { app, chart, web, cache } = shop();
    Aspects.of(app).add({ visit: node => { if (node === chart) rawPolicy(chart, 'added', { podSelector: {}, ingress: [{}] }); } });
    Aspects.of(app).add(new HardeningAspect());
    expect(Reachability.of(chart).isAllowed(web, cache, 6380)).toBe(false);
    expect(Reachability.of(chart).isAllowed(ReachabilityPeer.internet(), cache, 6380)).toBe(true);
    expect(stderr).not.toHaveBeenCalled();
    stderr.mockRestore();
  });

  test('refuses an app without objects', () => {
    expect(messageOf(() => Reachability.of(Testing.app())))
      .toBe('the app: there is no object in the app, so that nobody is there who could reach anybody. Build what is tested before Reachability.of is called.');
  });

  test('refuses an app of which an object cannot be read, as it may decide who reaches whom', () => {
    const { chart } = shop();
    new ApiObject(chart, 'Broken', { apiVersion: 'v1', kind: 'Pod', spec: Lazy.any({ produce: () => { throw new Error('no spec'); } }) } as ApiObjectProps);
    new ApiObject(chart, 'List', { apiVersion: 'v1', kind: 'List', items: [{ kind: 'Pod' }] } as ApiObjectProps);
    const [heading, broken, list] = messageOf(() => Reachability.of(chart)).split(/\n {2}(?=shop)/);
    expect([heading, broken, list]).toEqual([
      'shop: nobody knows who reaches whom, as what cannot be read may decide it:',
      expect.stringContaining('no spec'),
      'shop/List: items[0]: apiVersion must be set: without it this is no Kubernetes object.',
    ]);
  });

  test('refuses to be called while the app is being judged', () => {
    const { app, chart } = shop();
    Aspects.of(app).add(new HardeningAspect());
    chart.node.addValidation({ validate: () => [messageOf(() => Reachability.of(chart))] });
    expect(messageOf(() => app.synthYaml())).toContain(
      'shop: Reachability.of was called while the app is being judged: by a validation, a Lazy, or an Aspect. Call it from a test.',
    );
  });
});
