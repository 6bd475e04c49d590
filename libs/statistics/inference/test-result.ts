import { type ReasonCode } from './reason-code';

/** Outcome of a significance test: its statistic and two-sided p-value, or the reason why there is none. */
export type TestResult =
  | {
      readonly status: 'ok';
      readonly statistic: number;
      readonly pValue: number;
      readonly method: string;
      /** Of the distribution the p-value comes from, where it has any. */
      readonly degreesOfFreedom?: number;
    }
  | { readonly status: 'not_computable'; readonly reason: ReasonCode; readonly method: string };
