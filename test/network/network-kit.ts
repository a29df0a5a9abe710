import { Manifest } from '../../src/kubernetes/manifest';
import { Subject } from '../../src/kubernetes/subject';
import { connectionsOf, ConnectionsOptions } from '../../src/network/analysis/connections-of';
import { Network } from '../../src/network/analysis/network';
import { NetworkObjects } from '../../src/network/model/network-objects';

/** An object as it stands in YAML. */
export type KubernetesObject = { readonly [field: string]: unknown };

export type Labels = { readonly [name: string]: string };

/** The network that objects make. */
export function networkOf(...objects: readonly KubernetesObject[]): Network {
  const read = new NetworkObjects();
  for (const object of objects) {
    const manifest = new Manifest(object);
    read.add(new Subject(manifest), manifest);
  }
  return new Network(read);
}

/** Every connection: `shop/web[Pod] => shop/cache[Pod] : TCP 6379`, and `(TCP 80)` in parentheses for what may be. */
export function linesOf(network: Network, options: ConnectionsOptions = {}): string[] {
  return [...connectionsOf(network, options)].map(({ from, to, allowed, unknown }) => {
    const sets = [...allowed.isEmpty ? [] : [allowed.text], ...unknown.isEmpty ? [] : [`(${unknown.text})`]];
    return `${from.text} => ${to.text} : ${sets.join(' ')}`;
  });
}

/** The connections between workloads alone, without the kinds: `shop/web => shop/cache : TCP 6379`. */
export function podLines(...objects: readonly KubernetesObject[]): string[] {
  return linesOf(networkOf(...objects)).filter(line => !line.includes('[External]')).map(line => line.replace(/\[\w+\]/g, ''));
}

/** Who reaches a workload: `shop/web : TCP 6379`. */
export function reaching(text: string, ...objects: readonly KubernetesObject[]): string[] {
  return podLines(...objects).filter(line => line.includes(` => ${text} : `)).map(line => line.replace(` => ${text} : `, ' : '));
}

/** The connections with addresses alone, without the kinds: `10.0.0.0-10.255.255.255 => shop/web : TCP 80`. */
export function addressLines(...objects: readonly KubernetesObject[]): string[] {
  return linesOf(networkOf(...objects)).filter(line => line.includes('[External]')).map(line => line.replace(/\[\w+\]/g, ''));
}

/** What is wrong with the policies: `spec.ingress[0] must …`, marked with `~` where the API server takes it all the same. */
export function faultsOf(...objects: readonly KubernetesObject[]): string[] {
  return networkOf(...objects).policies.flatMap(({ faults }) => faults.map(({ path, message, isRefused }) => {
    const place = path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${String(step)}`)).join('');
    return `${isRefused ? '' : '~ '}${place} ${message}`;
  }));
}

export function namespace(name: string, labels: Labels = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A pod in namespace `shop`, or in the one that the name starts with: `ops/probe`. */
export function pod(text: string, labels: Labels = {}, spec: KubernetesObject = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...nameOf(text), labels }, spec: { containers: [{ name: 'main' }], ...spec } };
}

/** The spec of a pod whose container declares ports: `http:TCP:8080`. */
export function withPorts(...ports: readonly string[]): KubernetesObject {
  return { containers: [{ name: 'main', ports: ports.map(portOf) }] };
}

export function portOf(text: string): KubernetesObject {
  const [name, protocol, port] = text.split(':');
  return { name, protocol, containerPort: Number(port) };
}

/** A policy for every pod of namespace `shop` unless it says otherwise. */
export function policy(spec: unknown, text: string = 'policy'): KubernetesObject {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: nameOf(text), spec };
}

/** A policy for the pods with `app: <name>` of namespace `shop`, by its ingress rules. */
export function ingressTo(app: string, ...ingress: readonly unknown[]): KubernetesObject {
  return policy({ podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ingress }, `${app}-ingress`);
}

/** A policy for the pods with `app: <name>` of namespace `shop`, by its egress rules. */
export function egressFrom(app: string, ...egress: readonly unknown[]): KubernetesObject {
  return policy({ podSelector: { matchLabels: { app } }, policyTypes: ['Egress'], egress }, `${app}-egress`);
}

/** Pods `shop/<name>` with `app: <name>`, whose network is their own. */
export function apps(...names: readonly string[]): KubernetesObject[] {
  return names.map(name => pod(name, { app: name }));
}

function nameOf(text: string): { readonly namespace: string; readonly name: string } {
  const [first, second] = text.split('/');
  return second === undefined ? { namespace: 'shop', name: first } : { namespace: first, name: second };
}
