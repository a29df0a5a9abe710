// cspell:words priviledged drivr
import { ApiObject, Testing } from 'cdk8s';
import { Aspects, HardenedDeployment, HardenedNamespace, HardenedServiceAccount, HardeningAspect, HardeningAspectProps, PodSecurityLevel, Waiver, Waivers } from '../../src';
import * as clock from '../../src/clock/today';
import { KubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { CleanApp, cleanApp, hardenedContainer, hardenedPodSpec, pod, workload } from './clean-app';

const REASON = 'loads a kernel module';
const WRITABLE = { readOnlyRootFilesystem: false };

let stderr: jest.SpyInstance;

beforeEach(() => {
  stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  jest.spyOn(clock, 'today').mockReturnValue('2026-11-22');
});

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.CDK8S_HARDENED_TODAY;
});

/** A clean app, held to the rules by an Aspect with these props. */
function held(props: HardeningAspectProps = {}): CleanApp {
  const clean = cleanApp();
  Aspects.of(clean.app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31, ...props }));
  return clean;
}

interface Told {
  /** The findings that are no warnings, as `rule: message`. */
  readonly failing: readonly string[];
  readonly warning: readonly string[];
}

const FINDING = /^ {2}(\S.*?) {3}([a-z-]+) · (?:high|medium|low)/;

/** What a synth says of the waivers themselves, and of whatever else fails. */
function toldBy({ app }: CleanApp): Told {
  stderr.mockClear();
  let failed = '';
  try {
    app.synthYaml();
  } catch (error) {
    failed = (error as Error).message;
  }
  const findings = (text: string) => text.split('\n').map(line => FINDING.exec(line)).filter(match => match !== null).map(([, message, rule]) => `${rule}: ${message}`);
  const warned = stderr.mock.calls.flatMap(([text]) => findings(text));
  return failed === '' ? { failing: [], warning: warned } : { failing: findings(failed), warning: [] };
}

const passes: Told = { failing: [], warning: [] };
const fails = (...failing: string[]): Told => ({ failing, warning: [] });
const warns = (...warning: string[]): Told => ({ failing: [], warning });

/** A pod with these containers, one of which can write to its image. */
function writablePod({ chart }: CleanApp, writable: string, ...others: string[]) {
  const containers = [hardenedContainer(writable, WRITABLE), ...others.map(name => hardenedContainer(name))];
  return pod(chart, 'Bad', { ...hardenedPodSpec('Bad'), containers });
}

describe('a waiver that excuses nothing fails', () => {
  test.each<[string, Waiver, string]>([
    [
      'as the rule does not exist', Waiver.rule('no-priviledged', { reason: REASON }),
      "unused-waiver: Waiver.rule('no-priviledged') (loads a kernel module) must name a rule that exists: there is no 'no-priviledged' (did you mean 'no-privileged'?)",
    ],
    [
      'as the container does not exist', Waiver.readOnlyRootFilesystem({ container: 'drivr', reason: REASON }),
      'unused-waiver: Waiver.readOnlyRootFilesystem for container "drivr" (loads a kernel module) must name a container that exists: '
      + "there is no \"drivr\" (did you mean 'driver'?), the containers are driver, proxy",
    ],
    [
      'as the container has nothing to excuse', Waiver.readOnlyRootFilesystem({ container: 'proxy', reason: REASON }),
      'unused-waiver: Waiver.readOnlyRootFilesystem for container "proxy" (loads a kernel module) must excuse something: nothing that it is for breaks read-only-root-fs',
    ],
    [
      'as the object is another', Waiver.readOnlyRootFilesystem({ objects: { kind: 'Pod', name: 'good', labels: { app: 'x' } }, reason: REASON }),
      'unused-waiver: Waiver.readOnlyRootFilesystem on Pod good with app=x (loads a kernel module) must excuse something: nothing that it is for breaks read-only-root-fs',
    ],
    [
      'as the path is another', Waiver.readOnlyRootFilesystem({ path: 'spec.containers[1].securityContext.readOnlyRootFilesystem', reason: REASON }),
      'unused-waiver: Waiver.readOnlyRootFilesystem at spec.containers[1].securityContext.readOnlyRootFilesystem (loads a kernel module) must excuse something: nothing that it is for breaks read-only-root-fs',
    ],
    [
      'as the value is another', Waiver.readOnlyRootFilesystem({ value: 'no', reason: REASON }),
      'unused-waiver: Waiver.readOnlyRootFilesystem of no (loads a kernel module) must excuse something: nothing that it is for breaks read-only-root-fs',
    ],
    [
      'though it leaves no finding on a construct that it relaxes', Waiver.apiToken({ reason: REASON }),
      'unused-waiver: Waiver.apiToken (loads a kernel module) must excuse something: nothing here breaks automount-token or service-account-automount',
    ],
  ])('%s', (_, waiver, message) => {
    const clean = held();
    Waivers.of(writablePod(clean, 'driver', 'proxy')).add(waiver);
    expect(toldBy(clean)).toEqual(fails('read-only-root-fs: container "driver": securityContext.readOnlyRootFilesystem must be true, is false', message));
  });

  test('and says so where it has expired as well', () => {
    const clean = held();
    Waivers.of(clean.chart).add(Waiver.hostPid({ reason: REASON, expires: '2026-11-21' }));
    expect(toldBy(clean)).toEqual(fails(
      'unused-waiver: Waiver.hostPid (loads a kernel module) must excuse something: nothing here breaks no-host-pid, and it has expired on 2026-11-21',
    ));
  });

  test('and only warns where it is optional', () => {
    const clean = held();
    Waivers.of(clean.chart).add(Waiver.hostPid({ reason: REASON, optional: true }));
    expect(toldBy(clean)).toEqual(warns('unused-waiver: Waiver.hostPid (loads a kernel module) must excuse something: nothing here breaks no-host-pid'));
  });

  test('on a hardened construct too, which it has relaxed for nothing', () => {
    const clean = held();
    const props = { containers: [{ name: 'app', image: 'registry.example/app:1.0.0' }] };
    new HardenedDeployment(clean.chart, 'Block', { ...props, waivers: [Waiver.hostPath({ reason: REASON })] });
    new HardenedDeployment(clean.chart, 'Other', { ...props, waivers: [Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, { reason: REASON })] });
    expect(toldBy(clean)).toEqual(fails(
      'unused-waiver: Waiver.hostPath (loads a kernel module) must excuse something: nothing here breaks no-host-path',
      'unused-waiver: Waiver.podSecurityLevel of baseline (loads a kernel module) must excuse something: nothing that it is for breaks pod-security-labels',
    ));
  });
});

test('a ServiceAccount whose token is kept off needs no waiver for it', () => {
  const clean = held();
  new HardenedServiceAccount(clean.chart, 'On', { waivers: [Waiver.apiToken({ reason: REASON })] });
  expect(toldBy(clean)).toEqual(passes);
  new HardenedServiceAccount(clean.chart, 'Off', { automountToken: false, waivers: [Waiver.apiToken({ reason: REASON })] });
  expect(toldBy(clean)).toEqual(fails(
    'unused-waiver: Waiver.apiToken (loads a kernel module) must excuse something: nothing here breaks automount-token or service-account-automount',
  ));
});

describe('what has no construct of its own can be named', () => {
  const list = (names: readonly string[]) => ({
    apiVersion: 'v1',
    kind: 'List',
    items: names.map(name => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop', labels: { app: name } }, spec: hardenedPodSpec(name, WRITABLE),
    })),
  });

  test('an item of a List, and not its neighbour', () => {
    const clean = held();
    new ApiObject(clean.chart, 'Items', list(['one', 'two']));
    Waivers.of(clean.chart).add(Waiver.readOnlyRootFilesystem({ objects: { kind: 'Pod', name: 'two' }, reason: REASON }));
    expect(toldBy(clean).failing).toEqual(['read-only-root-fs: container "app": securityContext.readOnlyRootFilesystem must be true, is false']);
    Waivers.of(clean.chart).add(Waiver.readOnlyRootFilesystem({ objects: { labels: { app: 'one' } }, reason: REASON }));
    expect(toldBy(clean).failing).toEqual([]);
  });
});

describe('a waiver that ends', () => {
  const usedUntil = (expires: string, props: HardeningAspectProps = {}) => {
    const clean = held(props);
    Waivers.of(writablePod(clean, 'app')).add(Waiver.readOnlyRootFilesystem({ reason: REASON, expires }));
    return toldBy(clean);
  };
  const warning = (when: string, until: string) => warns(`expiring-waiver: Waiver.readOnlyRootFilesystem (loads a kernel module) expires ${when}: it holds until ${until}`);

  test('warns from 30 days before its last one', () => {
    expect(usedUntil('2026-12-23')).toEqual(passes);
    expect(usedUntil('2026-12-22')).toEqual(warning('in 30 days', '2026-12-22'));
    expect(usedUntil('2026-11-23')).toEqual(warning('tomorrow', '2026-11-23'));
    expect(usedUntil('2026-11-22')).toEqual(warning('today', '2026-11-22'));
  });

  test('warns from as many days before as the app says', () => {
    expect(usedUntil('2026-11-23', { expiryWarningDays: 0 })).toEqual(passes);
    expect(usedUntil('2027-02-28', { expiryWarningDays: 100 })).toEqual(warning('in 98 days', '2027-02-28'));
  });

  test('fails with what it excused once its last day has passed', () => {
    expect(usedUntil('2026-11-21')).toEqual(fails('read-only-root-fs: container "app": securityContext.readOnlyRootFilesystem must be true, is false'));
  });

  test('fails by itself where it leaves no finding', () => {
    const clean = held();
    const expires = '2026-11-21';
    new HardenedDeployment(clean.chart, 'Block', { containers: [{ image: 'registry.example/app:1.0.0' }], waivers: [Waiver.apiToken({ reason: REASON, expires })] });
    expect(toldBy(clean)).toEqual(fails('expired-waiver: Waiver.apiToken (loads a kernel module) must not be relied on any more: it has expired on 2026-11-21'));
  });

  test('fails as unneeded where another one still excuses all that it did', () => {
    const clean = held();
    Waivers.of(clean.chart).add(Waiver.readOnlyRootFilesystem({ reason: REASON, expires: '2026-11-21' }));
    Waivers.of(writablePod(clean, 'app')).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    expect(toldBy(clean)).toEqual(fails(
      'unused-waiver: Waiver.readOnlyRootFilesystem (loads a kernel module) must excuse something: nothing here breaks read-only-root-fs, and it has expired on 2026-11-21',
    ));
  });
});

describe('the day by which it ends', () => {
  const endsOn = (props: HardeningAspectProps) => {
    const clean = held(props);
    Waivers.of(writablePod(clean, 'app')).add(Waiver.readOnlyRootFilesystem({ reason: REASON, expires: '2027-03-31' }));
    return clean;
  };
  const FAILING = fails('read-only-root-fs: container "app": securityContext.readOnlyRootFilesystem must be true, is false');

  test('can be set in code', () => {
    expect(toldBy(endsOn({ today: '2027-04-01' }))).toEqual(FAILING);
  });

  test('can be set from outside', () => {
    process.env.CDK8S_HARDENED_TODAY = '2027-04-01';
    expect(toldBy(endsOn({}))).toEqual(FAILING);
  });

  test('is not set back without leave, which would revive what has expired', () => {
    jest.spyOn(clock, 'today').mockReturnValue('2027-04-02');
    expect(() => endsOn({ today: '2027-03-31' }).app.synthYaml()).toThrow(
      'The day by which waivers expire is set back to 2027-03-31, and today is 2027-04-02: waivers that have expired since then would hold again. '
      + 'To rebuild an old commit, allow it: new HardeningAspect({ allowBackdating: true }).',
    );
  });

  test('is set back with leave, and the report begins with it', () => {
    jest.spyOn(clock, 'today').mockReturnValue('2027-04-02');
    endsOn({ today: '2027-01-01', allowBackdating: true }).app.synthYaml();
    expect(stderr.mock.calls[0][0].split('\n')[0]).toBe(
      'The day by which waivers expire is set back to 2027-01-01 (today is 2027-04-02): waivers that have expired since then hold.',
    );
  });

  test('of several Aspects, the one that is set back is told first', () => {
    jest.spyOn(clock, 'today').mockReturnValue('2027-04-02');
    const clean = endsOn({ today: '2027-04-02' });
    clean.chart.node.tryRemoveChild('Bad');
    Aspects.of(clean.early).add(new HardeningAspect({ today: '2020-01-01', allowBackdating: true }));
    clean.app.synthYaml();
    expect(stderr.mock.calls[0][0].split('\n')[0]).toContain('is set back to 2020-01-01 (today is 2027-04-02)');
  });

  test('stops nothing where an app only reports, whatever is wrong with it', () => {
    expect(toldBy(endsOn({ reportOnly: true, today: '2020-01-01' })).failing).toEqual([]);
    process.env.CDK8S_HARDENED_TODAY = 'tomorrow';
    expect(toldBy(endsOn({ reportOnly: true })).failing).toEqual([]);
  });

  test('never enters a manifest', () => {
    const [one, other] = ['2026-11-22', '2027-01-01'].map(today => endsOn({ today }).app.synthYaml());
    expect(one).toBe(other);
  });
});

describe('a waiver that is wider than what needs it warns', () => {
  test('where one of several containers needs it, with the narrower one', () => {
    const clean = held();
    Waivers.of(writablePod(clean, 'driver', 'proxy')).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    expect(toldBy(clean)).toEqual(warns(
      'wide-waiver: Waiver.readOnlyRootFilesystem (loads a kernel module) must be narrowed: only "driver" needs it, "proxy" does not',
    ));
    expect(stderr.mock.calls[0][0]).toContain("fix  Give it to the containers that need it: Waiver.readOnlyRootFilesystem({ container: 'driver', reason: '…' }).");
  });

  test('not where it is narrowed, nor where there is one container, nor where all need it', () => {
    const clean = held();
    Waivers.of(writablePod(clean, 'driver', 'proxy')).add(Waiver.readOnlyRootFilesystem({ container: 'driver', reason: REASON }));
    Waivers.of(pod(clean.chart, 'Single', hardenedPodSpec('Single', WRITABLE))).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    const containers = ['one', 'two'].map(name => hardenedContainer(name, WRITABLE));
    Waivers.of(pod(clean.chart, 'All', { ...hardenedPodSpec('All'), containers })).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    expect(toldBy(clean)).toEqual(passes);
  });

  test('on a hardened construct, where it relaxes all of several containers', () => {
    const clean = held();
    const image = 'registry.example/app:1.0.0';
    new HardenedDeployment(clean.chart, 'Block', {
      containers: [{ name: 'app', image }],
      initContainers: [{ name: 'setup', image }],
      waivers: [Waiver.readOnlyRootFilesystem({ reason: REASON })],
    });
    expect(toldBy(clean)).toEqual(warns(
      'wide-waiver: Waiver.readOnlyRootFilesystem (loads a kernel module) must be narrowed: it relaxes each of the containers "app" and "setup"',
    ));
  });
});

describe('what a waiver names and nothing needs would excuse the next fault, and warns', () => {
  const badPod = ({ chart }: CleanApp, securityContext: object) => {
    // Its level is another matter.
    chart.node.tryRemoveChild('Namespace');
    return pod(chart, 'Bad', hardenedPodSpec('Bad', securityContext));
  };

  test('a capability', () => {
    const clean = held();
    Waivers.of(badPod(clean, { capabilities: { add: ['SYS_PTRACE'], drop: ['ALL'] } })).add(Waiver.addCapabilities(['SYS_PTRACE', 'SYSLOG', 'SYS_TIME'], { reason: REASON }));
    expect(toldBy(clean)).toEqual(warns(
      'wide-waiver: Waiver.addCapabilities of SYS_PTRACE, SYSLOG, SYS_TIME (loads a kernel module) must be narrowed: nothing needs SYSLOG or SYS_TIME',
    ));
  });

  test('privileges where only their escalation is needed', () => {
    const clean = held();
    Waivers.of(badPod(clean, { allowPrivilegeEscalation: true })).add(Waiver.privileged({ reason: REASON }));
    expect(toldBy(clean)).toEqual(warns('wide-waiver: Waiver.privileged (loads a kernel module) must be narrowed: nothing here breaks no-privileged'));
    expect(stderr.mock.calls[0][0]).toContain('fix  Waiver.allowPrivilegeEscalation is enough.');
  });
});

test('the narrower waiver that is shown is narrower in every way', () => {
  const clean = held();
  clean.chart.node.tryRemoveChild('Namespace');
  const containers = [{ ...hardenedContainer('app'), ports: [{ containerPort: 80, hostPort: 8080 }] }, hardenedContainer('proxy')];
  Waivers.of(pod(clean.chart, 'Bad', { ...hardenedPodSpec('Bad'), containers })).add(Waiver.hostPort({ value: '8080', reason: REASON }));
  expect(toldBy(clean).warning).toHaveLength(1);
  expect(stderr.mock.calls[0][0]).toContain("fix  Give it to the containers that need it: Waiver.hostPort({ container: 'app', value: '8080', reason: '…' }).");
});

describe('a waiver that is forbidden fails, and so does what it was for', () => {
  const FAULT = 'read-only-root-fs: container "app": securityContext.readOnlyRootFilesystem must be true, is false';

  test('by the app', () => {
    const clean = held({ nonWaivable: ['read-only-root-fs'] });
    Waivers.of(writablePod(clean, 'app')).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    expect(toldBy(clean)).toEqual(fails(FAULT,
      'forbidden-waiver: Waiver.readOnlyRootFilesystem (loads a kernel module) must not be given: nonWaivable lets nobody waive read-only-root-fs'));
  });

  test('by the app, on a hardened construct that it leaves without a finding', () => {
    const clean = held({ nonWaivable: ['automount-token'] });
    new HardenedDeployment(clean.chart, 'Block', { containers: [{ image: 'registry.example/app:1.0.0' }], waivers: [Waiver.apiToken({ reason: REASON })] });
    expect(toldBy(clean)).toEqual(fails('forbidden-waiver: Waiver.apiToken (loads a kernel module) must not be given: nonWaivable lets nobody waive automount-token'));
  });

  test('by a scope, for everything below it: a waiver of the app still excuses the rest', () => {
    const clean = held();
    writablePod(clean, 'app');
    pod(clean.early, 'Bad', hardenedPodSpec('Bad', WRITABLE));
    Waivers.of(clean.chart).forbid('read-only-root-fs');
    Waivers.of(clean.app).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    expect(toldBy(clean)).toEqual(fails(FAULT));
  });

  test('by a scope, where it is given in it', () => {
    const clean = held();
    Waivers.of(clean.chart).forbid('read-only-root-fs');
    Waivers.of(writablePod(clean, 'app')).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    expect(toldBy(clean)).toEqual(fails(FAULT,
      'forbidden-waiver: Waiver.readOnlyRootFilesystem (loads a kernel module) must not be given: shop lets nobody waive read-only-root-fs'));
  });

  test('by a scope that lets only some be waived', () => {
    const clean = held();
    Waivers.of(clean.chart).forbidAllBut('read-only-root-fs');
    Waivers.of(writablePod(clean, 'app')).add(Waiver.readOnlyRootFilesystem({ reason: REASON }));
    expect(toldBy(clean)).toEqual(passes);
    Waivers.of(workload(clean.chart, 'Net', { ...hardenedPodSpec('Net'), hostPID: true })).add(Waiver.hostPid({ reason: REASON }));
    expect(toldBy(clean).failing[1]).toBe('forbidden-waiver: Waiver.hostPid (loads a kernel module) must not be given: shop lets nobody waive no-host-pid');
  });

  test('and a scope that forbids what does not exist fails as well: it would forbid nothing', () => {
    const clean = held();
    Waivers.of(clean.chart).forbid('no-priviledged');
    expect(toldBy(clean)).toEqual(fails(
      "waiver-terms: Waivers.forbid must name rules that exist: there is no 'no-priviledged' (did you mean 'no-privileged'?)",
    ));
  });
});

describe('an app asks of every waiver', () => {
  const asked = (waiverRequirements: HardeningAspectProps['waiverRequirements'], props: object = {}) => {
    const clean = held({ waiverRequirements });
    Waivers.of(writablePod(clean, 'app')).add(Waiver.readOnlyRootFilesystem({ reason: REASON, ...props }));
    return toldBy(clean);
  };
  const breaks = (what: string) => fails(`waiver-terms: Waiver.readOnlyRootFilesystem (loads a kernel module) ${what}`);

  test.each<[string, HardeningAspectProps['waiverRequirements'], string, object]>([
    ['an end', { expires: true }, 'must end: give it `expires`', { expires: '2030-01-01' }],
    ['an end that is near', { longestDays: 90 }, 'must end: give it `expires`, 2027-02-20 at the latest', { expires: '2027-02-20' }],
    ['a ticket', { ticket: true }, 'must name a `ticket`', { ticket: 'SEC-142' }],
    ['a ticket for some rules', { ticketFor: ['read-only-root-fs'] }, 'must name a `ticket`: every waiver of read-only-root-fs needs one', { ticket: 'SEC-142' }],
    ['an owner', { owner: true }, 'must name an `owner`', { owner: 'team-erp' }],
  ])('%s', (_, requirements, what, props) => {
    expect(asked(requirements)).toEqual(breaks(what));
    expect(asked(requirements, props)).toEqual(passes);
  });

  test('no end further away than it says', () => {
    expect(asked({ longestDays: 90 }, { expires: '2027-02-21' })).toEqual(breaks('must end by 2027-02-20, 90 days from today at the latest: it expires on 2027-02-21'));
  });

  test('nothing for the rules that it does not name', () => {
    expect(asked({ ticketFor: ['no-privileged'] })).toEqual(passes);
  });
});

test.each<[HardeningAspectProps, string]>([
  [{ nonWaivable: ['no-priviledged'] }, "HardeningAspect, nonWaivable: there is no rule 'no-priviledged' (did you mean 'no-privileged'?). `npx cdk8s-hardened rules` lists them."],
  [{ waiverRequirements: { ticketFor: ['x'] } }, "HardeningAspect, waiverRequirements.ticketFor: there is no rule 'x'. `npx cdk8s-hardened rules` lists them."],
  [{ waiverRequirements: { longestDays: 0 } }, 'HardeningAspect, waiverRequirements.longestDays: 0 is no number of days. Give a whole number from 1 on.'],
  [{ expiryWarningDays: 1.5 }, 'HardeningAspect, expiryWarningDays: 1.5 is no number of days. Give a whole number from 0 on.'],
  [{ today: '2027-02-30' }, "HardeningAspect, today: '2027-02-30' is not a day of the calendar. Write year, month and day as '2027-03-31'."],
])('%j is refused', (props, message) => {
  expect(() => new HardeningAspect(props)).toThrow(new Error(message));
});

test('a waiver of a rule that nobody judges by fails', () => {
  const clean = held();
  Waivers.of(clean.chart).add(Waiver.rule('pss-run-as-user', { reason: REASON }));
  expect(toldBy(clean)).toEqual(fails(
    "unused-waiver: Waiver.rule('pss-run-as-user') (loads a kernel module) must excuse something: pss-run-as-user is not among the rules that are judged by",
  ));
});

describe('what is said above the Aspects', () => {
  const heldByChart = () => {
    const clean = cleanApp();
    for (const chart of [clean.early, clean.chart]) Aspects.of(chart).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
    return clean;
  };

  test('is held to its word where they judge all that it is for', () => {
    const clean = heldByChart();
    Waivers.of(clean.app).add(Waiver.hostPid({ reason: REASON }));
    expect(toldBy(clean)).toEqual(fails('unused-waiver: Waiver.hostPid (loads a kernel module) must excuse something: nothing here breaks no-host-pid'));
  });

  test('is not where somebody else may need it', () => {
    const clean = cleanApp();
    Aspects.of(clean.chart).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
    Waivers.of(clean.app).add(Waiver.hostPid({ reason: REASON }));
    expect(toldBy(clean)).toEqual(passes);
  });

  test('forbids nothing where it is misspelt, and says so', () => {
    const clean = heldByChart();
    Waivers.of(clean.app).forbid('no-priviledged');
    expect(toldBy(clean).failing).toHaveLength(1);
  });
});

test('an optional waiver that has expired fails: it is done with, in any configuration', () => {
  const clean = held();
  Waivers.of(clean.chart).add(Waiver.hostPid({ reason: REASON, optional: true, expires: '2026-11-21' }));
  expect(toldBy(clean).failing).toEqual([
    'unused-waiver: Waiver.hostPid (loads a kernel module) must excuse something: nothing here breaks no-host-pid, and it has expired on 2026-11-21',
  ]);
});

test('one waiver that is given in two places is held to its word in each', () => {
  const clean = held();
  const waiver = Waiver.readOnlyRootFilesystem({ reason: REASON });
  Waivers.of(writablePod(clean, 'app')).add(waiver);
  Waivers.of(clean.early).add(waiver);
  expect(toldBy(clean)).toEqual(fails(
    'unused-waiver: Waiver.readOnlyRootFilesystem (loads a kernel module) must excuse something: nothing here breaks read-only-root-fs',
  ));
});

test('several Aspects over one waiver tell each matter once', () => {
  const clean = held();
  Aspects.of(clean.chart).add(new HardeningAspect());
  Waivers.of(clean.chart).add(Waiver.hostPid({ reason: REASON }));
  expect(toldBy(clean)).toEqual(fails('unused-waiver: Waiver.hostPid (loads a kernel module) must excuse something: nothing here breaks no-host-pid'));
});

test('an app that only reports tells of its waivers and stops nothing', () => {
  const clean = held({ reportOnly: true });
  Waivers.of(clean.chart).add(Waiver.hostPid({ reason: REASON }));
  expect(toldBy(clean)).toEqual(warns('unused-waiver: Waiver.hostPid (loads a kernel module) must excuse something: nothing here breaks no-host-pid'));
});

test('a namespace whose level was lowered by name needs no finding to have used its waiver', () => {
  const clean = held();
  clean.chart.node.tryRemoveChild('Namespace');
  new HardenedNamespace(clean.chart, 'Lower', { name: 'lower', waivers: [Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, { reason: REASON })] });
  expect(toldBy(clean).failing).toEqual([]);
  expect(Testing.synth(clean.chart)).toHaveLength(4);
});
