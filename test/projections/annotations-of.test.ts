import * as fc from 'fast-check';
import { yamlTextHazards } from '../../src/kubernetes/yaml-text';
import { projectedAnnotations } from '../../src/projections/annotations-of';
import { ProjectedWaiver } from '../../src/projections/projected-waiver';
import { Scanner } from '../../src/projections/scanner';
import { catalogue } from '../../src/rules/catalogue';

const { KUBE_LINTER, KUBE_SCORE, POLARIS, CHECKOV, KUBESCAPE } = Scanner;
const SCANNERS = Object.values(Scanner);

const WRITES_LOGS: ProjectedWaiver = { ruleIds: ['read-only-root-fs'], reason: 'writes logs to /var/log/app' };
const DRIVER: ProjectedWaiver = {
  ruleIds: ['no-privileged', 'no-privilege-escalation'],
  reason: 'loads a kernel module',
  expires: '2027-03-31',
  ticket: 'SEC-142',
  owner: 'team-storage',
  narrowedTo: 'container "driver"',
};

function annotationsOf(scanner: Scanner, ...waivers: readonly ProjectedWaiver[]) {
  return projectedAnnotations(scanner, waivers).annotations;
}

function widerOf(scanner: Scanner, ...waivers: readonly ProjectedWaiver[]) {
  return projectedAnnotations(scanner, waivers).wider;
}

describe('each scanner is told in its own form', () => {
  test('kube-linter by an annotation for each check, with the reason', () => {
    expect(annotationsOf(KUBE_LINTER, WRITES_LOGS, DRIVER)).toEqual({
      'ignore-check.kube-linter.io/no-read-only-root-fs': 'writes logs to /var/log/app',
      'ignore-check.kube-linter.io/privilege-escalation-container': 'loads a kernel module (ticket SEC-142, owner team-storage)',
      'ignore-check.kube-linter.io/privileged-container': 'loads a kernel module (ticket SEC-142, owner team-storage)',
    });
  });

  test('kube-score by one list of checks', () => {
    expect(annotationsOf(KUBE_SCORE, WRITES_LOGS, DRIVER)).toEqual({
      'kube-score/ignore': 'container-security-context-privileged,container-security-context-readonlyrootfilesystem',
    });
  });

  test('Polaris by an annotation for each check', () => {
    expect(annotationsOf(POLARIS, WRITES_LOGS, DRIVER)).toEqual({
      'polaris.fairwinds.com/notReadOnlyRootFilesystem-exempt': 'true',
      'polaris.fairwinds.com/privilegeEscalationAllowed-exempt': 'true',
      'polaris.fairwinds.com/runAsPrivileged-exempt': 'true',
    });
  });

  test('Checkov by an annotation for each check, whose key is the same whatever else is waived', () => {
    expect(annotationsOf(CHECKOV, WRITES_LOGS, DRIVER)).toEqual({
      'checkov.io/skip-CKV_K8S_16': 'CKV_K8S_16=loads a kernel module (ticket SEC-142, owner team-storage)',
      'checkov.io/skip-CKV_K8S_20': 'CKV_K8S_20=loads a kernel module (ticket SEC-142, owner team-storage)',
      'checkov.io/skip-CKV_K8S_22': 'CKV_K8S_22=writes logs to /var/log/app',
    });
  });

  test('Kubescape by one list, one reason, and the last second of the first waiver that ends', () => {
    expect(annotationsOf(KUBESCAPE, WRITES_LOGS, { ...WRITES_LOGS, ruleIds: ['automount-token'], reason: 'is an operator', expires: '2027-06-30' }, DRIVER)).toEqual({
      'kubescape.io/skip-controls': 'C-0016,C-0017,C-0034,C-0057,C-0190',
      'kubescape.io/skip-reason': 'loads a kernel module (ticket SEC-142, owner team-storage); writes logs to /var/log/app; is an operator',
      'kubescape.io/skip-expiry': '2027-03-31T23:59:59Z',
    });
  });

  test('Kubescape of no end where no waiver ends', () => {
    expect(annotationsOf(KUBESCAPE, WRITES_LOGS)).toEqual({
      'kubescape.io/skip-controls': 'C-0017',
      'kubescape.io/skip-reason': 'writes logs to /var/log/app',
    });
  });
});

test('Checkov splits at equals signs, so a reason has none there', () => {
  expect(annotationsOf(CHECKOV, { ...WRITES_LOGS, reason: 'needs TMPDIR=/var/tmp, a==b' })).toEqual({
    'checkov.io/skip-CKV_K8S_22': 'CKV_K8S_22=needs TMPDIR:/var/tmp, a::b',
  });
});

test('a reason with line breaks, quotes and what cannot be seen is one line', () => {
  const reason = '  first\r\nsecond\tthird\u2028fourth # "quoted" \\ 🚀 \u202e\u0007';
  expect(annotationsOf(KUBE_LINTER, { ...WRITES_LOGS, reason })).toEqual({
    'ignore-check.kube-linter.io/no-read-only-root-fs': 'first second third fourth # "quoted" \\ 🚀 \\u202e\\u0007',
  });
});

test('a reason that readers of YAML take for a number becomes text', () => {
  expect(annotationsOf(KUBE_LINTER, { ...WRITES_LOGS, reason: '0o17' })).toEqual({
    'ignore-check.kube-linter.io/no-read-only-root-fs': 'Waived: 0o17',
  });
});

test('waivers for the same check share its annotation, each reason once', () => {
  const waivers = ['run-as-non-root', 'run-as-user-nonzero', 'pss-run-as-user'].map((id, i) => ({ ruleIds: [id], reason: i === 0 ? 'a' : 'b' }));
  expect(annotationsOf(CHECKOV, ...waivers)).toEqual({
    'checkov.io/skip-CKV_K8S_23': 'CKV_K8S_23=a; b',
    'checkov.io/skip-CKV_K8S_40': 'CKV_K8S_40=b',
  });
});

test('a rule that only the Pod Security profiles have silences what the stricter one does', () => {
  const silenced = (ruleId: string) => SCANNERS.map(scanner => annotationsOf(scanner, { ruleIds: [ruleId], reason: 'r' }));
  expect(silenced('pss-seccomp-baseline')).toEqual(silenced('seccomp-profile'));
  expect(silenced('pss-seccomp-baseline')[1]).toEqual({ 'kube-score/ignore': 'container-seccomp-profile' });
});

describe('the scanner has no check', () => {
  test('for some rules, which are named, those of users included', () => {
    expect(projectedAnnotations(KUBE_SCORE, [{ ruleIds: ['share-process-namespace', 'image-tag', 'acme/no-friday', 'pss-host-probes'], reason: 'r' }])).toEqual({
      annotations: { 'kube-score/ignore': 'container-image-tag' },
      wider: [],
      widerByWaiver: [[]],
      unknown: ['acme/no-friday', 'pss-host-probes', 'share-process-namespace'],
    });
  });

  test('and is told nothing where it has none for any', () => {
    const waiver = { ...DRIVER, ruleIds: ['share-process-namespace'] };
    for (const scanner of SCANNERS) {
      expect(projectedAnnotations(scanner, [waiver])).toEqual({ annotations: {}, wider: [], widerByWaiver: [[]], unknown: ['share-process-namespace'] });
    }
  });

  test('and nothing where nothing is waived', () => {
    for (const scanner of SCANNERS) expect(projectedAnnotations(scanner, [])).toEqual({ annotations: {}, wider: [], widerByWaiver: [], unknown: [] });
  });
});

describe('an annotation is wider than the waiver', () => {
  test('which is for one container only', () => {
    expect(widerOf(KUBE_SCORE, { ruleIds: ['image-tag'], reason: 'r', narrowedTo: 'container "driver"' })).toEqual([
      'kube-score/ignore silences container-image-tag for the whole object, the waiver is for container "driver"',
    ]);
  });

  test('not where another waiver is for the whole object', () => {
    const ruleIds = ['image-tag'];
    expect(widerOf(KUBE_SCORE, { ruleIds, reason: 'r', narrowedTo: 'container "driver"' }, { ruleIds, reason: 's' })).toEqual([]);
  });

  test('where that other one is for another rule of the same check', () => {
    const whole = { ruleIds: ['run-as-non-root'], reason: 's' };
    const narrow = { ruleIds: ['run-as-user-nonzero'], reason: 'r', narrowedTo: 'container "driver"' };
    expect(projectedAnnotations(POLARIS, [whole, narrow]).widerByWaiver).toEqual([
      [],
      ['polaris.fairwinds.com/runAsRootAllowed-exempt silences runAsRootAllowed for the whole object, the waiver is for container "driver"'],
    ]);
  });

  test('where its check finds what other rules ask for, and what none does', () => {
    expect(widerOf(KUBE_SCORE, { ruleIds: ['memory-limit'], reason: 'r' })).toEqual([
      'kube-score/ignore silences container-resources, which also finds what breaks cpu-request or memory-request, containers without a CPU limit'
      + ' and containers without requests and limits of ephemeral storage',
    ]);
    expect(widerOf(KUBESCAPE, { ruleIds: ['no-host-pid'], reason: 'r' })).toEqual(['kubescape.io/skip-controls silences C-0038, which also finds what breaks no-host-ipc']);
  });

  test('not by what is waived too', () => {
    expect(widerOf(KUBESCAPE, { ruleIds: ['no-host-pid'], reason: 'r' }, { ruleIds: ['no-host-ipc'], reason: 'r' })).toEqual([]);
    expect(widerOf(KUBE_LINTER, { ruleIds: ['run-as-non-root', 'run-as-user-nonzero', 'run-as-group'], reason: 'r' })).toEqual([]);
  });

  test('by a rule that is waived for one container, where the check is about something else in the first place', () => {
    const root = { ruleIds: ['run-as-non-root', 'run-as-user-nonzero'], reason: 'r' };
    const group = { ruleIds: ['run-as-group'], reason: 'r', narrowedTo: 'container "driver"' };
    expect(projectedAnnotations(KUBE_LINTER, [root, group])).toEqual({
      annotations: { 'ignore-check.kube-linter.io/run-as-non-root': 'r' },
      wider: ['ignore-check.kube-linter.io/run-as-non-root silences run-as-non-root, which also finds what breaks run-as-group'],
      widerByWaiver: [['ignore-check.kube-linter.io/run-as-non-root silences run-as-non-root, which also finds what breaks run-as-group'], []],
      unknown: ['run-as-group'],
    });
  });

  test('which ends, for Kubescape alone knows of that; this is said once', () => {
    const dated = (ruleId: string, expires: string) => ({ ruleIds: [ruleId], reason: 'r', expires });
    const waivers = [dated('image-tag', '2027-03-31'), dated('read-only-root-fs', '2027-04-30'), dated('acme/no-friday', '2027-05-31')];
    for (const scanner of [KUBE_LINTER, KUBE_SCORE, POLARIS, CHECKOV]) {
      const sentence = `${scanner} knows no end of its annotations, and the waiver has one: they hold until a synth without the waiver is applied`;
      expect(projectedAnnotations(scanner, waivers)).toMatchObject({ wider: [sentence], widerByWaiver: [[sentence], [sentence], []] });
    }
    expect(widerOf(KUBESCAPE, dated('read-only-root-fs', '2027-04-30'))).toEqual([]);
  });
});

const WAIVER = fc.record<ProjectedWaiver>({
  ruleIds: fc.subarray(catalogue.map(({ id }) => id), { minLength: 1 }),
  reason: fc.string({ unit: 'binary', minLength: 1 }),
  expires: fc.constantFrom('2027-03-31', '2028-02-29'),
  ticket: fc.string({ unit: 'grapheme', minLength: 1 }),
  narrowedTo: fc.string({ minLength: 1 }),
}, { requiredKeys: ['ruleIds', 'reason'] });

const KEY = /^[a-z0-9-]+(\.[a-z0-9-]+)*\/[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

test('every key is one that Kubernetes takes, and every value one printable line that YAML leaves alone', () => {
  fc.assert(fc.property(fc.constantFrom(...SCANNERS), fc.array(WAIVER, { maxLength: 4 }), (scanner, waivers) => {
    const annotations = annotationsOf(scanner, ...waivers);
    for (const [key, value] of Object.entries(annotations)) {
      expect(key).toMatch(KEY);
      expect(value).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
    }
    expect(yamlTextHazards(annotations)).toEqual([]);
  }));
});

test('Checkov finds exactly one equals sign in a value, and its own id before it', () => {
  fc.assert(fc.property(fc.array(WAIVER, { minLength: 1, maxLength: 3 }), waivers => {
    for (const [key, value] of Object.entries(annotationsOf(CHECKOV, ...waivers))) {
      expect(value.split('=')).toEqual([key.slice('checkov.io/skip-'.length), expect.any(String)]);
    }
  }));
});

test('the order of the waivers changes no key, and no list of checks', () => {
  fc.assert(fc.property(fc.constantFrom(KUBE_SCORE, POLARIS), fc.array(WAIVER, { maxLength: 4 }), (scanner, waivers) => {
    expect(annotationsOf(scanner, ...[...waivers].reverse())).toEqual(annotationsOf(scanner, ...waivers));
  }));
});
