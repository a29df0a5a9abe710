import * as kplus from 'cdk8s-plus-28';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { IMAGE, newChart, newDeployment, patch, specOf } from './rendered';

describe('writable space', () => {
  test('is an emptyDir of its own for each container and path', () => {
    const { containers, initContainers, volumes } = specOf(newDeployment({ writablePaths: ['/var/cache/web/'], initContainers: [{ name: 'init', image: IMAGE }] }));
    expect(containers[0].volumeMounts).toEqual([
      { mountPath: '/tmp', name: 'writable-app-tmp' },
      { mountPath: '/var/cache/web', name: 'writable-app-var-cache-web' },
    ]);
    expect(initContainers[0].volumeMounts).toEqual([
      { mountPath: '/tmp', name: 'writable-init-tmp' },
      { mountPath: '/var/cache/web', name: 'writable-init-var-cache-web' },
    ]);
    expect(volumes).toEqual(['app-tmp', 'app-var-cache-web', 'init-tmp', 'init-var-cache-web']
      .map(name => ({ emptyDir: { sizeLimit: '64Mi' }, name: `writable-${name}` })));
  });

  test('is left out where something is mounted, however the path is spelled, and whenever', () => {
    const chart = newChart();
    const volume = kplus.Volume.fromEmptyDir(chart, 'Volume', 'mine');
    const deployment = new HardenedDeployment(chart, 'Web', { writablePaths: ['/data'] });
    const container = deployment.addContainer({ name: 'app', image: IMAGE, volumeMounts: [{ path: '/tmp/', volume }] });
    container.mount('//data/.', volume, { subPath: 'data' });
    expect(specOf(deployment).volumes).toEqual([{ emptyDir: {}, name: 'mine' }]);
  });

  test('is nowhere with tmp: false', () => {
    const spec = specOf(newDeployment({ tmp: false }));
    expect([spec.volumes, spec.containers[0].volumeMounts]).toEqual([undefined, undefined]);
  });

  test('has names that clash with no other volume', () => {
    const chart = newChart();
    const volumes = [kplus.Volume.fromEmptyDir(chart, 'Volume', 'writable-app-tmp')];
    const deployment = new HardenedDeployment(chart, 'Web', { containers: [{ name: 'app', image: IMAGE }], volumes, writablePaths: ['/a/b', '/a-b'] });
    const names = specOf(deployment).volumes.map((volume: any) => volume.name);
    expect(names).toEqual(['writable-app-tmp', 'writable-app-tmp-1869118d', 'writable-app-a-b', 'writable-app-a-b-39a48c21']);
  });

  test('has names that are DNS labels, whatever the path', () => {
    const name = 'a'.repeat(63);
    const spec = specOf(newDeployment({ containers: [{ name, image: IMAGE }], tmp: false, writablePaths: ['/Var/Lib_x/ä'] }));
    expect(spec.volumes[0].name).toBe(`writable-${'a'.repeat(45)}-088bd0f7`);
  });

  test('is found by JSON patches', () => {
    const deployment = patch(newDeployment(), '/containers/0/volumeMounts/0/readOnly', true);
    expect(specOf(deployment).containers[0].volumeMounts).toEqual([{ mountPath: '/tmp', name: 'writable-app-tmp', readOnly: true }]);
  });
});
