import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { HardeningError } from '../../src/synth/hardening-error';
import { installLastHand } from '../../src/synth/last-hand';
import { Refusal } from '../../src/synth/refusal';
import { SynthSession } from '../../src/synth/synth-session';

const REFUSAL: Refusal = { path: 'securityContext.privileged', container: 'app', message: 'must not be true', fix: 'Remove it.' };

const REPORT = [
  'shop/Web  Pod shop/web',
  '  container "app": securityContext.privileged must not be true',
  '    fix  Remove it.',
  '1 violation. Nothing was written.',
].join('\n');

function hardened(name = 'web', refusals: readonly Refusal[] = [REFUSAL]) {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const web = new ApiObject(chart, 'Web', { apiVersion: 'v1', kind: 'Pod', metadata: { name } });
  installLastHand(web, json => ({ json: { ...json, spec: { finished: true } }, refusals }));
  return { app, chart, web };
}

test('it has the last word on the JSON', () => {
  const { web } = hardened('web', []);
  expect(web.toJson()).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { finished: true } });
});

test('it is found on the prototype, where a guest language of jsii looks', () => {
  const { web } = hardened('web', []);
  expect([Object.hasOwn(web, 'toJson'), web.constructor.prototype.toJson.call(web).spec, web.constructor.name, web instanceof ApiObject])
    .toEqual([false, { finished: true }, 'ApiObject', true]);
});

test.each<[string, (built: ReturnType<typeof hardened>) => unknown]>([
  ['app.synth', ({ app }) => app.synth()],
  ['app.synthYaml', ({ app }) => app.synthYaml()],
  ['Testing.synth', ({ chart }) => Testing.synth(chart)],
  ['a direct toJson', ({ web }) => web.toJson()],
])('its refusals stop %s where nobody answers for them', (_, run) => {
  expect(() => run(hardened())).toThrow(new HardeningError(REPORT));
});

test('a judge that answers for the manifest gets its refusals', () => {
  const { app } = hardened();
  let seen: readonly Refusal[] = [];
  SynthSession.of(app).addJudge({ judge: manifests => { seen = manifests[0].refusals; return { judged: new Set(manifests) }; } });
  app.synthYaml();
  expect(seen).toEqual([REFUSAL]);
});

test('a judge that answers for other manifests does not silence it', () => {
  const { app } = hardened();
  SynthSession.of(app).addJudge({ judge: () => ({ judged: new Set() }) });
  expect(() => app.synthYaml()).toThrow(new HardeningError(REPORT));
});

test('what a judge answered for in Testing.synth can be read', () => {
  const { app, chart } = hardened();
  SynthSession.of(app).addJudge({ judge: manifests => ({ judged: new Set(manifests) }) });
  expect(Testing.synth(chart).map(json => json.spec)).toEqual([{ finished: true }]);
});

test('two last hands refuse together', () => {
  const { app, web } = hardened();
  installLastHand(web, json => ({ json, refusals: [{ path: 'spec.hostPID', message: 'must not be true', fix: 'Remove it too.' }] }));
  expect(() => app.synthYaml()).toThrow(new HardeningError([
    'shop/Web  Pod shop/web',
    '  container "app": securityContext.privileged must not be true',
    '    fix  Remove it.',
    '  spec.hostPID must not be true',
    '    fix  Remove it too.',
    '2 violations. Nothing was written.',
  ].join('\n')));
});

test('a name cannot forge a line of the report', () => {
  const { web } = hardened('a\n0 violations.\u001b[2K\u202e');
  expect(() => web.toJson()).toThrow(new HardeningError(REPORT.replace('shop/web', 'shop/a\\n0 violations.\\u001b[2K\\u202e')));
});

test('a last hand that throws stops the synth', () => {
  const { app, web } = hardened('web', []);
  installLastHand(web, () => { throw new Error('boom'); });
  expect(() => app.synthYaml()).toThrow(new HardeningError('shop/Web\n  could not be read: boom\n1 violation. Nothing was written.'));
});
