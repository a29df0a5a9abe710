import { IConstruct } from 'constructs';
import { HardeningError } from './hardening-error';
import { Judge, RenderedManifest } from './judge';
import { overseeApp, Overseer } from './judged-app';
import { PinnedTree } from './pinned-tree';
import { RefusalLedger } from './refusal-ledger';
import { renderTree, Rendering } from './rendering';
import { JudgedTree, NetSession, SafetyNet } from './safety-net';
import { renderSettledTree } from './settled-tree';
import { validateTree } from './tree-validation';
import { Failure, reachVerdict } from './verdict';
import { WrittenManifests } from './written-manifests';

const SESSIONS = new WeakMap<IConstruct, SynthSession>();

/**
 * One per construct tree: renders everything once, has it judged, pins it, and lets cdk8s write what was judged.
 *
 * `app.synth()` and `app.synthYaml()` run inside the session. Every other path validates the root, and the session's own validation
 * there casts the safety net.
 */
export class SynthSession implements Overseer, NetSession {
  /** The session of the tree that the scope is in. */
  public static of(scope: IConstruct): SynthSession {
    const root = scope.node.root;
    const session = SESSIONS.get(root) ?? new SynthSession(root);
    SESSIONS.set(root, session);
    return session;
  }

  /** What hardened constructs refuse. */
  public readonly ledger = new RefusalLedger(() => this.judging || this.pinned !== undefined);

  private readonly judges: Judge[] = [];
  private readonly preparations: (() => void)[] = [];
  private readonly net = new SafetyNet(this);
  private notices: readonly string[] = [];
  /** The tree is being prepared, rendered or judged. */
  private judging = false;
  /** An app that overrides `synth` is running, and cdk8s has not validated the app yet. */
  private awaitsValidation = false;
  /** cdk8s is writing what was judged. */
  private pinned?: PinnedTree;

  private constructor(private readonly root: IConstruct) {
    overseeApp(root, this);
    root.node.addValidation({ validate: () => this.validate() });
  }

  public addJudge(judge: Judge): void {
    this.judges.push(judge);
  }

  /** Runs before every rendering round, for example the Aspects; it may add constructs, judges or preparations. */
  public addPreparation(prepare: () => void): void {
    this.preparations.push(prepare);
  }

  public write<T>(write: () => T, overridden: boolean): T {
    if (this.judging) throw new HardeningError('synth() was called while the app is being judged: by a validation, a Lazy, or an Aspect. Nothing was written.'); // node-do-not-add-exception-line
    if (this.pinned !== undefined) return write();
    return overridden ? this.writeOverridden(write) : this.writeJudged(write);
  }

  public beforeCharts(): void {
    if (!this.judging) this.pinned?.beginWriting();
  }

  public isJudging(): boolean {
    return this.judging;
  }

  public whileJudging<T>(work: () => T): T {
    const before = this.judging;
    this.judging = true;
    try {
      return work();
    } finally {
      this.judging = before;
    }
  }

  public judgeTree(check: (rendering: Rendering) => void, validate: (constructs: readonly IConstruct[]) => void = () => undefined): JudgedTree {
    return this.whileJudging(() => {
      const rendering = this.render(validate);
      check(rendering);
      return { rendering, written: this.judgeManifests(rendering.manifests) };
    });
  }

  public judgeManifests(manifests: readonly RenderedManifest[]): WrittenManifests {
    const { failures, notices, annotations } = this.whileJudging(() => reachVerdict(this.judges, manifests));
    if (failures.length > 0) throw hardeningErrorOf(failures); // node-do-not-add-exception-line
    this.notices = notices;
    return new WrittenManifests(annotations);
  }

  /** What would be judged, as the tree is now; nobody judges it. */
  public manifests(): readonly RenderedManifest[] {
    return this.whileJudging(() => this.render(() => undefined).manifests);
  }

  private render(validate: (constructs: readonly IConstruct[]) => void): Rendering {
    return renderSettledTree({
      root: this.root,
      prepare: () => this.preparations.forEach(prepare => prepare()),
      validateAndRender: constructs => {
        validate(constructs);
        return renderTree(constructs, this.ledger);
      },
      registered: () => this.judges.length + this.preparations.length,
    });
  }

  /** Everything is judged before cdk8s makes as much as a folder. */
  private writeJudged<T>(write: () => T): T {
    try {
      this.judgeAndPin().pinCharts();
      const written = write();
      this.publishNotices();
      return written;
    } finally {
      this.release();
    }
  }

  /**
   * What an app's own `synth` does before it calls `super.synth()` belongs to the app: it is judged when cdk8s validates it,
   * and the charts stay unpinned, because constructs added since have dependencies that cdk8s has yet to resolve.
   */
  private writeOverridden<T>(write: () => T): T {
    const before = this.awaitsValidation;
    this.awaitsValidation = true;
    try {
      const written = write();
      if (this.pinned === undefined) this.judgeAndPin();
      this.publishNotices();
      return written;
    } finally {
      this.awaitsValidation = before;
      this.release();
    }
  }

  /** The validation on the root: the universal net. */
  private validate(): string[] {
    if (this.judging || this.pinned !== undefined) return [];
    if (this.awaitsValidation) {
      this.judgeAndPin();
    } else {
      this.net.cast();
    }
    return [];
  }

  private judgeAndPin(): PinnedTree {
    this.net.lift();
    return this.whileJudging(() => {
      const { rendering, written } = this.judgeTree(() => undefined, validateTree);
      this.pinned = new PinnedTree(rendering, written, this.ledger);
      this.pinned.pin();
      return this.pinned;
    });
  }

  private release(): void {
    this.pinned?.release();
    this.pinned = undefined;
  }

  private publishNotices(): void {
    for (const notice of this.notices) process.stderr.write(notice.endsWith('\n') ? notice : `${notice}\n`);
  }
}

function hardeningErrorOf(failures: readonly Failure[]): HardeningError {
  const joined = (texts: readonly string[]) => texts.join('\n\n');
  return new HardeningError(joined(failures.map(({ text }) => text)), joined(failures.map(({ onTerminal }) => onTerminal)));
}
