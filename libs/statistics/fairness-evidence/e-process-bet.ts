import { type ProportionCount } from '../inference';

/** Successes and rows of both groups in one period; a group may have nobody. */
export interface PeriodCounts {
  readonly first: ProportionCount;
  readonly second: ProportionCount;
}

/** A remembered gap counts by what exceeds this many times its variance: noise alone is rarely bet on. */
const noiseShare = 1;

/** No bet takes more than this part of the way to a rate of 0 or 1. */
const boldest = 0.9;

/**
 * The logarithm of what a unit of wealth becomes in this period, betting that the gap of the past goes on.
 * With rates θ₁ and θ₂ chosen before the outcomes and θ₀ = (m₁θ₁ + m₂θ₂) / (m₁ + m₂) the likelihood ratio
 * Π p(y; θ₁) Π p(y; θ₂) / Π p(y; θ₀) has a mean of at most 1 whenever both groups share one rate, whatever that is.
 * Source: Turner, Ly and Grünwald, "Generic E-variables for exact sequential k-sample tests" (arXiv 2106.02693), theorem 1.
 */
export function betOutcome(past: PeriodCounts, { first, second }: PeriodCounts): number {
  const rows = first.n + second.n;
  if (first.n === 0 || second.n === 0) return 0;
  const common = (past.first.successes + past.second.successes + 0.5) / (past.first.n + past.second.n + 1);
  const gap = expectedGap(past, common);
  if (gap === 0) return 0;
  const up = (gap * second.n) / rows;
  const down = (-gap * first.n) / rows;
  const step = Math.min(1, longestStep(common, up), longestStep(common, down));
  return logQuotient(first, common + step * up, common) + logQuotient(second, common + step * down, common);
}

/** The gap of the past, shrunk by its own noise. */
function expectedGap({ first, second }: PeriodCounts, common: number): number {
  if (first.n === 0 || second.n === 0) return 0;
  const gap = first.successes / first.n - second.successes / second.n;
  const variance = common * (1 - common) * (1 / first.n + 1 / second.n);
  return gap === 0 ? 0 : gap * Math.max(0, 1 - (noiseShare * variance) / (gap * gap));
}

/** The part of a move from `common` that stays well inside (0, 1). */
function longestStep(common: number, move: number): number {
  const room = move > 0 ? 1 - common : common;
  return move === 0 ? 1 : (boldest * room) / Math.abs(move);
}

function logQuotient({ successes, n }: ProportionCount, rate: number, common: number): number {
  return successes * Math.log(rate / common) + (n - successes) * Math.log1p((common - rate) / (1 - common));
}
