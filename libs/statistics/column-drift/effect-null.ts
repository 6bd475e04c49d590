/** How an effect in [0, 1] varies where nothing has changed, given the sizes and the ties of the pooled rows. */
export interface EffectNull {
  /** Probability of an effect of at least this size, counting the observed size itself by half (mid-p) where it is exact. */
  pValue(effect: number): number;
  /** Probability of an effect of at least this size. */
  upperTail(effect: number): number;
  /** The smallest effect whose p-value is at most `level`; null where even the largest possible one is not. */
  criticalEffect(level: number): number | null;
  /** How the probabilities are found. */
  readonly method: string;
}
