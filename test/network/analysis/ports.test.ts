import { apps, egressFrom, ingressTo, KubernetesObject, pod, podLines, reaching, withPorts } from '../network-kit';

/** By which ports the cache is reached when these are let in. */
function portsOf(...ports: readonly unknown[]): string {
  return reaching('shop/cache', ...apps('cache', 'web'), ingressTo('cache', { ports })).join().replace('shop/web : ', '');
}

describe('a port', () => {
  test.each<[string, unknown[], string]>([
    ['is of TCP where no protocol is named', [{ port: 53 }], 'TCP 53'],
    ['is of TCP where the protocol is null', [{ port: 53, protocol: null }], 'TCP 53'],
    ['is of the protocol that is named', [{ port: 53, protocol: 'UDP' }, { port: 7, protocol: 'SCTP' }, { port: 80, protocol: 'TCP' }], 'SCTP 7,TCP 80,UDP 53'],
    ['starts a range that endPort ends', [{ port: 8000, endPort: 8080 }], 'TCP 8000-8080'],
    ['is alone where endPort equals it', [{ port: 80, endPort: 80 }], 'TCP 80'],
    ['is alone where endPort is null', [{ port: 80, endPort: null }], 'TCP 80'],
    ['may be the lowest and the highest', [{ port: 1 }, { port: 65535 }], 'TCP 1,65535'],
    ['is every port of its protocol where it is absent', [{ protocol: 'UDP' }], 'UDP 1-65535'],
    ['is every port of TCP where all is absent', [{}], 'TCP 1-65535'],
    ['is every port of TCP where the item is null', [null], 'TCP 1-65535'],
    ['is every port of TCP where it is null', [{ port: null }], 'TCP 1-65535'],
    ['is one of several, which are written together', [{ port: 80 }, { port: 81 }, { port: 8000, endPort: 8002 }, { port: 8003 }], 'TCP 80-81,8000-8003'],
    ['of every protocol is all connections', [{ protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' }], 'All Connections'],
  ])('%s', (_, ports, expected) => {
    expect(portsOf(...ports)).toBe(expected);
  });
});

describe('a named port of ingress', () => {
  const named = (spec: KubernetesObject, ...ports: readonly unknown[]): string[] => reaching(
    'shop/cache', pod('cache', { app: 'cache' }, spec), ...apps('web'), ingressTo('cache', { ports }),
  );

  test.each<[string, KubernetesObject, unknown[], string[]]>([
    ['is that of the container', withPorts('redis:TCP:6379'), [{ port: 'redis' }], ['shop/web : TCP 6379']],
    ['has the protocol of the rule', withPorts('dns:UDP:53', 'dns:TCP:5353'), [{ port: 'dns', protocol: 'UDP' }], ['shop/web : UDP 53']],
    ['is not that of another protocol', withPorts('dns:UDP:53'), [{ port: 'dns' }], []],
    ['is nothing where no container has it', withPorts('redis:TCP:6379'), [{ port: 'metrics' }], []],
    ['is nothing beside a number that counts', withPorts(), [{ port: 'metrics' }, { port: 80 }], ['shop/web : TCP 80']],
    ['is that of whichever container has it', { containers: [{ name: 'a' }, { name: 'b', ports: [{ name: 'redis', containerPort: 6379 }] }] }, [{ port: 'redis' }], ['shop/web : TCP 6379']],
    ['is those of all containers that have it', {
      containers: [{ name: 'a', ports: [{ name: 'redis', containerPort: 6379 }] }, { name: 'b', ports: [{ name: 'redis', containerPort: 6380 }] }],
    }, [{ port: 'redis' }], ['shop/web : TCP 6379-6380']],
    ['is that of a native sidecar as well', {
      containers: [{ name: 'main' }], initContainers: [{ name: 'proxy', restartPolicy: 'Always', ports: [{ name: 'redis', containerPort: 6379 }] }],
    }, [{ port: 'redis' }], ['shop/web : TCP 6379']],
    ['is not that of an init container, which runs before', {
      containers: [{ name: 'main' }], initContainers: [{ name: 'init', ports: [{ name: 'redis', containerPort: 6379 }] }],
    }, [{ port: 'redis' }], []],
    ['is that of the container, not of the node', { containers: [{ name: 'main', ports: [{ name: 'redis', containerPort: 6379, hostPort: 80 }] }] }, [{ port: 'redis' }], ['shop/web : TCP 6379']],
    ['is nothing where the container declares what is no port', { containers: [{ name: 'main', ports: [{ name: 'redis', containerPort: 70000 }, null, 'redis'] }] }, [{ port: 'redis' }], []],
  ])('%s', (_, spec, ports, expected) => {
    expect(named(spec, ...ports)).toEqual(expected);
  });

  test('is of each pod that the policy is for another', () => {
    expect(podLines(
      pod('a', { app: 'db' }, withPorts('sql:TCP:5432')), pod('b', { app: 'db' }, withPorts('sql:TCP:3306')), pod('c', { app: 'db' }), ...apps('web'),
      ingressTo('db', { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'sql' }] }),
    ).filter(line => line.startsWith('shop/web'))).toEqual(['shop/web => shop/a : TCP 5432', 'shop/web => shop/b : TCP 3306']);
  });
});

describe('a named port of egress', () => {
  const pods = [pod('a', { app: 'db' }, withPorts('sql:TCP:5432')), pod('b', { app: 'db' }, withPorts('sql:TCP:3306')), pod('c', { app: 'db' }), ...apps('web')];
  const reached = (rule: unknown): string[] => podLines(...pods, egressFrom('web', rule)).filter(line => line.startsWith('shop/web'));

  test.each<[string, unknown]>([
    ['by their labels', [{ podSelector: { matchLabels: { app: 'db' } } }]],
    ['as every pod', [{ namespaceSelector: {} }]],
    ['as anybody', []],
  ])('is that of the pods that are called %s', (_, to) => {
    expect(reached({ to, ports: [{ port: 'sql' }] })).toEqual(['shop/web => shop/a : TCP 5432', 'shop/web => shop/b : TCP 3306']);
  });

  test('counts beside numbers', () => {
    expect(reached({ ports: [{ port: 'sql' }, { port: 80 }] })).toEqual(['shop/web => shop/a : TCP 80,5432', 'shop/web => shop/b : TCP 80,3306', 'shop/web => shop/c : TCP 80']);
  });

  test('has to be let in', () => {
    expect(podLines(...pods, egressFrom('web', { ports: [{ port: 'sql' }] }), ingressTo('db', { ports: [{ port: 5432 }] })).filter(line => line.startsWith('shop/web')))
      .toEqual(['shop/web => shop/a : TCP 5432']);
  });
});
