/** IPv4 or IPv6. */
export type IpFamily = 4 | 6;

/** How many bits an address of a family has. */
export const BITS: { readonly [family in IpFamily]: number } = { 4: 32, 6: 128 };

/** One address. */
export interface IpAddress {
  readonly family: IpFamily;
  readonly value: bigint;
}

const BYTE = /^(?:0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const GROUPS = 8;
/** How many values a group has. */
const GROUP_SIZE = 0x10000n;

/** Reads an address as Kubernetes does today; undefined where it is none. Leading zeros, which other readers take for octal, make it none. */
export function parseAddress(text: string): IpAddress | undefined {
  if (!text.includes(':')) {
    const value = parseIpv4(text);
    return value === undefined ? undefined : { family: 4, value };
  }
  const value = parseIpv6(text);
  return value === undefined ? undefined : { family: 6, value };
}

/** As people write it: `10.0.0.1`, and an IPv6 address in its shortest form (RFC 5952). */
export function formatAddress(family: IpFamily, value: bigint): string {
  return family === 4 ? formatIpv4(value) : formatIpv6(value);
}

function parseIpv4(text: string): bigint | undefined {
  const bytes = text.split('.');
  if (bytes.length !== 4 || !bytes.every(byte => BYTE.test(byte) && Number(byte) <= 255)) return undefined;
  return bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  if (halves.length === 1) return head.length === GROUPS ? join(head) : undefined;
  const zeros = GROUPS - head.length - tail!.length;
  return zeros < 1 ? undefined : join([...head, ...Array.from({ length: zeros }, () => 0), ...tail!]);
}

/** The groups of a part without `::`; an IPv4 address at the end of the whole stands for two. */
function groupsOf(part: string, isEnd: boolean): number[] | undefined {
  if (part === '') return [];
  const groups: number[] = [];
  const words = part.split(':');
  for (const [index, word] of words.entries()) {
    if (GROUP.test(word)) {
      groups.push(parseInt(word, 16));
      continue;
    }
    const embedded = isEnd && index === words.length - 1 ? parseIpv4(word) : undefined;
    if (embedded === undefined) return undefined;
    groups.push(Number(embedded / GROUP_SIZE), Number(embedded % GROUP_SIZE));
  }
  return groups;
}

function join(groups: readonly number[]): bigint {
  return groups.reduce((value, group) => value * GROUP_SIZE + BigInt(group), 0n);
}

function formatIpv4(value: bigint): string {
  const number = Number(value);
  return [24, 16, 8, 0].map(shift => Math.floor(number / 2 ** shift) % 256).join('.');
}

function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: GROUPS }, (_, i) => Number(value / GROUP_SIZE ** BigInt(GROUPS - 1 - i) % GROUP_SIZE));
  const [start, length] = longestZeros(groups);
  const words = groups.map(group => group.toString(16));
  if (length < 2) return words.join(':');
  return `${words.slice(0, start).join(':')}::${words.slice(start + length).join(':')}`;
}

/** Where the first of the longest runs of zeros starts, and how long it is. */
function longestZeros(groups: readonly number[]): readonly [start: number, length: number] {
  let best: readonly [number, number] = [0, 0];
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (end < groups.length && groups[end] === 0) end++;
    if (end - start > best[1]) best = [start, end - start];
  }
  return best;
}
