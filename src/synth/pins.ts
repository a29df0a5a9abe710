interface Pin {
  readonly target: object;
  readonly key: string;
  /** The own property that was there before. */
  readonly before?: PropertyDescriptor;
}

/** Own properties that stand before what an object inherits, until they are released. */
export class Pins {
  private readonly pins: Pin[] = [];

  /** @returns false where the object does not let it: frozen, or overridden in a guest language of jsii */
  public put(target: object, key: string, value: unknown): boolean {
    const before = Object.getOwnPropertyDescriptor(target, key);
    const done = Reflect.defineProperty(target, key, { value, configurable: true, enumerable: false, writable: false });
    if (done) this.pins.push({ target, key, before });
    return done;
  }

  /** Puts everything back as it was, the newest first. */
  public release(): void {
    for (let pin = this.pins.pop(); pin !== undefined; pin = this.pins.pop()) {
      if (pin.before === undefined) {
        Reflect.deleteProperty(pin.target, pin.key);
      } else {
        Reflect.defineProperty(pin.target, pin.key, pin.before);
      }
    }
  }
}
