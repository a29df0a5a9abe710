import * as kplus from 'cdk8s-plus-28';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { HardenedDeploymentProps } from '../../src/constructs/hardened-deployment-props';
import { Platform } from '../../src/kubernetes/platform';
import { Target } from '../../src/scope/target';
import { Waiver } from '../../src/waivers/waiver';
import { IMAGE, newChart, patch, REASON, specOf } from './rendered';

describe('persistent volumes', () => {
  function withClaim(props: HardenedDeploymentProps, target: Target = {}, volumeJson?: object): any {
    const chart = newChart(target);
    const claim = kplus.PersistentVolumeClaim.fromClaimName(chart, 'Claim', 'data');
    const volume = kplus.Volume.fromPersistentVolumeClaim(chart, 'Volume', claim);
    const deployment = new HardenedDeployment(chart, 'Web', { containers: [{ name: 'app', image: IMAGE, volumeMounts: [{ path: '/data', volume }] }], ...props });
    if (volumeJson !== undefined) patch(deployment, '/volumes/0', volumeJson);
    return specOf(deployment).securityContext;
  }
  const usualIds = { runAsGroup: 65532, runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } };

  test('are given to the group of the pod', () => {
    expect(withClaim({})).toEqual({ ...usualIds, fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' });
    expect(withClaim({ group: 998 })).toEqual({ ...usualIds, runAsGroup: 998, fsGroup: 998, fsGroupChangePolicy: 'OnRootMismatch' });
  });

  test('ephemeral ones too', () => {
    const json = { name: 'pvc-data', ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } };
    expect(withClaim({}, {}, json)).toEqual({ ...usualIds, fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' });
  });

  test('keep their group where the author says so', () => {
    expect(withClaim({ regroupVolumes: false })).toEqual(usualIds);
  });

  test('get the group and the policy that the author names', () => {
    expect(withClaim({ securityContext: { fsGroup: 70, fsGroupChangePolicy: kplus.FsGroupChangePolicy.ALWAYS } }))
      .toEqual({ ...usualIds, fsGroup: 70, fsGroupChangePolicy: 'Always' });
  });

  test('are not given to group 0, though the pod runs with it', () => {
    expect(withClaim({ group: 0, waivers: [Waiver.rootGroup(REASON)] })).toEqual({ ...usualIds, runAsGroup: 0 });
  });

  test('that no container mounts change nothing', () => {
    const chart = newChart();
    const claim = kplus.PersistentVolumeClaim.fromClaimName(chart, 'Claim', 'data');
    const volumes = [kplus.Volume.fromPersistentVolumeClaim(chart, 'Volume', claim)];
    expect(specOf(new HardenedDeployment(chart, 'Web', { containers: [{ image: IMAGE }], volumes })).securityContext).toEqual(usualIds);
  });

  test('get no group on a platform that assigns it, unless the author names one', () => {
    expect(withClaim({}, { platform: Platform.OPENSHIFT })).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(withClaim({ securityContext: { fsGroup: 70 } }, { platform: Platform.OPENSHIFT }))
      .toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, fsGroup: 70, fsGroupChangePolicy: 'OnRootMismatch' });
  });
});
