import type { RuleCatalogue as Catalogue } from '../../src/check/rule-catalogue';
import { RuleCatalogue } from '../../src/index';
import { catalogue } from '../../src/rules/catalogue';
import { profiles } from '../../src/rules/profiles';

test('describes every rule that runs, by id', () => {
  expect(RuleCatalogue.rules().map(({ id }) => id)).toEqual(catalogue.map(({ id }) => id).sort());
});

test.each(profiles.map(({ id }) => id))('describes those of %s, which name it among their profiles', profile => {
  expect(RuleCatalogue.rules(profile)).toEqual(RuleCatalogue.rules().filter(rule => rule.profiles.includes(profile)));
});

test('every rule either has a policy, or says why there is none', () => {
  for (const { id, admissionPolicy, notExportable } of RuleCatalogue.rules()) {
    expect([id, admissionPolicy === undefined]).toEqual([id, notExportable !== undefined]);
    if (admissionPolicy !== undefined) expect(JSON.parse(admissionPolicy)).toMatchObject({ kind: 'ValidatingAdmissionPolicy', metadata: { name: `cdk8s-hardened-${id}` } });
  }
});

test('a rule is one of them', () => {
  expect(RuleCatalogue.rule('no-host-pid')).toEqual(RuleCatalogue.rules().find(({ id }) => id === 'no-host-pid'));
});

test('what is not there is refused', () => {
  expect(() => RuleCatalogue.rule('no-hostpid')).toThrow(new Error('there is no rule \'no-hostpid\' (did you mean \'no-host-pid\'?): cdk8s-hardened rules lists them'));
  expect(() => RuleCatalogue.rule('')).toThrow(new Error('there is no rule \'\': cdk8s-hardened rules lists them'));
  expect(() => RuleCatalogue.rules('pss')).toThrow(new Error('there is no profile \'pss\': the profiles are hardened, pss-baseline, pss-restricted, nsa, cis'));
});

describe('a rule that was renamed', () => {
  const [rule] = catalogue.filter(({ id }) => id === 'no-host-pid');
  const renamed = { ...rule, aliases: ['host-pid', 'no-pid'], warns: true };

  /** The module as it is where such a rule is in the catalogue. */
  function withRenamedRule(use: (catalogueOfRules: typeof Catalogue, explain: (id: string) => string) => void): void {
    jest.isolateModules(() => {
      jest.doMock('../../src/rules/catalogue', () => ({ catalogue: [renamed] }));
      const { RuleCatalogue: loaded } = jest.requireActual<typeof import('../../src/check/rule-catalogue')>('../../src/check/rule-catalogue');
      const { main } = jest.requireActual<typeof import('../../src/cli/main')>('../../src/cli/main');
      use(loaded, id => {
        let text = '';
        main(['explain', id], { hasColours: false, stdout: piece => { text += piece; }, stderr: piece => { text += piece; } });
        return text;
      });
    });
    jest.unmock('../../src/rules/catalogue');
  }

  test('is found by the ids that it had', () => {
    withRenamedRule(({ rule: find }, explain) => {
      for (const id of ['no-host-pid', 'host-pid', 'no-pid']) {
        expect([find(id).id, find(id).aliases]).toEqual(['no-host-pid', ['host-pid', 'no-pid']]);
        expect(explain(id).split('\n')[0]).toBe('no-host-pid · high · only warns · was host-pid, no-pid');
      }
    });
  });
});
