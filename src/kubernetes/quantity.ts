/**
 * The documented grammar of a Kubernetes quantity. The API server trims blanks. It also reads a lone sign, dot or suffix ('+', '.', 'Mi') as zero,
 * outside of its own grammar; nobody means that, so it is no quantity here. Exponents of four digits and more wrap around in the API server.
 */
const GRAMMAR = /^ *(?<sign>[+-]?)(?=\.?\d)(?<whole>\d*)(?:\.(?<fraction>\d*))?(?:(?<suffix>[numkMGTPE]|[KMGTPE]i)|[eE](?<exponent>[+-]?0*\d{1,3}))? *$/;

const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

const DECIMALS = 9;
const ONE = 10n ** BigInt(DECIMALS);

/** The API server caps what was written with a binary suffix, and nothing else. */
const BINARY_MAXIMUM = (2n ** 63n - 1n) * ONE;

/** From here on the API server drops suffixes when it writes a quantity back: it stores 1000E as 1. Such a value is refused, never guessed. */
const UNREADABLE_FROM = 10n ** 21n * ONE;

/** An exact Kubernetes resource quantity, such as 100m, 1.5Gi or 12e3. */
export class Quantity {

  /**
   * Reads what a manifest says: a string, or the number that raw YAML gives.
   *
   * @returns undefined for whatever is no quantity.
   */
  static parse(value: unknown): Quantity | undefined {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;

    const text = String(value);
    const groups = GRAMMAR.exec(text)?.groups;
    if (!groups) return undefined;

    const isBinary = groups.suffix?.endsWith('i') ?? false;
    const exact = magnitudeOf(groups);
    const magnitude = isBinary && exact > BINARY_MAXIMUM ? BINARY_MAXIMUM : exact;
    if (magnitude >= UNREADABLE_FROM) return undefined;

    return new Quantity(groups.sign === '-' ? -magnitude : magnitude, isBinary, text);
  }

  static sum(quantities: Iterable<Quantity>): Quantity {
    let total = new Quantity(0n, false);
    for (const quantity of quantities) total = total.plus(quantity);
    return total;
  }

  /** As it was written; the canonical form where it was computed. */
  readonly text: string;

  private constructor(private readonly nanos: bigint, private readonly isBinary: boolean, text?: string) {
    this.text = text ?? this.toString();
  }

  get isZero(): boolean {
    return this.nanos === 0n;
  }

  get isNegative(): boolean {
    return this.nanos < 0n;
  }

  compareTo(other: Quantity): -1 | 0 | 1 {
    if (this.nanos === other.nanos) return 0;
    return this.nanos < other.nanos ? -1 : 1;
  }

  isLessThan(other: Quantity): boolean {
    return this.nanos < other.nanos;
  }

  /** A sum of binary quantities is binary: 64Mi + 64Mi = 128Mi. A zero has no say. */
  plus(other: Quantity): Quantity {
    const isBinary = (this.isBinary || this.isZero) && (other.isBinary || other.isZero);
    return new Quantity(this.nanos + other.nanos, isBinary);
  }

  /** The canonical form: a whole number with the largest suffix that loses nothing. */
  toString(): string {
    if (this.isZero) return '0';
    if (this.isBestReadAsBinary()) return withLargestSuffix(this.nanos / ONE, 1024n, BINARY_SUFFIXES);
    return withLargestSuffix(this.nanos, 1000n, DECIMAL_SUFFIXES);
  }

  private isBestReadAsBinary(): boolean {
    const magnitude = this.isNegative ? -this.nanos : this.nanos;
    return this.isBinary && magnitude % ONE === 0n && magnitude >= 1024n * ONE && magnitude <= BINARY_MAXIMUM;
  }
}

function magnitudeOf({ whole, fraction = '', suffix = '', exponent = '0' }: Partial<Record<string, string>>): bigint {
  const digits = BigInt(`${whole}${fraction}`);
  const power = DECIMALS - fraction.length + Number(exponent);
  const binary = BINARY_SUFFIXES.indexOf(suffix);

  if (binary > 0) return timesPowerOfTen(digits * 1024n ** BigInt(binary), power);
  return timesPowerOfTen(digits, power + 3 * (DECIMAL_SUFFIXES.indexOf(suffix) - DECIMAL_SUFFIXES.indexOf('')));
}

/** Rounds up, as the API server does: who asks for a little gets a little. */
function timesPowerOfTen(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor - 1n) / divisor;
}

function withLargestSuffix(amount: bigint, step: bigint, suffixes: readonly string[]): string {
  let rest = amount;
  let index = 0;
  while (rest % step === 0n && index < suffixes.length - 1) {
    rest /= step;
    index += 1;
  }
  return `${rest}${suffixes[index]}`;
}
