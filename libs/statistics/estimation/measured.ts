import { type ReasonCode } from '../inference';

/** A finite number, or null and the reason why there is none. A ratio without a denominator is 0 with the reason. */
export interface Measured {
  readonly value: number | null;
  readonly reason: ReasonCode | null;
}

/** A number that is there. */
export const measured = (value: number): Measured => ({ value, reason: null });

/** No number, and why. */
export const unmeasured = (reason: ReasonCode): Measured => ({ value: null, reason });

/** A quotient; over zero it is 0, NannyML's convention, and the reason says that there was nothing to divide by. */
export function quotient(numerator: number, denominator: number, reason: ReasonCode): Measured {
  return denominator === 0 ? { value: 0, reason } : measured(numerator / denominator);
}
