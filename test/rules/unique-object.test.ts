import { judge } from '../../src/engine/judge';
import { JudgedObject } from '../../src/engine/judged-object';
import { uniqueObject } from '../../src/rules/objects/unique-object';

/** An object, and where its construct is; one that nobody asked to judge is only seen. */
interface Given { readonly json: unknown; readonly at?: string; readonly onlySeen?: boolean }

/** What the rule says, with the construct and the path before it. */
function told(...given: readonly Given[]): string[] {
  const judged: JudgedObject[] = given.map(({ json, at = '', onlySeen }) =>
    ({ json, origin: { constructPath: at, waiveAt: at, waivers: [], refusals: [] }, ...onlySeen && { onlySeen } }));
  const { findings } = judge(judged, { rules: [uniqueObject], target: { minor: 31, platformAssignsUserIds: false }, today: '2026-11-22', writtenAsYaml: true });
  return judged.flatMap(({ origin }) => findings.get(origin) ?? [])
    .map(({ outcome, constructPath, path, message }) => `${outcome}: ${constructPath} ${path} ${message}`.replace('  ', ' '));
}

const object = (kind: string, metadata: unknown, apiVersion = 'v1') => ({ apiVersion, kind, metadata });
const SHOP = object('Namespace', { name: 'shop' });
const WEB = object('Deployment', { name: 'web', namespace: 'shop' }, 'apps/v1');

test('the later of two is told, with the construct of the first', () => {
  expect(told({ json: SHOP, at: 'early/Namespace' }, { json: SHOP, at: 'late/Namespace' }))
    .toEqual(['failing: late/Namespace metadata.name must be free: Namespace shop is there already, at early/Namespace']);
});

test('each of three but the first is told', () => {
  expect(told({ json: WEB, at: 'a' }, { json: WEB, at: 'b' }, { json: WEB, at: 'c' })).toEqual([
    'failing: b metadata.name must be free: Deployment shop/web is there already, at a',
    'failing: c metadata.name must be free: Deployment shop/web is there already, at a',
  ]);
});

test('objects without constructs are told without one', () => {
  expect(told({ json: WEB }, { json: WEB })).toEqual(['failing: metadata.name must be free: Deployment shop/web is there already']);
});

test('another version of the same API is the same object, and is named', () => {
  const role = (version: string) => object('Role', { name: 'web', namespace: 'shop' }, `rbac.authorization.k8s.io/${version}`);
  expect(told({ json: role('v1') }, { json: role('v1beta1') }))
    .toEqual(['failing: metadata.name must be free: Role shop/web is there already, as rbac.authorization.k8s.io/v1']);
});

test('in a List, where both stand', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [WEB, { apiVersion: 'apps/v1', kind: 'DeploymentList', items: [{ metadata: WEB.metadata }] }] };
  expect(told({ json: list, at: 'shop/List' }))
    .toEqual(['failing: shop/List items[1].items[0].metadata.name must be free: Deployment shop/web is there already, at shop/List']);
});

test('what is in no namespace is the same object whichever it names', () => {
  expect(told({ json: SHOP }, { json: object('Namespace', { name: 'shop', namespace: 'late' }) })).toHaveLength(1);
  const role = (namespace?: string) => object('ClusterRole', { name: 'admin', namespace }, 'rbac.authorization.k8s.io/v1');
  expect(told({ json: role('a'), at: 'a/Role' }, { json: role('b'), at: 'b/Role' }))
    .toEqual(['failing: b/Role metadata.name must be free: ClusterRole a/admin is there already, at a/Role']);
});

describe('objects are not the same', () => {
  test.each<[string, unknown, unknown]>([
    ['in two namespaces', WEB, object('Deployment', { name: 'web', namespace: 'bank' }, 'apps/v1')],
    ['where one names no namespace', WEB, object('Deployment', { name: 'web' }, 'apps/v1')],
    ['of two kinds', WEB, object('StatefulSet', { name: 'web', namespace: 'shop' }, 'apps/v1')],
    ['of two API groups', object('Service', { name: 'web' }), object('Service', { name: 'web' }, 'serving.knative.dev/v1')],
    ['by name in capitals', object('ConfigMap', { name: 'a' }), object('ConfigMap', { name: 'A' })],
    ...[{ generateName: 'migrate-' }, { generateName: 'migrate-', name: '' }, { name: null }, { name: 7 }, {}, null, undefined, 'web']
      .map((metadata): [string, unknown, unknown] => [`whose name the API server makes: ${JSON.stringify(metadata)}`, object('Job', metadata), object('Job', metadata)]),
  ])('%s', (_, one, other) => {
    expect(told({ json: one }, { json: other })).toEqual([]);
  });

  test('and an object whose name is what another has made up from is not either', () => {
    expect(told({ json: object('Job', { generateName: 'migrate' }) }, { json: object('Job', { name: 'migrate' }) })).toEqual([]);
  });
});

describe('where nobody asked to judge one of them', () => {
  test('the one that is judged is told, be it the later', () => {
    expect(told({ json: SHOP, at: 'early/Namespace', onlySeen: true }, { json: SHOP, at: 'late/Namespace' }))
      .toEqual(['failing: late/Namespace metadata.name must be free: Namespace shop is there already, at early/Namespace']);
  });

  test('or the earlier, which is the one that loses', () => {
    expect(told({ json: SHOP, at: 'early/Namespace' }, { json: SHOP, at: 'late/Namespace', onlySeen: true }))
      .toEqual(['failing: early/Namespace metadata.name must be free: Namespace shop comes once more, at late/Namespace']);
  });

  test('nothing is told where both are only seen', () => {
    expect(told({ json: SHOP, at: 'a', onlySeen: true }, { json: SHOP, at: 'b', onlySeen: true })).toEqual([]);
  });
});

describe('a chart that rewrites its objects', () => {
  test('answers with them once more, under its own path', () => {
    expect(told({ json: WEB, at: 'shop/Web' }, { json: WEB, at: 'shop' })).toEqual([]);
    expect(told({ json: WEB, at: 'shop/inner/Web/Resource' }, { json: WEB, at: 'shop' })).toEqual([]);
  });

  test('and must not answer with one twice', () => {
    expect(told({ json: WEB, at: 'shop/Web' }, { json: WEB, at: 'shop' }, { json: WEB, at: 'shop' }))
      .toEqual(['failing: shop metadata.name must be free: Deployment shop/web is there already, at shop']);
  });

  test('is not another chart whose name begins alike, nor a construct within another', () => {
    expect(told({ json: WEB, at: 'shopping/Web' }, { json: WEB, at: 'shop' })).toHaveLength(1);
    expect(told({ json: WEB, at: 'shop' }, { json: WEB, at: 'shop/Web' })).toHaveLength(1);
  });

  test('does not hide what another chart has as well', () => {
    expect(told({ json: WEB, at: 'shop/Web' }, { json: WEB, at: 'other/Web' }, { json: WEB, at: 'shop' }))
      .toEqual(['failing: other/Web metadata.name must be free: Deployment shop/web is there already, at shop/Web']);
  });
});
