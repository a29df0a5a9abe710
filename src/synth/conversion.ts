// cspell:words rtti
import { ApiObject } from 'cdk8s';
import { isObject, JsonObject } from '../kubernetes/json';
import { isDerivedClass } from './derived-class';

/** Where jsii keeps the full name of a class, `cdk8s-plus-28.k8s.KubeDeployment`. */
const JSII_NAME = Symbol.for('jsii.rtti');

/** What a class that `cdk8s import` made may tell of itself. */
interface ImportedClass {
  readonly name: string;
  readonly manifest?: unknown;
  readonly [JSII_NAME]?: unknown;
}

/**
 * How the class of an object converts its JSON, as every L1 that `cdk8s import` makes does: after the JSON patches, it writes down what
 * its own version of the API knows, and leaves out the rest without a word.
 *
 * The conversion is the `toJson` next above the one of `ApiObject`. What lies above that in turn, a last hand or a subclass of the L1,
 * takes away what somebody decided to take away.
 */
export class Conversion {
  /** The conversion of an object; undefined where its class has none. */
  public static of(object: ApiObject): Conversion | undefined {
    const [original, converting] = prototypesWithToJson(object);
    // Told by shape: the lowest `toJson` is the one of `ApiObject`, in whichever copy of cdk8s.
    return converting === undefined || isDerivedClass(converting) ? undefined : new Conversion(object, original, converting);
  }

  private constructor(private readonly object: ApiObject, private readonly original: ApiObject, private readonly converting: ApiObject) {}

  /** The class, and the package that it is from where it says so: `KubeDeployment of cdk8s-plus-28`. */
  public get by(): string {
    const { name } = this.type;
    const about = Object.hasOwn(this.type, JSII_NAME) ? this.type[JSII_NAME] : undefined;
    const library = isObject(about) && typeof about.fqn === 'string' ? about.fqn.split('.')[0] : '';
    return [name === '' ? 'a class without a name' : name, library].filter(part => part !== '').join(' of ');
  }

  /** Nothing has a hand on the JSON after it. */
  public get isLast(): boolean {
    return this.object.toJson === this.converting.toJson;
  }

  /** The JSON before it, JSON patches included; undefined when it cannot be rendered once more. */
  public before(): JsonObject | undefined {
    return attempt(() => this.original.toJson.call(this.object));
  }

  /** The JSON after it, and before anything else; undefined when it cannot be rendered once more. */
  public after(): JsonObject | undefined {
    return attempt(() => this.converting.toJson.call(this.object));
  }

  /** Converts some other JSON, where the class offers it as every imported one does; undefined where it cannot be had. */
  public convert(json: JsonObject): JsonObject | undefined {
    const { manifest } = this.type;
    return typeof manifest === 'function' && Object.hasOwn(this.type, 'manifest') ? attempt(() => manifest.call(this.type, json)) : undefined;
  }

  private get type(): ImportedClass {
    return this.converting.constructor as ImportedClass;
  }
}

/** The prototypes that have a `toJson` of their own, the lowest first. */
function prototypesWithToJson(object: ApiObject): ApiObject[] {
  const found: ApiObject[] = [];
  for (let prototype = Object.getPrototypeOf(object); prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    if (Object.hasOwn(prototype, 'toJson')) found.unshift(prototype);
  }
  return found;
}

/** Whatever it throws, it has thrown before, or will again where it counts. */
function attempt(render: () => unknown): JsonObject | undefined {
  try {
    const json = render();
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
