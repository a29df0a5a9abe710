import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { HardenedServiceAccount } from '../../src/constructs/hardened-service-account';
import { Waivers } from '../../src/scope/waivers';
import { Waiver } from '../../src/waivers/waiver';
import { newChart, REASON, written } from './rendered';

const WAIVER = 'waivers: [Waiver.apiToken({ reason: \'…\' })]';

test('synthesises the secure default', () => {
  const chart = newChart();
  new HardenedServiceAccount(chart, 'Account', { metadata: { name: 'web' } });
  expect(written(chart, 'ServiceAccount')).toEqual({
    apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'shop' }, automountServiceAccountToken: false,
  });
});

test('a waiver mounts the token, unless the author keeps it off', () => {
  const chart = newChart();
  const waivers = [Waiver.apiToken(REASON)];
  new HardenedServiceAccount(chart, 'On', { waivers, metadata: { name: 'on' } });
  const off = new HardenedServiceAccount(chart, 'Off', { waivers, automountToken: false, metadata: { name: 'off' } });
  expect(Testing.synth(chart).map(({ metadata, automountServiceAccountToken }: any) => [metadata.name, automountServiceAccountToken])).toEqual([['on', true], ['off', false]]);
  expect(Waivers.of(off)._own.map(({ waiver }) => waiver)).toEqual(waivers);
});

test('refuses the prop that mounts the token', () => {
  expect(() => new HardenedServiceAccount(newChart(), 'Account', { automountToken: true }))
    .toThrow(new Error(`shop/Account: automountToken must be false, found true. Leave it out, or waive it: ${WAIVER}`));
});

test.each([true, 'yes'])('refuses a patch that mounts the token: %s', value => {
  const chart = newChart();
  const account = new HardenedServiceAccount(chart, 'Account', { metadata: { name: 'web' } });
  ApiObject.of(account).addJsonPatch(JsonPatch.replace('/automountServiceAccountToken', value));
  expect(() => Testing.synth(chart)).toThrow(new Error([
    'shop/Account/Resource  ServiceAccount shop/web',
    `  automountServiceAccountToken must be false, found ${JSON.stringify(value)}`,
    `    fix  ${WAIVER}`,
    '1 violation. Nothing was written.',
  ].join('\n')));
});

test('puts it back where a patch takes it away', () => {
  const chart = newChart();
  const account = new HardenedServiceAccount(chart, 'Account');
  ApiObject.of(account).addJsonPatch(JsonPatch.remove('/automountServiceAccountToken'));
  expect(written(chart, 'ServiceAccount').automountServiceAccountToken).toBe(false);
});
