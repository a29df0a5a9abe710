import { ApiObject, ApiObjectProps, JsonPatch } from 'cdk8s';
import * as k28 from 'cdk8s-plus-28';
import * as k32 from 'cdk8s-plus-32';
import { Aspects, HardenedDeployment, HardeningAspect, KubernetesVersion, Waiver, Waivers } from '../../src';
import { followToTheEnd, SYNTH_PATHS } from '../synth/synth-paths';
import { CleanApp, cleanApp, hardenedPodSpec, judge } from './clean-app';

const POD = '/spec/template/spec';
const APP_ARMOR = JsonPatch.add(`${POD}/securityContext/appArmorProfile`, { type: 'RuntimeDefault' });

/** A Deployment of the classes that cdk8s imports, which breaks no rule; its ServiceAccount comes with it. */
function importedDeployment({ chart }: CleanApp, k8s: typeof k28.k8s, spec: object = {}): ApiObject {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'bad' }, automountServiceAccountToken: false };
  new ApiObject(chart, 'BadAccount', account as ApiObjectProps);
  const labels = { app: 'bad' };
  const { containers: [{ resources: _, ...container }], ...pod } = hardenedPodSpec('Bad') as any;
  const quantity = k8s.Quantity.fromString;
  const resources = { limits: { memory: quantity('128Mi') }, requests: { cpu: quantity('100m'), memory: quantity('128Mi') } };
  return new k8s.KubeDeployment(chart, 'Bad', {
    metadata: { name: 'bad' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...pod, containers: [{ ...container, resources }], ...spec } },
    },
  } as k28.k8s.KubeDeploymentProps);
}

function reportOf(fill: (clean: CleanApp) => void): string {
  const clean = cleanApp();
  judge(clean.app);
  fill(clean);
  try {
    clean.app.synthYaml();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('a patch that classes of an older version drop stops the synth, and names field, class and way out', () => {
  expect(reportOf(clean => importedDeployment(clean, k28.k8s).addJsonPatch(APP_ARMOR))).toBe([
    'shop/Bad  Deployment shop/bad',
    '  spec.template.spec.securityContext.appArmorProfile must arrive, which a patch asks for: KubeDeployment of cdk8s-plus-28 dropped it   dropped-field · high',
    '    why  Whoever wrote it believes that it holds, and the cluster never hears of it.',
    '    fix  KubeDeployment of cdk8s-plus-28 does not know this field. Import newer classes (`cdk8s import k8s@1.31.0`), use a newer cdk8s-plus, '
    + 'or write the object as an `ApiObject`; on a hardened construct set the prop `appArmor`.',
    '1 violation, 0 waived, 10 objects. Nothing was written.',
  ].join('\n'));
});

test('the same patch arrives with newer classes', () => {
  expect(reportOf(clean => importedDeployment(clean, k32.k8s as unknown as typeof k28.k8s).addJsonPatch(APP_ARMOR))).toBe('');
});

test('a prop that the class does not know stops the synth', () => {
  const report = reportOf(clean => importedDeployment(clean, k28.k8s, {
    hostUsers: false,
    securityContext: {
      runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' }, supplementalGroupsPolicy: 'Strict',
    },
  }));
  expect(report.split('\n')[1]).toBe(
    '  spec.template.spec.securityContext.supplementalGroupsPolicy must arrive as "Strict", which its props ask for: '
    + 'KubeDeployment of cdk8s-plus-28 dropped it   dropped-field · high',
  );
});

test('a name of the API that the class spells otherwise is told how it has to be written', () => {
  const report = reportOf(clean => importedDeployment(clean, k28.k8s).addJsonPatch(JsonPatch.add(`${POD}/hostIPC`, false)));
  expect(report.split('\n').slice(1, 4)).toEqual([
    '  spec.template.spec.hostIPC must arrive as false, which a patch asks for: KubeDeployment of cdk8s-plus-28 dropped it   dropped-field · high',
    '    why  Whoever wrote it believes that it holds, and the cluster never hears of it.',
    '    fix  Write it as `hostIpc`: KubeDeployment of cdk8s-plus-28 takes it in no other way.',
  ]);
});

test('no waiver excuses it: whoever does not want the field does not ask for it', () => {
  const report = reportOf(clean => {
    importedDeployment(clean, k28.k8s).addJsonPatch(APP_ARMOR);
    Waivers.of(clean.app).add(Waiver.rule('dropped-field', { reason: 'the class is old' }));
  });
  expect(report).toContain("Waiver.rule('dropped-field') (the class is old) must name a rule that exists: there is no 'dropped-field'");
});

describe('on a hardened construct', () => {
  const IMAGE = 'registry.example/app:1.0.0';

  test('a patch that is dropped stops the synth, though nobody judges', () => {
    const { chart, app } = cleanApp();
    const deployment = new HardenedDeployment(chart, 'Block', { metadata: { name: 'block' }, containers: [{ image: IMAGE }] });
    ApiObject.of(deployment).addJsonPatch(APP_ARMOR);
    expect(() => app.synthYaml()).toThrow(
      'shop/Block/Resource  Deployment shop/block\n'
      + '  spec.template.spec.securityContext.appArmorProfile must arrive, which a patch asks for: KubeDeployment of cdk8s-plus-28 dropped it\n',
    );
  });

  test('the prop for it arrives', () => {
    expect(reportOf(({ chart }) => new HardenedDeployment(chart, 'Block', { containers: [{ image: IMAGE }], userNamespace: true }))).toBe('');
  });
});

test.each(SYNTH_PATHS)('by $name nothing gets out', path => {
  const { report, files } = followToTheEnd(path, props => {
    const clean = cleanApp({ props });
    Aspects.of(clean.app).add(new HardeningAspect({ kubernetesVersion: KubernetesVersion.V1_31 }));
    importedDeployment(clean, k28.k8s).addJsonPatch(APP_ARMOR);
    return clean;
  });
  expect([report?.split('\n')[1].trim().split(' ')[0], files]).toEqual(['spec.template.spec.securityContext.appArmorProfile', {}]);
});
