import { ContainerRole } from '../../kubernetes/container';
import { isObject, JsonObject } from '../../kubernetes/json';
import { Pod } from '../../kubernetes/pod';
import { PortProtocol, PROTOCOLS } from '../connections/connection-set';
import { HIGHEST_PORT, LOWEST_PORT } from '../connections/port-ranges';
import { ContainerPort } from './workload';

/** Containers that run beside each other while the pod serves; one that runs to its end before serves nobody. */
const SERVING: readonly ContainerRole[] = [ContainerRole.APP, ContainerRole.SIDECAR];
const NO_PORTS: readonly ContainerPort[] = [];

/** The ports that the containers of a pod declare. What is no port is left out: the API server refuses the pod. */
export function portsOfPod({ containers }: Pod): readonly ContainerPort[] {
  const ports = containers
    .filter(({ role, json }) => SERVING.includes(role) && Array.isArray(json.ports))
    .flatMap(({ json }) => (json.ports as unknown[]).flatMap(portOf));
  return ports.length === 0 ? NO_PORTS : ports;
}

function portOf(json: unknown): ContainerPort[] {
  if (!isObject(json) || !isPort(json.containerPort)) return [];
  const protocol = protocolOf(json);
  if (protocol === undefined) return [];
  return [{
    name: typeof json.name === 'string' ? json.name : '',
    protocol,
    number: json.containerPort,
    ...isPort(json.hostPort) && { hostPort: json.hostPort },
  }];
}

/** TCP where none is named. */
export function protocolOf({ protocol }: JsonObject): PortProtocol | undefined {
  return protocol === undefined || protocol === null ? 'TCP' : PROTOCOLS.find(known => known === protocol);
}

export function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= LOWEST_PORT && value <= HIGHEST_PORT;
}
