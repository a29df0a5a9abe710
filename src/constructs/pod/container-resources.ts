import { isObject, isUnset } from '../../kubernetes/json';
import { Quantity } from '../../kubernetes/quantity';
import { MutableJson, objectsIn, put, remove, valueAt } from '../mutable-json';
import { shown } from '../shown';
import { Contrary } from './contrary';
import { PodIntent } from './pod-intent';
import { completed, guaranteed, isLess, RequestAndLimit } from './resource-defaults';

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'] as const;
type Resource = typeof RESOURCES[number];

/** What the logs of a container and its own writable layer may take. */
const LOGS = '64Mi';

/** Keeps the requests and limits of a container, and fills in what is missing. */
export function fillResources(container: MutableJson, name: string, spec: MutableJson, intent: PodIntent): void {
  const usual = usualResources(container, name, spec, intent);
  for (const resource of RESOURCES) {
    const given = givenAmounts(container, resource);
    const isGuaranteed = intent.sensitive && resource !== 'ephemeral-storage';
    const { request, limit } = isGuaranteed ? guaranteed(given, usual[resource]) : completed(given, usual[resource], isLess);
    set(container, 'limits', resource, limit);
    set(container, 'requests', resource, request);
  }
}

/** Requests above their limits, what is no quantity, and for sensitive workloads a request that is not its limit. */
export function contraryResources(container: unknown, name: string | undefined, intent: PodIntent): Contrary[] {
  return RESOURCES.flatMap(resource => {
    const { request, limit } = givenAmounts(container, resource);
    const [limitPath, requestPath] = [`resources.limits.${resource}`, `resources.requests.${resource}`];
    const say = (path: string, message: string, instead: string): Contrary[] => [{ path, container: name, message, instead }];

    if (limit !== undefined && !isAmount(limit)) return say(limitPath, `must be a quantity, found ${shown(limit)}`, 'Write it as \'128Mi\' or \'500m\'.');
    if (request !== undefined && !isAmount(request)) return say(requestPath, `must be a quantity, found ${shown(request)}`, 'Write it as \'128Mi\' or \'500m\'.');
    if (request === undefined || limit === undefined) return [];
    if (isLess(limit, request)) {
      return say(limitPath, `must not be below the request ${String(request)}, found ${String(limit)}`, `Give a limit of at least ${String(request)}, or a lower request.`);
    }
    if (intent.sensitive && resource !== 'ephemeral-storage' && isLess(request, limit)) {
      return say(requestPath, `must equal the limit ${String(limit)} in a sensitive workload, found ${String(request)}`, 'Give both the same amount.');
    }
    return [];
  });
}

function usualResources(container: MutableJson, name: string, spec: MutableJson, intent: PodIntent): Record<Resource, RequestAndLimit<unknown>> {
  const { cpu, memory, ephemeralStorage } = intent.resources;
  const isUnlimited = intent.waivers.ofContainer('unlimitedMemory', name).length > 0;
  return {
    'cpu': { request: cpu.request?.amount, limit: cpu.limit?.amount },
    'memory': { request: memory.request?.asString(), limit: isUnlimited ? undefined : memory.limit?.asString() },
    'ephemeral-storage': {
      request: ephemeralStorage.request?.asString(),
      limit: ephemeralStorage.limit?.asString() ?? diskSpace(container, spec),
    },
  };
}

/** What the disk-backed emptyDirs that a container mounts may hold, and its logs. */
function diskSpace(container: MutableJson, spec: MutableJson): string {
  const mounted = new Set(objectsIn(container.volumeMounts).map(mount => mount.name));
  const sizes = objectsIn(spec.volumes)
    .filter(volume => mounted.has(volume.name) && isObject(volume.emptyDir) && volume.emptyDir.medium !== 'Memory')
    .map(volume => Quantity.parse(valueAt(volume, ['emptyDir', 'sizeLimit'])))
    .filter(size => size !== undefined);
  return Quantity.sum([...sizes, Quantity.parse(LOGS)!]).toString();
}

function givenAmounts(container: unknown, resource: Resource): RequestAndLimit<unknown> {
  const [request, limit] = ['requests', 'limits'].map(side => valueAt(container, ['resources', side, resource]));
  return { request: isUnset(request) ? undefined : request, limit: isUnset(limit) ? undefined : limit };
}

function set(container: MutableJson, side: 'limits' | 'requests', resource: Resource, amount: unknown): void {
  const path = ['resources', side, resource];
  if (amount === undefined) remove(container, path);
  else put(container, path, amount);
}

function isAmount(value: unknown): boolean {
  return Quantity.parse(value)?.isNegative === false;
}
