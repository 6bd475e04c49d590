import { type Check, judge, type Verdict, type Window } from '@countersign/domain/monitoring';
import { type Estimate } from '@countersign/statistics/inference';

/** What a method measured, and all one needs to compute it again. */
export interface Measurement {
  /** n counts the window's usable rows. */
  estimate: Estimate;
  /** Usable rows of the baseline. */
  baselineN: number;
  /** Null where the method tests nothing. */
  pValue: number | null;
  parameters: Record<string, unknown>;
}

/** A measurement of one window, judged by its check. */
export interface JudgedMeasurement extends Measurement {
  window: Window;
  /** Null where the whole version was measured. */
  column: string | null;
  check: Check;
  verdict: Verdict;
}

/** What was measured where. */
export interface Measured extends Measurement {
  window: Window;
  column: string | null;
}

export function judged(check: Check, measured: Measured, minimumN: number): JudgedMeasurement {
  return { ...measured, check, verdict: judge(check, measured.estimate, minimumN).verdict };
}
