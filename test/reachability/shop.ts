import { ApiObject, ApiObjectProps, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { DefaultDenyNetworkPolicy, HardenedDeployment, HardenedNamespace } from '../../src';

/** A shop of three: the web calls the cache, everybody may call the web, and nobody calls the database. */
export interface Shop {
  readonly app: App;
  readonly chart: Chart;
  readonly namespace: HardenedNamespace;
  readonly web: HardenedDeployment;
  readonly cache: HardenedDeployment;
  readonly database: HardenedDeployment;
}

export function shop(): Shop {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
  const namespace = new HardenedNamespace(chart, 'Namespace');
  new DefaultDenyNetworkPolicy(chart, 'DefaultDeny');
  const [web, cache, database] = [deployment(chart, 'Web', 8080), deployment(chart, 'Cache', 6379), deployment(chart, 'Database', 5432)];
  web.connections.allowTo(cache);
  web.connections.allowFrom(kplus.NetworkPolicyIpBlock.anyIpv4(chart, 'Anywhere'));
  return { app, chart, namespace, web, cache, database };
}

export function deployment(scope: Chart, id: string, portNumber: number): HardenedDeployment {
  return new HardenedDeployment(scope, id, { containers: [{ name: 'app', image: 'registry.example/app:1.0.0', portNumber }] });
}

/** A pod that is written as it is. */
export function rawPod(scope: Chart, name: string, labels: { readonly [name: string]: string }, spec: object = {}): ApiObject {
  return raw(scope, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels }, spec: { containers: [{ name: 'app', image: 'app:1' }], ...spec } });
}

export function rawPolicy(scope: Chart, name: string, spec: object): ApiObject {
  return raw(scope, name, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name }, spec });
}

function raw(scope: Chart, id: string, json: object): ApiObject {
  return new ApiObject(scope, id, json as ApiObjectProps);
}

/** The text of the error that is thrown. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
