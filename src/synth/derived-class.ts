type Constructor = new (...args: any[]) => any;

/**
 * Gives one object a class of its own, derived from the class it has.
 *
 * An own property would be easier, but a call from a guest language of jsii looks the method up in `object.constructor.prototype`.
 */
export function deriveClass(object: object, derive: (base: Constructor) => Constructor): void {
  const base = object.constructor as Constructor;
  const derived = derive(base);
  Object.defineProperty(derived, 'name', { value: base.name, configurable: true });
  Object.setPrototypeOf(object, derived.prototype);
}
