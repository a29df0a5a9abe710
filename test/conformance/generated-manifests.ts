import { Draft, generatedTemplate } from './generated-pods';
import { SeededRandom } from './seeded-random';
import { strewNoise } from './strewn-noise';

/**
 * Manifests to judge, made of a number: the same seed gives the same bytes on every machine. All of them are what the API server decodes
 * into its own types without an error, though not what it would accept: nothing else could be asked of its libraries.
 */

/** A Pod, or a controller of any kind of Kubernetes itself that carries a pod template. */
export function generatedWorkload(seed: number): Draft {
  const random = new SeededRandom(seed);
  const template = generatedTemplate(random);
  const manifest = random.chance(45) ? podOf(template) : random.pick(CONTROLLERS)(template, random);
  strewNoise(manifest, random);
  return manifest;
}

/** An object of a kind without pods that a rule is about. */
export function generatedObject(seed: number): Draft {
  const random = new SeededRandom(seed);
  const object = random.chance(60) ? namespace(random) : serviceAccount(random);
  strewNoise(object, random);
  return object;
}

/** The seeds of a run, from the first. */
export function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

function podOf(template: Draft): Draft {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', ...template.metadata as Draft }, spec: template.spec };
}

type Controller = (template: Draft, random: SeededRandom) => Draft;

const CONTROLLERS: readonly Controller[] = [
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].map((kind): Controller => (template, random) =>
    ({ apiVersion: 'apps/v1', kind, metadata: metadata(random), spec: { selector: { matchLabels: { app: 'web' } }, template } })),
  (template, random) => ({ apiVersion: 'v1', kind: 'ReplicationController', metadata: metadata(random), spec: { selector: { app: 'web' }, template } }),
  (template, random) => ({ apiVersion: 'v1', kind: 'PodTemplate', metadata: metadata(random), template }),
  (template, random) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: metadata(random), spec: { backoffLimit: 1, template } }),
  (template, random) =>
    ({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: metadata(random), spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } } } }),
];

/** The metadata of a controller, which is not that of its pods: what it says must not count. */
function metadata(random: SeededRandom): Draft {
  if (!random.chance(20)) return { name: 'web' };
  return {
    name: 'web',
    annotations: {
      'seccomp.security.alpha.kubernetes.io/pod': random.pick(['unconfined', 'runtime/default']),
      'container.apparmor.security.beta.kubernetes.io/app': random.pick(['unconfined', 'runtime/default']),
    },
  };
}

function namespace(random: SeededRandom): Draft {
  const levels = ['restricted', 'restricted', 'baseline', 'baseline', 'privileged', 'Restricted', '', null];
  const versions = ['latest', 'latest', 'latest', 'v1.31', 'v1.31', 'v1.0', 'v1.31.1', '1.31', 'v1.', 'v2.1', 'latest ', 'v1.31\n', '', null];
  const labels = {
    ...random.chance(85) ? { 'pod-security.kubernetes.io/enforce': random.pick(levels) } : {},
    ...random.chance(60) ? { 'pod-security.kubernetes.io/enforce-version': random.pick(versions) } : {},
    ...random.chance(20) ? { 'pod-security.kubernetes.io/warn': random.pick(levels) } : {},
  };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', ...random.chance(90) ? { labels } : {} } };
}

function serviceAccount(random: SeededRandom): Draft {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: random.pick(['web', 'default']) },
    ...random.chance(80) ? { automountServiceAccountToken: random.pick([true, false, false, null]) } : {},
    ...random.chance(20) ? { imagePullSecrets: [{ name: 'registry' }] } : {},
  };
}
