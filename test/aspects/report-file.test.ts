import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aspects, HardeningAspect, HardeningReport, KubernetesVersion, Waiver, Waivers } from '../../src';
import { cleanApp, hardenedPodSpec, pod } from './clean-app';

let folder: string;
let stderr: jest.SpyInstance;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-file-'));
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  stderr.mockRestore();
});

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as HardeningReport;

test('the report of a synth that stops is written as JSON', () => {
  const { app, chart } = cleanApp({ props: { outdir: join(folder, 'dist') } });
  pod(chart, 'Bad', hardenedPodSpec('Bad', { readOnlyRootFilesystem: false }));
  const reportFile = join(folder, 'reports/hardening.json');
  Aspects.of(app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, reportFile }));
  expect(() => app.synth()).toThrow('1 violation, 0 waived, 9 objects. Nothing was written.');
  expect(readdirSync(folder)).toEqual(['reports']);
  expect(read(reportFile)).toEqual({
    schemaVersion: '1.0',
    profile: 'hardened',
    kubernetesVersion: '1.31',
    clock: null,
    summary: { objects: 9, failing: 1, warning: 0, waived: 0 },
    findings: [{
      ruleId: 'read-only-root-fs',
      outcome: 'failing',
      severity: 'medium',
      resource: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'bad' },
      constructPath: 'shop/Bad',
      container: 'app',
      path: 'spec.containers[0].securityContext.readOnlyRootFilesystem',
      message: 'must be true, is false',
      fix: 'Set `securityContext.readOnlyRootFilesystem: true` and mount an emptyDir where the application writes.',
      controls: ['aqua:S4', 'checklist:S4', 'nsa:immutable-container-file-systems'],
      source: null,
      waiver: null,
      forbiddenBy: null,
    }],
    waivers: [],
  });
});

test('a waiver is told with the finding that it excuses, and among all waivers', () => {
  const { app, chart } = cleanApp();
  const bad = pod(chart, 'Bad', hardenedPodSpec('Bad', { readOnlyRootFilesystem: false }));
  Waivers.of(bad).add(Waiver.readOnlyRootFilesystem({ reason: 'patches itself', ticket: 'SEC-142' }));
  const reportFile = join(folder, 'hardening.json');
  Aspects.of(app).add(new HardeningAspect({ reportFile }));
  app.synthYaml();
  const waiver = {
    control: 'readOnlyRootFilesystem',
    ruleId: 'read-only-root-fs',
    ruleIds: ['read-only-root-fs'],
    reason: 'patches itself',
    expires: null,
    ticket: 'SEC-142',
    owner: null,
    optional: false,
    container: null,
    values: [],
    path: null,
    objects: null,
    constructPath: 'shop/Bad',
    source: { file: 'test/aspects/report-file.test.ts', line: expect.any(Number) },
    excuses: 1,
    used: true,
    expired: false,
    widened: [],
  };
  const { summary, findings, waivers } = read(reportFile);
  expect({ summary, excused: findings.map(({ outcome, waiver: by }) => [outcome, by]), waivers }).toEqual({
    summary: { objects: 9, failing: 0, warning: 0, waived: 1 },
    excused: [['waived', waiver]],
    waivers: [waiver],
  });
});

test('a report that cannot be written stops the synth', () => {
  const { app } = cleanApp();
  Aspects.of(app).add(new HardeningAspect({ reportFile: folder }));
  expect(() => app.synthYaml()).toThrow('EISDIR');
});
