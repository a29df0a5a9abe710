import { FieldPath } from '../../kubernetes/field-path';
import { isObject, JsonObject } from '../../kubernetes/json';
import { Manifest } from '../../kubernetes/manifest';
import { Subject } from '../../kubernetes/subject';
import { isPort } from './pod-ports';

/** An Ingress or a route, as far as it names Services. */
export interface Announcement {
  readonly subject: Subject;
  /** It is for callers outside of the cluster; a route of a service mesh is not. */
  readonly isOutside: boolean;
  readonly backends: readonly Backend[];
}

/** A Service that is named, and by which of its ports. */
export interface Backend {
  /** Where the Service is named. */
  readonly path: FieldPath;
  readonly namespace: string;
  readonly service: string;
  /** Undefined for all. */
  readonly port?: BackendPort;
}

/** A port of a Service by its number or its name, or the port of the pods behind it. */
export type BackendPort = { readonly by: 'number' | 'target'; readonly number: number } | { readonly by: 'name'; readonly name: string };

const GATEWAY_ROUTES: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** Reads an Ingress or a route; undefined for other objects. What cannot be read is left out. */
export function readAnnouncement(subject: Subject, namespace: string, { group, kind, json }: Manifest): Announcement | undefined {
  const spec = isObject(json.spec) ? json.spec : {};
  if (kind === 'Ingress' && (group === 'networking.k8s.io' || group === 'extensions')) {
    return { subject, isOutside: true, backends: ingressBackends(spec, namespace) };
  }
  if (kind === 'Route' && group === 'route.openshift.io') return { subject, isOutside: true, backends: openShiftBackends(spec, namespace) };
  if (group === 'gateway.networking.k8s.io' && GATEWAY_ROUTES.includes(kind)) {
    return { subject, isOutside: !isForMesh(spec), backends: gatewayBackends(spec, namespace) };
  }
  return undefined;
}

function ingressBackends(spec: JsonObject, namespace: string): Backend[] {
  const defaults = ['defaultBackend', 'backend'].flatMap(field => ingressBackend(['spec', field], spec[field], namespace));
  const paths = itemsOf(['spec', 'rules'], spec.rules)
    .flatMap(({ path, json: { http } }) => itemsOf([...path, 'http', 'paths'], isObject(http) ? http.paths : undefined));
  return [...defaults, ...paths.flatMap(({ path, json }) => ingressBackend([...path, 'backend'], json.backend, namespace))];
}

/** `service` with a `port` of a name or a number; `serviceName` and `servicePort` before networking.k8s.io/v1. */
function ingressBackend(path: FieldPath, json: unknown, namespace: string): Backend[] {
  if (!isObject(json)) return [];
  if (typeof json.serviceName === 'string') {
    return [{ path: [...path, 'serviceName'], namespace, service: json.serviceName, ...portOf(json.servicePort, json.servicePort) }];
  }
  const { service } = json;
  if (!isObject(service) || typeof service.name !== 'string') return [];
  const port = isObject(service.port) ? service.port : {};
  return [{ path: [...path, 'service'], namespace, service: service.name, ...portOf(port.number, port.name) }];
}

function openShiftBackends(spec: JsonObject, namespace: string): Backend[] {
  const target = isObject(spec.port) ? spec.port.targetPort : undefined;
  const port: BackendPort | undefined = isPort(target) ? { by: 'target', number: target } : typeof target === 'string' ? { by: 'name', name: target } : undefined;
  const references = [{ path: ['spec', 'to'] as FieldPath, json: isObject(spec.to) ? spec.to : {} }, ...itemsOf(['spec', 'alternateBackends'], spec.alternateBackends)];
  return references.flatMap(({ path, json: { kind = 'Service', name } }) => (
    kind === 'Service' && typeof name === 'string' ? [{ path, namespace, service: name, ...port && { port } }] : []));
}

/** A route whose every parent is a Service steers who calls that Service within the cluster. */
function isForMesh({ parentRefs }: JsonObject): boolean {
  const parents = itemsOf([], parentRefs);
  return parents.length > 0 && parents.every(({ json }) => json.kind === 'Service');
}

function gatewayBackends(spec: JsonObject, namespace: string): Backend[] {
  return itemsOf(['spec', 'rules'], spec.rules).flatMap(rule => {
    const references = itemsOf([...rule.path, 'backendRefs'], rule.json.backendRefs);
    const filters = [rule, ...references].flatMap(({ path, json }) => itemsOf([...path, 'filters'], json.filters));
    const mirrors = filters.flatMap(({ path, json }) => ['requestMirror', 'externalAuth'].flatMap(field => {
      const filter = json[field];
      return isObject(filter) && isObject(filter.backendRef) ? [{ path: [...path, field, 'backendRef'], json: filter.backendRef }] : [];
    }));
    return [...references, ...mirrors].flatMap(reference => gatewayBackend(reference, namespace));
  });
}

function gatewayBackend({ path, json }: Item, own: string): Backend[] {
  const { group = '', kind = 'Service', name, namespace, port } = json;
  if (group !== '' || kind !== 'Service' || typeof name !== 'string') return [];
  return [{ path, namespace: typeof namespace === 'string' && namespace !== '' ? namespace : own, service: name, ...portOf(port, undefined) }];
}

function portOf(number: unknown, name: unknown): { readonly port?: BackendPort } {
  if (isPort(number)) return { port: { by: 'number', number } };
  return typeof name === 'string' && name !== '' ? { port: { by: 'name', name } } : {};
}

interface Item {
  readonly path: FieldPath;
  readonly json: JsonObject;
}

function itemsOf(path: FieldPath, json: unknown): Item[] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((item: unknown, index) => (isObject(item) ? [{ path: [...path, index], json: item }] : []));
}
