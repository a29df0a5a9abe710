import { FieldPath } from '../../kubernetes/field-path';
import { isObject, isUnset, JsonObject } from '../../kubernetes/json';
import { Manifest } from '../../kubernetes/manifest';
import { Subject } from '../../kubernetes/subject';
import { PortProtocol } from '../connections/connection-set';
import { isPort, protocolOf } from './pod-ports';
import { Selector } from './selector';

/** A Service as it was read; what cannot be read of it is left out. */
export interface Service {
  readonly subject: Subject;
  readonly namespace: string;
  readonly name: string;
  /** The pods of its namespace that are behind it; undefined where it selects none, so that somebody else says what is behind it. */
  readonly pods?: Selector;
  readonly ports: readonly ServicePort[];
  /** By what it opens its ports to the outside by itself, `type LoadBalancer`; undefined where it is for the cluster alone. */
  readonly opening?: string;
  /** It stands for a name outside of the cluster. */
  readonly isExternalName: boolean;
}

export interface ServicePort {
  readonly path: FieldPath;
  readonly name: string;
  readonly protocol: PortProtocol;
  /** What callers of the Service write. */
  readonly number: number;
  /** The port of the pods, or the name that they give it. */
  readonly target: number | string;
}

const OPEN_TYPES: readonly unknown[] = ['LoadBalancer', 'NodePort'];

export function readService(subject: Subject, namespace: string, { json }: Manifest): Service {
  const spec = isObject(json.spec) ? json.spec : {};
  const pods = selectorOf(spec);
  const opening = openingOf(spec);
  return {
    subject,
    namespace,
    name: subject.name,
    ...pods && { pods },
    ports: Array.isArray(spec.ports) ? spec.ports.flatMap(portAt) : [],
    ...opening && { opening },
    isExternalName: spec.type === 'ExternalName',
  };
}

function selectorOf({ selector, type }: JsonObject): Selector | undefined {
  if (type === 'ExternalName' || isUnset(selector)) return undefined;
  try {
    return Selector.of({ matchLabels: selector });
  } catch {
    return undefined;
  }
}

function openingOf({ type, externalIPs }: JsonObject): string | undefined {
  if (OPEN_TYPES.includes(type)) return `type ${String(type)}`;
  return Array.isArray(externalIPs) && externalIPs.length > 0 ? 'externalIPs' : undefined;
}

function portAt(json: unknown, index: number): ServicePort[] {
  if (!isObject(json) || !isPort(json.port)) return [];
  const protocol = protocolOf(json);
  if (protocol === undefined) return [];
  const { targetPort } = json;
  const target = isPort(targetPort) || (typeof targetPort === 'string' && targetPort !== '') ? targetPort : json.port;
  return [{ path: ['spec', 'ports', index], name: typeof json.name === 'string' ? json.name : '', protocol, number: json.port, target }];
}
