import { NODE, SynthProject, SynthRun, TS_NODE } from './synth-project';

/** The last day of the waiver: the clock of the app is the real one, unless it is set, so it lies far ahead. */
const LAST_DAY = '2095-03-31';

const WAIVER = `
Waivers.of(erp).add(Waiver.readOnlyRootFilesystem({
  container: 'erp', reason: 'patches itself at start', expires: '${LAST_DAY}', ticket: 'SEC-142', owner: 'team-erp',
}));`;

/** An app with a pod of two containers. */
const program = ({ writable, waiver = '' }: { readonly writable: boolean; readonly waiver?: string }) => `\
import { ApiObject, App, Chart } from 'cdk8s';
import { Aspects, HardeningAspect, KubernetesVersion, Waiver, Waivers } from 'cdk8s-hardened';

const app = new App();
Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new ApiObject(shop, 'DenyAll', {
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny-all' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }] },
});
const container = (name: string, readOnlyRootFilesystem: boolean) => ({
  name, image: 'registry.example/' + name + ':1.0.0',
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem, capabilities: { drop: ['ALL'] } },
});
const erp = new ApiObject(shop, 'Erp', {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'erp' },
  spec: {
    serviceAccountName: 'erp', automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container('proxy', true), container('erp', ${!writable})],
  },
} as any);${waiver}
app.synth();
`;

/** The line of `program` where the waiver is written: that of the call of its factory. */
const WAIVER_LINE = program({ writable: true, waiver: WAIVER }).split('\n').findIndex(line => line.includes('add(Waiver.')) + 1;

const FAULT = [
  'shop/Erp  Pod shop/erp',
  '  container "erp": securityContext.readOnlyRootFilesystem must be true, is false   read-only-root-fs · medium · NSA',
];
const WHY_AND_FIX = [
  '    why  An intruder who can write to the image can install tools in it.',
  '    fix  Set `securityContext.readOnlyRootFilesystem: true` and mount an emptyDir where the application writes, '
  + 'or waive it: Waivers.of(erp).add(Waiver.readOnlyRootFilesystem({ container: \'erp\', reason: \'…\' }))',
];
const TABLE = [
  'waived                  where                      until       why',
  'readOnlyRootFilesystem  shop/Erp, container "erp"  2095-03-31  patches itself at start (SEC-142, team-erp)',
];
const PASSES = { exitCode: 0, files: ['shop.k8s.yaml'] };
const FAILS = { exitCode: 1, files: [] };

let project: SynthProject;

beforeAll(() => {
  project = new SynthProject();
});

afterAll(() => project.remove());

/** What the app says of itself, and what is left of the run; the CLI shows the line that asked for the output, and a stack of its own. */
function told({ exitCode, stderr, files }: SynthRun): object {
  return { exitCode, files: Object.keys(files), report: stderr.split(/\n {4}at \S/)[0].trimEnd().split('\n') };
}

describe.each([['node', NODE], ['ts-node', TS_NODE]])('the life of a waiver in an app that is run by %s and synthesised by the CLI', (_, app) => {
  const onDay = (day: string | undefined, text: string) => project.synth(text, app, { env: { CDK8S_HARDENED_TODAY: day } });
  const faulty = program({ writable: true });
  const waived = program({ writable: true, waiver: WAIVER });
  const mended = program({ writable: false, waiver: WAIVER });

  let excused: SynthRun;

  beforeAll(() => {
    excused = onDay(undefined, waived);
  });

  test('a fault stops the app', () => {
    expect(told(onDay(undefined, faulty))).toEqual({
      ...FAILS, report: [...FAULT, ...WHY_AND_FIX, '1 violation, 0 waived, 2 objects. Nothing was written.'],
    });
  });

  test('a waiver lets it pass, and says so on stderr and on the object', () => {
    expect(told(excused)).toEqual({ ...PASSES, report: [...TABLE, '0 violations, 1 waived, 2 objects.'] });
    expect(excused.files['shop.k8s.yaml'].match(/^ *cdk8s-hardened.*$/gm)).toEqual([
      '    cdk8s-hardened/waiver.read-only-root-fs.erp: '
      + '\'{"reason":"patches itself at start","expires":"2095-03-31","ticket":"SEC-142","owner":"team-erp"}\'',
    ]);
  });

  test('before its last day it warns, and nothing is written differently', () => {
    const run = onDay('2095-03-01', waived);
    expect(told(run)).toEqual({
      ...PASSES,
      report: [
        'shop/Erp',
        '  Waiver.readOnlyRootFilesystem for container "erp" (patches itself at start) expires in 30 days: it holds until 2095-03-31   expiring-waiver · low',
        `    at   main.ts:${WAIVER_LINE}`,
        '    why  From the day after its last one, what it excuses fails.',
        '    fix  Do what it waits for and remove it, or decide once more and give it another date.',
        ...TABLE,
        'Waivers are judged as of 2095-03-01.',
        '0 violations, 1 warning, 1 waived, 2 objects.',
      ],
    });
    expect(run.files).toEqual(excused.files);
  });

  test('the day after its last one, the fault stops the app again', () => {
    expect(told(onDay('2095-04-01', waived))).toEqual({
      ...FAILS,
      report: [
        ...FAULT,
        '    was waived until 2095-03-31: patches itself at start (SEC-142, team-erp)',
        WHY_AND_FIX[0],
        '    fix  Set `securityContext.readOnlyRootFilesystem: true` and mount an emptyDir where the application writes. '
        + 'Or decide once more, and give the waiver another date.',
        'Waivers are judged as of 2095-04-01.',
        '1 violation, 0 waived, 2 objects. Nothing was written.',
      ],
    });
  });

  test('the clock is not set back to revive it', () => {
    const run = onDay('2020-01-01', waived);
    expect(run).toMatchObject({ exitCode: 1, files: {} });
    expect(run.stderr.replace(/today is [\d-]+/, 'today is another')).toContain(
      'The day by which waivers expire is set back to 2020-01-01 by CDK8S_HARDENED_TODAY, and today is another: '
      + 'waivers that have expired since then would hold again. To rebuild an old commit, allow it: new HardeningAspect({ allowBackdating: true }).',
    );
  });

  test('once the app is mended the waiver stops it, and is found by its line', () => {
    expect(told(onDay(undefined, mended))).toEqual({
      ...FAILS,
      report: [
        'shop/Erp',
        '  Waiver.readOnlyRootFilesystem for container "erp" (patches itself at start) must excuse something: nothing that it is for breaks read-only-root-fs'
        + '   unused-waiver · low',
        `    at   main.ts:${WAIVER_LINE}`,
        '    why  A waiver that excuses nothing hides the next fault.',
        '    fix  Correct what it is narrowed to, or remove the waiver.',
        '1 violation, 0 waived, 2 objects. Nothing was written.',
      ],
    });
  });

  test('without the waiver the mended app passes, and nothing is said', () => {
    const run = onDay(undefined, program({ writable: false }));
    expect({ ...told(run), stderr: run.stderr }).toEqual({ ...PASSES, report: [''], stderr: '' });
  });
});
