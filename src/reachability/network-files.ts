import { InputError } from '../check/input-error';
import { chunksOf, manifestFiles, nameOfFile } from '../check/manifest-files';
import { expandLists } from '../engine/expand-lists';
import { FieldPath, formatPath } from '../kubernetes/field-path';
import { isObject, JsonObject } from '../kubernetes/json';
import { Manifest } from '../kubernetes/manifest';
import { Subject } from '../kubernetes/subject';
import { readYaml, YamlDocument } from '../kubernetes/yaml/read-yaml';
import { YamlError } from '../kubernetes/yaml/yaml-error';
import { Network } from '../network/analysis/network';
import { DEFAULT_NAMESPACE, NetworkObjects } from '../network/model/network-objects';

/** What a reader of the network has to know of the files that it comes from. */
export interface FileWarning {
  /**
   * `leftOut`: it could not be read, and the network is without it. `fault`: a policy is not as Kubernetes wants it. `notConsidered`: it decides as
   * well, or may, and nothing is known of that.
   */
  readonly kind: 'leftOut' | 'fault' | 'notConsidered';
  /** A sentence, with file and line. */
  readonly text: string;
}

/**
 * The network of the objects in files and folders; `-` is standard input.
 *
 * @param namespace of what names none.
 * @param warn is told of what is wrong with single objects; by default, what cannot be read is an error, and the network itself tells the rest.
 * @throws InputError where a file cannot be read, or none holds an object.
 */
export function networkOfFiles(
  paths: readonly string[], namespace: string = DEFAULT_NAMESPACE, warn: (warning: FileWarning) => void = refuseWhatIsLeftOut,
): Network {
  const files = manifestFiles(paths);
  const reading = new FileReading(namespace, warn);
  files.forEach(file => reading.read(file));
  if (reading.size === 0) throw new InputError(`there is no Kubernetes object in ${paths.map(nameOfFile).join(', ')}: nothing is known of its network`);
  return new Network(reading.objects);
}

function refuseWhatIsLeftOut({ kind, text }: FileWarning): void {
  if (kind === 'leftOut') throw new InputError(text);
}

/** An object of a document. */
interface Place {
  readonly file: string;
  readonly document: YamlDocument;
  readonly path: FieldPath;
}

class FileReading {
  public readonly objects = new NetworkObjects();
  /** How many objects there were. */
  public size = 0;
  private readonly seen = new Set<string>();

  constructor(private readonly namespace: string, private readonly warn: (warning: FileWarning) => void) {}

  public read(path: string): void {
    const file = nameOfFile(path);
    try {
      for (const document of readYaml(chunksOf(path))) {
        for (const { json, path: at } of expandLists(document.value)) this.add(json, { file, document, path: at });
      }
    } catch (error) {
      if (error instanceof YamlError) throw new InputError(error.message, { file, line: error.line });
      throw error;
    }
  }

  private add(json: unknown, place: Place): void {
    if (!isObject(json)) {
      this.tell('leftOut', place, 'this is no Kubernetes object, but ' + (Array.isArray(json) ? 'a list: it is left out' : 'a text or a number: it is left out'));
      return;
    }
    const manifest = this.manifestOf(json, place);
    if (manifest === undefined) return;
    this.size++;
    const subject = new Subject(manifest, '', this.namespace);
    if (manifest.pods.length === 0 && manifest.type.templatePaths.length > 0) {
      this.tell('leftOut', place, `${subject} has no pod template: it is left out, and nothing is known of whom it reaches and who reaches it`);
      return;
    }
    const { policies, others } = this.objects;
    const [policiesBefore, othersBefore] = [policies.length, others.length];
    this.objects.add(subject, manifest);
    const isPolicy = policies.length > policiesBefore;
    if (isPolicy) this.tellFaults(place);
    if (others.length > othersBefore || isOfOldGroup(manifest)) {
      this.tell('notConsidered', place, `${subject} is not considered, as it is no NetworkPolicy of networking.k8s.io: it may allow or deny what is shown otherwise`);
    }
    if (isPolicy || manifest.pods.length > 0) this.noteName(subject, manifest, place);
  }

  private manifestOf(json: JsonObject, place: Place): Manifest | undefined {
    try {
      return new Manifest(json);
    } catch (error) {
      this.tell('leftOut', place, `${describe(json)} cannot be read: it is left out, and nothing is known of whom it reaches and who reaches it: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** Of what stands twice the cluster has one; which one, nobody can tell from files. */
  private noteName(subject: Subject, { json }: Manifest, place: Place): void {
    if (!isObject(json.metadata) || typeof json.metadata.name !== 'string') return;
    const key = `${subject.group}/${subject}`;
    if (this.seen.has(key)) this.tell('notConsidered', place, `${subject} is there already: the cluster will have one of the two, and both are taken to be in force`);
    this.seen.add(key);
  }

  private tellFaults(place: Place): void {
    const { subject, faults } = this.objects.policies[this.objects.policies.length - 1];
    for (const { path, message, isRefused } of faults) {
      const effect = isRefused ? ': Kubernetes refuses this policy, so that what it decides is unknown' : '';
      this.tell('fault', { ...place, path: [...place.path, ...path] }, `${subject}: ${formatPath(path)} ${message}${effect}`);
    }
  }

  private tell(kind: FileWarning['kind'], { file, document, path }: Place, text: string): void {
    this.warn({ kind, text: `${file}:${document.lineOf(path)}: ${text}` });
  }
}

/** Before Kubernetes 1.16; no cluster that is still maintained knows it. */
function isOfOldGroup({ group, kind }: Manifest): boolean {
  return group === 'extensions' && kind === 'NetworkPolicy';
}

function describe({ kind, metadata }: JsonObject): string {
  const { namespace, name } = isObject(metadata) ? metadata : {};
  const words = [namespace, name].filter(word => typeof word === 'string' && word !== '').join('/');
  return [typeof kind === 'string' && kind !== '' ? kind : 'this', words].filter(word => word !== '').join(' ');
}
