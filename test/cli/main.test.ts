import { version } from '../../package.json';
import { readOptions } from '../../src/cli/options';
import { USAGE } from '../../src/cli/usage';
import { GOOD, refused, run, workInEmptyFolder, write } from './command-line';

workInEmptyFolder();

beforeEach(() => write({ 'good.yaml': GOOD }));

describe('help', () => {
  test.each([['--help'], ['-h'], ['help'], ['check', '--help'], ['check', 'nowhere.yaml', '-h'], ['waivers', '--help'], ['rules', '--help'], ['explain', '-h'], ['network', '-h'], ['network', 'list', '--help'], ['help', 'check']])(
    '%s %s shows the usage', (...args) => {
      expect(run(...args.filter(arg => arg !== undefined))).toEqual({ code: 0, stdout: USAGE, stderr: '' });
    });

  test('no command at all shows it as an error', () => {
    expect(run()).toEqual({ code: 2, stdout: '', stderr: USAGE });
  });

  test('behind -- it is the name of a file', () => {
    expect(run('check', '--', '--help')).toEqual(refused('--help: there is no such file or folder'));
  });

  test('names every option, and no line is too long for a terminal', () => {
    expect(USAGE.match(/--[a-z-]+/g)).toEqual(expect.arrayContaining([
      '--profile', '--kubernetes-version', '--platform', '--namespace', '--mesh-cni-plugin', '--format', '--output', '--baseline', '--from', '--to', '--port', '--protocol',
    ]));
    expect(USAGE.split('\n').filter(line => line.length > 120)).toEqual([]);
  });
});

test('--version prints that of the package', () => {
  expect(run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

const FORMATS = 'the formats are text, json, sarif, junit, markdown, html';
const PROFILES = 'the profiles are hardened, pss-baseline, pss-restricted, nsa, cis';
const PLATFORMS = 'the platforms are vanilla, openshift, gke, gke-autopilot';

test.each<[args: string, message: string]>([
  ['checks good.yaml', 'there is no command \'checks\' (did you mean \'check\'?): the commands are check, waivers, rules, explain, network'],
  ['CHECK good.yaml', 'there is no command \'CHECK\' (did you mean \'check\'?): the commands are check, waivers, rules, explain, network'],
  ['good.yaml', 'there is no command \'good.yaml\': the commands are check, waivers, rules, explain, network'],
  ['__proto__', 'there is no command \'__proto__\': the commands are check, waivers, rules, explain, network'],
  ['--format json check', 'there is no command \'--format\': the commands are check, waivers, rules, explain, network'],

  ['check', 'check needs files or folders: cdk8s-hardened check manifests/, or - for standard input'],
  ['check --format json', 'check needs files or folders: cdk8s-hardened check manifests/, or - for standard input'],
  ['check good.yaml --formats json', 'there is no option --formats (did you mean \'--format\'?): see cdk8s-hardened --help'],
  ['check good.yaml --formats=json', 'there is no option --formats (did you mean \'--format\'?): see cdk8s-hardened --help'],
  ['check good.yaml -format json', 'there is no option -format (did you mean \'--format\'?): see cdk8s-hardened --help'],
  ['check good.yaml -f json', 'there is no option -f: see cdk8s-hardened --help'],
  ['check good.yaml --strict', 'there is no option --strict: see cdk8s-hardened --help'],
  ['check good.yaml --no-mesh-cni-plugin', 'there is no option --no-mesh-cni-plugin (did you mean \'--mesh-cni-plugin\'?): see cdk8s-hardened --help'],
  ['check good.yaml --__proto__ x', 'there is no option --__proto__: see cdk8s-hardened --help'],
  ['check good.yaml --toString', 'there is no option --toString: see cdk8s-hardened --help'],
  ['check good.yaml --format', '--format needs a value'],
  ['check --format --output x good.yaml', '--format needs a value'],
  ['check good.yaml --format=', '--format is empty: give it a value'],
  ['check good.yaml --namespace=', '--namespace is empty: give it a value'],
  ['check good.yaml --mesh-cni-plugin=yes', '--mesh-cni-plugin takes no value'],
  ['check good.yaml --mesh-cni-plugin=', '--mesh-cni-plugin takes no value'],
  ['check good.yaml --mesh-cni-plugin --mesh-cni-plugin', '--mesh-cni-plugin stands twice: give it once'],
  ['check good.yaml --profile cis --profile nsa', '--profile stands twice: give it once'],

  ['check good.yaml --profile harden', `there is no profile 'harden' (did you mean 'hardened'?): ${PROFILES}`],
  ['check good.yaml --profile restricted', `there is no profile 'restricted': ${PROFILES}`],
  ['check good.yaml --platform open-shift', `there is no platform 'open-shift' (did you mean 'openshift'?): ${PLATFORMS}`],
  ['check good.yaml --platform eks', `there is no platform 'eks': ${PLATFORMS}`],
  ['check good.yaml --format jsn', `there is no format 'jsn' (did you mean 'json'?): ${FORMATS}`],
  ['check good.yaml --format JSON', `there is no format 'JSON' (did you mean 'json'?): ${FORMATS}`],
  ['check good.yaml --format constructor', `there is no format 'constructor': ${FORMATS}`],
  ...['2.0', '1', '1.x', '1.310', '31', 'newest', '1.31.', '1.31-eks'].map((text): [string, string] =>
    [`check good.yaml --kubernetes-version=${text}`, `'${text}' is not a version of Kubernetes: write it as 1.31, or latest`]),
  ['check good.yaml --kubernetes-version=', '--kubernetes-version is empty: give it a value'],

  ['waivers', 'waivers needs reports in JSON: cdk8s-hardened waivers report.json, or - for standard input'],
  ['waivers report.json --format sarif', 'there is no format \'sarif\': the formats are text, json, markdown, trivyignore, kyverno'],
  ['waivers report.json --format txt', 'there is no format \'txt\' (did you mean \'text\'?): the formats are text, json, markdown, trivyignore, kyverno'],
  ['waivers report.json --format constructor', 'there is no format \'constructor\': the formats are text, json, markdown, trivyignore, kyverno'],
  ['waivers report.json --output x', 'there is no option --output: see cdk8s-hardened --help'],
  ['waiver report.json', 'there is no command \'waiver\' (did you mean \'waivers\'?): the commands are check, waivers, rules, explain, network'],

  ['rules no-privileged', 'rules takes no \'no-privileged\': cdk8s-hardened explain no-privileged tells of one rule'],
  ['rules --profile ci', `there is no profile 'ci' (did you mean 'cis'?): ${PROFILES}`],
  ['rules --format yaml', 'there is no format \'yaml\': the formats are text, json'],
  ['rules --output x', 'there is no option --output: see cdk8s-hardened --help'],

  ['explain', 'explain needs one rule, by the id that findings show: cdk8s-hardened explain no-privileged'],
  ['explain no-privileged no-host-pid', 'explain needs one rule, by the id that findings show: cdk8s-hardened explain no-privileged'],
  ['explain no-privilege', 'there is no rule \'no-privilege\' (did you mean \'no-privileged\'?): cdk8s-hardened rules lists them'],
  ['explain toString', 'there is no rule \'toString\': cdk8s-hardened rules lists them'],
  ['explain no-privileged --format txt', 'there is no format \'txt\' (did you mean \'text\'?): the formats are text, json'],
  ['explain no-privileged --profile cis', 'there is no option --profile: see cdk8s-hardened --help'],
])('%s is refused', (args, message) => {
  expect(run(...args.split(' '))).toEqual(refused(message));
});

test('a message is one line, and drives no terminal, whatever the arguments are', () => {
  expect(run('a\nb\u001b[31m')).toEqual(refused('there is no command \'a\\nb\\u001b[31m\': the commands are check, waivers, rules, explain, network'));
  expect(run('check', 'a\nb.yaml')).toEqual(refused('a\\nb.yaml: there is no such file or folder'));
});

test('options may stand anywhere, with = or without; behind -- all are files', () => {
  const known = { format: { type: 'string' }, output: { type: 'string' }, on: { type: 'boolean' } } as const;
  const options = readOptions(['a', '--format=json', '-', '--on', '--output', '-', 'b', '--', '--format', '-x'], known);
  expect([options.text('format'), options.text('output'), options.isOn('on'), options.operands]).toEqual(['json', '-', true, ['a', '-', 'b', '--format', '-x']]);
  const none = readOptions([], known);
  expect([none.text('format'), none.isOn('on'), none.operands]).toEqual([undefined, false, []]);
  expect(readOptions(['--output=-x'], known).text('output')).toBe('-x');
});

describe('what nobody foresaw', () => {
  afterEach(() => jest.restoreAllMocks());

  test('is told as a fault of ours, and is not taken for a check that failed', () => {
    jest.spyOn(JSON, 'stringify').mockImplementation(() => { throw new TypeError('no such thing'); });
    const { code, stdout, stderr } = run('check', '--format', 'json', 'good.yaml');
    jest.restoreAllMocks();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toBe('cdk8s-hardened: this is a fault of cdk8s-hardened itself, please report it: TypeError: no such thing');
  });

  test('such as a disk that is full, is told in one line', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
    jest.spyOn(JSON, 'stringify').mockImplementation(() => { throw full; });
    const ran = run('check', '--format', 'json', 'good.yaml');
    jest.restoreAllMocks();
    expect(ran).toEqual(refused('nothing was judged: no space left on device'));
  });
});
