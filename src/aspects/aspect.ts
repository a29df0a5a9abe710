import { IConstruct } from 'constructs';

/** Visits the constructs of a scope when the app is synthesised, after everything was built. */
export interface IAspect {
  /** Visits one construct; every construct of the scope once, those that another aspect adds included. */
  visit(node: IConstruct): void;
}
