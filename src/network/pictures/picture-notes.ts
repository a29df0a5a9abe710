import { listed, someListed } from '../../kubernetes/listed';
import { Network } from '../analysis/network';
import { Entities, isImplied, peerOf } from './entities';
import { counted, portWords } from './reach-words';
import { Resolver } from './resolvers';

/** So many are named in a note. */
const NAMED = 5;

/** What is not drawn, and what nobody can see in the drawing. */
export function pictureNotes(network: Network, entities: Entities, resolvers: readonly Resolver[]): string[] {
  return [...dnsNotes(entities, resolvers), ...openNotes(entities), ...networkNotes(network)];
}

/** What holds for a network however it is drawn. */
export function networkNotes({ objects, policies }: Network): string[] {
  const doubtful = policies.filter(({ isDoubtful }) => isDoubtful).map(({ subject, namespace }) => `${namespace}/${subject.name}`).sort();
  const others = objects.others.map(({ kind, namespace, name }) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`).sort();
  return [
    ...doubtful.length === 0 ? [] : [
      `The API server refuses ${counted(doubtful.length, 'NetworkPolicy', 'NetworkPolicies')} as written (${someListed(doubtful, NAMED)}): `
      + `what ${doubtful.length === 1 ? 'it decides' : 'they decide'} is shown as "perhaps".`,
    ],
    ...others.length === 0 ? [] : [
      `${counted(others.length, 'policy', 'policies')} of other makes ${others.length === 1 ? 'was' : 'were'} not considered and may allow or deny more: ${someListed(others, NAMED)}.`,
    ],
  ];
}

/** Resolvers with the same ports and the same callers are one sentence. */
function dnsNotes({ all }: Entities, resolvers: readonly Resolver[]): string[] {
  const alike = new Map<string, Resolver[]>();
  for (const resolver of resolvers) {
    const key = `${resolver.ports.text} ${resolver.callers.join()}`;
    alike.set(key, [...alike.get(key) ?? [], resolver]);
  }
  const workloads = all.flatMap(entity => (entity.kind === 'workloads' ? entity.alike.workloads.map(({ text }) => ({ text, index: entity.index })) : []));
  return [...alike.values()].map(same => {
    const callers = new Set(same[0].callers);
    const without = workloads.filter(({ index }) => !callers.has(index)).map(({ text }) => text).sort();
    const who = without.length === 0
      ? 'every workload'
      : without.length <= workloads.length / 2
        ? `every workload but ${someListed(without, NAMED)}`
        : someListed(workloads.filter(({ index }) => callers.has(index)).map(({ text }) => text).sort(), NAMED);
    return `Not drawn: DNS. ${capitalised(who)} may ask ${listed(same.map(({ entity }) => peerOf(entity).text))} by ${portWords(same[0].ports)}.`;
  });
}

function openNotes({ all, rows }: Entities): string[] {
  const isLeftOut = all.some(from => from.kind === 'workloads' && [...rows[from.index].keys()].some(to => isImplied(from, all[to], 'open')));
  if (!isLeftOut) return [];
  return [
    'Not drawn: what follows from the marks alone. Whoever may call anybody reaches everybody whom anybody may call; '
    + 'the internet, and pods that were not read, are among both.',
  ];
}

function capitalised(text: string): string {
  return text.startsWith('every ') ? `E${text.slice(1)}` : text;
}
