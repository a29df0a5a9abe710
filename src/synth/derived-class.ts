type Constructor = new (...args: any[]) => any;
type Derive = (base: Constructor) => Constructor;

const DERIVED = new WeakMap<Derive, WeakMap<Constructor, Constructor>>();

/** On the prototype of every derived class, of other copies of this library too. */
const MARK = Symbol.for('cdk8s-hardened.derived-class');

/**
 * Gives one object a class that is derived from the class it has. The same `derive` gives objects of one class one derived class:
 * thousands of classes would slow down whatever reads those objects.
 *
 * An own property would be easier, but a call from a guest language of jsii looks the method up in `object.constructor.prototype`.
 */
export function deriveClass(object: object, derive: Derive): void {
  Object.setPrototypeOf(object, derivedClass(object.constructor as Constructor, derive).prototype);
}

/** Whether it is the prototype of a class that {@link deriveClass} made. */
export function isDerivedClass(prototype: object): boolean {
  return Object.hasOwn(prototype, MARK);
}

function derivedClass(base: Constructor, derive: Derive): Constructor {
  const ofDerive = DERIVED.get(derive) ?? new WeakMap<Constructor, Constructor>();
  DERIVED.set(derive, ofDerive);
  const known = ofDerive.get(base);
  if (known) return known;

  const derived = derive(base);
  Object.defineProperty(derived, 'name', { value: base.name, configurable: true });
  Object.defineProperty(derived.prototype, MARK, { value: true });
  ofDerive.set(base, derived);
  return derived;
}
