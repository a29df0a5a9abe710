import { App, Chart, JsonPatch, Testing, ApiObject } from 'cdk8s';
import { HardenedDeployment } from '../../src/constructs/hardened-deployment';
import { HardenedDeploymentProps } from '../../src/constructs/hardened-deployment-props';
import { declareTarget, Target } from '../../src/scope/target';

export const IMAGE = 'ghcr.io/acme/web:1.4.2';
export const DIGEST = `ghcr.io/acme/web@sha256:${'a'.repeat(64)}`;
export const REASON = { reason: 'the vendor needs it until 9.0' };

/** The security context of every hardened container. */
export const HARDENED_CONTEXT = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};
/** The resources of a container that says nothing about them. */
export const USUAL_RESOURCES = {
  limits: { 'ephemeral-storage': '128Mi', 'memory': '128Mi' },
  requests: { 'cpu': '100m', 'ephemeral-storage': '64Mi', 'memory': '128Mi' },
};

/** A chart of namespace `shop` in an app of its own. */
export function newChart(target: Target = {}): Chart {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  declareTarget(chart, target);
  return chart;
}

/** A Deployment `shop/Web` with one container `app`. */
export function newDeployment(props: HardenedDeploymentProps = {}, target: Target = {}): HardenedDeployment {
  return new HardenedDeployment(newChart(target), 'Web', { containers: [{ name: 'app', image: IMAGE }], ...props });
}

/** The one object of a kind in what a chart writes. */
export function written(chart: Chart, kind: string): any {
  const objects = Testing.synth(chart).filter((object: any) => object.kind === kind);
  expect(objects.map((object: any) => object.kind)).toEqual([kind]);
  return objects[0];
}

export function templateOf(deployment: HardenedDeployment): any {
  return ApiObject.of(deployment).toJson().spec.template;
}

export function specOf(deployment: HardenedDeployment): any {
  return templateOf(deployment).spec;
}

/** Patches the spec of the pod: `/containers/0/image`. */
export function patch(deployment: HardenedDeployment, path: string, value: unknown): HardenedDeployment {
  ApiObject.of(deployment).addJsonPatch(JsonPatch.add(`/spec/template/spec${path}`, value));
  return deployment;
}

/** What an error says that a piece of work throws. */
export function errorOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

/** The waiver to write for the container `app`, as messages show it. */
export const narrowedTo = (control: string) => `waivers: [Waiver.${control}({ container: 'app', reason: '…' })]`;

/** The same for the pod as a whole. */
export const forThePod = (control: string) => `waivers: [Waiver.${control}({ reason: '…' })]`;
