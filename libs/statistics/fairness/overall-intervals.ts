import { type Interval, newcombeInterval, ratioInterval } from '../inference';
import { type GroupMeasure } from './group-measure';

/**
 * Intervals of a group's rate against the whole population, which holds the group itself. The rate of the whole is the
 * mean of the group's and the rest's, weighted by their denominators, so the difference is (1 − π) times that from the
 * rest, and the ratio r / (π·r + 1 − π) of the ratio r to the rest. Newcombe's interval and that of a ratio against the rest are
 * carried over, the group's share π of the denominators being taken as given. Null where the measure is no rate.
 */
export function overallIntervals(
  group: GroupMeasure,
  rest: GroupMeasure,
  confidenceLevel?: number,
): { difference: Interval | null; ratio: Interval | null } {
  const [a, b] = [group.fraction, rest.fraction];
  if (a === null || b === null || group.interval !== null) return { difference: null, ratio: null };
  const share = a.denominator / (a.denominator + b.denominator);
  const difference = newcombeInterval(group.parts[0]!, rest.parts[0]!, confidenceLevel);
  const ratio = ratioInterval(group.parts[0]!, rest.parts[0]!, confidenceLevel);
  const toWhole = (value: number): number => value / (share * value + 1 - share);
  return {
    difference: {
      ...difference,
      lower: difference.lower * (1 - share),
      upper: difference.upper * (1 - share),
      method: 'newcombe_overall',
    },
    ratio: ratio && {
      ...ratio,
      lower: toWhole(ratio.lower),
      upper: toWhole(ratio.upper),
      method: `${ratio.method}_overall`,
    },
  };
}
