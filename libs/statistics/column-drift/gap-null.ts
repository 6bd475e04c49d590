import { kolmogorovSmirnovExactTail } from '../drift';
import { criticalEffect } from './critical-effect';
import { type EffectNull } from './effect-null';
import { greatestCommonDivisor } from './greatest-common-divisor';
import { kolmogorovLimit } from './kolmogorov-limit';

/** Sizes of both sides and the tie groups of the pooled values, in ascending order of the values. */
export interface PooledTies {
  readonly reference: number;
  readonly current: number;
  /** Null where all values differ. */
  readonly sizes: ArrayLike<number> | null;
}

/** Rows in all up to which every order of distinct values is counted; beyond, the limit is within 4 % of the tail. */
const largestExact = 2_000;
/** The work (points of the lattice) up to which tied values are treated exactly; a few milliseconds. */
const largestCost = 1_000_000;
/** The size that stands for larger ones with ties: a prime, so that its own lattice is as fine as can be. */
const coarseSize = 8_009;
/** √n_e·D beyond which the limit is below 1e-20 and stands for the rest. */
const farTail = 4.9;

/**
 * How the largest gap D of two cumulative distributions varies when both samples come from one population, given the ties:
 * all orders of the pooled rows are equally likely. Exact for some thousand rows or few distinct values. Beyond, Kolmogorov's
 * limit where all values differ; with ties, a sample of 8,009 rows with the same shares of ties at the same √n_e·D. Both
 * keep within a few percent of the tail where it decides. p-values count the observed gap by half (mid-p) where they are exact:
 * gaps of small samples are so coarse that the usual p-value would spend much less than its level.
 * Source: Schröer and Trenkler (1995) for the exact tail; Lancaster, JASA 56 (1961), for mid-p.
 */
export function gapNull(ties: PooledTies): EffectNull {
  const { reference, current, sizes } = ties;
  const total = reference + current;
  const scale = Math.sqrt((reference * current) / total);
  if (isExact(ties, scale)) return exactNull(ties, scale);
  // The shift of one sixth is the correction of order 1/√n of the one-sample statistic.
  const limit = (effect: number): number =>
    effect <= 0 ? 1 : kolmogorovLimit(effect * scale + 1 / (6 * scale));
  if (sizes === null) return fromTail(ties, limit, 'kolmogorov_limit');
  const coarse = coarseTies(ties, sizes);
  const coarseScale = Math.sqrt((coarse.reference * coarse.current) / coarseSize);
  const tail = (effect: number): number => {
    const z = effect * scale;
    if (z > farTail) return limit(effect);
    const gap = Math.ceil((z / coarseScale) * coarse.reference * coarse.current);
    return kolmogorovSmirnovExactTail({ ...coarse, gap }, coarse.sizes);
  };
  return fromTail(ties, tail, 'permutation_given_ties_at_8009_rows');
}

function isExact({ reference, current, sizes }: PooledTies, scale: number): boolean {
  if (sizes === null) return reference + current <= largestExact;
  const width = farTail * scale;
  let cost = 0;
  // A long tie group is crossed in one step, which takes the width of its own spread.
  for (let group = 0; group < sizes.length; group += 1) {
    cost += width * Math.min(sizes[group]!, 12 + 6 * Math.sqrt(sizes[group]!));
  }
  return cost <= largestCost;
}

function exactNull(ties: PooledTies, scale: number): EffectNull {
  const { reference, current, sizes } = ties;
  const product = reference * current;
  const tailFrom = (gap: number): number => {
    if (gap > product) return 0;
    if ((gap / product) * scale > farTail) return kolmogorovLimit((gap / product) * scale);
    return kolmogorovSmirnovExactTail({ reference, current, gap }, sizes ?? undefined);
  };
  const upperTail = (effect: number): number => tailFrom(Math.round(effect * product));
  const pValue = (effect: number): number => {
    const gap = Math.round(effect * product);
    return (tailFrom(gap) + tailFrom(gap + 1)) / 2;
  };
  return {
    pValue,
    upperTail,
    criticalEffect: (level) => critical(ties, level, pValue),
    method: sizes === null ? 'permutation_mid_p' : 'permutation_given_ties_mid_p',
  };
}

function fromTail(ties: PooledTies, tail: (effect: number) => number, method: string): EffectNull {
  return { pValue: tail, upperTail: tail, criticalEffect: (level) => critical(ties, level, tail), method };
}

function critical(ties: PooledTies, level: number, pValue: (effect: number) => number): number | null {
  const { reference, current } = ties;
  return criticalEffect(level, {
    steps: (reference * current) / greatestCommonDivisor(reference, current),
    pValue,
    guess: Math.sqrt((Math.log(2 / level) / 2) * (1 / reference + 1 / current)),
  });
}

function coarseTies(
  { reference, current }: PooledTies,
  sizes: ArrayLike<number>,
): { reference: number; current: number; sizes: number[] } {
  const total = reference + current;
  const coarse: number[] = [];
  let taken = 0;
  let end = 0;
  for (let group = 0; group < sizes.length; group += 1) {
    taken += sizes[group]!;
    const coarseEnd = Math.round((taken / total) * coarseSize);
    if (coarseEnd > end) coarse.push(coarseEnd - end);
    end = coarseEnd;
  }
  const coarseReference = Math.round((reference / total) * coarseSize);
  return { reference: coarseReference, current: coarseSize - coarseReference, sizes: coarse };
}
