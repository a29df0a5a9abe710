import { Manifest } from '../../src/kubernetes/manifest';
import { getsSidecar, installsMeshCni, SidecarChoice, sidecarChoiceOfNamespace, sidecarChoiceOfPod } from '../../src/kubernetes/service-mesh';

interface Texts { readonly labels?: object; readonly annotations?: object }

const ON = true;
const OFF = false;
const SILENT = undefined;
const NOTHING = { istio: SILENT, linkerd: SILENT };

function ofNamespace(metadata: Texts): SidecarChoice {
  return sidecarChoiceOfNamespace(new Manifest({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', ...metadata } }));
}

function ofPod(metadata: Texts | undefined, spec: object = {}): SidecarChoice {
  return sidecarChoiceOfPod(new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata, spec }).pods[0]);
}

describe('a Namespace', () => {
  test.each<[object, SidecarChoice]>([
    [{}, NOTHING],
    [{ 'istio-injection': 'enabled' }, { istio: ON, linkerd: SILENT }],
    [{ 'istio-injection': 'disabled' }, { istio: OFF, linkerd: SILENT }],
    [{ 'istio-injection': 'Enabled' }, { istio: OFF, linkerd: SILENT }],
    [{ 'istio-injection': '' }, NOTHING],
    [{ 'istio-injection': null }, NOTHING],
    [{ 'istio-injection': true }, NOTHING],
    [{ 'istio.io/rev': '1-24' }, { istio: ON, linkerd: SILENT }],
    [{ 'istio.io/rev': '' }, NOTHING],
    [{ 'istio.io/rev': 124 }, NOTHING],
    [{ 'istio-injection': 'disabled', 'istio.io/rev': '1-24' }, { istio: OFF, linkerd: SILENT }],
    [{ 'sidecar.istio.io/inject': 'true' }, NOTHING],
    [{ 'istio.io/dataplane-mode': 'ambient' }, NOTHING],
    [{ 'linkerd.io/inject': 'enabled' }, NOTHING],
  ])('with the labels %j says %j', (labels, choice) => {
    expect(ofNamespace({ labels })).toEqual(choice);
  });

  test.each<[object, SidecarChoice]>([
    [{ 'linkerd.io/inject': 'enabled' }, { istio: SILENT, linkerd: ON }],
    [{ 'linkerd.io/inject': 'ingress' }, { istio: SILENT, linkerd: ON }],
    [{ 'linkerd.io/inject': 'disabled' }, { istio: SILENT, linkerd: OFF }],
    [{ 'linkerd.io/inject': 'yes' }, NOTHING],
    [{ 'linkerd.io/inject': ['enabled'] }, NOTHING],
    [{ 'istio-injection': 'enabled' }, NOTHING],
  ])('with the annotations %j says %j', (annotations, choice) => {
    expect(ofNamespace({ annotations })).toEqual(choice);
  });

  test('whose labels and annotations are no objects says nothing', () => {
    expect(ofNamespace({ labels: 'istio-injection=enabled' as never, annotations: null as never })).toEqual(NOTHING);
  });
});

describe('a pod', () => {
  test.each<[Texts, SidecarChoice]>([
    [{}, NOTHING],
    [{ labels: { 'sidecar.istio.io/inject': 'true' } }, { istio: ON, linkerd: SILENT }],
    [{ labels: { 'sidecar.istio.io/inject': 'false' } }, { istio: OFF, linkerd: SILENT }],
    [{ annotations: { 'sidecar.istio.io/inject': 'true' } }, { istio: ON, linkerd: SILENT }],
    [{ labels: { 'sidecar.istio.io/inject': 'false' }, annotations: { 'sidecar.istio.io/inject': 'true' } }, { istio: OFF, linkerd: SILENT }],
    [{ labels: { 'sidecar.istio.io/inject': true } }, NOTHING],
    [{ labels: { 'istio.io/rev': 'canary' } }, { istio: ON, linkerd: SILENT }],
    [{ labels: { 'istio.io/rev': 'canary', 'sidecar.istio.io/inject': 'false' } }, { istio: OFF, linkerd: SILENT }],
    [{ labels: { 'istio-injection': 'enabled' } }, NOTHING],
    [{ annotations: { 'linkerd.io/inject': 'enabled' } }, { istio: SILENT, linkerd: ON }],
    [{ annotations: { 'linkerd.io/inject': 'disabled' } }, { istio: SILENT, linkerd: OFF }],
  ])('with %j says %j', (metadata, choice) => {
    expect(ofPod(metadata)).toEqual(choice);
  });

  test('in the network of its node says no, whatever it says', () => {
    const metadata = { labels: { 'sidecar.istio.io/inject': 'true' }, annotations: { 'linkerd.io/inject': 'enabled' } };
    expect(ofPod(metadata, { hostNetwork: true })).toEqual({ istio: OFF, linkerd: OFF });
    expect(ofPod(metadata, { hostNetwork: false })).toEqual({ istio: ON, linkerd: ON });
  });

  test('without metadata says nothing', () => {
    expect(ofPod(undefined)).toEqual(NOTHING);
  });
});

describe('who gets a sidecar', () => {
  const ANSWERS = [ON, OFF, SILENT];
  const injected = (mesh: keyof SidecarChoice) => ANSWERS
    .flatMap(namespace => ANSWERS.map(pod => ({ namespace, pod })))
    .filter(({ namespace, pod }) => getsSidecar({ [mesh]: namespace }, { [mesh]: pod }));

  test('of Istio: whoever is asked to by namespace or pod, unless one of them says no', () => {
    expect(injected('istio')).toEqual([{ namespace: ON, pod: ON }, { namespace: ON, pod: SILENT }, { namespace: SILENT, pod: ON }]);
  });

  test('of Linkerd: the pod has the last word', () => {
    expect(injected('linkerd')).toEqual([{ namespace: ON, pod: ON }, { namespace: ON, pod: SILENT }, { namespace: OFF, pod: ON }, { namespace: SILENT, pod: ON }]);
  });

  test('of one mesh, where the other is told to leave it out', () => {
    expect(getsSidecar({ istio: OFF, linkerd: ON }, { istio: OFF })).toBe(true);
  });
});

describe('the CNI plugin of a mesh', () => {
  const operator = (spec: unknown) => ({ apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', metadata: { name: 'istio' }, spec });
  test.each<[string, object, boolean]>([
    ['is the DaemonSet of Istio', { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'istio-cni-node' } }, true],
    ['is the DaemonSet of Linkerd', { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'linkerd-cni' } }, true],
    ['is no other DaemonSet', { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'calico-node' } }, false],
    ['is no Deployment of that name', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'istio-cni-node' } }, false],
    ['is the IstioCNI of the Sail operator', { apiVersion: 'sailoperator.io/v1', kind: 'IstioCNI', metadata: { name: 'default' } }, true],
    ['is no IstioCNI of somebody else', { apiVersion: 'example.com/v1', kind: 'IstioCNI', metadata: { name: 'default' } }, false],
    ['is switched on in an IstioOperator', operator({ components: { cni: { enabled: true } } }), true],
    ['is switched off in an IstioOperator', operator({ components: { cni: { enabled: false } } }), false],
    ['is not switched on by a text', operator({ components: { cni: { enabled: 'true' } } }), false],
    ['is not named in an IstioOperator', operator({ components: { pilot: {} } }), false],
    ['is not in an IstioOperator without components', operator({}), false],
    ['is not in an IstioOperator without a spec', operator(null), false],
  ])('%s', (_, json, expected) => {
    expect(installsMeshCni(new Manifest(json as never))).toBe(expected);
  });
});
