import { type Estimate, known, newcombeInterval, notComputable, type ProportionCount } from '../inference';

/** The two groups of one audit; a side may be empty (n = 0). */
export interface AuditedPair {
  readonly first: ProportionCount;
  readonly second: ProportionCount;
}

/**
 * How a gap, rate of the first minus rate of the second group, differs between two independent audits, after minus before,
 * with an interval that joins the Newcombe intervals of the two gaps: d − √((g₂−l₂)² + (u₁−g₁)²) to d + √((u₂−g₂)² + (g₁−l₁)²).
 * The same people in both audits make the interval too wide, never too narrow, as long as they correlate positively.
 * Source: the method of variance estimates recovery, Zou and Donner, Statistics in Medicine 27 (2008).
 * Throws RangeError unless 0 ≤ successes ≤ n on every side and 0 < confidenceLevel < 1.
 */
export function changeOfGap(before: AuditedPair, after: AuditedPair, confidenceLevel = 0.95): Estimate {
  const sides = [before.first, before.second, after.first, after.second];
  const n = sides.reduce((sum, side) => sum + side.n, 0);
  const basis = { n, method: 'change_of_gap' };
  if (sides.some((side) => side.n === 0 && side.successes === 0)) {
    return notComputable({ ...basis, reason: 'no_rows' });
  }
  const old = newcombeInterval(before.first, before.second, confidenceLevel);
  const now = newcombeInterval(after.first, after.second, confidenceLevel);
  const gapBefore = gapOf(before);
  const gapAfter = gapOf(after);
  const value = gapAfter - gapBefore;
  const interval = {
    lower: Math.max(-2, value - Math.hypot(gapAfter - now.lower, old.upper - gapBefore)),
    upper: Math.min(2, value + Math.hypot(now.upper - gapAfter, gapBefore - old.lower)),
    confidenceLevel,
    method: 'mover_newcombe',
  };
  return known({ ...basis, value, interval });
}

function gapOf({ first, second }: AuditedPair): number {
  return first.successes / first.n - second.successes / second.n;
}
