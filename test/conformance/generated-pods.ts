import { CONTAINER_NAMES, Field, pickConcern } from './pod-fields';
import { SeededRandom } from './seeded-random';

/** JSON that may still be changed. */
export type Draft = Record<string, unknown>;

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/**
 * A pod template, its `metadata` and `spec`: hardened through and through, or in part, or not at all, and then changed in a few places.
 */
export function generatedTemplate(random: SeededRandom): Draft {
  const forgotten = random.chance(60) ? 0 : random.pick([10, 50, 100]);
  const template = hardenedTemplate(random, forgotten);
  for (let changes = random.below(9); changes > 0; changes--) change(template, random);
  return template;
}

/** @param forgotten how many in a hundred of the fields that harden a pod are left out. */
function hardenedTemplate(random: SeededRandom, forgotten: number): Draft {
  const kept = (fields: Draft): Draft => Object.fromEntries(Object.entries(fields).filter(() => !random.chance(forgotten)));
  const container = (name: string, more: Draft = {}): Draft => ({
    ...name === '' ? random.pick([{}, { name: '' }, { name: null }]) : { name },
    image: 'registry.example/web:1.0.0',
    ...more,
    ...kept({
      securityContext: kept({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: kept({ drop: ['ALL'] }) }),
    }),
  });
  const resourced = (name: string, more: Draft = {}): Draft =>
    container(name, { ...more, ...kept({ resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } } }) });

  const app = random.chance(3) ? [] : [resourced(nameOr('app', random)), ...random.chance(20) ? [resourced('worker')] : []];
  const init = [...random.chance(25) ? [resourced(nameOr('setup', random))] : [], ...random.chance(25) ? [resourced('mesh', { restartPolicy: 'Always' })] : []];
  const ephemeral = random.chance(25) ? [container('debug')] : [];
  return {
    metadata: { labels: { app: 'web' } },
    spec: {
      ...kept({ serviceAccountName: 'web', automountServiceAccountToken: false }),
      ...kept({
        securityContext: kept({ runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } }),
      }),
      containers: app,
      ...init.length > 0 || random.chance(3) ? { initContainers: init } : {},
      ...ephemeral.length > 0 ? { ephemeralContainers: ephemeral } : {},
    },
  };
}

function nameOr(name: string, random: SeededRandom): string {
  return random.chance(5) ? random.pick(CONTAINER_NAMES) : name;
}

function change(template: Draft, random: SeededRandom): void {
  const { ofPod = [], ofContainer = [] } = pickConcern(random);
  const containers = containersOf(template);
  const inContainer = containers.length > 0 && ofContainer.length > 0 && (ofPod.length === 0 || random.chance(50));
  if (inContainer) set(random.pick(containers), random.pick(ofContainer), random);
  else if (ofPod.length > 0) set(template, random.pick(ofPod), random);
}

function containersOf(template: Draft): Draft[] {
  const spec = template.spec as Draft;
  return CONTAINER_LISTS.flatMap(list => (spec[list] ?? []) as Draft[]);
}

function set(place: Draft, [path, values]: Field, random: SeededRandom): void {
  const value = typeof values === 'function' ? values(random) : structuredClone(random.pick(values));
  const steps = path.split('.');
  const last = steps.pop()!;
  let current = place;
  for (const step of steps) {
    const next = current[step];
    current = current[step] = typeof next === 'object' && next !== null ? next as Draft : {};
  }
  if (value === undefined) delete current[last];
  else current[last] = value;
}
