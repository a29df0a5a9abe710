import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Judging, JudgeOptions } from '../../src/engine/judge';
import { JudgedObject, Origin } from '../../src/engine/judged-object';
import { Finding } from '../../src/engine/report';
import { allRules } from '../../src/rules/all-rules';
import { hardenedProfile } from '../../src/rules/profiles';
import { AppRule, AppViolation, Rule } from '../../src/rules/rule';
import { Severity } from '../../src/rules/severity';
import { changed } from '../rules/changed';
import { minimalPod } from '../rules/minimal-pod';

const OPTIONS: JudgeOptions = {
  rules: hardenedProfile.rulesFor(31), target: { minor: 31, platformAssignsUserIds: false }, today: '2026-11-22', writtenAsYaml: true,
};
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { [ENFORCE]: 'restricted' } } };
const DENY = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny', namespace: 'shop' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }] },
};
const privilegedPod = changed(minimalPod, { 'spec.containers[app].securityContext.privileged': true });

function object(json: unknown, more: Partial<JudgedObject> = {}): JudgedObject {
  return { json, origin: origin(), ...more };
}

function origin(constructPath = ''): Origin {
  return { constructPath, waiveAt: constructPath, waivers: [], refusals: [] };
}

function told(findings: readonly Finding[]): string[] {
  return findings.map(({ ruleId, outcome, path, message }) => `${ruleId} ${outcome} ${path} ${message}`);
}

/** A rule about several objects that does what a test wants. */
function appRule(begin: AppRule['begin']): AppRule {
  return { scope: 'app', id: 'several', title: 'x', severity: Severity.LOW, controls: [], why: 'x.', fix: 'x.', notExportable: 'x.', begin };
}

describe('objects come one by one', () => {
  test('and what the rules about one find can be taken at once, what those about several find at the end', () => {
    const judging = new Judging(OPTIONS);
    const pod = object(privilegedPod);
    judging.see(pod);
    expect(told(judging.findings.take(pod.origin))).toEqual(['no-privileged failing spec.containers[0].securityContext.privileged must not be true']);
    expect(judging.findings.take(pod.origin)).toEqual([]);
    judging.finish();
    expect(told(judging.findings.take(pod.origin))).toEqual(['default-deny failing  must be isolated for ingress and egress: no NetworkPolicy selects them']);
    expect([...judging.findings.byOrigin()]).toEqual([]);
  });

  test('what was taken is not told again, and does not come again', () => {
    const judging = new Judging(OPTIONS);
    const [pod, other] = [object(privilegedPod), object(DENY)];
    judging.see(pod);
    judging.findings.take(pod.origin);
    judging.see(other);
    judging.finish();
    expect([...judging.findings.byOrigin().values()]).toEqual([]);
  });

  test('that a fault was found is remembered when its finding was taken: one fault is one finding', () => {
    const judging = new Judging(OPTIONS);
    const [namespace, pod, policy] = [object(NAMESPACE), object(privilegedPod), object(DENY)];
    for (const one of [namespace, pod, policy]) {
      judging.see(one);
      judging.findings.take(one.origin);
    }
    judging.finish();
    expect([...judging.findings.byOrigin()]).toEqual([]);
  });

  test('in any order, rules about several say the same', () => {
    const found = [[NAMESPACE, DENY, minimalPod], [minimalPod, DENY, NAMESPACE]].map(objects => {
      const judging = new Judging(OPTIONS);
      objects.forEach(json => judging.see(object(json)));
      judging.finish();
      return [...judging.findings.byOrigin()];
    });
    expect(found).toEqual([[], []]);
  });
});

test('nothing of an origin that nothing was found of', () => {
  const judging = new Judging(OPTIONS);
  expect([judging.findings.take(origin()), judging.size]).toEqual([[], 0]);
});

test('objects are counted with the items of lists, readable or not', () => {
  const judging = new Judging(OPTIONS);
  judging.see(object({ apiVersion: 'v1', kind: 'List', items: [NAMESPACE, DENY, null] }));
  judging.see(object(undefined, { unreadable: 'boom' }));
  judging.see(object(minimalPod, { onlySeen: true }));
  expect(judging.size).toBe(5);
});

describe('a rule about several objects', () => {
  test('begins anew with every run', () => {
    const run = () => {
      const judging = new Judging(OPTIONS);
      judging.see(object(NAMESPACE));
      judging.finish();
      return [...judging.findings.byOrigin()];
    };
    expect([run(), run()]).toEqual([[], []]);
  });

  test('is told the target, sees every object once, and speaks of any of them', () => {
    const seen: string[] = [];
    const rule = appRule(({ minor }) => {
      const violations: AppViolation[] = [];
      return {
        see: (subject, manifest) => {
          seen.push(`${minor} ${subject}`);
          violations.unshift({ subject, path: ['spec', 'x'], message: `must not be ${manifest.kind}`, warns: true, fix: 'Go.' });
        },
        violations: () => violations,
      };
    });
    const judging = new Judging({ ...OPTIONS, rules: [rule] });
    const list = object({ apiVersion: 'v1', kind: 'List', items: [NAMESPACE, DENY] });
    judging.see(list);
    judging.finish();
    expect(seen).toEqual(['31 Namespace shop', '31 NetworkPolicy shop/deny']);
    expect(judging.findings.take(list.origin).map(({ fix, ...finding }) => `${told([finding as Finding])[0]}. ${fix}`)).toEqual([
      'several warning items[1].spec.x must not be NetworkPolicy. Go.',
      'several warning items[0].spec.x must not be Namespace. Go.',
    ]);
  });

  test('speaks of another object where nobody asked to judge the one that it means', () => {
    const rule = appRule(() => {
      const violations: AppViolation[] = [];
      return {
        see: subject => violations.push({ subject, path: ['kind'], message: 'must be alone', ...violations.length > 0 && { ifUnjudged: violations[0] } }),
        violations: () => violations.slice(1),
      };
    });
    const judging = new Judging({ ...OPTIONS, rules: [rule] });
    const judged = object(NAMESPACE);
    judging.see(judged);
    judging.see(object(DENY, { onlySeen: true }));
    judging.finish();
    expect([...judging.findings.byOrigin()].map(([of, findings]) => [of === judged.origin, told(findings)])).toEqual([[true, ['several failing kind must be alone']]]);
  });

  test('that throws at the end fails, once, at the first object that is judged', () => {
    const rule = appRule(() => ({ see: () => undefined, violations: () => { throw new Error('trap'); } }));
    const judging = new Judging({ ...OPTIONS, rules: [rule] });
    const [seen, first, second] = [object(DENY, { onlySeen: true }), object(NAMESPACE), object(minimalPod)];
    [seen, first, second].forEach(one => judging.see(one));
    judging.finish();
    expect([...judging.findings.byOrigin()].map(([of, findings]) => [of === first.origin, told(findings)]))
      .toEqual([[true, ['rule-error failing  and the objects around it must be judged by several, which failed: trap']]]);
  });

  test('that throws at an object fails there, and the other rules go on', () => {
    const rule = appRule(() => ({ see: () => { throw new Error('trap'); }, violations: () => [] }));
    const judging = new Judging({ ...OPTIONS, rules: [rule, ...OPTIONS.rules] });
    const pod = object(minimalPod);
    judging.see(pod);
    judging.finish();
    expect(told(judging.findings.take(pod.origin))).toEqual([
      'rule-error failing  must be judged by several, which failed: trap',
      'default-deny failing  must be isolated for ingress and egress: no NetworkPolicy selects them',
    ]);
  });
});

describe('the JSON of an object', () => {
  /** What the JSON of some objects is once they were seen and the garbage was collected. */
  async function leftAfter(rules: readonly Rule[]): Promise<Array<object | undefined>> {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const judging = new Judging({ ...OPTIONS, rules });
    const seen = [NAMESPACE, DENY, privilegedPod, { apiVersion: 'v1', kind: 'List', items: [minimalPod] }].map(json => see(judging, json));
    // A reference that was made in this turn of the loop is alive to its end.
    await new Promise(resolve => setImmediate(resolve));
    collect();
    const left = seen.map(reference => reference.deref());
    judging.finish();
    return left;
  }

  /** In a function of its own, so that nothing of its frame is left. */
  function see(judging: Judging, json: object): WeakRef<object> {
    const copy = structuredClone(json);
    judging.see(object(copy));
    return new WeakRef(copy);
  }

  test('is let go once it was seen, though every rule about several remembers the object', async () => {
    expect(await leftAfter(allRules)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('is left where a rule keeps it, which shows that this would be seen', async () => {
    const kept: unknown[] = [];
    const keeper = appRule(() => ({ see: (_, manifest) => kept.push(manifest.json), violations: () => [] }));
    expect(await leftAfter([keeper])).toEqual([NAMESPACE, DENY, privilegedPod, undefined]);
    expect(kept).toHaveLength(4);
  });
});
