import { inspect } from 'util';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { HardeningError } from '../../src/synth/hardening-error';
import { SynthSession } from '../../src/synth/synth-session';

function errorOf(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

function refusedApp() {
  const app = new App();
  const chart = new Chart(app, 'shop');
  new ApiObject(chart, 'Web', { apiVersion: 'v1', kind: 'Pod' });
  SynthSession.of(app).addJudge({ judge: () => ({ failure: 'first line\nsecond line', judged: new Set() }) });
  return { app, chart };
}

test.each<[string, () => unknown]>([
  ['app.synth', () => refusedApp().app.synth()],
  ['Testing.synth', () => Testing.synth(refusedApp().chart)],
])('its stack is the text and the line that called %s', (_, run) => {
  const lines = errorOf(run).stack!.split('\n');
  expect(lines).toEqual(['first line', 'second line', expect.stringMatching(/^ {4}at \/[^()]*hardening-error\.test\.ts:\d+:\d+$/)]);
});

test('Node prints it as it is: no brackets, no name, no properties', () => {
  const error = new HardeningError('the text');
  expect(inspect(error)).toBe(error.stack);
});

test('it can be told by its name and its class', () => {
  const error = new HardeningError('the text');
  expect([error.name, error.message, error instanceof HardeningError, error instanceof Error, Object.keys(error)])
    .toEqual(['HardeningError', 'the text', true, true, []]);
});
