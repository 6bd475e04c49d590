// Intervals of the groups farthest apart: of two groups, and of more, where the pair is picked.
import { bootstrapDisparities } from '@countersign/statistics/fairness';
import { newcombeInterval, normalCdf, normalRangeQuantile } from '@countersign/statistics/inference';
import { multinomialDraw } from '@countersign/statistics/random';
import { coverageRows, holds, intervalOf, percent } from './coverage.mjs';
import { assessed, groupsOf } from './groups.mjs';

/** Groups of equal size by their selection rates. */
const spreads = [
  { name: 'two groups of rates .3 and .5', rates: [0.3, 0.5] },
  { name: 'two groups of rates .4 and .42', rates: [0.4, 0.42] },
  { name: 'two groups of rate .4', rates: [0.4, 0.4] },
  { name: 'three groups of rate .4', rates: [0.4, 0.4, 0.4] },
  { name: 'three groups of rates .3, .4 and .5', rates: [0.3, 0.4, 0.5] },
  { name: 'five groups, one of rate .3 and four of .5', rates: [0.3, 0.5, 0.5, 0.5, 0.5] },
  { name: 'five groups of rate .4', rates: [0.4, 0.4, 0.4, 0.4, 0.4] },
];
const sizes = [50, 200, 1000];
const policies = ['max_eligible', 'max_all', 'min', 'majority', 'fixed', 'overall'];

const cellShares = (rates) =>
  rates.flatMap((rate) => [rate * 0.6, rate * 0.4, (1 - rate) * 0.4, (1 - rate) * 0.6]);
const drawOf = (random, rates, n) => multinomialDraw(random, n * rates.length, cellShares(rates));
const policyOf = (denominator) => ({ denominator, ...(denominator === 'fixed' && { reference: ['1'] }) });

/** Difference and ratio of selection rates as the product shows them. */
function shown(counts, denominator) {
  const { disparities } = assessed(counts, policyOf(denominator));
  return disparities.find(({ metric }) => metric === 'demographic_parity');
}

const negated = ({ lower, upper, method }) => ({ lower: -upper, upper: -lower, method });
const inverted = ({ lower, upper, method }) => ({
  lower: 1 / upper,
  upper: lower > 0 ? 1 / lower : Infinity,
  method,
});

/** Which group is measured against the other. */
function auditedOf({ between }, denominator, counts) {
  const [[lowest], [highest]] = between;
  if (denominator === 'fixed') return '0';
  if (denominator === 'majority') {
    const [first, second] = sidesOf(counts);
    return first.n >= second.n ? '1' : '0';
  }
  return denominator === 'min' ? highest : lowest;
}

/** The intervals turned to the second group minus the first, and the first over the second, whichever way they are shown. */
function turned(found, denominator, counts) {
  const [difference, ratio] = [intervalOf(found.difference), intervalOf(found.ratio)];
  if (!difference && !ratio) return {};
  const isTurned = auditedOf(found, denominator, counts) === '1';
  const isReferenceMinus = denominator.startsWith('max');
  return {
    'farthest pair, difference':
      difference && (isReferenceMinus === isTurned ? negated(difference) : difference),
    'farthest pair, ratio': ratio && (isTurned ? inverted(ratio) : ratio),
  };
}

/** The headline, by every policy in turn. Two groups against all of them are studied above. */
export function farthestRows(random, draws) {
  return spreads.flatMap(({ name, rates }) =>
    sizes.flatMap((n) => {
      const used = policies.filter((policy) => rates.length > 2 || policy !== 'overall');
      return coverageRows({
        setting: `${name}, ${n} rows each, by any policy`,
        draws: rates.length === 2 ? draws : 600,
        draw: (index) => {
          const policy = used[index % used.length];
          const counts = drawOf(random, rates, n);
          return turned(shown(counts, policy), policy, counts);
        },
        truth: {
          'farthest pair, difference': rates[1] - rates[0],
          'farthest pair, ratio': rates[0] / rates[1],
        },
      });
    }),
  );
}

/** The bootstrap of the same. */
export function farthestBootstrapRows(random, draws) {
  return spreads.flatMap(({ name, rates }) =>
    coverageRows({
      setting: `${name}, 200 rows each`,
      draws: rates.length === 2 ? draws : 50,
      draw: (seed) => {
        const { population, disparities: all } = assessed(drawOf(random, rates, 200), {});
        const gap = all.filter(({ metric }) => metric === 'demographic_parity');
        const options = { favourable: 'positive', replicates: 1000, seed };
        const { difference } =
          bootstrapDisparities({ population, disparities: gap }, options).get('demographic_parity') ?? {};
        const isTurned = gap[0].between?.[0][0] === '1';
        return { 'largest gap, bootstrap': difference && (isTurned ? negated(difference) : difference) };
      },
      truth: { 'largest gap, bootstrap': rates[1] - rates[0] },
    }),
  );
}

/** Successes and rows of every group. */
const sidesOf = (counts) =>
  groupsOf(counts).map(({ counts: { tp, fp, fn, tn } }) => ({ successes: tp + fp, n: tp + fp + fn + tn }));

const pairsOf = (count) =>
  Array.from({ length: count }, (_, i) => i).flatMap((i) => Array.from({ length: i }, (_, j) => [j, i]));

/**
 * Of picked pairs: how often Newcombe's interval at 95 % would hold the pair's difference (which is why there is none), how
 * often the simultaneous interval holds it, and how often those of all pairs hold at once.
 */
export function pickedTable(random, draws) {
  return spreads
    .filter(({ rates }) => rates.length > 2)
    .flatMap(({ name, rates }) =>
      sizes.map((n) => {
        const level = 1 - 2 * normalCdf(-normalRangeQuantile(rates.length, 0.95) / Math.SQRT2);
        const tally = { own: 0, strict: 0, all: 0 };
        for (let index = 0; index < draws; index += 1) {
          const sides = sidesOf(drawOf(random, rates, n));
          const hits = (i, j, confidence) =>
            holds(newcombeInterval(sides[i], sides[j], confidence), rates[i] - rates[j]);
          const rateOf = ({ successes, n: rows }) => successes / rows;
          const order = rates.map((_, at) => at).sort((i, j) => rateOf(sides[i]) - rateOf(sides[j]));
          const [low, high] = [order[0], order.at(-1)];
          if (hits(high, low)) tally.own += 1;
          if (hits(high, low, level)) tally.strict += 1;
          if (pairsOf(rates.length).every(([i, j]) => hits(i, j, level))) tally.all += 1;
        }
        const share = (part) => percent(tally[part] / draws);
        return [name, String(n), share('own'), share('strict'), share('all')];
      }),
    );
}
