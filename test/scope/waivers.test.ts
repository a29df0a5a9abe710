import { HardenedDeployment, HardenedNamespace, HardenedServiceAccount, PodSecurityLevel, Waiver, Waivers } from '../../src';
import { newChart } from '../constructs/rendered';

const REASON = 'loads a kernel module';
const IMAGE = 'registry.example/app:1.0.0';

describe('a scope takes a waiver once', () => {
  test('and not the same again', () => {
    const chart = newChart();
    Waivers.of(chart).add(Waiver.privileged({ container: 'driver', reason: REASON }));
    expect(() => Waivers.of(chart).add(Waiver.privileged({ container: 'driver', reason: REASON })))
      .toThrow(new Error("shop: Waiver.privileged for container 'driver' is given twice. Remove one of the two."));
  });

  test('and not another answer to the same question', () => {
    expect(() => Waivers.of(newChart()).add(
      Waiver.addCapabilities(['SYSLOG', 'SYS_PTRACE'], { reason: REASON, expires: '2027-03-31' }),
      Waiver.addCapabilities(['SYS_PTRACE', 'SYSLOG'], { reason: REASON }),
    )).toThrow(new Error(
      'shop: Waiver.addCapabilities is given twice, and the two contradict each other: expires is "2027-03-31" and nothing. Keep one of the two.',
    ));
  });

  test('and the same waiver for another container, value, path, object or rule', () => {
    const waivers = [
      Waiver.rule('no-privileged', { reason: REASON }),
      Waiver.rule('no-host-pid', { reason: REASON }),
      Waiver.privileged({ reason: REASON }),
      Waiver.privileged({ reason: REASON, container: 'driver' }),
      Waiver.privileged({ reason: REASON, value: 'true' }),
      Waiver.privileged({ reason: REASON, path: 'securityContext.privileged' }),
      Waiver.privileged({ reason: REASON, objects: { kind: 'DaemonSet' } }),
      Waiver.privileged({ reason: REASON, objects: { labels: { kind: 'DaemonSet' } } }),
    ];
    const chart = newChart();
    Waivers.of(chart).add(...waivers);
    expect(Waivers.of(chart)._own.map(({ waiver }) => waiver)).toEqual(waivers);
  });

  test('and, on a hardened construct, neither in its prop nor beside it', () => {
    const chart = newChart();
    const waiver = () => Waiver.hostPid({ reason: REASON });
    expect(() => new HardenedDeployment(chart, 'Web', { containers: [{ image: IMAGE }], waivers: [waiver(), waiver()] }))
      .toThrow(new Error('shop/Web: Waiver.hostPid is given twice. Remove one of the two.'));
    const api = new HardenedDeployment(chart, 'Api', { containers: [{ image: IMAGE }], waivers: [waiver()] });
    expect(() => Waivers.of(api).add(waiver())).toThrow(new Error('shop/Api: Waiver.hostPid is given twice. Remove one of the two.'));
  });
});

describe('on a hardened construct a waiver is for the construct', () => {
  test.each([
    ['objects', { objects: { kind: 'Deployment' } }],
    ['path', { path: 'spec.template.spec.hostPID' }],
  ])('so that %s is refused', (narrowing, props) => {
    const message = (path: string, control: string) => `shop/${path}: Waiver.${control} is narrowed by ${narrowing}, and on a hardened construct it is for the construct. `
      + `Leave out ${narrowing}; narrow it by container or value.`;
    expect(() => new HardenedDeployment(newChart(), 'Web', { containers: [{ image: IMAGE }], waivers: [Waiver.hostPid({ reason: REASON, ...props })] }))
      .toThrow(new Error(message('Web', 'hostPid')));
    expect(() => new HardenedServiceAccount(newChart(), 'Account', { waivers: [Waiver.apiToken({ reason: REASON, ...props })] }))
      .toThrow(new Error(message('Account', 'apiToken')));
    expect(() => new HardenedNamespace(newChart(), 'Space', { waivers: [Waiver.podSecurityLevel(PodSecurityLevel.BASELINE, { reason: REASON, ...props })] }))
      .toThrow(new Error(message('Space', 'podSecurityLevel')));
  });
});
