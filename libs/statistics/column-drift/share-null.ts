import { criticalEffect } from './critical-effect';
import { type EffectNull } from './effect-null';
import { exactShareCost, exactShareLaw } from './exact-share-law';
import { gapNull } from './gap-null';
import { greatestCommonDivisor } from './greatest-common-divisor';
import { type PooledCategories } from './pooled-categories';
import { ShareCumulants } from './share-cumulants';
import { type GridLaw, shareGridLaw } from './share-grid-law';
import { shareSaddleTail } from './share-saddle';

/** Additions up to which the law is computed exactly; some milliseconds. */
const largestCost = 4_000_000;
/** From so many equally filled categories on (1 / Σp²) the saddlepoint approximation holds. */
const manyCategories = 8;

/**
 * How the total variation distance of the shares of both sides varies when both come from one population, given how often
 * each category occurs: all divisions of the pooled rows into the two sides are equally likely. Two categories and small
 * tables are exact (mid-p). Larger tables: normal deviations on a grid where few categories hold most rows, and the
 * double saddlepoint otherwise. Both stay within an eighth of the tail where it decides (a few percent from a thousand rows on), rare
 * categories included, so that none need be pooled.
 */
export function shareNull(pooled: PooledCategories): EffectNull {
  const { reference, current, sizes } = pooled;
  if (sizes.length <= 2) return gapNull(pooled);
  if (exactShareCost(pooled) <= largestCost) return exactNull(pooled);
  const total = reference + current;
  const concentration = sizes.reduce((sum, size) => sum + (size / total) ** 2, 0);
  const scale = Math.sqrt((reference * current) / total);
  if (1 / concentration < manyCategories) {
    const law = shareGridLaw(pooled);
    return smoothNull(pooled, (effect) => gridTail(law, effect * scale), 'normal_deviations');
  }
  const cumulants = new ShareCumulants(pooled);
  return smoothNull(
    pooled,
    (effect) => shareSaddleTail(2 * effect * scale * scale, cumulants),
    'double_saddlepoint',
  );
}

function exactNull(pooled: PooledCategories): EffectNull {
  const { steps, tail } = exactShareLaw(pooled);
  const tailFrom = (step: number): number => tail[step] ?? 0;
  const upperTail = (effect: number): number => tailFrom(Math.round(effect * steps));
  const pValue = (effect: number): number => {
    const step = Math.round(effect * steps);
    return (tailFrom(step) + tailFrom(step + 1)) / 2;
  };
  return {
    pValue,
    upperTail,
    criticalEffect: (level) => criticalEffect(level, { steps, pValue, guess: 0.5 }),
    method: 'permutation_given_totals_mid_p',
  };
}

/** A tail without steps stands for the mid-p of the true one, whose steps are gcd(n, m) / (nm) wide. */
function smoothNull(pooled: PooledCategories, tail: (effect: number) => number, method: string): EffectNull {
  const { reference, current } = pooled;
  const steps = (reference * current) / greatestCommonDivisor(reference, current);
  const pValue = (effect: number): number => (effect <= 0 ? 1 : tail(effect));
  const guess = Math.sqrt((1 / reference + 1 / current) * (2 + pooled.sizes.length / 8));
  return {
    pValue,
    upperTail: (effect) => pValue(effect - 1 / (2 * steps)),
    criticalEffect: (level) => criticalEffect(level, { steps, pValue, guess }),
    method,
  };
}

/** Between the points of the grid the logarithm is linear; beyond its end the tail falls at least like a normal one. */
function gridTail({ origin, step, tail }: GridLaw, z: number): number {
  const position = (z - origin) / step;
  if (position <= 0) return 1;
  const last = tail.findIndex((value) => value < 1e-13) - 1;
  const end = last < 0 ? tail.length - 1 : last;
  const index = Math.floor(position);
  if (index >= end) {
    const beyond = z - origin - end * step;
    return tail[end]! * Math.exp(-2 * beyond * beyond);
  }
  const part = position - index;
  return Math.exp((1 - part) * Math.log(tail[index]!) + part * Math.log(tail[index + 1]!));
}
