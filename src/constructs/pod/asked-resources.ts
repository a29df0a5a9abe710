import { ContainerResources, EphemeralStorageResources, k8s } from 'cdk8s-plus-28';
import { MutableJson, put } from '../mutable-json';
import { PodIntent } from './pod-intent';
import { completed, guaranteed, lessCpu, lessSize } from './resource-defaults';

/** What a container asks for, with the defaults where it says nothing. */
export function withUsualResources(asked: ContainerResources, container: string, intent: PodIntent): ContainerResources {
  const isUnlimited = intent.waivers.ofContainer('unlimitedMemory', container).length > 0;
  const { cpu, memory } = intent.resources;
  const usualMemory = isUnlimited ? { request: memory.request } : memory;
  return {
    cpu: intent.sensitive ? guaranteed(asked.cpu ?? {}, cpu) : completed(asked.cpu ?? {}, cpu, lessCpu),
    memory: intent.sensitive ? guaranteed(asked.memory ?? {}, usualMemory) : completed(asked.memory ?? {}, usualMemory, lessSize),
    ephemeralStorage: asked.ephemeralStorage,
  };
}

/** The same as a manifest has it, for messages and comparisons. */
export function asManifest({ cpu, memory, ephemeralStorage }: ContainerResources): MutableJson {
  const side = (name: 'request' | 'limit') => ({
    'cpu': cpu?.[name]?.amount,
    'memory': memory?.[name]?.asString(),
    'ephemeral-storage': ephemeralStorage?.[name]?.asString(),
  });
  return { requests: side('request'), limits: side('limit') };
}

/** Writes the ephemeral storage exactly: cdk8s-plus throws on whatever is not a whole number of gibibytes. */
export function withAskedStorage(container: MutableJson, asked: EphemeralStorageResources = {}): void {
  for (const [side, amount] of [['limits', asked.limit], ['requests', asked.request]] as const) {
    if (amount !== undefined) put(container, ['resources', side, 'ephemeral-storage'], k8s.Quantity.fromString(amount.asString()));
  }
}
