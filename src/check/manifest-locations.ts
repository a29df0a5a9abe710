import { expandLists } from '../engine/expand-lists';
import { isObject } from '../kubernetes/json';
import { readYaml } from '../kubernetes/yaml/read-yaml';
import { YamlError } from '../kubernetes/yaml/yaml-error';
import { WaivedResource } from '../projections/file-waiver';
import { InputError } from './input-error';
import { chunksOf, manifestFiles, nameOfFile } from './manifest-files';

/** In which files objects were written. */
export class ManifestLocations {
  private readonly files = new Map<string, Set<string>>();

  /**
   * @param paths of files, and of folders with manifests in them.
   * @throws InputError where one cannot be read.
   */
  constructor(paths: readonly string[]) {
    for (const file of manifestFiles(paths)) {
      try {
        for (const { value } of readYaml(chunksOf(file))) this.add(file, value);
      } catch (error) {
        if (error instanceof YamlError) throw new InputError(error.message, { file: nameOfFile(file), line: error.line });
        throw error;
      }
    }
  }

  /** The files that hold an object; its namespace may be one that only whoever applies it names. */
  public of({ apiVersion, kind, namespace, name }: WaivedResource): readonly string[] {
    return [...this.files.get(keyOf(apiVersion, kind, namespace, name)) ?? this.files.get(keyOf(apiVersion, kind, '', name)) ?? []];
  }

  private add(file: string, document: unknown): void {
    for (const { json } of expandLists(document)) {
      if (!isObject(json)) continue;
      const { namespace, name, generateName } = isObject(json.metadata) ? json.metadata : {};
      const key = keyOf(json.apiVersion, json.kind, namespace ?? '', name ?? generateName ?? '');
      this.files.set(key, (this.files.get(key) ?? new Set()).add(file));
    }
  }
}

function keyOf(...parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}
