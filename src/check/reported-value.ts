import { isObject } from '../kubernetes/json';

/** A value of a report in JSON, and where it stands. What is null is as good as not there. */
export class ReportedValue {
  /**
   * @param path where it stands: `waivers[0].source`
   * @param refuse makes the error from what is wrong. It never hears the value: the file may be a Secret that was named by mistake.
   */
  public constructor(private readonly path: string, private readonly value: unknown, private readonly refuse: (complaint: string) => Error) {}

  public get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** A field of what has to be an object. */
  public field(name: string): ReportedValue {
    if (!isObject(this.value)) return this.fail('an object');
    return new ReportedValue(`${this.path}.${name}`, Object.hasOwn(this.value, name) ? this.value[name] : undefined, this.refuse);
  }

  public text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('text');
  }

  /**
   * Text of a certain form.
   *
   * @param what the form in words: `the id of a rule such as "no-privileged"`
   */
  public textLike(form: RegExp, what: string): string {
    const text = this.text();
    return form.test(text) ? text : this.fail(what, 'is none');
  }

  public textIfThere(): string | undefined {
    return this.isThere ? this.text() : undefined;
  }

  public items(): ReportedValue[] {
    if (!Array.isArray(this.value)) return this.fail('a list');
    return this.value.map((item, index) => new ReportedValue(`${this.path}[${index}]`, item, this.refuse));
  }

  public textsByName(): { [name: string]: string } {
    if (!isObject(this.value)) return this.fail('an object');
    return Object.fromEntries(Object.keys(this.value).map(name => [name, this.field(name).text()]));
  }

  public flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.fail('true or false');
  }

  /** A whole number, from the least one on. */
  public count(least: number): number {
    return Number.isInteger(this.value) && (this.value as number) >= least ? this.value as number : this.fail(`a whole number from ${least} on`);
  }

  /** @throws always, with what it has to be and what kind of value it is. */
  public fail(what: string, found: string = kindOf(this.value)): never {
    throw this.refuse(`${this.path} must be ${what}, ${found}`);
  }
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'is not there';
  if (value === null) return 'is null';
  if (Array.isArray(value)) return 'is a list';
  switch (typeof value) {
    case 'object': return 'is an object';
    case 'string': return 'is text';
    case 'boolean': return 'is a boolean';
    default: return 'is a number';
  }
}
