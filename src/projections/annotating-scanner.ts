import { CheckTable } from './check-table';
import { SilencedCheck } from './silenced-checks';

/** How a scanner is told by annotations of an object to leave some of its checks out. */
export interface AnnotatingScanner {
  readonly checks: CheckTable;
  /** Whether it can be told until when. */
  readonly knowsEnds: boolean;
  /** The keys whose values are lists of checks with commas between: what somebody else has written there stays. */
  readonly lists?: readonly string[];
  /** The key of the annotation that silences a check. */
  keyOf(check: string): string;
  /** All annotations that silence these checks. */
  annotationsFor(silenced: readonly SilencedCheck[]): Readonly<Record<string, string>>;
}
