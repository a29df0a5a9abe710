import { readYaml, YamlDocument } from '../../../src/kubernetes/yaml/read-yaml';
import { YamlError } from '../../../src/kubernetes/yaml/yaml-error';
import { YamlLimits } from '../../../src/kubernetes/yaml/yaml-limits';

export function readText(text: string, limits?: YamlLimits): YamlDocument[] {
  return [...readYaml([Buffer.from(text)], limits)];
}

export function valuesOf(text: string, limits?: YamlLimits): unknown[] {
  return readText(text, limits).map(document => document.value);
}

/** `LINE: MESSAGE` of the error that a file ends in. */
export function errorOf(input: string | Iterable<Uint8Array>, limits?: YamlLimits): string {
  try {
    for (const _ of readYaml(typeof input === 'string' ? [Buffer.from(input)] : input, limits));
  } catch (error) {
    if (error instanceof YamlError) return `${error.line}: ${error.message}`;
    throw error;
  }
  return 'none';
}
