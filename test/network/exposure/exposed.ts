import { Manifest } from '../../../src/kubernetes/manifest';
import { Subject } from '../../../src/kubernetes/subject';
import { Network } from '../../../src/network/analysis/network';
import { NetworkObjects } from '../../../src/network/model/network-objects';
import { WorkloadPod } from '../../../src/network/model/workload';

export type Json = { readonly [field: string]: unknown };

export const EVERY_POD = { namespaceSelector: {} };
export const DENY = policy('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

export function networkOf(...objects: readonly Json[]): Network {
  const network = new NetworkObjects();
  for (const object of objects) {
    const manifest = new Manifest(object);
    network.add(new Subject(manifest), manifest);
  }
  return new Network(network);
}

/** The pods of a workload: `web`, or `other/web` where it is not in namespace shop. */
export function podOf(network: Network, text: string): WorkloadPod {
  const [name, namespace = 'shop'] = text.split('/').reverse();
  return network.workloads.find(workload => workload.namespace === namespace && workload.name === name)!.pods[0];
}

/** A pod labelled by its own name, with ports such as `http:8080` or `dns:53/UDP`. */
export function pod(text: string, ports: readonly string[] = [], spec: Json = {}): Json {
  const [name, namespace = 'shop'] = text.split('/').reverse();
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } }, spec: { containers: [{ name: 'main', ports: ports.map(portOf) }], ...spec } };
}

export function policy(text: string, spec: Json): Json {
  const [name, namespace = 'shop'] = text.split('/').reverse();
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

/** For every pod of the namespace. */
export function ingress(text: string, ...rules: readonly Json[]): Json {
  return policy(text, { podSelector: {}, policyTypes: ['Ingress'], ingress: rules });
}

/** For every pod of the namespace. */
export function egress(text: string, ...rules: readonly Json[]): Json {
  return policy(text, { podSelector: {}, policyTypes: ['Egress'], egress: rules });
}

export function block(cidr: string, ...except: readonly string[]): Json {
  return { ipBlock: { cidr, ...except.length > 0 && { except } } };
}

export function app(name: string): Json {
  return { podSelector: { matchLabels: { app: name } } };
}

/** The pods of another namespace, by its name. */
export function inNamespace(namespace: string, podSelector: Json = {}): Json {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector };
}

export function namespaceOf(name: string, labels: Json = {}): Json {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A Service for the pods labelled by its name. */
export function service(name: string, ports: readonly Json[], spec: Json = {}): Json {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec: { selector: { app: name }, ports, ...spec } };
}

/** An Ingress with one path. */
export function ingressFor(name: string, port: Json): Json {
  const path = { path: '/', pathType: 'Prefix', backend: { service: { name, port } } };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'site', namespace: 'shop' }, spec: { rules: [{ http: { paths: [path] } }] } };
}

function portOf(text: string): Json {
  const [name, number] = text.split(':');
  const [port, protocol = 'TCP'] = number.split('/');
  return { name, containerPort: Number(port), protocol };
}
