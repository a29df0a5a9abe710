import { run } from './command-line';

function linesOf(...args: string[]): string[] {
  const { code, stdout, stderr } = run(...args);
  expect([code, stderr]).toEqual([0, '']);
  return stdout.split('\n');
}

const PUBLISHED = {
  pss: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  cis: 'https://www.cisecurity.org/benchmark/kubernetes',
  checklist: 'https://kubernetes.io/docs/concepts/security/application-security-checklist/',
  nsa: 'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
};

describe('rules', () => {
  test('lists the rules of a profile by their ids, with severity and title', () => {
    expect(linesOf('rules', '--profile', 'cis')).toEqual([
      'added-capabilities          high    No capability is added but NET_BIND_SERVICE',
      'automount-token             medium  No pod mounts a token for the Kubernetes API unless it needs one',
      'default-deny                medium  NetworkPolicies isolate every pod in both directions',
      'drop-all-capabilities       high    Every container drops all capabilities',
      'no-default-service-account  medium  No pod runs under the default ServiceAccount',
      'no-host-ipc                 high    No pod shares the inter-process communication of its node',
      'no-host-network             high    No pod shares the network of its node',
      'no-host-path                high    No pod mounts files of its node',
      'no-host-pid                 high    No pod shares the processes of its node',
      'no-host-port                medium  No container takes a port of its node',
      'no-privilege-escalation     high    No process gains more privileges than its parent',
      'no-privileged               high    No container is privileged',
      'pod-security-labels         high    No namespace is labelled to enforce less than the baseline',
      'run-as-non-root             high    Every container runs as a non-root user',
      'run-as-user-nonzero         high    Every container runs under a user id above 0',
      'seccomp-profile             medium  Every container runs under a seccomp profile',
      'service-account-automount   medium  No ServiceAccount hands its token to every pod that names it',
      'windows-host-process        high    No container is a Windows HostProcess',
      '',
    ]);
  });

  test('without a profile lists them all, and says which are in other profiles only', () => {
    const lines = linesOf('rules');
    expect(lines).toEqual([...lines.slice(0, -1)].sort().concat(''));
    expect(lines.filter(line => / \(only in /.test(line)).map(line => line.replace(/ .* \(only in /, ' (only in '))).toEqual([
      'pss-capabilities-baseline (only in pss-baseline)',
      'pss-host-probes (only in pss-baseline, pss-restricted)',
      'pss-proc-mount (only in pss-baseline)',
      'pss-run-as-non-root (only in pss-restricted)',
      'pss-run-as-user (only in pss-restricted)',
      'pss-seccomp-baseline (only in pss-baseline)',
      'pss-volume-types (only in pss-restricted)',
    ]);
    expect(lines.filter(line => line.startsWith('no-host-pid '))).toEqual(['no-host-pid                 high    No pod shares the processes of its node']);
  });

  test('as JSON tells of each what explain tells', () => {
    const described = JSON.parse(run('rules', '--format', 'json').stdout) as ReadonlyArray<{ readonly id: string }>;
    expect(described.map(({ id }) => id)).toEqual(linesOf('rules').slice(0, -1).map(line => line.split(' ')[0]));
    for (const id of ['no-host-pid', 'service-account-automount', 'unique-object']) {
      expect(described.find(rule => rule.id === id)).toEqual(JSON.parse(run('explain', id, '--format', 'json').stdout));
    }
    const ofProfile = JSON.parse(run('rules', '--format', 'json', '--profile', 'cis').stdout) as ReadonlyArray<{ readonly id: string }>;
    expect(ofProfile).toEqual(described.filter(({ id }) => ofProfile.some(rule => rule.id === id)));
    expect(ofProfile).toHaveLength(18);
  });
});

describe('explain', () => {
  test('tells of a rule about pods', () => {
    expect(linesOf('explain', 'no-host-pid')).toEqual([
      'no-host-pid · high',
      'No pod shares the processes of its node',
      '',
      'why    Such a pod sees, and as root signals and enters, every process of its node.',
      'fix    Remove `hostPID`.',
      'waive  Waiver.hostPid({ reason: \'…\' })',
      '',
      'stands for',
      '  Pod Security Standards 1.37, baseline/hostNamespaces: Host namespaces',
      '  CIS Kubernetes Benchmark 1.12, 5.2.3: Minimise containers that share the host process ID namespace',
      '  NSA/CISA Kubernetes Hardening Guide 1.2, pod-security-enforcement: Pod security enforcement',
      '',
      'published at',
      `  ${PUBLISHED.pss}`,
      `  ${PUBLISHED.cis}`,
      `  ${PUBLISHED.nsa}`,
      '',
      'in the profiles hardened, pss-baseline, pss-restricted, nsa, cis',
      '',
      'in the cluster, by a ValidatingAdmissionPolicy of Kubernetes 1.30 or later',
      '  variables.pod: object.kind == \'Pod\' ? object : object.kind == \'PodTemplate\' ? object.?template.orValue({})'
        + ' : object.kind == \'CronJob\' ? object.?spec.?jobTemplate.?spec.?template.orValue({}) : object.?spec.?template.orValue({})',
      '  variables.pod.?spec.?hostPID.orValue(null) != true',
      '  the whole policy: cdk8s-hardened explain no-host-pid --format json',
      '',
    ]);
  });

  test('tells of a rule about one kind', () => {
    expect(linesOf('explain', 'service-account-automount')).toEqual([
      'service-account-automount · medium',
      'No ServiceAccount hands its token to every pod that names it',
      '',
      'why    A pod that forgets to say so mounts the token.',
      'fix    Set `automountServiceAccountToken: false` on the ServiceAccount; a pod that needs the token mounts it itself.',
      'waive  Waiver.apiToken({ reason: \'…\' })',
      '',
      'stands for',
      '  CIS Kubernetes Benchmark 1.12, 5.1.6: Service account tokens are only mounted where necessary',
      '  Kubernetes Application Security Checklist 1.31, S11: A ServiceAccount of its own, and no token unless needed',
      '  NSA/CISA Kubernetes Hardening Guide 1.2, protecting-pod-service-account-tokens: Protecting Pod service account tokens',
      '',
      'published at',
      `  ${PUBLISHED.cis}`,
      `  ${PUBLISHED.checklist}`,
      `  ${PUBLISHED.nsa}`,
      '',
      'in the profiles hardened, nsa, cis',
      '',
      'in the cluster, by a ValidatingAdmissionPolicy of Kubernetes 1.30 or later',
      '  object.?automountServiceAccountToken.orValue(null) == false',
      '  the whole policy: cdk8s-hardened explain service-account-automount --format json',
      '',
    ]);
  });

  test('tells of a rule about several objects, and why the cluster cannot enforce it', () => {
    expect(linesOf('explain', 'unique-object')).toEqual([
      'unique-object · high',
      'No two objects are the same one',
      '',
      'why    The one that is applied last silently wins: a hardened Namespace or NetworkPolicy can be replaced by one that is not.',
      'fix    Rename one of them, or give it a namespace of its own; objects for different clusters belong in different apps or checks.',
      'waive  Waiver.rule(\'unique-object\', { reason: \'…\' })',
      '',
      'stands for',
      '  Kubernetes Application Security Checklist 1.31, S13: A Pod Security Standard is enforced',
      '',
      'published at',
      `  ${PUBLISHED.checklist}`,
      '',
      'in the profiles hardened',
      '',
      'not in the cluster: It compares objects with each other.',
      '',
    ]);
  });

  test('as JSON holds the whole policy as JSON, or why there is none', () => {
    const policy = JSON.parse(run('explain', 'service-account-automount', '--format', 'json').stdout);
    expect(Object.keys(policy)).toEqual(['id', 'aliases', 'title', 'severity', 'warns', 'why', 'fix', 'waiver', 'controls', 'profiles', 'admissionPolicy']);
    expect(policy.admissionPolicy).toEqual({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'cdk8s-hardened-service-account-automount' },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['serviceaccounts'] }],
        },
        validations: [{
          expression: 'object.?automountServiceAccountToken.orValue(null) == false',
          message: 'No ServiceAccount hands its token to every pod that names it.'
            + ' Set `automountServiceAccountToken: false` on the ServiceAccount; a pod that needs the token mounts it itself.',
        }],
      },
    });
    expect(JSON.parse(run('explain', 'unique-object', '--format', 'json').stdout)).toEqual({
      id: 'unique-object',
      aliases: [],
      title: 'No two objects are the same one',
      severity: 'high',
      warns: false,
      why: 'The one that is applied last silently wins: a hardened Namespace or NetworkPolicy can be replaced by one that is not.',
      fix: 'Rename one of them, or give it a namespace of its own; objects for different clusters belong in different apps or checks.',
      waiver: 'Waiver.rule(\'unique-object\', { reason: \'…\' })',
      controls: [{
        id: 'checklist:S13', framework: 'Kubernetes Application Security Checklist', version: '1.31', title: 'A Pod Security Standard is enforced', source: PUBLISHED.checklist,
      }],
      profiles: ['hardened'],
      notExportable: 'It compares objects with each other.',
    });
  });
});
