import { Size } from 'cdk8s';
import { ContainerResources, Cpu } from 'cdk8s-plus-28';
import { Quantity } from '../../kubernetes/quantity';

/** A request and a limit of one resource. */
export interface RequestAndLimit<T> {
  readonly request?: T;
  readonly limit?: T;
}

/** What a container asks for and gets at most where it does not say so itself. */
export interface ResourceDefaults {
  readonly cpu: RequestAndLimit<Cpu>;
  readonly memory: RequestAndLimit<Size>;
  /** Without a limit: as much as its writable paths and logs may take. */
  readonly ephemeralStorage: RequestAndLimit<Size>;
}

/** The defaults of the library, below those of a workload. */
export function resourceDefaults(given: ContainerResources = {}, sensitive: boolean = false): ResourceDefaults {
  const cpu = { request: Cpu.millis(100) };
  const memory = { request: Size.mebibytes(128), limit: Size.mebibytes(128) };
  return {
    cpu: sensitive ? guaranteed(given.cpu ?? {}, cpu) : completed(given.cpu ?? {}, cpu, lessCpu),
    memory: sensitive ? guaranteed(given.memory ?? {}, memory) : completed(given.memory ?? {}, memory, lessSize),
    ephemeralStorage: completed(given.ephemeralStorage ?? {}, { request: Size.mebibytes(64) }, lessSize),
  };
}

/** Keeps what is given, and fills in the rest such that the request is never above the limit. */
export function completed<T>(given: RequestAndLimit<T>, usual: RequestAndLimit<T>, isLower: (one: T, other: T) => boolean): RequestAndLimit<T> {
  const request = given.request ?? lower(usual.request, given.limit, isLower);
  const limit = given.limit ?? (usual.limit !== undefined && request !== undefined && isLower(usual.limit, request) ? request : usual.limit);
  return { request, limit };
}

/** The same for Guaranteed quality of service: request and limit are equal. */
export function guaranteed<T>(given: RequestAndLimit<T>, usual: RequestAndLimit<T>): RequestAndLimit<T> {
  const amount = given.request ?? given.limit ?? usual.request;
  return { request: amount, limit: given.limit ?? amount };
}

export function lessCpu(one: Cpu, other: Cpu): boolean {
  return isLess(one.amount, other.amount);
}

export function lessSize(one: Size, other: Size): boolean {
  return isLess(one.asString(), other.asString());
}

/** Compares quantities as manifests write them; what is none is never less. */
export function isLess(one: unknown, other: unknown): boolean {
  const [left, right] = [Quantity.parse(one), Quantity.parse(other)];
  return left !== undefined && right !== undefined && left.isLessThan(right);
}

function lower<T>(usual: T | undefined, limit: T | undefined, isLower: (one: T, other: T) => boolean): T | undefined {
  return usual !== undefined && limit !== undefined && isLower(limit, usual) ? limit : usual;
}
