import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { compiledLibrary, installed } from '../guests/compiled-library';
import { NODE, SynthProject } from './synth-project';

/** A shop of two, in which the web calls the cache by some ports. */
const program = (...ports: readonly number[]) => `
const { App, Chart } = require('cdk8s');
const { Aspects, DefaultDenyNetworkPolicy, HardenedDeployment, HardenedNamespace, HardeningAspect, KubernetesVersion } = require('cdk8s-hardened');
const { Cpu, NetworkPolicyPort } = require('cdk8s-plus-28');

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
new HardenedNamespace(shop, 'Namespace');
new DefaultDenyNetworkPolicy(shop, 'DefaultDeny');
const of = (id, portNumber) => new HardenedDeployment(shop, id, { containers: [{
  name: 'app', image: 'registry.example/app:1.0.0', portNumber, resources: { cpu: { request: Cpu.millis(100) } },
}] });
const [web, cache] = [of('Web', 8080), of('Cache', 6379)];
for (const port of ${JSON.stringify(ports)}) web.connections.allowTo(cache, { ports: [NetworkPolicyPort.tcp(port)] });
Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, networkLock: 'network.lock' }));
app.synth();
`;

/** Seven runs of the CLI, on a machine that may be busy. */
const SLOWLY = 600_000;

let project: SynthProject;

beforeAll(() => {
  project = new SynthProject();
});

afterAll(() => project.remove());

/** Runs the real command, which runs the real cdk8s CLI. */
function updateLock(...ports: readonly number[]) {
  fs.writeFileSync(path.join(project.folder, 'main.js'), program(...ports));
  fs.writeFileSync(path.join(project.folder, 'cdk8s.yaml'), `language: typescript\napp: ${JSON.stringify(NODE)}\n`);
  fs.rmSync(path.join(project.folder, 'dist'), { recursive: true, force: true });
  const command = path.join(compiledLibrary(), 'bin', 'cdk8s-hardened');
  const cdk8s = path.join(installed('cdk8s-cli'), 'bin', 'cdk8s');
  const { status, stdout, stderr } = spawnSync(
    process.execPath, [command, 'network', 'lock', '--', process.execPath, cdk8s, 'synth', '--check-upgrade=false'], {
      cwd: project.folder, encoding: 'utf8', env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', NO_COLOR: '1' },
    },
  );
  return { exitCode: status, stdout, stderr, hasManifests: fs.existsSync(path.join(project.folder, 'dist')) };
}

/** The finding about the lock, and the last line of the report. */
function refusal(stderr: string): string[] {
  const lines = stderr.split('\n');
  return lines.filter(line => line.includes('   network-lock · high') || line.includes('Nothing was written.'));
}

test('a network lock is written by the command, holds the app, and is updated by the command', () => {
  const before = project.synth(program(6379), NODE);
  expect([before.exitCode, before.files, refusal(before.stderr)]).toEqual([1, {}, [
    '  the network lock network.lock must be there and readable: there is no such file   network-lock · high', '1 violation, 0 waived, 8 objects. Nothing was written.',
  ]]);

  expect(updateLock(6379)).toEqual({
    exitCode: 0, stdout: 'network.lock: written with 5 connections. Read it, and commit it with the app.\n', stderr: '', hasManifests: false,
  });
  const locked = project.synth(program(6379), NODE);
  expect([locked.exitCode, locked.stderr, Object.keys(locked.files)]).toEqual([0, '', ['shop.k8s.yaml']]);

  const opened = project.synth(program(6379, 6380), NODE);
  expect([opened.exitCode, opened.files, refusal(opened.stderr)]).toEqual([1, {}, [
    '  must not be reached by shop/shop-web[Deployment] on TCP 6380: NetworkPolicy shop/shop-web-to-cache-c8d4668bca01 spec.egress[0] and NetworkPolicy '
    + 'shop/shop-web-ingressof-shop-cache-c8d4668bca01 spec.ingress[0] open it; the network lock network.lock has TCP 6379   network-lock · high',
    '1 violation, 0 waived, 8 objects. Nothing was written.',
  ]]);

  expect(updateLock(6379, 6380)).toEqual({
    exitCode: 0,
    stdout: 'network.lock: written. This change opens 1 connection.\n\n'
      + 'opened  shop/shop-web[Deployment] => shop/shop-cache[Deployment] : TCP 6379-6380 (before: TCP 6379)\n',
    stderr: '',
    hasManifests: false,
  });
  const after = project.synth(program(6379, 6380), NODE);
  expect([after.exitCode, after.stderr]).toEqual([0, '']);
}, SLOWLY);

test('the variable by which the command asks lets no synth pass, and writes no manifest', () => {
  updateLock(6379);
  const notes = path.join(project.folder, 'notes');
  const { exitCode, files, stderr } = project.synth(program(6379), NODE, { env: { CDK8S_HARDENED_NETWORK_LOCK: notes } });
  expect([exitCode, files]).toEqual([1, {}]);
  expect(stderr).toContain('The network lock was written (network.lock), and nothing else: CDK8S_HARDENED_NETWORK_LOCK is set.');
}, SLOWLY);
