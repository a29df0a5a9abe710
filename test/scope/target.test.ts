import { Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { KubernetesVersion } from '../../src/kubernetes/kubernetes-version';
import { Platform } from '../../src/kubernetes/platform';
import { declareTarget, targetOf, withTarget } from '../../src/scope/target';

const { V1_30, V1_31 } = KubernetesVersion;

test('nobody said anything', () => {
  expect(targetOf(Testing.app())).toEqual({ kubernetesVersion: undefined, platform: undefined });
});

test('the nearest answer holds, for each part', () => {
  const app = Testing.app();
  const inner = new Construct(new Construct(app, 'outer'), 'inner');
  declareTarget(app, { kubernetesVersion: V1_30, platform: Platform.OPENSHIFT });
  declareTarget(inner, { kubernetesVersion: V1_31 });
  expect(targetOf(inner)).toEqual({ kubernetesVersion: V1_31, platform: Platform.OPENSHIFT });
  expect(targetOf(inner.node.scope!)).toEqual({ kubernetesVersion: V1_30, platform: Platform.OPENSHIFT });
});

test('two places may add up on one scope', () => {
  const app = Testing.app();
  declareTarget(app, { kubernetesVersion: V1_31 });
  declareTarget(app, { platform: Platform.GKE });
  declareTarget(app, { kubernetesVersion: KubernetesVersion.of('1.31') });
  expect(targetOf(app)).toEqual({ kubernetesVersion: V1_31, platform: Platform.GKE });
});

test('two different answers on one scope are an error', () => {
  const scope = new Construct(Testing.app(), 'shop');
  declareTarget(scope, { kubernetesVersion: V1_30, platform: Platform.GKE });
  expect(() => declareTarget(scope, { kubernetesVersion: V1_31 })).toThrow(new Error(
    'shop: kubernetesVersion was given as 1.30 and as 1.31. One place names the target: give it to one HardeningAspect of this scope.',
  ));
  expect(() => declareTarget(scope, { platform: Platform.OPENSHIFT })).toThrow(new Error(
    'shop: platform was given as gke and as openshift. One place names the target: give it to one HardeningAspect of this scope.',
  ));
});

describe('another target for a while', () => {
  test('holds as far as it is given, and against what was declared', () => {
    const scope = new Construct(Testing.app(), 'shop');
    declareTarget(scope, { kubernetesVersion: V1_30, platform: Platform.GKE });
    expect(withTarget(scope, { kubernetesVersion: V1_31 }, () => targetOf(scope))).toEqual({ kubernetesVersion: V1_31, platform: Platform.GKE });
    expect(targetOf(scope)).toEqual({ kubernetesVersion: V1_30, platform: Platform.GKE });
  });

  test('ends with an error too, and leaves nothing where nothing was', () => {
    const scope = new Construct(Testing.app(), 'shop');
    const fail = () => {
      throw new Error('half way');
    };
    expect(() => withTarget(scope, { kubernetesVersion: V1_30 }, fail)).toThrow(new Error('half way'));
    expect(targetOf(scope)).toEqual({ kubernetesVersion: undefined, platform: undefined });
    expect(() => declareTarget(scope, { kubernetesVersion: V1_31 })).not.toThrow();
  });
});
