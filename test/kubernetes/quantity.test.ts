import * as fc from 'fast-check';
import { Quantity } from '../../src/kubernetes/quantity';

function quantity(value: unknown): Quantity {
  const parsed = Quantity.parse(value);
  if (parsed === undefined) throw new Error(`${String(value)} is no quantity`);
  return parsed;
}

/** What k8s.io/apimachinery v0.34 stores for what was written. */
const CANONICAL_FORMS: ReadonlyArray<[written: string, canonical: string]> = [
  ['0', '0'], ['00', '0'], ['-0', '0'], ['0.0', '0'], ['0Ki', '0'], ['000Gi', '0'], ['0E', '0'], ['0e5', '0'], ['0e999', '0'],
  ['1', '1'], ['+1', '1'], ['-1', '-1'], ['1.', '1'], ['007', '7'], ['.5', '500m'], ['0.5', '500m'], ['1.5', '1500m'], ['-.5', '-500m'],
  ['1n', '1n'], ['1u', '1u'], ['1m', '1m'], ['1k', '1k'], ['1M', '1M'], ['1G', '1G'], ['1T', '1T'], ['1P', '1P'], ['1E', '1E'],
  ['1Ki', '1Ki'], ['1Mi', '1Mi'], ['1Gi', '1Gi'], ['1Ti', '1Ti'], ['1Pi', '1Pi'], ['1Ei', '1Ei'], ['-1Ki', '-1Ki'],
  ['100m', '100m'], ['1000m', '1'], ['1001m', '1001m'], ['1.5m', '1500u'], ['0.0015', '1500u'], ['1500000000n', '1500m'], ['1000P', '1E'],
  ['1.5Gi', '1536Mi'], ['1536Mi', '1536Mi'], ['1024Ki', '1Mi'], ['1.Gi', '1Gi'], ['.5Ki', '512'], ['1.5Ki', '1536'], ['0.5Ei', '512Pi'],
  ['1024', '1024'], ['1.1Ki', '1126400m'], ['0.1Ki', '102400m'], ['0.9765625Ki', '1k'], ['0.5E', '500P'], ['999E', '999E'],
  [' 1Gi', '1Gi'], ['1Gi ', '1Gi'],
];

describe('a quantity is read as the API server reads it', () => {
  test.each(CANONICAL_FORMS)('%j is canonically %j', (written, canonical) => {
    expect(quantity(written).toString()).toBe(canonical);
  });

  test.each([
    ['1e3', '1k'], ['1E3', '1k'], ['1e03', '1k'], ['1e0003', '1k'], ['1e+3', '1k'], ['5.e3', '5k'], ['12e-2', '120m'], ['12e+2', '1200'],
    ['1E18', '1E'], ['1e0', '1'], ['1E1', '10'], ['1e-9', '1n'],
  ])('%j has an exponent, which a suffix says as well: %j', (written, canonical) => {
    expect(quantity(written).toString()).toBe(canonical);
  });

  test.each([
    ['0.1n', '1n'], ['-0.1n', '-1n'], ['0.0000000001', '1n'], ['1e-10', '1n'], ['1e-999', '1n'], ['0.0000000001Ki', '103n'], ['1.0000000000Ki', '1Ki'],
  ])('%j is finer than a nano and rounded away from zero, to %j', (written, canonical) => {
    expect(quantity(written).toString()).toBe(canonical);
  });

  test.each([
    ['7Ei', '7Ei'],
    ['8Ei', '9223372036854775807'],
    ['9223372036854775807Ki', '9223372036854775807'],
    ['-9Ei', '-9223372036854775807'],
    ['10E', '10E'],
  ])('%j is capped where it is binary: %j', (written, canonical) => {
    expect(quantity(written).toString()).toBe(canonical);
  });

  test('a capital E alone means exa, and before digits it is an exponent', () => {
    expect([quantity('1E').toString(), quantity('1E3').toString()]).toEqual(['1E', '1k']);
  });

  test.each([
    [1, '1'], [0.5, '500m'], [-2, '-2'], [0, '0'], [-0, '0'], [1e-7, '100n'], [1e20, '100E'], [1073741824, '1073741824'],
  ])('the JSON number %d means %j', (written, canonical) => {
    expect(quantity(written).toString()).toBe(canonical);
  });
});

describe('what is no quantity is refused', () => {
  test.each([
    '', ' ', '1 Gi', '1gb', '1g', '1K', '1ki', '1Mib', '1MI', '1i', '1mi', '1Mm', '1h', '1%', 'ten', 'true', 'NaN', 'Inf', 'Infinity', '0x10', '0b1',
    '1e', '0e', '1Ee', '1EE3', '1ee3', '1e1.5', '1e +3', '1E+', '1e-', '1-', '1k+', '1Gi-', '1m3', '1e3m', '1Ki3', '1Ki-2', '--1', '+-1',
    '1.2.3', '1..2', '1,5', '1_000', '１', '\t1Gi', '1Gi\n', '\n1', '1\n', '1Gi\u0000', '${CPU}', '{{ cpu }}',
  ])('%j', text => {
    expect(Quantity.parse(text)).toBeUndefined();
  });

  test.each([
    undefined, null, true, false, [], ['1'], {}, { text: '1' }, NaN, Infinity, -Infinity,
  ])('the value %p', value => {
    expect(Quantity.parse(value)).toBeUndefined();
  });

  test.each(['.', '+', '-', '+.', 'm', 'Ki', '.Ki', 'E', 'e3'])('%j, which has no digit: the API server takes it for zero, against its own grammar', text => {
    expect(Quantity.parse(text)).toBeUndefined();
  });

  test.each(['1000E', '-1000E', '1234E', '1e21', '1e100', '1e999', 1e21])('%j, which is so large that the API server would drop its suffix', value => {
    expect(Quantity.parse(value)).toBeUndefined();
  });

  test.each(['1e4294967296', '1e-4294967296', '1e2147483648', '1e1000', '1e-1000'])('%j, whose exponent may wrap around in the API server', text => {
    expect(Quantity.parse(text)).toBeUndefined();
  });
});

describe('a quantity keeps what was written', () => {
  test.each([['1.5Gi', '1.5Gi'], [' 1000m ', ' 1000m '], [2, '2'], [1e-7, '1e-7']])('%j is shown as %j', (written, text) => {
    expect(quantity(written).text).toBe(text);
  });

  test('a computed quantity shows its canonical form', () => {
    expect(quantity('0.5').plus(quantity('500m')).text).toBe('1');
  });
});

describe('quantities are compared by what they mean', () => {
  test.each([
    ['1', '1000m', 0], ['1Ki', '1024', 0], ['1Mi', '1M', 1], ['999m', '1', -1], ['-1', '0', -1], ['-2', '-1', -1], ['0.0', '-0', 0],
    ['1E', '1Ei', -1], ['9007199254740993', '9007199254740992', 1], ['1.000000001', '1', 1],
  ] as const)('%s compared to %s is %d', (left, right, expected) => {
    expect(quantity(left).compareTo(quantity(right))).toBe(expected);
  });

  test('less is strict', () => {
    expect(['64Mi', '64M', '65Mi'].map(text => quantity(text).isLessThan(quantity('64Mi')))).toEqual([false, true, false]);
  });

  test.each([
    ['0', true, false], ['-0', true, false], ['0n', true, false], ['1n', false, false], ['-1n', false, true], ['-1Gi', false, true], ['-1e-999', false, true],
  ])('%s: zero is %p, negative is %p', (text, isZero, isNegative) => {
    const { isZero: zero, isNegative: negative } = quantity(text);
    expect({ zero, negative }).toEqual({ zero: isZero, negative: isNegative });
  });
});

describe('quantities are added exactly', () => {
  test.each([
    [[], '0'],
    [['64Mi'], '64Mi'],
    [['64Mi', '64Mi'], '128Mi'],
    [['512Mi', '0.5Gi'], '1Gi'],
    [['0', '64Mi', '0'], '64Mi'],
    [['64Mi', '1M'], '68108864'],
    [['1M', '64Mi'], '68108864'],
    [['1k', '1000'], '2k'],
    [['1Ki', '1024'], '2048'],
    [['100m', '0.9'], '1'],
    [['1e3', '1e3'], '2k'],
    [['0.1', '0.2'], '300m'],
    [['64Mi', '-64Mi'], '0'],
    [['512', '1Ki', '-512'], '1024'],
    [['7Ei', '7Ei'], '16140901064495857664'],
    [['999E', '1E'], '1000E'],
  ])('the sum of %j is %s', (texts, expected) => {
    expect(Quantity.sum(texts.map(quantity)).toString()).toBe(expected);
  });

  test('adding leaves both terms alone', () => {
    const [left, right] = [quantity('1Gi'), quantity('1')];
    left.plus(right);
    expect([left.toString(), right.toString()]).toEqual(['1Gi', '1']);
  });
});

/** What each suffix multiplies by, as the fraction [numerator, denominator]; written out, so that it owes nothing to the parser. */
const MULTIPLIERS: Readonly<Record<string, readonly [bigint, bigint]>> = {
  '': [1n, 1n],
  'u': [1n, 1_000_000n],
  'm': [1n, 1_000n],
  'k': [1_000n, 1n],
  'M': [1_000_000n, 1n],
  'G': [1_000_000_000n, 1n],
  'T': [1_000_000_000_000n, 1n],
  'P': [1_000_000_000_000_000n, 1n],
  'Ki': [1_024n, 1n],
  'Mi': [1_048_576n, 1n],
  'Gi': [1_073_741_824n, 1n],
  'Ti': [1_099_511_627_776n, 1n],
  'Pi': [1_125_899_906_842_624n, 1n],
  'e3': [1_000n, 1n],
  'E+2': [100n, 1n],
  'e-6': [1n, 1_000_000n],
};

interface Rational {
  readonly text: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** No finer than a nano and below every cap, so that nothing is rounded. */
const rational: fc.Arbitrary<Rational> = fc.record({
  negative: fc.boolean(),
  thousandths: fc.integer({ min: 0, max: 8_000_000 }),
  suffix: fc.constantFrom(...Object.keys(MULTIPLIERS)),
}).map(({ negative, thousandths, suffix }) => {
  const [multiplier, divisor] = MULTIPLIERS[suffix];
  const magnitude = BigInt(thousandths) * multiplier;
  const number = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;
  return {
    text: `${negative ? '-' : ''}${number}${suffix}`,
    numerator: negative ? -magnitude : magnitude,
    denominator: 1000n * divisor,
  };
});

function compareRationals(left: Rational, right: Rational): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

describe('for every quantity', () => {
  test('the order is the order of exact rational numbers', () => {
    fc.assert(fc.property(rational, rational, (left, right) => {
      expect(quantity(left.text).compareTo(quantity(right.text))).toBe(compareRationals(left, right));
    }));
  });

  test('sorting quantities sorts the exact rational numbers', () => {
    fc.assert(fc.property(fc.array(rational), rationals => {
      const quantities = rationals.map(({ text }) => quantity(text));
      const sorted = quantities.sort((left, right) => left.compareTo(right)).map(({ text }) => text);
      expect(sorted).toEqual([...rationals].sort(compareRationals).map(({ text }) => text));
    }));
  });

  test('the canonical form is read back as the same value, and is its own canonical form', () => {
    fc.assert(fc.property(rational, ({ text }) => {
      const original = quantity(text);
      const again = quantity(original.toString());
      expect([again.compareTo(original), again.toString()]).toEqual([0, original.toString()]);
    }));
  });

  test('a sum is read back as the same value', () => {
    fc.assert(fc.property(fc.array(rational, { maxLength: 8 }), rationals => {
      const sum = Quantity.sum(rationals.map(({ text }) => quantity(text)));
      expect(quantity(sum.toString()).compareTo(sum)).toBe(0);
    }));
  });

  test('adding is exact rational addition', () => {
    fc.assert(fc.property(rational, rational, rational, (left, right, other) => {
      const sum: Rational = {
        text: '',
        numerator: left.numerator * right.denominator + right.numerator * left.denominator,
        denominator: left.denominator * right.denominator,
      };
      expect(quantity(left.text).plus(quantity(right.text)).compareTo(quantity(other.text))).toBe(compareRationals(sum, other));
    }));
  });

  test('it is one exactly where the documented grammar says so', () => {
    const documented = /^[+-]?([0-9]+|[0-9]+\.[0-9]*|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$/;
    const lookalike = fc.tuple(
      fc.constantFrom('', '+', '-', '--'),
      fc.constantFrom('', '0', '12'),
      fc.constantFrom('', '.', '..'),
      fc.constantFrom('', '0', '5'),
      fc.constantFrom('', ...'numkMGTPEKeid', 'Ki', 'Mi', 'Ei', 'mi', 'e3', 'E-3', 'e+', 'Mi3', ' Gi'),
    ).map(parts => parts.join(''));
    fc.assert(fc.property(lookalike, text => {
      expect(Quantity.parse(text) !== undefined).toBe(documented.test(text));
    }), { numRuns: 1000 });
  });
});
