import { IConstruct } from 'constructs';
import { HardeningError } from './hardening-error';
import { Refusal } from './refusal';
import { refusalReport } from './refusal-report';

/** Collects what hardened constructs refuse while a session renders them; outside a session, a refusal throws. */
export class RefusalLedger {
  private readonly refused = new WeakMap<IConstruct, readonly Refusal[]>();

  public constructor(private readonly collects: () => boolean) {}

  /** Takes the refusals of one rendering. */
  public note(construct: IConstruct, json: unknown, refusals: readonly Refusal[]): void {
    if (!this.collects() && refusals.length > 0) {
      throw new HardeningError(refusalReport([{ construct, constructPath: construct.node.path, json, refusals, dropped: [] }])); // node-do-not-add-exception-line
    }
    this.refused.set(construct, [...this.of(construct), ...refusals]);
  }

  /** What the construct refused since it was forgotten. */
  public of(construct: IConstruct): readonly Refusal[] {
    return this.refused.get(construct) ?? [];
  }

  /** Before a rendering: what an earlier one refused no longer counts. */
  public forget(construct: IConstruct): void {
    this.refused.delete(construct);
  }
}
