import * as fs from 'fs';
import * as path from 'path';
import { api, Kernel } from '@jsii/kernel';
import { compiledLibrary, installed } from './compiled-library';

/** An object of the kernel, as a guest language holds it. */
export type Ref = api.ObjRef;

/** A method that is written in the guest language: gets the object that it is called on, and its arguments. */
export type GuestMethod = (self: Ref, args: readonly any[]) => unknown;

export type GuestMethods = Readonly<Record<string, GuestMethod>>;

/** What a program in another language does: it talks to the jsii kernel, and the kernel calls back what it overrides. */
export class Guest {
  private readonly ownMethods = new Map<string, GuestMethods>();
  private readonly overrides = new Map<string, GuestMethod>();
  private readonly kernel = new Kernel(callback => this.calledBack(callback));

  /** Loads our library, and those that it builds on, into a kernel of its own. */
  public constructor() {
    for (const name of ['constructs', 'cdk8s', 'cdk8s-plus-28']) this.load(installed(name));
    this.load(compiledLibrary());
  }

  /** Makes an object; of a class of the guest's own where methods are overridden. */
  public make(fqn: string, args: readonly unknown[] = [], overridden: GuestMethods = {}, interfaces?: string[]): Ref {
    const overrides = Object.entries(overridden).map(([method, body]) => this.override(method, body));
    const made = this.kernel.create({ fqn, args: [...args], interfaces, overrides });
    this.ownMethods.set(made[api.TOKEN_REF], overridden);
    return made;
  }

  /** Calls a method: that of the guest's own class, where it has one. */
  public call(object: Ref, method: string, ...args: unknown[]): any {
    const own = this.ownMethods.get(object[api.TOKEN_REF])?.[method];
    return own ? own(object, args) : this.callSuper(object, method, ...args);
  }

  /** Calls a method as our library, or one that it builds on, has it. */
  public callSuper(object: Ref, method: string, ...args: unknown[]): any {
    return this.kernel.invoke({ objref: object, method, args }).result;
  }

  public callStatic(fqn: string, method: string, ...args: unknown[]): any {
    return this.kernel.sinvoke({ fqn, method, args }).result;
  }

  /** A static constant, or a member of an enum. */
  public constant(fqn: string, property: string): any {
    return this.kernel.sget({ fqn, property }).value;
  }

  public read(object: Ref, property: string): any {
    return this.kernel.get({ objref: object, property }).value;
  }

  private load(folder: string): void {
    const { name, version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    this.kernel.load({ name, version, tarball: folder });
  }

  private override(method: string, body: GuestMethod): api.MethodOverride {
    const cookie = `${method} ${this.overrides.size}`;
    this.overrides.set(cookie, body);
    return { method, cookie };
  }

  private calledBack({ cookie, invoke }: api.Callback): unknown {
    return this.overrides.get(cookie!)!(invoke!.objref, invoke!.args ?? []);
  }
}
