import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { deriveClass } from './derived-class';
import { HardeningError } from './hardening-error';

/** Who oversees the output of an app. */
export interface Overseer {
  /** @param overridden the app's own class overrides the method: what it does before it calls `super` belongs to the app */
  write<T>(write: () => T, overridden: boolean): T;
  /** Called when cdk8s has prepared everything and lists the charts to write. */
  beforeCharts(): void;
}

/** Puts the overseer in front of `synth` and `synthYaml` of the root, where it is an app. */
export function overseeApp(root: IConstruct, overseer: Overseer): void {
  if (!isApp(root)) return;
  // Told by what it can do, not by its class: another copy of cdk8s has another class.
  deriveClass(root, base => class extends base {
    public synth(): void {
      overseer.write(() => super.synth(), super.synth !== App.prototype.synth);
    }

    public synthYaml(): string {
      if (super.synthYaml === App.prototype.synthYaml) return overseer.write(() => super.synthYaml(), false);
      return overseer.write(() => unedited(super.synthYaml(), App.prototype.synthYaml.call(this as unknown as App)), true);
    }

    public get charts(): unknown {
      overseer.beforeCharts();
      return super.charts;
    }
  });
}

/** A text cannot be judged: an app that overrides `synthYaml` has to give what cdk8s wrote. */
function unedited(text: string, written: string): string {
  if (text === written) return text;
  throw new HardeningError('The app overrides synthYaml() and edits the text, so that it is no longer what was judged. Edit the objects instead.'); // node-do-not-add-exception-line
}

function isApp(root: IConstruct): boolean {
  const { synth, synthYaml } = root as Partial<App>;
  return typeof synth === 'function' && typeof synthYaml === 'function';
}
