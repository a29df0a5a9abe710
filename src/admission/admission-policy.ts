import { JsonObject } from '../kubernetes/json';
import { celOf } from '../requirements/cel';
import { TargetFacts } from '../requirements/target-facts';
import { Rule } from '../rules/rule';
import { AdmittedResource, OBJECTS, POD_OF_WORKLOAD, WORKLOADS } from './admitted-resources';
import { variablesFor } from './policy-variables';

/** A ValidatingAdmissionPolicy of admissionregistration.k8s.io/v1, as plain JSON. */
export interface AdmissionPolicy extends JsonObject {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicy';
  readonly metadata: { readonly name: string };
  readonly spec: JsonObject;
}

const NAME_PREFIX = 'cdk8s-hardened-';
/** The API server refuses a longer message. */
const MESSAGE_LIMIT = 5 * 1024;
const OBJECT_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/**
 * Exports a rule as the policy by which an API server of 1.30 or later asks what the rule asked at synth. It does nothing until a
 * ValidatingAdmissionPolicyBinding names it.
 *
 * A rule about pods covers the kinds of Kubernetes itself. Custom resources that carry a pod are judged at synth alone: the cluster may
 * not know their kinds, and the pods that their controllers make are covered anyway.
 *
 * @throws when the rule says, or turns out, not to be exportable.
 */
export function admissionPolicyOf(rule: Rule, target: TargetFacts): AdmissionPolicy {
  if ('notExportable' in rule) throw notExportable(rule, rule.notExportable);
  const isAboutPods = rule.scope === 'pod';
  const expression = expressionOf(rule, target);
  const variables = variablesFor(expression, isAboutPods ? POD_OF_WORKLOAD : undefined);
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: nameOf(rule) },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: { resourceRules: resourceRulesFor(isAboutPods ? WORKLOADS : [resourceOf(rule)]) },
      ...variables.length > 0 && { variables },
      validations: [{ expression, message: messageOf(rule) }],
    },
  };
}

type ExportableRule = Exclude<Rule, { readonly scope: 'app' }>;

function expressionOf(rule: ExportableRule, target: TargetFacts): string {
  try {
    return celOf(rule.requires, target, rule.scope === 'pod' ? 'variables.pod' : 'object');
  } catch (error) {
    throw notExportable(rule, error instanceof Error ? error.message : String(error));
  }
}

function resourceOf(rule: Extract<Rule, { readonly scope: 'object' }>): AdmittedResource {
  const resource = OBJECTS.find(({ group, kind }) => group === rule.group && kind === rule.kind);
  if (resource) return resource;
  const kind = rule.group === '' ? rule.kind : `${rule.group}/${rule.kind}`;
  throw notExportable(rule, `The resource of ${kind} is not known. Add a row for it to src/admission/admitted-resources.ts.`);
}

/** One for each group, in the order of the rows. */
function resourceRulesFor(rows: readonly AdmittedResource[]): JsonObject[] {
  const groups = new Set(rows.map(({ group }) => group));
  return [...groups].map(group => {
    const ofGroup = rows.filter(row => row.group === group);
    return {
      apiGroups: [group],
      apiVersions: [...new Set(ofGroup.map(({ version }) => version))],
      operations: ['CREATE', 'UPDATE'],
      resources: ofGroup.flatMap(({ resources }) => resources),
    };
  });
}

function nameOf(rule: Rule): string {
  const name = NAME_PREFIX + rule.id.replaceAll('/', '-');
  if (OBJECT_NAME.test(name)) return name;
  throw notExportable(rule, `${JSON.stringify(name)} is no name of an object. Write the id in lower-case letters, digits and hyphens, in less than 240 characters.`);
}

/** The API server refuses several lines. */
function messageOf(rule: Rule): string {
  const message = `${rule.title}. ${rule.fix}`.replace(/\s+/g, ' ').trim();
  if (Buffer.byteLength(message) <= MESSAGE_LIMIT) return message;
  throw notExportable(rule, 'Its title and its fix are longer than the 5 KiB that an API server takes. Shorten the fix.');
}

function notExportable(rule: Rule, reason: string): Error {
  return new Error(`The rule ${rule.id} cannot be exported as a ValidatingAdmissionPolicy: ${reason}`);
}
