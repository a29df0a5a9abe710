import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { readYaml } from '../../src/kubernetes/yaml/read-yaml';
import { yamlTextHazards } from '../../src/kubernetes/yaml-text';
import { Waiver } from '../../src/waivers/waiver';
import { waiverAnnotation } from '../../src/waivers/waiver-annotation';

const REASON = 'loads a kernel module';

test('the value is a line of JSON with what the waiver says, and no more', () => {
  const { value } = waiverAnnotation(Waiver.privileged({ reason: REASON, expires: '2027-03-31', ticket: 'SEC-142', owner: 'team-storage' }));
  expect(value).toBe('{"reason":"loads a kernel module","expires":"2027-03-31","ticket":"SEC-142","owner":"team-storage"}');
  expect(waiverAnnotation(Waiver.privileged({ reason: REASON })).value).toBe('{"reason":"loads a kernel module"}');
});

test('the value keeps what is plainly visible, and spells out the rest', () => {
  const { value } = waiverAnnotation(Waiver.hostPid({ reason: 'für "Oracle"\nbis 19.3 🙂 \u202etxt\u2028等待' }));
  expect(value).toBe('{"reason":"für \\"Oracle\\"\\nbis 19.3 \\ud83d\\ude42 \\u202etxt\\u2028等待"}');
});

describe('the key is made of the rule and of what the waiver is narrowed to', () => {
  const LONG = 'a-very-long-name-of-a-container-that-is-as-long-as-kubernetes-k';

  test.each<[string, Waiver, string]>([
    ['nothing', Waiver.privileged({ reason: REASON }), 'cdk8s-hardened/waiver.no-privileged'],
    ['a container', Waiver.privileged({ reason: REASON, container: 'driver' }), 'cdk8s-hardened/waiver.no-privileged.driver'],
    ['a value', Waiver.addCapabilities(['SYS_PTRACE'], { reason: REASON, container: 'app' }), 'cdk8s-hardened/waiver.added-capabilities.app.SYS_PTRACE'],
    ['a folder', Waiver.hostPath({ reason: REASON, value: '/var/log' }), 'cdk8s-hardened/waiver.no-host-path.-var-log-517ae379'],
    ['a value that could be a container', Waiver.hostPort({ reason: REASON, value: '8080' }), 'cdk8s-hardened/waiver.no-host-port.-.8080'],
    ['a rule of somebody else', Waiver.rule('acme/no-latest', { reason: REASON }), 'cdk8s-hardened/waiver.acme-no-latest-e0f4ee17'],
    ['a container of a long name', Waiver.privileged({ reason: REASON, container: LONG }), 'cdk8s-hardened/waiver.no-privileged.a-very-long-name-of-a-container-t-e8be687f'],
  ])('%s', (_, waiver, key) => {
    expect(waiverAnnotation(waiver).key).toBe(key);
  });

  test('and does not change when the reason does', () => {
    const keys = ['one', 'another'].map(reason => waiverAnnotation(Waiver.hostPid({ reason, expires: reason === 'one' ? '2027-01-01' : undefined })).key);
    expect(keys[0]).toBe(keys[1]);
  });
});

const anyLine = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });

/** The waiver, unless its text is one that a waiver refuses. */
function waiverOf(props: { reason: string; container: string; path: string; value: string }): Waiver | undefined {
  try {
    return Waiver.rule('acme/any', props);
  } catch {
    return undefined;
  }
}

test('whatever a waiver says, its key is a key and its value says the same when kubectl reads it', () => {
  fc.assert(fc.property(fc.record({ reason: anyLine, container: anyLine, path: anyLine, value: anyLine }), props => {
    const waiver = waiverOf(props);
    fc.pre(waiver !== undefined);
    const { key, value } = waiverAnnotation(waiver!);
    expect(key).toMatch(/^cdk8s-hardened\/[A-Za-z0-9][A-Za-z0-9._-]{0,61}[A-Za-z0-9]$/);
    expect(JSON.parse(value)).toEqual({ reason: props.reason });
    const object = { metadata: { annotations: { [key]: value } } };
    expect(yamlTextHazards(object)).toEqual([]);
    expect([...readYaml([Buffer.from(Yaml.stringify(object))])].map(document => document.value)).toEqual([object]);
  }), { numRuns: 500 });
});

test('waivers that are narrowed differently, by the same means, have different keys', () => {
  const key = ({ container, path, value }: { container: string; path: string; value: string }) => {
    const waiver = waiverOf({ reason: REASON, container, path, value });
    return waiver && waiverAnnotation(waiver).key;
  };
  const one = fc.record({ container: anyLine, path: anyLine, value: anyLine });
  fc.assert(fc.property(one, one, (a, b) => {
    fc.pre(JSON.stringify(a) !== JSON.stringify(b) && key(a) !== undefined && key(b) !== undefined);
    expect(key(a)).not.toBe(key(b));
  }), { numRuns: 500 });
});
