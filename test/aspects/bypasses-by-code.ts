import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Aspects } from '../../src';
import { Bypass, once, privileged, PRIVILEGED, turning } from './bypass';
import { hardenedPodSpec, pod, podProps, privilegedPodSpec } from './clean-app';

const AT_PRIVILEGED = '/spec/containers/0/securityContext/privileged';
const FICKLE = 'toJson() gives a different answer each time, so that what is judged is not what would be written. Nothing was written.';

/** By the code that runs while the app is synthesised. */
export const BYPASSES_BY_CODE: readonly Bypass[] = [
  {
    name: 'a Lazy',
    smuggle: ({ chart }) => pod(chart, 'Bad', privilegedPodSpec('Bad', Lazy.any({ produce: () => true }))),
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a Lazy that turns bad at the second call',
    smuggle: ({ chart }) => pod(chart, 'Bad', privilegedPodSpec('Bad', Lazy.any({ produce: turning(false, true, 1) }))),
    told: { session: [], net: [privileged('shop/Bad')] },
  },
  {
    name: 'a Lazy that is bad at the first call only',
    smuggle: ({ chart }) => pod(chart, 'Bad', privilegedPodSpec('Bad', Lazy.any({ produce: turning(true, false, 1) }))),
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a Lazy that adds a child to an earlier chart',
    smuggle: clean => pod(clean.chart, 'Sly', privilegedPodSpec('Sly', Lazy.any({ produce: and(addTo(clean.early), false) }))),
    told: [privileged('early/Bad')],
  },
  {
    name: 'a validation that adds a child',
    smuggle: clean => clean.chart.node.addValidation({ validate: and(addTo(clean.early), []) }),
    told: [privileged('early/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a validation of the last construct that patches',
    smuggle: ({ chart }) => {
      const last = pod(chart, 'Bad');
      last.node.addValidation({ validate: and(once(() => last.addJsonPatch(JsonPatch.add(AT_PRIVILEGED, true))), []) });
    },
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'another Aspect that adds a child',
    smuggle: clean => Aspects.of(clean.chart).add({ visit: addTo(clean.early) }),
    told: [privileged('early/Bad')],
  },
  {
    name: 'another Aspect that adds a child, older than the HardeningAspect',
    aspectLast: true,
    smuggle: clean => Aspects.of(clean.chart).add({ visit: addTo(clean.early) }),
    told: [privileged('early/Bad')],
  },
  {
    name: 'another Aspect that patches',
    smuggle: ({ app, chart }) => {
      pod(chart, 'Bad');
      Aspects.of(app).add({ visit: patchBad });
    },
    told: [privileged('shop/Bad')],
  },
  {
    name: 'another Aspect that patches, older than the HardeningAspect',
    aspectLast: true,
    smuggle: ({ app, chart }) => {
      pod(chart, 'Bad');
      Aspects.of(app).add({ visit: patchBad });
    },
    told: [privileged('shop/Bad')],
  },
  {
    name: 'an Aspect that an Aspect adds',
    smuggle: ({ app, chart }) => {
      pod(chart, 'Bad');
      Aspects.of(app).add({ visit: once(() => Aspects.of(chart).add({ visit: patchBad })) });
    },
    told: [privileged('shop/Bad')],
  },
  {
    name: 'a resolver of the App',
    options: { props: { resolvers: [{ resolve: context => { if (context.value === 'later') context.replaceValue(true); } }] } },
    smuggle: ({ chart }) => pod(chart, 'Bad', privilegedPodSpec('Bad', 'later')),
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a Chart whose toJson edits',
    options: {
      ChartKind: class extends Chart {
        public toJson() {
          const documents = super.toJson();
          documents.find(({ kind }) => kind === 'Deployment').spec.template.spec.containers[0].securityContext.privileged = true;
          return documents;
        }
      },
    },
    smuggle: () => undefined,
    told: [privileged('shop')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a Chart whose toJson adds a document',
    options: {
      ChartKind: class extends Chart {
        public toJson() {
          return [...super.toJson(), { ...podProps('Bad', privilegedPodSpec('Bad')), metadata: { name: 'bad', namespace: 'shop' } }];
        }
      },
    },
    smuggle: () => undefined,
    told: [privileged('shop')],
    leaks: PRIVILEGED,
  },
  {
    name: 'a Chart that was given a toJson of its own',
    smuggle: ({ chart }) => {
      const bad = { ...podProps('Bad', privilegedPodSpec('Bad')), metadata: { name: 'bad', namespace: 'shop' } };
      const toJson = chart.toJson.bind(chart);
      chart.toJson = () => [...toJson(), bad];
    },
    told: [privileged('shop')],
  },
  {
    name: 'an ApiObject whose class overrides toJson',
    smuggle: ({ chart }) => {
      class Sly extends ApiObject {
        public toJson() { return { ...super.toJson(), spec: privilegedPodSpec('Bad') }; }
      }
      new Sly(chart, 'Bad', podProps('Bad', hardenedPodSpec('Bad')));
    },
    told: [privileged('shop/Bad')],
    leaks: PRIVILEGED,
  },
  {
    name: 'an ApiObject that got a toJson of its own which cannot be replaced, and turns',
    smuggle: ({ chart }) => {
      const answer = turning(false, true, 1);
      Object.defineProperty(pod(chart, 'Bad'), 'toJson', {
        value: () => ({ ...podProps('Bad', privilegedPodSpec('Bad', answer())), metadata: { name: 'bad', namespace: 'shop' } }),
      });
    },
    told: [`shop/Bad: ${FICKLE}`],
  },
  {
    name: 'a value that is changed through a reference when it was judged',
    smuggle: ({ chart }) => {
      const securityContext = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] }, privileged: false };
      const shared = pod(chart, 'Bad');
      shared.addJsonPatch(JsonPatch.replace('/spec/containers/0/securityContext', securityContext));
      shared.node.addValidation({ validate: and(() => { if (!isJudging()) securityContext.privileged = true; }, []) });
    },
    told: { session: [], net: [privileged('shop/Bad')] },
    leaks: PRIVILEGED,
  },
  {
    name: 'a getter that turns when it was judged',
    smuggle: ({ chart }) => answering(chart, turns => ({ get spec() { return privilegedPodSpec('Bad', turns()); } })),
    told: { session: [], net: [privileged('shop/Bad')] },
  },
  {
    name: 'a Proxy that turns when it was judged',
    smuggle: ({ chart }) => answering(chart, turns => ({
      spec: new Proxy(hardenedPodSpec('Bad'), { get: (spec: any, key) => key === 'containers' ? (privilegedPodSpec('Bad', turns()) as any)[key] : spec[key] }),
    })),
    told: { session: [], net: [privileged('shop/Bad')] },
  },
  ...Object.entries({
    'a function': [() => true, 'a function'],
    'a big integer': [BigInt(1), 'a bigint'],
    'a Date': [new Date(0), 'a Date'],
    'a Map': [new Map([['privileged', true]]), 'a Map'],
    'not a number': [NaN, 'NaN'],
    'a Boolean object': [Object(true), 'a Boolean'],
  }).map(([name, [value, kind]]): Bypass => ({
    name: `a value that is ${name} and so has no exact text`,
    smuggle: ({ chart }) => answering(chart, () => ({ spec: privilegedPodSpec('Bad', value) })),
    told: [`shop/Bad unreadable-object spec.containers[0].securityContext.privileged is ${kind}, not plain JSON`],
  })),
  {
    name: 'an object that contains itself',
    smuggle: ({ chart }) => answering(chart, () => {
      const spec: Record<string, unknown> = { ...hardenedPodSpec('Bad') };
      spec.self = spec;
      return { spec };
    }),
    told: ['shop/Bad unreadable-object spec.self is a reference to an object around it, not plain JSON'],
  },
  {
    name: 'an object that fails when it is rendered',
    smuggle: ({ chart }) => pod(chart, 'Bad', privilegedPodSpec('Bad', Lazy.any({ produce: () => { throw new Error('no answer'); } }))),
    told: ['shop/Bad unreadable-object Failed serializing construct at path \'shop/Bad\' with name \'bad\': Error: no answer'],
  },
  {
    name: 'an App whose synth adds a child',
    options: {
      AppKind: class extends App {
        private readonly smuggled = once(() => pod(this.node.findChild('shop') as Chart, 'Bad', privilegedPodSpec('Bad')));
        public synth() { this.smuggled(); super.synth(); }
        public synthYaml() { this.smuggled(); return super.synthYaml(); }
      },
    },
    smuggle: () => undefined,
    told: { session: [privileged('shop/Bad')], net: [] },
    leaks: PRIVILEGED,
  },
];

/** An object whose toJson answers with parts that are made on the spot. */
function answering(chart: Chart, parts: (turns: () => boolean) => object): void {
  const turns = turning(false, true, 1);
  class Live extends ApiObject {
    public toJson() { return Object.defineProperties({ ...super.toJson() }, Object.getOwnPropertyDescriptors(parts(turns))); }
  }
  new Live(chart, 'Bad', podProps('Bad', hardenedPodSpec('Bad')));
}

function addTo(chart: Chart): () => void {
  return once(() => pod(chart, 'Bad', privilegedPodSpec('Bad')));
}

function patchBad(construct: IConstruct): void {
  if (construct.node.id === 'Bad') (construct as ApiObject).addJsonPatch(JsonPatch.add(AT_PRIVILEGED, true));
}

function and<T>(act: () => void, answer: T): () => T {
  return () => {
    act();
    return answer;
  };
}

/** Whether this is called from the session's own validation, before it judges, and not from that of cdk8s. */
function isJudging(): boolean {
  return new Error().stack!.includes('tree-validation');
}
