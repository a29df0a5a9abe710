import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { deriveClass } from './derived-class';

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
      return overseer.write(() => super.synthYaml(), super.synthYaml !== App.prototype.synthYaml);
    }

    public get charts(): unknown {
      overseer.beforeCharts();
      return super.charts;
    }
  });
}

function isApp(root: IConstruct): boolean {
  const { synth, synthYaml } = root as Partial<App>;
  return typeof synth === 'function' && typeof synthYaml === 'function';
}
