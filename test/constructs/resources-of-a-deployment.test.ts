import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { HardenedDeploymentProps } from '../../src/constructs/hardened-deployment-props';
import { RuntimeClass } from '../../src/constructs/runtime-class';
import { IMAGE, newChart, newDeployment, specOf, USUAL_RESOURCES } from './rendered';

describe('resources', () => {
  function resourcesOf(resources: kplus.ContainerResources, props: HardenedDeploymentProps = {}): any {
    return specOf(newDeployment({ containers: [{ name: 'app', image: IMAGE, resources }], ...props })).containers[0].resources;
  }
  const { mebibytes } = Size;

  test.each<[string, kplus.ContainerResources, object, object]>([
    ['only a memory request above the usual limit', { memory: { request: mebibytes(256) } }, { memory: '256Mi' }, { memory: '256Mi' }],
    ['only a memory request below the usual limit', { memory: { request: mebibytes(32) } }, { memory: '128Mi' }, { memory: '32Mi' }],
    ['only a memory limit above the usual request', { memory: { limit: mebibytes(256) } }, { memory: '256Mi' }, { memory: '128Mi' }],
    ['only a memory limit below the usual request', { memory: { limit: mebibytes(32) } }, { memory: '32Mi' }, { memory: '32Mi' }],
    ['only a CPU limit below the usual request', { cpu: { limit: kplus.Cpu.millis(50) } }, { cpu: '50m' }, { cpu: '50m' }],
    ['a CPU limit, which stays', { cpu: { request: kplus.Cpu.units(1), limit: kplus.Cpu.units(2) } }, { cpu: '2' }, { cpu: '1' }],
    ['ephemeral storage that is no whole gibibyte', { ephemeralStorage: { request: mebibytes(100), limit: mebibytes(500) } }, { 'ephemeral-storage': '500Mi' }, { 'ephemeral-storage': '100Mi' }],
    ['only an ephemeral limit below the usual request', { ephemeralStorage: { limit: mebibytes(10) } }, { 'ephemeral-storage': '10Mi' }, { 'ephemeral-storage': '10Mi' }],
    ['only an ephemeral request above the usual limit', { ephemeralStorage: { request: mebibytes(300) } }, { 'ephemeral-storage': '300Mi' }, { 'ephemeral-storage': '300Mi' }],
  ])('keep %s', (_, given, limits, requests) => {
    expect(resourcesOf(given)).toEqual({ limits: { ...USUAL_RESOURCES.limits, ...limits }, requests: { ...USUAL_RESOURCES.requests, ...requests } });
  });

  test('the ephemeral limit covers every disk-backed emptyDir with a limit, and logs', () => {
    const chart = newChart();
    const disk = kplus.Volume.fromEmptyDir(chart, 'Disk', 'disk', { sizeLimit: Size.gibibytes(1) });
    const memory = kplus.Volume.fromEmptyDir(chart, 'Memory', 'memory', { sizeLimit: mebibytes(32), medium: kplus.EmptyDirMedium.MEMORY });
    const deployment = new HardenedDeployment(chart, 'Web', {
      containers: [{ name: 'app', image: IMAGE, volumeMounts: [{ path: '/a', volume: disk }, { path: '/b', volume: disk }, { path: '/c', volume: memory }] }],
    });
    expect(specOf(deployment).containers[0].resources.limits['ephemeral-storage']).toBe('1152Mi');
  });

  test('the defaults of a workload stand before those of the library', () => {
    const props = { defaultResources: { cpu: { request: kplus.Cpu.millis(250) }, memory: { limit: mebibytes(512) } } };
    expect(resourcesOf({}, props)).toEqual({
      limits: { 'ephemeral-storage': '128Mi', 'memory': '512Mi' },
      requests: { 'cpu': '250m', 'ephemeral-storage': '64Mi', 'memory': '128Mi' },
    });
    expect(resourcesOf({ memory: { request: mebibytes(1024) } }, props).limits.memory).toBe('1024Mi');
  });

  test('a sensitive workload is Guaranteed in every container', () => {
    const spec = specOf(newDeployment({
      sensitive: true,
      runtimeClass: RuntimeClass.gVisor(),
      containers: [{ name: 'app', image: IMAGE, resources: { cpu: { limit: kplus.Cpu.units(1) }, memory: { request: mebibytes(256) } } }],
      initContainers: [{ name: 'init', image: IMAGE }],
    }));
    expect(spec.runtimeClassName).toBe('gvisor');
    expect(spec.containers[0].resources).toEqual({
      limits: { 'cpu': '1', 'ephemeral-storage': '128Mi', 'memory': '256Mi' },
      requests: { 'cpu': '1', 'ephemeral-storage': '64Mi', 'memory': '256Mi' },
    });
    expect(spec.initContainers[0].resources).toEqual({
      limits: { 'cpu': '100m', 'ephemeral-storage': '128Mi', 'memory': '128Mi' },
      requests: { 'cpu': '100m', 'ephemeral-storage': '64Mi', 'memory': '128Mi' },
    });
  });

  test('the defaults of a sensitive workload are Guaranteed as well', () => {
    const props = { sensitive: true, runtimeClass: RuntimeClass.gVisor(), defaultResources: { cpu: { limit: kplus.Cpu.units(1) } } };
    expect(resourcesOf({}, props)).toEqual({
      limits: { 'cpu': '1', 'ephemeral-storage': '128Mi', 'memory': '128Mi' },
      requests: { 'cpu': '1', 'ephemeral-storage': '64Mi', 'memory': '128Mi' },
    });
  });

  test('an attached container keeps the defaults of cdk8s-plus', () => {
    const deployment = newDeployment();
    deployment.attachContainer(new kplus.Container({ name: 'ready', image: IMAGE }));
    expect(specOf(deployment).containers[1].resources).toEqual({
      limits: { 'cpu': '1500m', 'ephemeral-storage': '128Mi', 'memory': '2048Mi' },
      requests: { 'cpu': '1000m', 'ephemeral-storage': '64Mi', 'memory': '512Mi' },
    });
  });
});
