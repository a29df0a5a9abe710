import { ApiObject, App, JsonPatch } from 'cdk8s';
import { Aspects, HardenedDeployment, HardeningAspect, Waiver, Waivers } from '../../src';
import * as clock from '../../src/clock/today';
import { cleanApp, judge, pod, privilegedPodSpec } from './clean-app';
import { toldFindings } from './told-findings';

/** The text of the error that stopped it; it fails where nothing did. */
function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing stopped it');
}

test('an App that edits the text that super.synthYaml gave is stopped', () => {
  class Sly extends App {
    public synthYaml() {
      return super.synthYaml().replace('privileged: false', 'privileged: true');
    }
  }
  const { app, chart } = cleanApp({ AppKind: Sly });
  pod(chart, 'Bad', privilegedPodSpec('Bad', false));
  judge(app);
  expect(messageOf(() => app.synthYaml())).toBe(
    'The app overrides synthYaml() and edits the text, so that it is no longer what was judged. Edit the objects instead.',
  );
});

test('an App that overrides synthYaml and edits nothing gives what cdk8s wrote', () => {
  class Plain extends App {
    public synthYaml() {
      return super.synthYaml();
    }
  }
  const { app } = cleanApp({ AppKind: Plain });
  judge(app);
  expect(app.synthYaml()).toBe(cleanApp().app.synthYaml());
});

test('a waiver that has expired is not listed among those that hold', () => {
  jest.spyOn(clock, 'today').mockReturnValue('2026-11-22');
  const { app, chart } = cleanApp();
  judge(app);
  Waivers.of(pod(chart, 'Bad', privilegedPodSpec('Bad'))).add(Waiver.privileged({ reason: 'needs the device', expires: '2026-11-21' }));
  const lines = messageOf(() => app.synthYaml()).split('\n').filter(line => line.includes('2026-11-21'));
  expect(lines).toEqual(['    was waived until 2026-11-21: needs the device']);
});

test('visiting by hand, or wrapped in another aspect, is an error instead of a judge that judges nothing', () => {
  const { app } = cleanApp();
  const aspect = new HardeningAspect();
  Aspects.of(app).add({ visit: node => aspect.visit(node) });
  expect(messageOf(() => app.synthYaml())).toBe(
    'the app: a HardeningAspect judges only where it was added. Write Aspects.of(scope).add(new HardeningAspect(…)).',
  );
});

test('what is only reported is a warning beside what stops the synth', () => {
  const { app, early, chart } = cleanApp();
  for (const scope of [early, chart]) pod(scope, 'Bad', privilegedPodSpec('Bad'));
  Aspects.of(app).add(new HardeningAspect({ reportOnly: true }));
  judge(chart);
  const message = messageOf(() => app.synthYaml());
  expect([toldFindings(message).length, message.split('\n').pop()]).toEqual([2, '1 violation, 1 warning, 0 waived, 10 objects. Nothing was written.']);
});

test('a patch on a hardened Deployment is one fault and told once, with the waiver that the construct takes', () => {
  const { app, chart } = cleanApp();
  judge(app);
  const deployment = new HardenedDeployment(chart, 'Api', { containers: [{ image: 'registry.example/app:1.0.0' }] });
  ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem', false));
  const message = messageOf(() => app.synthYaml());
  expect(toldFindings(message)).toEqual(['shop/Api/Resource read-only-root-fs container "main": securityContext.readOnlyRootFilesystem']);
  expect(message.split('\n').filter(line => line.startsWith('    fix'))).toEqual([
    '    fix  Set `securityContext.readOnlyRootFilesystem: true` and mount an emptyDir where the application writes, or waive it on the construct: '
    + 'waivers: [Waiver.readOnlyRootFilesystem({ container: \'main\', reason: \'…\' })]',
  ]);
});
