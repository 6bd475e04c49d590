import { type Estimate, type ReasonCode } from '../inference';

/** INSUFFICIENT_EVIDENCE is a verdict of its own: it never counts as a pass. */
export type FairnessVerdict = 'PASS' | 'FAIL' | 'INSUFFICIENT_EVIDENCE';

/** Limits of a disparity, both inclusive; at least one is needed for a verdict. */
export interface DisparityLimit {
  /** Largest difference that passes, in size. */
  readonly maximumDifference?: number;
  /** Smallest ratio that passes; a ratio above 1 passes up to the reciprocal. */
  readonly minimumRatio?: number;
}

/** A verdict, and why the evidence is insufficient; null otherwise. */
export interface Judgement {
  readonly verdict: FairnessVerdict;
  readonly reason: ReasonCode | null;
}

export interface JudgementOptions {
  /**
   * A ratio may be a rounding away from the reciprocal of its limit, and be it: 20 / 13 for a limit of 0.65. True compares with
   * the reciprocal as it was rounded, as audits once did.
   */
  readonly isReciprocalRounded?: boolean;
}

/**
 * FAIL needs a computed value beyond its limit, PASS needs every limit met; everything else is INSUFFICIENT_EVIDENCE with
 * its reason.
 */
export function judgeDisparity(
  { maximumDifference, minimumRatio }: DisparityLimit,
  { difference, ratio }: { readonly difference: Estimate; readonly ratio: Estimate },
  { isReciprocalRounded = false }: JudgementOptions = {},
): Judgement {
  const hair = isReciprocalRounded ? 1 : 1 + Number.EPSILON;
  const judged = [
    ...(maximumDifference === undefined
      ? []
      : [{ estimate: difference, passes: (value: number): boolean => Math.abs(value) <= maximumDifference }]),
    ...(minimumRatio === undefined
      ? []
      : [
          {
            estimate: ratio,
            passes: (value: number): boolean => value >= minimumRatio && value <= (1 / minimumRatio) * hair,
          },
        ]),
  ];
  if (judged.length === 0) return insufficient('no_limit');
  if (judged.some(({ estimate, passes }) => estimate.status === 'ok' && !passes(estimate.value))) {
    return { verdict: 'FAIL', reason: null };
  }
  for (const { estimate } of judged) if (estimate.status !== 'ok') return insufficient(estimate.reason);
  return { verdict: 'PASS', reason: null };
}

function insufficient(reason: ReasonCode): Judgement {
  return { verdict: 'INSUFFICIENT_EVIDENCE', reason };
}
