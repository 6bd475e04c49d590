import { type Estimate, type Interval } from '../inference';
import { type DisparityLimit, type FairnessVerdict } from './judge-disparity';

/**
 * Whether the intervals bear the verdict out: a FAIL needs one that lies wholly beyond its limit, a PASS needs all wholly
 * within. False where an interval reaches across a limit, so that chance may have decided; null without a verdict, or where
 * an interval that matters is missing. The interval of the shown pair does not allow for its having been picked.
 */
export function isClearOfLimit(
  { maximumDifference, minimumRatio }: DisparityLimit,
  { difference, ratio }: { readonly difference: Estimate; readonly ratio: Estimate },
  verdict: FairnessVerdict,
): boolean | null {
  if (verdict === 'INSUFFICIENT_EVIDENCE') return null;
  const sides = [
    ...(maximumDifference === undefined ? [] : [sideOf(difference, -maximumDifference, maximumDifference)]),
    ...(minimumRatio === undefined ? [] : [sideOf(ratio, minimumRatio, 1 / minimumRatio)]),
  ];
  const wanted = verdict === 'FAIL' ? 'beyond' : 'within';
  if (verdict === 'FAIL' ? sides.includes(wanted) : sides.every((side) => side === wanted)) return true;
  return sides.includes(null) ? null : false;
}

type Side = 'within' | 'beyond' | 'across';

function sideOf(estimate: Estimate, low: number, high: number): Side | null {
  const interval: Interval | undefined = estimate.status === 'ok' ? estimate.interval : undefined;
  if (interval === undefined) return null;
  if (interval.lower >= low && interval.upper <= high) return 'within';
  return interval.upper < low || interval.lower > high ? 'beyond' : 'across';
}
