import { type Estimate, type Interval } from '../inference';
import { type ComparedDisparity } from './compare-disparities';
import { type DisparityLimit, type FairnessVerdict } from './judge-disparity';
import { intervalOf } from './picked-pair';

type Part = 'difference' | 'ratio';
type Judged = Pick<ComparedDisparity, Part | 'isPicked' | 'simultaneous'> & {
  readonly comparisons: readonly Readonly<Record<Part, Estimate>>[];
};

/**
 * Whether the intervals bear the verdict out: a FAIL needs one that lies wholly beyond its limit, a PASS needs all wholly
 * within. False where an interval reaches across a limit, so that chance may have decided; null without a verdict, or where
 * an interval that matters is missing. Of a pair picked among several, a FAIL rests on the interval that holds whichever
 * pair is picked, a PASS on those of all comparisons.
 */
export function isClearOfLimit(
  { maximumDifference, minimumRatio }: DisparityLimit,
  judged: Judged,
  verdict: FairnessVerdict,
): boolean | null {
  if (verdict === 'INSUFFICIENT_EVIDENCE') return null;
  const wanted = verdict === 'FAIL' ? 'beyond' : 'within';
  const limits: [Part, number, number][] = [
    ...(maximumDifference === undefined
      ? []
      : [['difference', -maximumDifference, maximumDifference] as [Part, number, number]]),
    ...(minimumRatio === undefined
      ? []
      : [['ratio', minimumRatio, 1 / minimumRatio] as [Part, number, number]]),
  ];
  const sides = limits.flatMap(([part, low, high]) =>
    intervalsOf(judged, part, wanted).map((interval) => sideOf(interval, low, high)),
  );
  if (wanted === 'beyond' ? sides.includes(wanted) : sides.every((side) => side === wanted)) return true;
  return sides.includes(null) ? null : false;
}

type Side = 'within' | 'beyond' | 'across';

function intervalsOf(
  judged: Judged,
  part: Part,
  wanted: Exclude<Side, 'across'>,
): readonly (Interval | null)[] {
  const { isPicked, simultaneous, comparisons } = judged;
  if (!isPicked) return [intervalOf(judged[part])];
  if (wanted === 'beyond') return [simultaneous?.[part] ?? null];
  return comparisons.map((comparison) => intervalOf(comparison[part]));
}

function sideOf(interval: Interval | null, low: number, high: number): Side | null {
  if (interval === null) return null;
  if (interval.lower >= low && interval.upper <= high) return 'within';
  return interval.upper < low || interval.lower > high ? 'beyond' : 'across';
}
