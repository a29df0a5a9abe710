import * as fs from 'fs';
import os from 'os';
import * as path from 'path';
import * as fc from 'fast-check';
import { FindingSpool } from '../../src/check/finding-spool';
import { ManifestCheck } from '../../src/check/manifest-check';
import { Outcome } from '../../src/engine/outcome';
import { Finding } from '../../src/engine/report';
import { Waiver } from '../../src/waivers/waiver';
import { anyText, PRIVILEGED, WAIVER } from '../report/report-contents';

/** From so many findings on, the spool writes a file. */
const IN_MEMORY = 2000;

let folder: string;
const spools: FindingSpool[] = [];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-hardened-test-'));
  jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
});

afterEach(() => {
  spools.splice(0).forEach(spool => spool.dispose());
  jest.restoreAllMocks();
  fs.rmSync(folder, { recursive: true });
});

function spoolOf(findings: Iterable<Finding>): FindingSpool {
  const spool = new FindingSpool();
  spools.push(spool);
  for (const finding of findings) spool.add(finding);
  return spool;
}

/** What is nobody else's business: the findings in memory, what is kept of the rules and of waivers, and writing what is in memory to the file. */
function inside(spool: FindingSpool): Inside {
  return spool as unknown as Inside;
}

interface Inside {
  readonly recent: readonly Finding[];
  readonly facts: ReadonlyMap<string, unknown>;
  readonly waivers: readonly Waiver[];
  spill(): void;
}

function* numbered(count: number): Generator<Finding> {
  for (let i = 0; i < count; i++) yield { ...PRIVILEGED, container: `c${i}`, source: { file: 'all.yaml', line: i + 1 } };
}

test.each([0, 1, IN_MEMORY - 1, IN_MEMORY, IN_MEMORY + 1, 2 * IN_MEMORY, 5 * IN_MEMORY + 17])('%i findings come back the same, in the same order, as often as they are asked for', count => {
  const spool = spoolOf(numbered(count));
  const expected = [...numbered(count)];

  expect([...spool]).toEqual(expected);
  expect([...spool]).toEqual(expected);
});

test('a reader that stops early, and two at once, do not disturb each other', () => {
  const spool = spoolOf(numbered(2 * IN_MEMORY));
  const first = spool[Symbol.iterator]();
  const second = spool[Symbol.iterator]();
  const containers = [first.next(), first.next(), second.next(), first.next()].map(({ value }) => value.container);
  first.return(undefined);

  expect([containers, [...spool].length, second.next().value.container]).toEqual([['c0', 'c1', 'c0', 'c2'], 2 * IN_MEMORY, 'c1']);
});

test('findings that come after a reading are read as well', () => {
  const spool = spoolOf(numbered(IN_MEMORY + 5));
  const before = [...spool].length;
  for (const finding of numbered(IN_MEMORY)) spool.add(finding);

  expect([before, [...spool].length]).toEqual([IN_MEMORY + 5, 2 * IN_MEMORY + 5]);
});

test('a waiver comes back as itself, and what is not there does not come back as anything', () => {
  const waived: Finding = { ...PRIVILEGED, outcome: Outcome.WAIVED, waiver: WAIVER };
  const { container, source, waiverToWrite, ...bare } = PRIVILEGED;
  const [first, second] = spoolOf([waived, bare, ...numbered(IN_MEMORY)]);

  expect([first.waiver === WAIVER, first, second, Object.keys(second).sort()]).toStrictEqual([true, waived, bare, Object.keys(bare).sort()]);
});

test('who forbids a waiver comes back, and each waiver is kept once, however many findings it has', () => {
  const forbidden: Finding = { ...PRIVILEGED, waiver: WAIVER, forbiddenBy: 'shop/Block' };
  const spool = spoolOf([forbidden, ...Array<Finding>(IN_MEMORY - 1).fill({ ...PRIVILEGED, outcome: Outcome.WAIVED, waiver: WAIVER })]);
  const [first, second] = spool;

  expect([first, second.waiver === WAIVER, 'forbiddenBy' in second, inside(spool).waivers]).toEqual([forbidden, true, false, [WAIVER]]);
});

test('any text survives the file', () => {
  fc.assert(fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), texts => {
    const findings = texts.map(text => ({ ...PRIVILEGED, message: text, path: text, container: text, source: { file: text, line: 1 } }));
    const spool = spoolOf(findings);
    inside(spool).spill();

    expect([...spool]).toEqual(findings);
  }));
});

test('characters that are cut by the end of a buffer come back whole', () => {
  const messages = Array.from({ length: 300 }, (_, i) => '\u{1f512}ü'.repeat(200 + i % 7));
  const spool = spoolOf(messages.map(message => ({ ...PRIVILEGED, message })));
  inside(spool).spill();

  expect([...spool].map(({ message }) => message)).toEqual(messages);
});

describe('of a hundred thousand findings', () => {
  const MANY = 100_000;

  test('at most two thousand are in memory at any time', () => {
    const spool = spoolOf([]);
    let most = 0;
    for (const finding of numbered(MANY)) {
      spool.add(finding);
      most = Math.max(most, inside(spool).recent.length);
    }
    let last = '';
    for (const { container } of spool) {
      last = container!;
      most = Math.max(most, inside(spool).recent.length);
    }

    expect([most < IN_MEMORY, last]).toEqual([true, `c${MANY - 1}`]);
  });

  test('what a rule says of itself is kept once, and never written', () => {
    const spool = spoolOf(numbered(3 * IN_MEMORY));
    const file = path.join(folder, fs.readdirSync(folder)[0], 'findings.jsonl');

    expect([inside(spool).facts.size, fs.readFileSync(file, 'utf8').includes(PRIVILEGED.why)]).toEqual([1, false]);
  });
});

describe('the temporary file', () => {
  test('is not there for a few findings', () => {
    spoolOf(numbered(IN_MEMORY - 1));

    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test('is for its owner alone', () => {
    spoolOf(numbered(IN_MEMORY));
    const [own] = fs.readdirSync(folder);
    const modes = [path.join(folder, own), path.join(folder, own, 'findings.jsonl')].map(file => (fs.statSync(file).mode % 0o1000).toString(8));

    expect([own.startsWith('cdk8s-hardened-'), process.platform === 'win32' ? ['700', '600'] : modes]).toEqual([true, ['700', '600']]);
  });

  test('is gone once the spool is disposed of, and disposing of it again does no harm', () => {
    const spool = spoolOf(numbered(IN_MEMORY));
    const during = fs.readdirSync(folder).length;
    spool.dispose();
    spool.dispose();

    expect([during, fs.readdirSync(folder)]).toEqual([1, []]);
  });

  const manifests = 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: a}, {name: b}]}\n---\n'.repeat(200);

  test('is gone after a check', () => {
    const { findings } = new ManifestCheck().checkText(manifests);

    expect([findings.length > IN_MEMORY, fs.readdirSync(folder)]).toEqual([true, []]);
  });

  test('is gone after a check that could not read what came last', () => {
    let during: string[] = [];
    const check = () => new ManifestCheck()._reportOn(run => {
      run.read('good.yaml', [Buffer.from(manifests)]);
      during = fs.readdirSync(folder);
      run.read('bad.yaml', [Buffer.from('a: [')]);
    }, () => undefined);

    expect(check).toThrow(/^bad\.yaml:\d+: /);
    expect([during.length, fs.readdirSync(folder)]).toEqual([1, []]);
  });

  test('is gone after a report that could not be written', () => {
    const check = () => new ManifestCheck()._reportOn(run => run.read('good.yaml', [Buffer.from(manifests)]), ({ findings }) => {
      for (const _ of findings) throw new Error('disk full');
    });

    expect(check).toThrow(new Error('disk full'));
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
