import {
  type Estimate,
  known,
  newcombeInterval,
  notComputable,
  type ProportionCount,
  proportionAt,
} from '@countersign/statistics/inference';
import { type SectionCounts } from './audit-counts';

/** The share of actual positives among the labelled people of known group in two audits. */
export interface BaseRateChange {
  readonly before: Estimate;
  readonly after: Estimate;
  /** After minus before, with Newcombe's interval. */
  readonly change: Estimate;
}

interface ChangeOptions {
  readonly confidenceLevel: number;
  /** Whether both audits call the same value positive. */
  readonly isSameEvent: boolean;
}

/** How labels drifted: a gap may move because they do. */
export function baseRateChange(
  then: SectionCounts,
  now: SectionCounts,
  { confidenceLevel, isSameEvent }: ChangeOptions,
): BaseRateChange {
  const [was, is] = [labelled(then), labelled(now)];
  const rate = ({ successes, n }: ProportionCount) =>
    proportionAt(successes, n, { reasonIfZero: 'no_labels', confidenceLevel });
  const basis = { n: was.n + is.n, method: 'difference_of_base_rate' };
  const nothing = (reason: 'no_labels' | 'other_question') => notComputable({ ...basis, reason });
  const change = () => {
    const value = (is.successes * was.n - was.successes * is.n) / (is.n * was.n);
    return known({ ...basis, value, interval: newcombeInterval(is, was, confidenceLevel) });
  };
  return {
    ...{ before: rate(was), after: rate(is) },
    change: !isSameEvent
      ? nothing('other_question')
      : was.n === 0 || is.n === 0
        ? nothing('no_labels')
        : change(),
  };
}

function labelled({ groups }: SectionCounts): ProportionCount {
  let [successes, n] = [0, 0];
  for (const { counts } of groups) {
    successes += counts.tp + counts.fn;
    n += counts.tp + counts.fn + counts.fp + counts.tn;
  }
  return { successes, n };
}
