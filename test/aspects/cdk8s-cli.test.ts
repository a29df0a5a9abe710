import * as path from 'path';
import { compiledLibrary } from '../guests/compiled-library';
import { NODE, SynthProject, SynthRun, TS_NODE } from './synth-project';

/** A whole app of two charts: the first is clean, the pod of the second is privileged if so wanted. */
const program = (privileged: boolean) => `
const { App, ApiObject, Chart } = require('cdk8s');
const { Aspects, HardeningAspect, KubernetesVersion } = require('cdk8s-hardened');

const app = new App();
new ApiObject(new Chart(app, 'clean'), 'Settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new ApiObject(shop, 'DenyAll', {
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny-all' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }] },
});
new ApiObject(shop, 'Web', {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' },
  spec: {
    serviceAccountName: 'web', automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{
      name: 'app', image: 'registry.example/app:1.0.0',
      securityContext: { privileged: ${privileged}, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
    }],
  },
});
Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
app.synth();
`;

const REPORT = [
  'shop/Web  Pod shop/web',
  '  container "app": securityContext.privileged must not be true   no-privileged · high · PSS baseline, CIS 5.2.2, NSA',
  '    why  A privileged container is root on the node.',
  '    fix  Remove `privileged`, or waive it: Waivers.of(web).add(Waiver.privileged({ container: \'app\', reason: \'…\' }))',
  '1 violation, 0 waived, 3 objects. Nothing was written.',
].join('\n');

let project: SynthProject;

beforeAll(() => {
  project = new SynthProject();
});

afterAll(() => project.remove());

/** Runs `cdk8s synth` on the app. */
function synth(privileged: boolean, app: string, ...flags: string[]): SynthRun {
  return project.synth(program(privileged), app, { flags });
}

/** How often a text occurs in another. */
function occurrences(text: string, whole: string): number {
  return whole.split(text).length - 1;
}

test('a clean app is written, without a word on stderr', () => {
  const { exitCode, stderr, files } = synth(false, NODE);
  expect({ exitCode, stderr, files: Object.keys(files) }).toEqual({ exitCode: 0, stderr: '', files: ['clean.k8s.yaml', 'shop.k8s.yaml'] });
});

describe.each([['node', NODE], ['ts-node', TS_NODE]])('an app that is run by %s and breaks a rule', (_, app) => {
  let run: SynthRun;

  beforeAll(() => {
    run = synth(true, app);
  });

  test('ends with exit code 1', () => {
    expect(run.exitCode).toBe(1);
  });

  test('leaves no file, not even of the clean chart', () => {
    expect(run.files).toEqual({});
  });

  test('tells construct, field and fix on stderr, once', () => {
    expect(occurrences(REPORT, run.stderr)).toBe(1);
    expect(occurrences('securityContext.privileged', run.stderr)).toBe(1);
  });

  test('shows the line of the app that asked for the output, and nothing of our insides', () => {
    const frames = run.stderr.split('\n').filter(line => line.startsWith('    at '));
    expect(frames.filter(line => !line.includes('cdk8s-cli')).map(line => line.replace(project.folder + path.sep, ''))[0]).toMatch(/^ {4}at main\.[jt]s:\d+:\d+$/);
    expect(run.stderr).not.toContain(`cdk8s-hardened${path.sep}lib`);
    expect(run.stderr).not.toContain(compiledLibrary());
  });
});

describe('with --stdout', () => {
  test('a clean app is printed', () => {
    const { exitCode, stdout, stderr } = synth(false, NODE, '--stdout');
    expect({ exitCode, stderr, kinds: stdout.match(/^kind: .*$/gm) }).toEqual({ exitCode: 0, stderr: '', kinds: ['kind: ConfigMap', 'kind: NetworkPolicy', 'kind: Pod'] });
  });

  test('of an app that breaks a rule nothing is printed', () => {
    const { exitCode, stdout, stderr } = synth(true, NODE, '--stdout');
    expect({ exitCode, stdout, told: occurrences(REPORT, stderr) }).toEqual({ exitCode: 1, stdout: '', told: 1 });
  });
});
