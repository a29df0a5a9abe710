import { IConstruct } from 'constructs';
import { IAspect } from './aspect';

/** An aspect may add constructs, and these are visited too; beyond this many rounds it is taken to never end. */
const MAX_ROUNDS = 100;
/** Many constructs are added at once in a large app. Where they still breed after some rounds, it will not end either. */
const BREEDING_ROUNDS = 3;
const BREEDING_ADDED = 10_000;

interface AddedAspect {
  readonly scope: IConstruct;
  readonly aspect: IAspect;
  readonly visits: boolean;
  readonly visited: WeakSet<IConstruct>;
}

const runs = new WeakMap<IConstruct, AspectRun>();

/** The aspects of one tree, and which construct each has visited. */
export class AspectRun {
  public static of(root: IConstruct): AspectRun {
    let run = runs.get(root);
    if (!run) runs.set(root, run = new AspectRun(root));
    return run;
  }

  private readonly aspects: AddedAspect[] = [];

  private constructor(private readonly root: IConstruct) {}

  public get isEmpty(): boolean {
    return this.aspects.length === 0;
  }

  /** @param visits false for an aspect whose `visit` does nothing */
  public add(scope: IConstruct, aspect: IAspect, visits: boolean): void {
    this.aspects.push({ scope, aspect, visits, visited: new WeakSet() });
  }

  public aspectsOf(scope: IConstruct): IAspect[] {
    return this.aspects.filter(added => added.scope === scope).map(({ aspect }) => aspect);
  }

  /** Lets every aspect visit what it has not seen yet, until there is nothing left. */
  public visitAll(): void {
    const before = this.root.node.findAll().length;
    let added = 0;
    for (let round = 0; round < MAX_ROUNDS && (round < BREEDING_ROUNDS || added < BREEDING_ADDED); round++) {
      if (!this.visitOnce()) return;
      added = this.root.node.findAll().length - before;
    }
    throw new Error(`Aspects keep adding constructs, ${added} by now, and there are still new ones. An aspect that adds constructs must come to an end.`);
  }

  private visitOnce(): boolean {
    let visitedAny = false;
    for (const { scope, aspect, visited } of this.outerFirst()) {
      for (const node of scope.node.findAll()) {
        if (visited.has(node)) continue;
        visited.add(node);
        visitedAny = true;
        aspect.visit(node);
      }
    }
    return visitedAny;
  }

  private outerFirst(): AddedAspect[] {
    return this.aspects.filter(({ visits }) => visits).sort((a, b) => a.scope.node.scopes.length - b.scope.node.scopes.length);
  }
}
