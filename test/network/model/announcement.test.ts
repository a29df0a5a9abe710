import { Manifest } from '../../../src/kubernetes/manifest';
import { Subject } from '../../../src/kubernetes/subject';
import { Announcement, readAnnouncement } from '../../../src/network/model/announcement';
import { readService, Service } from '../../../src/network/model/service';

function announcement(apiVersion: string, kind: string, spec: unknown): Omit<Announcement, 'subject'> | undefined {
  const manifest = new Manifest({ apiVersion, kind, metadata: { name: 'site', namespace: 'shop' }, spec });
  const read = readAnnouncement(new Subject(manifest), 'shop', manifest);
  return read && { isOutside: read.isOutside, backends: read.backends };
}

function service(spec: unknown): Omit<Service, 'subject'> {
  const manifest = new Manifest({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec });
  const { subject, ...read } = readService(new Subject(manifest), 'shop', manifest);
  return read;
}

test('an Ingress of before v1 names its Services in other fields', () => {
  const spec = { backend: { serviceName: 'web', servicePort: 80 }, rules: [{ http: { paths: [{ backend: { serviceName: 'api', servicePort: 'http' } }] } }] };
  expect(announcement('extensions/v1beta1', 'Ingress', spec)).toEqual({
    isOutside: true,
    backends: [
      { path: ['spec', 'backend', 'serviceName'], namespace: 'shop', service: 'web', port: { by: 'number', number: 80 } },
      { path: ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'serviceName'], namespace: 'shop', service: 'api', port: { by: 'name', name: 'http' } },
    ],
  });
});

test.each([
  ['networking.k8s.io/v1', 'Ingress', { rules: {}, defaultBackend: [1] }],
  ['networking.k8s.io/v1', 'Ingress', { rules: [null, { http: { paths: [{ backend: { resource: { kind: 'Bucket', name: 'x' } } }] } }] }],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute', { parentRefs: 3, rules: [null, { backendRefs: 'x', filters: [null, { requestMirror: null }] }] }],
  ['gateway.networking.k8s.io/v1', 'GRPCRoute', { rules: [{ backendRefs: [{ group: 'storage.example.com', kind: 'Bucket', name: 'web' }] }] }],
  ['route.openshift.io/v1', 'Route', { to: null, port: { targetPort: null }, alternateBackends: [{ kind: 'Service' }] }],
  ['route.openshift.io/v1', 'Route', null],
])('what names no Service in %s %s has no backends', (apiVersion, kind, spec) => {
  expect(announcement(apiVersion, kind, spec)).toEqual({ isOutside: true, backends: [] });
});

test('other objects announce nothing', () => {
  expect(announcement('example.com/v1', 'Ingress', {})).toBeUndefined();
  expect(announcement('serving.knative.dev/v1', 'Route', {})).toBeUndefined();
});

test('what cannot be read of a Service is left out', () => {
  const none = { namespace: 'shop', name: 'web', ports: [], isExternalName: false };
  expect(service(null)).toEqual(none);
  expect(service({ selector: {}, ports: [null, { port: '80' }, { port: 80, protocol: 'tcp' }, { port: 70000 }], externalIPs: [] })).toEqual(none);
  expect(service({ selector: 'app', ports: 3, type: 'ClusterIP' })).toEqual(none);
});
