import { announcedTo } from '../../../src/network/exposure/announced';
import { ingressFor, Json, networkOf, pod, podOf, service } from './exposed';

/** `TCP 8080 by Service shop/web`. */
function announced(web: Json, ...objects: readonly Json[]): string[] {
  const network = networkOf(web, ...objects);
  return announcedTo(network, podOf(network, 'web')).by.map(({ subject, set }) => `${set.text} by ${String(subject)}`);
}

const WEB = pod('web', ['http:8080', 'dns:53/UDP']);
const PORTS = [{ name: 'http', port: 80, targetPort: 'http' }, { name: 'admin', port: 81, targetPort: 9000 }];

function gatewayRoute(spec: Json, kind: string = 'HTTPRoute', namespace: string = 'shop'): Json {
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name: 'route', namespace }, spec };
}

function openShiftRoute(spec: Json): Json {
  return { apiVersion: 'route.openshift.io/v1', kind: 'Route', metadata: { name: 'route', namespace: 'shop' }, spec: { to: { kind: 'Service', name: 'web' }, ...spec } };
}

test('a Service of the cluster announces nothing', () => {
  expect(announced(WEB, service('web', PORTS))).toEqual([]);
});

test.each([
  { type: 'LoadBalancer' }, { type: 'NodePort' }, { externalIPs: ['8.8.8.8'] },
])('a Service with %j announces the ports of the pods behind it', spec => {
  expect(announced(WEB, service('web', PORTS, spec))).toEqual(['TCP 8080,9000 by Service shop/web']);
});

test('the target of a port is the port itself where none is written, by its own protocol', () => {
  expect(announced(WEB, service('web', [{ port: 53, protocol: 'UDP' }], { type: 'NodePort' }))).toEqual(['UDP 53 by Service shop/web']);
});

test('an Ingress announces the port that it names by number or name', () => {
  expect(announced(WEB, service('web', PORTS), ingressFor('web', { number: 80 }))).toEqual(['TCP 8080 by Ingress shop/site']);
  expect(announced(WEB, service('web', PORTS), ingressFor('web', { name: 'admin' }))).toEqual(['TCP 9000 by Ingress shop/site']);
  expect(announced(WEB, service('web', PORTS), ingressFor('api', { number: 80 }))).toEqual([]);
});

test('the default backend of an Ingress is announced as well', () => {
  const site = { ...ingressFor('web', { number: 80 }), spec: { defaultBackend: { service: { name: 'web', port: { number: 81 } } } } };
  expect(announced(WEB, service('web', PORTS), site)).toEqual(['TCP 9000 by Ingress shop/site']);
});

test('routes of the Gateway API announce, also from another namespace and by a mirror', () => {
  expect(announced(WEB, service('web', PORTS), gatewayRoute({ rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] }))).toEqual(['TCP 8080 by HTTPRoute shop/route']);
  expect(announced(WEB, service('web', PORTS), gatewayRoute({ rules: [{ backendRefs: [{ name: 'web', namespace: 'shop', port: 80 }] }] }, 'TCPRoute', 'edge')))
    .toEqual(['TCP 8080 by TCPRoute edge/route']);
  const mirror = { filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'web', port: 81 } } }] };
  expect(announced(WEB, service('web', PORTS), gatewayRoute({ rules: [mirror] }))).toEqual(['TCP 9000 by HTTPRoute shop/route']);
});

test('a route of a service mesh announces nothing to the outside', () => {
  const route = gatewayRoute({ parentRefs: [{ group: '', kind: 'Service', name: 'web' }], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] });
  expect(announced(WEB, service('web', PORTS), route)).toEqual([]);
});

test('a route of OpenShift names the port of the pods, or the name of a port of the Service', () => {
  expect(announced(WEB, service('web', PORTS), openShiftRoute({ port: { targetPort: 8080 } }))).toEqual(['TCP 8080 by Route shop/route']);
  expect(announced(WEB, service('web', PORTS), openShiftRoute({ port: { targetPort: 'admin' } }))).toEqual(['TCP 9000 by Route shop/route']);
  expect(announced(WEB, service('web', PORTS), openShiftRoute({}))).toEqual(['TCP 8080,9000 by Route shop/route']);
});

test('a port of the node announces the port that it leads to', () => {
  const spec = { containers: [{ name: 'main', ports: [{ containerPort: 8080, hostPort: 80 }, { containerPort: 9000 }] }] };
  expect(announced(pod('web', [], spec))).toEqual(['TCP 8080 by Pod shop/web']);
});

test('a Service of Knative announces itself, unless it is for the cluster alone', () => {
  const knative = (labels: Json): Json => ({
    apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop', labels }, spec: { template: { spec: { containers: [{ name: 'main' }] } } },
  });
  expect(announced(knative({}))).toEqual(['TCP 8012-8013,8080 by Service shop/web']);
  expect(announced(knative({ 'networking.knative.dev/visibility': 'cluster-local' }))).toEqual([]);
});
