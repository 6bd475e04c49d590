/** A number with its n, uncertainty and method, or the reason why there is none. */
export type Estimate =
  | {
      status: 'ok';
      value: number;
      n: number;
      interval?: { lower: number; upper: number; confidenceLevel: number; method: string };
      method: string;
      numerator?: number;
      denominator?: number;
    }
  | { status: 'not_computable'; value: null; n: number; reason: string; method: string };
