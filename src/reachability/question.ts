import { Network, Reach } from '../network/analysis/network';
import { explanation } from '../network/explain/explanation';
import { explanationText } from '../network/explain/explanation-text';
import { AskedPorts } from './asked-ports';
import { Ends } from './described-peer';
import { anyPair, eachPair, Pair, reachBetween } from './reach-between';

/** So many pairs are explained in an error. */
const EXPLAINED = 3;
/** So many are explained to whoever asks for nothing else. */
const ASKED = 50;

/** Whether one peer reaches another. */
export class Question {
  constructor(private readonly network: Network, public readonly from: Ends, public readonly to: Ends, public readonly ports: AskedPorts) {}

  /** Whether one may reach the other, perhaps. */
  public isAllowed(): boolean {
    return anyPair(this.from, this.to).some(pair => this.mayReach(pair));
  }

  /** Whether one reaches the other for certain. */
  public isCertain(): boolean {
    return anyPair(this.from, this.to).some(pair => !this.reach(pair).allowed.isEmpty);
  }

  /** The pairs of which one may reach the other, perhaps. */
  public pairsAllowed(): Pair[] {
    return anyPair(this.from, this.to).filter(pair => this.mayReach(pair));
  }

  /** The pairs that each have to be allowed, and are not for certain. */
  public pairsMissing(): Pair[] {
    return eachPair(this.from, this.to).filter(pair => this.reach(pair).allowed.isEmpty);
  }

  /** Why, pair by pair. */
  public explained(pairs: readonly Pair[], most: number = EXPLAINED): string {
    const more = pairs.length - most;
    return [
      ...pairs.slice(0, most).map(pair => this.explainedPair(pair).trimEnd()),
      ...more > 0 ? [`… and ${more} more`] : [],
    ].join('\n\n');
  }

  /** Why, for everybody whom the peers stand for. */
  public explanation(): string {
    return `${this.explained(anyPair(this.from, this.to), ASKED)}\n`;
  }

  private explainedPair({ from, to }: Pair): string {
    return explanationText(explanation(this.network, from.endpoint, to.endpoint), this.ports.port);
  }

  private mayReach(pair: Pair): boolean {
    const { allowed, unknown } = this.reach(pair);
    return !allowed.isEmpty || !unknown.isEmpty;
  }

  private reach(pair: Pair): Reach {
    const { allowed, unknown } = reachBetween(this.network, pair);
    return { allowed: allowed.intersection(this.ports.set), unknown: unknown.intersection(this.ports.set) };
  }
}
