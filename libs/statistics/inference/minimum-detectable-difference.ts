import { powerForProportions } from './proportion-power';

export interface DetectionDesign {
  /** The proportion expected in the first group. */
  readonly baseline: number;
  readonly firstN: number;
  readonly secondN: number;
  /** Level of the two-sided test; 0.05 unless said otherwise. */
  readonly alpha?: number;
  /** Wanted chance to find the difference; 0.8 unless said otherwise. */
  readonly power?: number;
}

/** The smallest detectable differences below and above the baseline, as positive numbers; null where none is that large. */
export interface DetectableDifference {
  readonly below: number | null;
  readonly above: number | null;
}

/**
 * The smallest difference of the second group's proportion from the baseline that the pooled test finds with the wanted power
 * at these sizes, by bisection on `powerForProportions`. With few rows there may be none up to the end of [0, 1].
 * Throws RangeError unless 0 ≤ baseline ≤ 1, the sizes are above 0 and 0 < alpha < power < 1.
 */
export function minimumDetectableDifference(design: DetectionDesign): DetectableDifference {
  const { baseline, alpha = 0.05, power = 0.8 } = design;
  if (!(baseline >= 0 && baseline <= 1)) throw new RangeError(`a proportion is needed, got ${baseline}`);
  if (!(alpha > 0 && alpha < power && power < 1)) {
    throw new RangeError(`0 < alpha < power < 1 is needed, got alpha = ${alpha}, power = ${power}`);
  }
  return {
    below: smallestDifference(design, { direction: -1, room: baseline, power, alpha }),
    above: smallestDifference(design, { direction: 1, room: 1 - baseline, power, alpha }),
  };
}

interface Search {
  readonly direction: 1 | -1;
  /** Distance to the end of [0, 1]. */
  readonly room: number;
  readonly power: number;
  readonly alpha: number;
}

function smallestDifference(
  { baseline, firstN, secondN }: DetectionDesign,
  { direction, room, power, alpha }: Search,
): number | null {
  const reaches = (difference: number): boolean => {
    const second = Math.min(1, Math.max(0, baseline + direction * difference));
    return powerForProportions({ first: baseline, second, alpha }, { firstN, secondN }) >= power;
  };
  if (room === 0 || !reaches(room)) return null;
  let low = 0;
  let high = room;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (baseline + direction * middle !== baseline && reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}
