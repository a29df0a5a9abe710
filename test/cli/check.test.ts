import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { processTerminal } from '../../src/cli/process-terminal';
import { BAD, FINDING_OF_BAD, GOOD, Ran, refused, reportOfBad, run, runWith, workInEmptyFolder, write } from './command-line';

workInEmptyFolder();

/** The module itself, whose functions can be replaced. */
const files = jest.requireActual<typeof fs>('fs');

const PASSES = '0 violations, 0 waived, 1 object. Nothing fails by the profile hardened for Kubernetes 1.37.\n';
const FAILS = '1 violation, 0 waived, 1 object. This fails by the profile hardened for Kubernetes 1.37.\n';

/** The places of the findings, `Kind namespace/name rule`, and the exit code. */
function judged(...args: string[]): { readonly code: number; readonly findings: string[] } {
  const { code, stdout, stderr } = run('check', ...args, '--format', 'json');
  if (code === 2) throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as { readonly findings: ReadonlyArray<typeof FINDING_OF_BAD> };
  return { code, findings: findings.map(({ resource: { kind, namespace, name }, ruleId }) => `${kind} ${namespace}/${name} ${ruleId}`) };
}

/** The files in which something was found, in order, once for each finding. */
function filesOf(...args: string[]): string[] {
  const { findings } = JSON.parse(run('check', ...args, '--format', 'json').stdout) as { readonly findings: ReadonlyArray<typeof FINDING_OF_BAD> };
  return findings.filter(({ ruleId }) => ruleId === FINDING_OF_BAD.ruleId).map(({ source }) => source.file);
}

describe('the exit code', () => {
  test('is 0 where nothing fails', () => {
    write({ 'good.yaml': GOOD });
    expect(run('check', 'good.yaml')).toEqual({ code: 0, stdout: PASSES, stderr: '' });
  });

  test('is 1 where a finding fails', () => {
    write({ 'bad.yaml': BAD });
    expect(run('check', 'bad.yaml')).toEqual({ code: 1, stdout: reportOfBad('bad.yaml') + FAILS, stderr: '' });
  });

  test('is 2 where a file cannot be read, whatever the others hold, and there is no half report', () => {
    write({ 'bad.yaml': BAD, 'broken.yaml': `${BAD}---\na: [\n` });
    const ran = refused('broken.yaml:8: the document ends where a value is expected: check that every `[` and `{` is closed');
    expect(run('check', 'bad.yaml', 'broken.yaml')).toEqual(ran);
    expect(run('check', 'broken.yaml', 'bad.yaml', '--format', 'json')).toEqual(ran);
    expect(run('check', 'bad.yaml', 'nowhere.yaml')).toEqual(refused('nowhere.yaml: there is no such file or folder'));
  });

  test.each([['', 'nothing'], ['# only a comment\n', 'a comment'], ['---\n---\n# nothing\n---\n', 'empty documents'], ['null\n', 'null'], ['kind: List\napiVersion: v1\nitems: []\n', 'an empty list']])(
    'is 2 for %j, which is %s: nothing was checked', text => {
      write({ 'empty.yaml': text });
      expect(run('check', 'empty.yaml')).toEqual(refused('there is no Kubernetes object in empty.yaml: nothing was checked'));
    });

  test('is not that of an empty file next to one that holds something', () => {
    write({ 'empty.yaml': '# only a comment\n', 'good.yaml': GOOD });
    expect(run('check', 'empty.yaml', 'good.yaml')).toEqual({ code: 0, stdout: PASSES, stderr: '' });
  });
});

describe('the paths', () => {
  test('are judged in the order in which they are given', () => {
    write({ 'a.yaml': BAD, 'b.yaml': BAD.replace('web', 'worker') });
    expect(filesOf('b.yaml', 'a.yaml')).toEqual(['b.yaml', 'a.yaml']);
  });

  test('may name a file several times: it is judged once', () => {
    write({ 'bad.yaml': BAD });
    const once: Ran = { code: 1, stdout: reportOfBad('bad.yaml') + FAILS, stderr: '' };
    expect(run('check', 'bad.yaml', './bad.yaml', 'bad.yaml', path.resolve('bad.yaml'), '.')).toEqual(once);
  });

  test('of a file may end in anything', () => {
    write({ 'manifests.txt': BAD });
    expect(filesOf('manifests.txt')).toEqual(['manifests.txt']);
  });

  test('of a folder stand for the manifests in it and below, by name; folders of tools and hidden ones are left out', () => {
    const names = ['b.yaml', 'a/z.yml', 'a/nested/c.json', 'B.YAML', 'a.yaml', '.hidden.yaml'];
    const left = ['notes.txt', 'yaml', 'a/node_modules/x.yaml', '.git/x.yaml', 'a/.cache/deep/x.yaml', 'x.yaml.bak'];
    const file = (name: string, index: number) => [name, name.endsWith('.json')
      ? JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: `n${index}` } })
      : BAD.replace('web', `n${index}`)];
    write(Object.fromEntries([...names, ...left].map(file)));
    expect(filesOf('.')).toEqual(['.hidden.yaml', 'B.YAML', 'a/nested/c.json', 'a/z.yml', 'a.yaml', 'b.yaml'].map(path.normalize));
    expect(filesOf('a', 'b.yaml')).toEqual(['a/nested/c.json', 'a/z.yml', 'b.yaml'].map(path.normalize));
    expect(filesOf('a/node_modules')).toEqual([path.normalize('a/node_modules/x.yaml')]);
  });

  test('of a folder without manifests are refused', () => {
    write({ 'manifests/readme.txt': '', 'manifests/.git/x.yaml': BAD });
    expect(run('check', 'manifests')).toEqual(refused('manifests: there is no .yaml, .yml or .json file in this folder or below it'));
  });

  test('follow links to files, not to folders, and tell of a link to nothing', () => {
    write({ 'real/bad.yaml': BAD, 'links/readme.txt': '' });
    fs.symlinkSync(path.resolve('real'), 'links/folder.yaml');
    fs.symlinkSync(path.resolve('real'), 'links/folder');
    fs.symlinkSync(path.resolve('real/bad.yaml'), 'links/file.yaml');
    expect(filesOf('links')).toEqual([path.normalize('links/file.yaml')]);
    fs.symlinkSync(path.resolve('real/gone.yaml'), 'links/gone.yaml');
    expect(run('check', 'links')).toEqual(refused(`${path.normalize('links/gone.yaml')}: there is no such file or folder`));
  });

  test('that are not there are refused', () => {
    write({ 'bad.yaml': BAD });
    expect(run('check', 'nowhere/')).toEqual(refused('nowhere/: there is no such file or folder'));
    expect(run('check', 'bad.yaml/x')).toEqual(refused('bad.yaml/x: there is no such file or folder'));
    expect(run('check', '')).toEqual(refused('a path is empty: name a file or a folder, or - for standard input'));
    expect(run('check', 'a'.repeat(5000))).toEqual(refused(`${'a'.repeat(5000)}: it cannot be read: name too long`));
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot || process.platform === 'win32' ? test.skip : test)(
    `that may not be read are refused${asRoot ? ' (skipped: root may read everything)' : ''}`, () => {
      write({ 'secret.yaml': BAD, 'secret/x.yaml': BAD });
      fs.chmodSync('secret.yaml', 0);
      fs.chmodSync('secret', 0);
      try {
        expect(run('check', 'secret.yaml')).toEqual(refused('secret.yaml: it cannot be read: permission denied'));
        expect(run('check', 'secret')).toEqual(refused('secret: it cannot be read: permission denied'));
      } finally {
        fs.chmodSync('secret', 0o700);
      }
    });

  test('that may not be read are refused, whoever asks', () => {
    write({ 'secret.yaml': BAD });
    const denied = jest.spyOn(files, 'openSync').mockImplementation(() => {
      throw Object.assign(new Error('EACCES: permission denied, open \'secret.yaml\''), { code: 'EACCES', syscall: 'open' });
    });
    const ran = run('check', 'secret.yaml');
    denied.mockRestore();
    expect(ran).toEqual(refused('secret.yaml: it cannot be read: permission denied'));
  });
});

describe('--output', () => {
  test('writes the report to a file, and nothing to the terminal', () => {
    write({ 'bad.yaml': BAD });
    expect(run('check', 'bad.yaml', '--output', 'report.txt')).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(fs.readFileSync('report.txt', 'utf8')).toBe(reportOfBad('bad.yaml') + FAILS);
    expect(fs.readdirSync('.').sort()).toEqual(['bad.yaml', 'report.txt']);
  });

  test('has no colours in it, whatever the terminal shows', () => {
    write({ 'good.yaml': GOOD });
    runWith({ hasColours: true }, 'check', 'good.yaml', '--output', 'report.txt');
    expect(fs.readFileSync('report.txt', 'utf8')).toBe(PASSES);
  });

  test('takes the place of what is there, with its permissions and through a link', () => {
    write({ 'good.yaml': GOOD, 'reports/old.txt': 'x'.repeat(10_000) });
    fs.chmodSync('reports/old.txt', 0o600);
    fs.symlinkSync(path.join('reports', 'old.txt'), 'report.txt');
    expect(run('check', 'good.yaml', '--output', 'report.txt')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(fs.readFileSync('reports/old.txt', 'utf8')).toBe(PASSES);
    expect(fs.lstatSync('report.txt').isSymbolicLink()).toBe(true);
    expect(fs.statSync('reports/old.txt').mode % 0o1000).toBe(0o600);
    expect(fs.readdirSync('reports')).toEqual(['old.txt']);
  });

  test('leaves what is there alone where nothing was judged', () => {
    write({ 'broken.yaml': 'a: [\n', 'report.txt': 'of yesterday' });
    expect(run('check', 'broken.yaml', '--output', 'report.txt').code).toBe(2);
    expect(fs.readFileSync('report.txt', 'utf8')).toBe('of yesterday');
    expect(run('check', 'broken.yaml', '--output', 'new.txt').code).toBe(2);
    expect(fs.readdirSync('.').sort()).toEqual(['broken.yaml', 'report.txt']);
  });

  test('leaves what is there alone where the report could not be written to its end', () => {
    write({ 'good.yaml': GOOD, 'report.txt': 'of yesterday' });
    const full = jest.spyOn(files, 'writeFileSync').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
    });
    const ran = run('check', 'good.yaml', '--output', 'report.txt');
    full.mockRestore();
    expect(ran).toEqual(refused('report.txt: the report cannot be written there: no space left on device'));
    expect(fs.readdirSync('.').sort()).toEqual(['good.yaml', 'report.txt']);
    expect(fs.readFileSync('report.txt', 'utf8')).toBe('of yesterday');
  });

  test('is refused where no file can be', () => {
    write({ 'good.yaml': GOOD, 'folder/x.txt': '' });
    expect(run('check', 'good.yaml', '--output', 'folder')).toEqual(refused('folder: the report cannot be written there: it is a folder'));
    expect(run('check', 'good.yaml', '--output', '.')).toEqual(refused('.: the report cannot be written there: it is a folder'));
    expect(run('check', 'good.yaml', '--output', 'nowhere/x')).toEqual(refused('nowhere/x: the report cannot be written there: there is no such folder'));
    expect(run('check', 'good.yaml', '--output', 'good.yaml/x')).toEqual(refused('good.yaml/x: the report cannot be written there: there is no such folder'));
    expect(fs.readdirSync('.').sort()).toEqual(['folder', 'good.yaml']);
  });

  test('- is standard output', () => {
    write({ 'good.yaml': GOOD });
    expect(run('check', 'good.yaml', '--output', '-')).toEqual({ code: 0, stdout: PASSES, stderr: '' });
    expect(fs.readdirSync('.')).toEqual(['good.yaml']);
  });

  (process.platform === 'win32' ? test.skip : test)('does not put a file in the place of a device', () => {
    write({ 'good.yaml': GOOD });
    expect(run('check', 'good.yaml', '--output', os.devNull)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(fs.statSync(os.devNull).isCharacterDevice()).toBe(true);
  });
});

describe('colours', () => {
  test('are for people who look at the terminal', () => {
    write({ 'bad.yaml': BAD });
    const coloured = runWith({ hasColours: true }, 'check', 'bad.yaml').stdout;
    expect(coloured).toContain('\u001b[');
    // eslint-disable-next-line no-control-regex -- the escape sequences are what is looked for
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(reportOfBad('bad.yaml') + FAILS);
    expect(runWith({ hasColours: true }, 'check', 'bad.yaml', '--format', 'json').stdout).toBe(run('check', 'bad.yaml', '--format', 'json').stdout);
  });

  describe('of the process', () => {
    const { isTTY } = process.stdout;
    const { NO_COLOR } = process.env;
    afterEach(() => {
      process.stdout.isTTY = isTTY;
      if (NO_COLOR === undefined) delete process.env.NO_COLOR;
      else process.env.NO_COLOR = NO_COLOR;
    });

    test.each<[isTTY: boolean, noColor: string | undefined, has: boolean]>([
      [true, undefined, true], [true, '', true], [true, '1', false], [false, undefined, false], [false, '1', false],
    ])('a terminal: %s, NO_COLOR: %j: %s', (tty, noColor, has) => {
      process.stdout.isTTY = tty;
      if (noColor === undefined) delete process.env.NO_COLOR;
      else process.env.NO_COLOR = noColor;
      expect(processTerminal.hasColours).toBe(has);
    });

    test('there are none where the system does not tell of a terminal', () => {
      process.stdout.isTTY = undefined as unknown as boolean;
      delete process.env.NO_COLOR;
      expect(processTerminal.hasColours).toBe(false);
    });
  });
});

describe('--format json', () => {
  test('is the whole report', () => {
    write({ 'bad.yaml': BAD, 'good.yaml': GOOD });
    const { stdout, ...rest } = run('check', 'good.yaml', 'bad.yaml', '--format', 'json', '--profile', 'nsa', '--kubernetes-version', '1.31');
    expect(rest).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: '1.0',
      profile: 'nsa',
      kubernetesVersion: '1.31',
      clock: null,
      summary: { objects: 2, failing: 1, warning: 0, waived: 0 },
      findings: [FINDING_OF_BAD],
      waivers: [],
    });
  });
});

describe('--namespace', () => {
  const OBJECTS = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'b', namespace: 'bank' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'c', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
  ];

  test('is that of objects which name none, and which are in one', () => {
    write({ 'all.yaml': OBJECTS.map(object => JSON.stringify(object)).join('\n') });
    expect(judged('all.yaml', '--namespace', 'shop').findings).toEqual([
      'ServiceAccount shop/a service-account-automount', 'ServiceAccount bank/b service-account-automount', 'Namespace /c pod-security-labels',
    ]);
    expect(judged('all.yaml').findings).toEqual([
      'ServiceAccount /a service-account-automount', 'ServiceAccount bank/b service-account-automount', 'Namespace /c pod-security-labels',
    ]);
  });

  test('decides whether two objects are the same', () => {
    const settings = (namespace?: string) => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace } });
    write({ 'two.yaml': `${settings()}\n${settings('shop')}\n` });
    expect(judged('two.yaml')).toEqual({ code: 0, findings: [] });
    expect(judged('two.yaml', '--namespace', 'bank')).toEqual({ code: 0, findings: [] });
    expect(judged('two.yaml', '--namespace', 'shop')).toEqual({ code: 1, findings: ['ConfigMap shop/settings unique-object'] });
  });
});

describe('what the manifests are deployed to', () => {
  const pod = (spec: object, container: object = {}) => JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ name: 'app', image: 'registry.example/app:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }, ...container }],
      ...spec,
    },
  });

  test('--platform openshift assigns user ids, so that none is asked for', () => {
    write({ 'pod.yaml': pod({}) });
    const asked = (...args: string[]) => judged('pod.yaml', '--profile', 'nsa', ...args).findings.filter(finding => /run-as-user-nonzero/.test(finding));
    expect(asked()).toEqual(['Pod shop/web run-as-user-nonzero']);
    for (const platform of ['vanilla', 'gke', 'gke-autopilot']) expect(asked('--platform', platform)).toEqual(['Pod shop/web run-as-user-nonzero']);
    expect(asked('--platform', 'openshift')).toEqual([]);
  });

  test('--profile is a list of rules', () => {
    write({ 'pod.yaml': pod({ hostPID: true }) });
    expect(judged('pod.yaml', '--profile', 'pss-baseline').findings).toEqual(['Pod shop/web no-host-pid']);
    expect(judged('pod.yaml', '--profile', 'pss-restricted').findings).toEqual(['Pod shop/web no-host-pid']);
    const all = judged('pod.yaml').findings;
    expect(judged('pod.yaml', '--profile', 'hardened').findings).toEqual(all);
    for (const profile of ['nsa', 'cis']) {
      const { findings } = judged('pod.yaml', '--profile', profile);
      expect(findings).toContain('Pod shop/web no-host-pid');
      expect(findings).toEqual(all.filter(finding => findings.includes(finding)));
      expect(findings.length).toBeLessThan(all.length);
    }
  });

  test.each<[given: string, judgedBy: string]>([
    ['1.0', '1.0'], ['1.7', '1.7'], ['v1.31', '1.31'], ['1.31.4', '1.31'], ['v1.31.12', '1.31'], ['1.37', '1.37'], ['1.99', '1.37'], ['latest', '1.37'],
  ])('--kubernetes-version %s is judged as %s', (given, judgedBy) => {
    write({ 'good.yaml': GOOD });
    expect(run('check', 'good.yaml', '--kubernetes-version', given).stdout).toBe(PASSES.replace('1.37', judgedBy));
  });

  test('--kubernetes-version decides what a standard asks for', () => {
    const sysctl = pod({ securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, sysctls: [{ name: 'net.ipv4.tcp_keepalive_time', value: '1' }] } });
    write({ 'pod.yaml': sysctl });
    expect(judged('pod.yaml', '--profile', 'pss-baseline', '--kubernetes-version', '1.28').findings).toEqual(['Pod shop/web sysctls']);
    expect(judged('pod.yaml', '--profile', 'pss-baseline', '--kubernetes-version', '1.29').findings).toEqual([]);
  });

  test('--mesh-cni-plugin says that sidecars need no root, as the DaemonSet of the plugin does', () => {
    const namespace = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted', 'istio-injection': 'enabled' } },
    });
    write({ 'all.yaml': `${namespace}\n${pod({})}\n` });
    const level = (...args: string[]) => judged('all.yaml', ...args).findings.filter(finding => /pod-security-level/.test(finding));
    expect(level()).toEqual(['Namespace /shop pod-security-level']);
    expect(level('--mesh-cni-plugin')).toEqual([]);
  });
});

test('a finding stands where the field does, of the file and of the item in a list', () => {
  write({
    'list.yaml': [
      'apiVersion: v1', 'kind: List', 'items:', '- apiVersion: v1', '  kind: ServiceAccount', '  metadata: {name: a}', '  automountServiceAccountToken: yes',
      '- apiVersion: v1', '  kind: ServiceAccount', '  metadata: {name: b}', '---', 'apiVersion: v1', 'kind: ServiceAccountList', 'items:', '- metadata:', '    name: c', '',
    ].join('\r\n'),
  });
  const { findings } = JSON.parse(run('check', 'list.yaml', '--format', 'json').stdout);
  expect(findings.map(({ resource, path: at, message, source }: typeof FINDING_OF_BAD) => [resource.name, at, message, source.line])).toEqual([
    ['a', 'items[0].automountServiceAccountToken', 'must be false, is true', 7],
    ['b', 'items[1].automountServiceAccountToken', 'must be false, is unset', 8],
    ['c', 'items[0].automountServiceAccountToken', 'must be false, is unset', 15],
  ]);
});
