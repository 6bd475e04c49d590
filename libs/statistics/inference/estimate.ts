import { type ReasonCode } from './reason-code';

/** A two-sided interval; `method` says how it was made, `confidenceLevel` lies in (0, 1). */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  readonly confidenceLevel: number;
  readonly method: string;
}

/** What every estimate carries, whether or not it has a value. */
interface EstimateBasis {
  /** Number of observations the estimate rests on. */
  readonly n: number;
  /** Name of the statistic's definition, enough to compute it again. */
  readonly method: string;
  readonly numerator?: number;
  readonly denominator?: number;
}

/** A finite value; the interval is absent where none is defined for it. */
export interface KnownEstimate extends EstimateBasis {
  readonly status: 'ok';
  readonly value: number;
  readonly interval?: Interval;
  /** Why there is no interval, where that is for a reason that more rows or another question would remove. */
  readonly intervalReason?: ReasonCode;
}

/** No value, and the reason why. */
export interface UnknownEstimate extends EstimateBasis {
  readonly status: 'not_computable';
  readonly value: null;
  readonly reason: ReasonCode;
}

/** A number with its n, its uncertainty and its method, or the reason why there is none. */
export type Estimate = KnownEstimate | UnknownEstimate;

/** An estimate with a value. Throws RangeError when the value is not finite: such a result needs a reason instead. */
export function known(estimate: Omit<KnownEstimate, 'status'>): KnownEstimate {
  if (!Number.isFinite(estimate.value)) {
    throw new RangeError(`${estimate.method}: ${estimate.value} is no estimate, give a reason instead`);
  }
  return { status: 'ok', ...estimate };
}

/** An estimate without a value. */
export function notComputable(estimate: Omit<UnknownEstimate, 'status' | 'value'>): UnknownEstimate {
  return { status: 'not_computable', value: null, ...estimate };
}
