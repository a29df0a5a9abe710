/** Ports of one protocol: first and last of each range in turn, in order, such that no two ranges touch. */
export type PortRanges = readonly number[];

export const LOWEST_PORT = 1;
export const HIGHEST_PORT = 65535;

export const NO_PORTS: PortRanges = [];
export const ALL_PORTS: PortRanges = [LOWEST_PORT, HIGHEST_PORT];

export function unionOfPorts(a: PortRanges, b: PortRanges): PortRanges {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const union: number[] = [];
  for (const [first, last] of inOrder(a, b)) {
    const end = union.length - 1;
    if (end < 0 || first > union[end] + 1) union.push(first, last);
    else if (last > union[end]) union[end] = last;
  }
  return union;
}

export function intersectionOfPorts(a: PortRanges, b: PortRanges): PortRanges {
  const both: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const first = Math.max(a[i], b[j]);
    const last = Math.min(a[i + 1], b[j + 1]);
    if (first <= last) both.push(first, last);
    if (a[i + 1] < b[j + 1]) i += 2;
    else j += 2;
  }
  return both;
}

export function differenceOfPorts(a: PortRanges, b: PortRanges): PortRanges {
  return intersectionOfPorts(a, complementOf(b));
}

export function hasPort(ranges: PortRanges, port: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) if (ranges[i] <= port && port <= ranges[i + 1]) return true;
  return false;
}

/** `80,443,8000-9000`. */
export function formatPorts(ranges: PortRanges): string {
  const words: string[] = [];
  for (let i = 0; i < ranges.length; i += 2) words.push(ranges[i] === ranges[i + 1] ? `${ranges[i]}` : `${ranges[i]}-${ranges[i + 1]}`);
  return words.join(',');
}

function complementOf(ranges: PortRanges): PortRanges {
  const others: number[] = [];
  let next = LOWEST_PORT;
  for (let i = 0; i < ranges.length; i += 2) {
    if (ranges[i] > next) others.push(next, ranges[i] - 1);
    next = ranges[i + 1] + 1;
  }
  if (next <= HIGHEST_PORT) others.push(next, HIGHEST_PORT);
  return others;
}

function inOrder(...all: readonly PortRanges[]): Array<readonly [first: number, last: number]> {
  return all
    .flatMap(ranges => Array.from({ length: ranges.length / 2 }, (_, i) => [ranges[2 * i], ranges[2 * i + 1]] as const))
    .sort((a, b) => a[0] - b[0]);
}
