import * as fc from 'fast-check';
import { Outcome } from '../../src/engine/outcome';
import { Finding } from '../../src/engine/report';
import { artifactUri } from '../../src/report/artifact-uri';
import { sarifReport } from '../../src/report/sarif-report';
import { catalogue } from '../../src/rules/catalogue';
import { Severity } from '../../src/rules/severity';
import { Waiver } from '../../src/waivers/waiver';
import { anyText, contents, EVERY_OUTCOME, hostile, HOSTILE, SET_BACK, SET_FORWARD, used, WAIVER } from './report-contents';

function logOf(...args: Parameters<typeof contents>): any {
  return JSON.parse([...sarifReport(contents(...args), { version: '1.2.3', workingDirectory: '/builds/app' })].join(''));
}

function resultOf(finding: Partial<Finding>): any {
  return logOf([finding]).runs[0].results[0];
}

function ruleOf(finding: Partial<Finding>): any {
  return logOf([finding]).runs[0].tool.driver.rules[0];
}

test('a report is one run of this tool, with the rules that are not met and a result for each finding', () => {
  expect(logOf([{}])).toEqual({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk8s-hardened',
          version: '1.2.3',
          rules: [{
            id: 'no-privileged',
            shortDescription: { text: 'No container is privileged' },
            fullDescription: { text: 'A privileged container is root on the node.' },
            help: { text: 'Remove `privileged`.', markdown: 'Remove `privileged`.' },
            defaultConfiguration: { level: 'error' },
            properties: { 'tags': ['security', 'pss:baseline/privileged', 'cis:5.2.2'], 'security-severity': '8.0' },
          }],
        },
      },
      automationDetails: { id: 'cdk8s-hardened/hardened/' },
      properties: { kubernetesVersion: '1.31', objects: 14 },
      results: [{
        ruleId: 'no-privileged',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'Deployment shop/web, container "app": securityContext.privileged must not be true' },
        locations: [{
          physicalLocation: { artifactLocation: { uri: 'k8s/web.yaml' }, region: { startLine: 12 } },
          logicalLocations: [{ name: 'web', fullyQualifiedName: 'apps/v1/Deployment/shop/web', kind: 'resource' }],
        }],
        partialFingerprints: { 'fault/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
        suppressions: [],
        properties: { path: 'spec.template.spec.containers[0].securityContext.privileged', fix: 'Remove `privileged`.' },
      }],
    }],
  });
});

test('a report without findings is a run without results and rules', () => {
  const [run] = logOf([]).runs;

  expect([run.results, run.tool.driver.rules]).toEqual([[], []]);
});

test('a clock that was set is a property of the run', () => {
  expect([SET_BACK, SET_FORWARD].map(clock => logOf([], { clock }).runs[0].properties)).toEqual([
    { kubernetesVersion: '1.31', objects: 14, today: '2026-01-01', setBackFrom: '2026-11-22' },
    { kubernetesVersion: '1.31', objects: 14, today: '2027-04-01' },
  ]);
});

test('a result refers to its rule by id and index', () => {
  const [run] = logOf([{ ruleId: 'memory-limit' }, {}, { ruleId: 'memory-limit', container: 'b' }]).runs;

  expect(run.results.map(({ ruleId, ruleIndex }: any) => [ruleId, run.tool.driver.rules[ruleIndex].id]))
    .toEqual([['memory-limit', 'memory-limit'], ['no-privileged', 'no-privileged'], ['memory-limit', 'memory-limit']]);
});

describe('what became of a finding', () => {
  test('is a level, and a suppression where it is waived', () => {
    expect(logOf(EVERY_OUTCOME).runs[0].results.map(({ level, suppressions }: any) => [level, suppressions])).toEqual([
      ['error', []],
      ['warning', []],
      ['error', [{ kind: 'external', status: 'accepted', justification: 'waived until 2027-03-31: loads a driver (SEC-142, storage team)' }]],
    ]);
  });

  test('is a suppression without an end where the waiver has none', () => {
    expect(resultOf({ outcome: Outcome.WAIVED, waiver: Waiver.hostPid({ reason: 'reads processes' }) }).suppressions)
      .toEqual([{ kind: 'external', status: 'accepted', justification: 'waived: reads processes' }]);
  });

  test('is a suppression in the source of an app, and at the line of the waiver where that is known', () => {
    const finding = { outcome: Outcome.WAIVED, waiver: WAIVER };
    const waivers = [used(WAIVER, { source: { file: '/builds/app/src/main.ts', line: 42 } })];
    const location = { physicalLocation: { artifactLocation: { uri: 'src/main.ts' }, region: { startLine: 42 } } };
    const told = { status: 'accepted', justification: 'waived until 2027-03-31: loads a driver (SEC-142, storage team)' };

    expect(logOf([{ ...finding, constructPath: 'shop/Web' }, finding], { waivers }).runs[0].results.map(({ suppressions }: any) => suppressions))
      .toEqual([[{ kind: 'inSource', ...told, location }], [{ kind: 'external', ...told, location }]]);
  });

  test('is no suppression where somebody forbids the waiver, which the message says', () => {
    const { suppressions, message } = resultOf({ waiver: WAIVER, forbiddenBy: 'shop/Block' });

    expect([suppressions, message.text]).toEqual([[], 'Deployment shop/web, container "app": securityContext.privileged must not be true'
      + ' (a waiver for it does not count, shop/Block forbids it: loads a driver (SEC-142, storage team))']);
  });

  test('is no suppression where the waiver has expired, which the message says', () => {
    const { suppressions, message } = resultOf({ waiver: WAIVER });

    expect([suppressions, message.text]).toEqual([[], 'Deployment shop/web, container "app": securityContext.privileged must not be true'
      + ' (was waived until 2027-03-31: loads a driver (SEC-142, storage team))']);
  });
});

describe('a rule', () => {
  test.each([[Severity.HIGH, '8.0'], [Severity.MEDIUM, '5.5'], [Severity.LOW, '2.5']])('of severity %s has the security severity %s', (severity, expected) => {
    expect(ruleOf({ severity }).properties['security-severity']).toBe(expected);
  });

  test('that is not in the catalogue is described by its findings', () => {
    expect(ruleOf({ ruleId: 'acme/labels', controls: [] })).toEqual({
      id: 'acme/labels',
      shortDescription: { text: 'acme/labels' },
      fullDescription: { text: 'A privileged container is root on the node.' },
      help: { text: 'Remove `privileged`.', markdown: 'Remove `privileged`.' },
      defaultConfiguration: { level: 'error' },
      properties: { 'tags': ['security'], 'security-severity': '8.0' },
    });
  });

  test('of the engine itself has its title', () => {
    expect(ruleOf({ ruleId: 'unreadable-object' }).shortDescription).toEqual({ text: 'Every object can be read' });
  });

  test('has no more tags than code scanning reads', () => {
    expect(catalogue.filter(({ controls }) => controls.length + 1 > 20)).toEqual([]);
  });
});

describe('where a finding is', () => {
  test('is the construct where no file is known', () => {
    expect(resultOf({ source: undefined, constructPath: 'shop/Web/Deployment' }).locations).toEqual([{
      logicalLocations: [
        { name: 'web', fullyQualifiedName: 'apps/v1/Deployment/shop/web', kind: 'resource' },
        { fullyQualifiedName: 'shop/Web/Deployment', kind: 'construct' },
      ],
    }]);
  });

  test('is left out where nothing is known', () => {
    expect(resultOf({ source: undefined, resource: { apiVersion: '', kind: '', namespace: '', name: '' } })).not.toHaveProperty('locations');
  });

  test('is the file alone for what is no object', () => {
    expect(resultOf({ resource: { apiVersion: '', kind: '', namespace: '', name: '' } }).locations)
      .toEqual([{ physicalLocation: { artifactLocation: { uri: 'k8s/web.yaml' }, region: { startLine: 12 } } }]);
  });

  test.each([
    ['k8s/web.yaml', '/builds/app', 'k8s/web.yaml'],
    ['./k8s//web.yaml', '/builds/app/', 'k8s/web.yaml'],
    ['/builds/app/k8s/web.yaml', '/builds/app', 'k8s/web.yaml'],
    ['../app/web.yaml', '/builds/app', 'web.yaml'],
    ['../other/web.yaml', '/builds/app', 'file:///builds/other/web.yaml'],
    ['/builds/app2/web.yaml', '/builds/app', 'file:///builds/app2/web.yaml'],
    ['/web.yaml', '/', 'web.yaml'],
    ['a b/ü#?%.yaml', '/builds/app', 'a%20b/%C3%BC%23%3F%25.yaml'],
    ['c:d.yaml', '/builds/app', 'c%3Ad.yaml'],
    ['a\\b.yaml', '/builds/app', 'a%5Cb.yaml'],
    ['(standard input)', '/builds/app', '(standard%20input)'],
    ['k8s\\web.yaml', 'C:\\work\\app', 'k8s/web.yaml'],
    ['c:\\Work\\app\\web.yaml', 'C:\\work\\app', 'web.yaml'],
    ['D:\\web.yaml', 'C:\\work\\app', 'file:///D:/web.yaml'],
    ['\\web.yaml', 'C:\\work\\app', 'file:///C:/web.yaml'],
    ['\\\\server\\share\\web.yaml', 'C:\\work\\app', 'file://server/share/web.yaml'],
    ['web.yaml', '\\\\server\\share\\app', 'web.yaml'],
    ['\ud800.yaml', 'C:\\', '%EF%BF%BD.yaml'],
  ])('is the URI of %j seen from %j: %j', (file, workingDirectory, expected) => {
    expect(artifactUri(file, workingDirectory)).toBe(expected);
  });

  test('is a URI for any name of a file', () => {
    fc.assert(fc.property(anyText, name => {
      expect(artifactUri(`k8s/${name}.yaml`, '/builds/app')).toMatch(/^[A-Za-z0-9%_.!~*'()/:-]+$/);
    }));
  });
});

describe('the fingerprint', () => {
  const print = (finding: Partial<Finding>) => resultOf(finding).partialFingerprints['fault/v1'];

  test.each<[string, Partial<Finding>]>([
    ['the line', { source: { file: 'k8s/web.yaml', line: 99 } }],
    ['the file', { source: { file: 'other.yaml', line: 12 } }],
    ['the place of the container', { path: 'spec.template.spec.containers[3].securityContext.privileged' }],
    ['the place in a List', { path: 'items[7].spec.template.spec.containers[0].securityContext.privileged' }],
    ['what became of it', { outcome: Outcome.WARNING }],
  ])('stays when %s changes', (_, finding) => {
    expect(print(finding)).toBe(print({}));
  });

  test.each<[string, Partial<Finding>]>([
    ['the rule', { ruleId: 'memory-limit' }],
    ['the kind', { resource: { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'shop', name: 'web' } }],
    ['the namespace', { resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'bank', name: 'web' } }],
    ['the name', { resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'cache' } }],
    ['the construct', { constructPath: 'shop/Web' }],
    ['the container', { container: 'sidecar' }],
    ['the list of containers', { path: 'spec.template.spec.initContainers[0].securityContext.privileged' }],
    ['the field', { path: 'spec.template.spec.containers[0].securityContext.procMount' }],
  ])('changes with %s', (_, finding) => {
    expect(print(finding)).not.toBe(print({}));
  });
});

describe('what is about a waiver', () => {
  const resource = { apiVersion: '', kind: '', namespace: '', name: '' };
  const unused = { ruleId: 'unused-waiver', resource, container: undefined, path: '', field: '', message: 'Waiver.hostPid (reads processes) must excuse something' };
  const about = (finding: Partial<Finding>): Partial<Finding> => ({ ...unused, source: { file: 'waivers.yaml', line: 3 }, ...finding });

  test('is at the line of the waiver', () => {
    expect(resultOf(about({})).locations).toEqual([{ physicalLocation: { artifactLocation: { uri: 'waivers.yaml' }, region: { startLine: 3 } } }]);
  });

  test('has a fingerprint that tells it from others of the same place', () => {
    const [one, other, third] = ['Waiver.hostPid', 'Waiver.hostIpc', 'Waiver.hostPid'].map(message => about({ message }));
    const prints = logOf([one, other, third]).runs[0].results.map(({ partialFingerprints }: any) => partialFingerprints['fault/v1']);

    expect([prints[0] === prints[1], prints[0] === prints[2]]).toEqual([false, true]);
  });

  test('keeps its fingerprint while the same is waived, whatever the message and the reason are', () => {
    const [one, other, third] = [
      about({ waiver: Waiver.hostPid({ reason: 'reads processes' }), message: 'expires in 12 days' }),
      about({ waiver: Waiver.hostPid({ reason: 'kills processes' }), message: 'expires in 11 days', source: { file: 'waivers.yaml', line: 9 } }),
      about({ waiver: Waiver.hostIpc({ reason: 'reads processes' }), message: 'expires in 12 days' }),
    ];
    const prints = logOf([one, other, third]).runs[0].results.map(({ partialFingerprints }: any) => partialFingerprints['fault/v1']);

    expect([prints[0] === prints[1], prints[0] === prints[2]]).toEqual([true, false]);
  });
});

describe('the text of a message', () => {
  const textOf = (message: string) => resultOf({ container: undefined, field: '', message }).message.text;

  test('has its braces doubled, as one is a placeholder', () => {
    expect(textOf('must be free, is {0}')).toBe('Deployment shop/web: must be free, is {{0}}');
  });

  test('holds no link', () => {
    expect(textOf('must be free, is [here](http://e.example)')).toBe('Deployment shop/web: must be free, is [here\\](http://e.example)');
  });

  test('shows what is invisible', () => {
    expect(textOf('is \u001b[31m\u202e\n')).toBe('Deployment shop/web: is \\u001b[31m\\u202e\\n');
  });
});

test('no text of a manifest makes a link, a placeholder or a control character of a log', () => {
  fc.assert(fc.property(anyText, text => {
    const log = logOf([hostile(text)]);
    const { message, locations: [{ logicalLocations: [{ name, fullyQualifiedName }] = [{ name: '', fullyQualifiedName: '' }] }] } = log.runs[0].results[0];

    expect(faultsOf(log)).toEqual([]);
    expect(message.text.replace(/\{\{|\}\}/g, '')).not.toMatch(/[{}]|(?<!\\)\]\(/);
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect([message.text, name, fullyQualifiedName].join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
  }));
});

/** What of the rules of SARIF 2.1.0, which its schema and its text state, a log of this shape could break. */
function faultsOf(log: any): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string) => { if (!holds) faults.push(fault); };
  const only = (value: object, names: string[], where: string) => Object.keys(value).forEach(name => must(names.includes(name), `${where} has ${name}`));
  const isText = (value: any) => typeof value?.text === 'string' && value.text !== '';

  only(log, ['$schema', 'version', 'runs'], 'log');
  must(log.version === '2.1.0' && log.runs.length === 1, 'log');
  const [run] = log.runs;
  only(run, ['tool', 'automationDetails', 'properties', 'results'], 'run');
  const { driver } = run.tool;
  only(driver, ['name', 'version', 'rules'], 'driver');
  must(new Set(driver.rules.map(({ id }: any) => id)).size === driver.rules.length, 'a rule is there twice');
  for (const rule of driver.rules) {
    only(rule, ['id', 'shortDescription', 'fullDescription', 'help', 'defaultConfiguration', 'properties'], 'rule');
    must([rule.shortDescription, rule.fullDescription, rule.help].every(isText), `${rule.id} has no text`);
    must(['none', 'note', 'warning', 'error'].includes(rule.defaultConfiguration.level), `${rule.id} has no level`);
    must(new Set(rule.properties.tags).size === rule.properties.tags.length, `${rule.id} has a tag twice`);
    must(Number(rule.properties['security-severity']) > 0 && Number(rule.properties['security-severity']) <= 10, `${rule.id} has no security severity`);
  }
  for (const result of run.results) {
    only(result, ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints', 'suppressions', 'properties'], 'result');
    must(driver.rules[result.ruleIndex]?.id === result.ruleId, `${result.ruleId} is not the rule ${result.ruleIndex}`);
    must(isText(result.message), `${result.ruleId} says nothing`);
    must(['warning', 'error'].includes(result.level), `${result.ruleId} has no level`);
    must(Array.isArray(result.suppressions), 'one result is suppressed, and another does not say');
    for (const suppression of result.suppressions) {
      only(suppression, ['kind', 'status', 'justification', 'location'], 'suppression');
      must(['inSource', 'external'].includes(suppression.kind) && ['accepted', 'underReview', 'rejected'].includes(suppression.status), 'suppression');
    }
    for (const location of [...result.locations ?? [], ...result.suppressions.flatMap(({ location: at }: any) => at ?? [])]) {
      only(location, ['physicalLocation', 'logicalLocations'], 'location');
      const { physicalLocation: { artifactLocation, region } = { artifactLocation: { uri: 'a' }, region: { startLine: 1 } } } = location;
      must(URL.canParse(artifactLocation.uri, 'file:///'), `${artifactLocation.uri} is no URI`);
      must(Number.isInteger(region.startLine) && region.startLine > 0, 'region');
    }
  }
  return faults;
}

test.each<[string, Parameters<typeof contents>]>([
  ['without findings', [[]]],
  ['with every outcome', [EVERY_OUTCOME]],
  ['with waivers', [EVERY_OUTCOME, { clock: SET_BACK, waivers: [used(WAIVER, { source: { file: HOSTILE, line: 1 } })] }]],
  ['of constructs', [[{ source: undefined, constructPath: 'shop/Web' }]]],
  ['with hostile text', [[hostile(HOSTILE)]]],
])('a log %s keeps the rules of SARIF', (_, args) => {
  expect(faultsOf(logOf(...args))).toEqual([]);
});
