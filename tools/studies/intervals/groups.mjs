// Intervals of the disparities of a fairness audit.
import {
  assessFairness,
  conditionalDemographicDisparity,
  generalizedEntropy,
} from '@countersign/statistics/fairness';
import { bootstrapInterval, mantelHaenszelOddsRatio } from '@countersign/statistics/inference';
import { multinomialDraw } from '@countersign/statistics/random';
import { coverageRows, intervalOf } from './coverage.mjs';

const cells = ['tp', 'fp', 'fn', 'tn'];

/** Groups of an audit from the drawn counts, four cells a group. */
export function groupsOf(counts) {
  return Array.from({ length: counts.length / 4 }, (_, at) => ({
    group: [String(at)],
    counts: {
      ...Object.fromEntries(cells.map((cell, index) => [cell, counts[4 * at + index]])),
      unlabelledPositive: 0,
      unlabelledNegative: 0,
    },
  }));
}

export function assessed(counts, policy) {
  const groups = groupsOf(counts);
  const population = { attributes: ['group'], rows: 0, unknownGroup: 0, unpredicted: 0, groups, ...policy };
  return assessFairness([population], {
    favourable: 'positive',
    minimumGroupSize: 1,
    limits: {},
    alpha: 0.05,
    correction: 'none',
  })[0];
}

const names = {
  'selection rate': 'demographic_parity',
  'true positive rate': 'equal_opportunity',
  precision: 'predictive_parity',
  'average odds': 'average_odds',
  'treatment equality': 'treatment_equality',
};
const fixed = { denominator: 'fixed', reference: ['1'] };
const whole = { denominator: 'overall' };

/** Difference and ratio of every disparity, by the name of its row. */
function gaps(counts, policy, what) {
  const { disparities } = assessed(counts, policy);
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, metric]) => {
      const { comparisons } = disparities.find((disparity) => disparity.metric === metric);
      const found = comparisons.find(({ audited }) => audited[0] === '0');
      // A sample may lack what the measure divides by; against the whole, only rates have intervals.
      if (found === undefined || (policy === whole && found.difference.interval === undefined)) return [];
      const { difference, ratio } = found;
      return [
        [`difference of ${name}${what}`, difference],
        [`ratio of ${name}${what}`, ratio],
      ];
    }),
  );
}

const mapValues = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** Two groups, the second four times as large. */
const twoGroups = [0.06, 0.04, 0.03, 0.07, 0.32, 0.08, 0.1, 0.3];
const large = (shares) => shares.map((share) => Math.round(1e6 * share));

export function gapRows(random, draws) {
  return [
    [fixed, ''],
    [whole, ' against all'],
  ].flatMap(([policy, what]) => {
    const truth = mapValues(gaps(large(twoGroups), policy, what), ({ value }) => value);
    return [200, 1000].flatMap((n) =>
      coverageRows({
        setting: `1 in 5 against 4 in 5, n = ${n}`,
        draws,
        draw: () => mapValues(gaps(multinomialDraw(random, n, twoGroups), policy, what), intervalOf),
        truth,
      }),
    );
  });
}

/** Two strata of two groups by prediction. */
const strata = [0.08, 0.12, 0.2, 0.1, 0.05, 0.2, 0.1, 0.15];

function stratified(counts) {
  const rows = [0, 1].map((stratum) =>
    [0, 1].map((at) => [counts[4 * stratum + 2 * at], counts[4 * stratum + 2 * at + 1]]),
  );
  const groups = (stratum) =>
    stratum.map(([selected, other], at) => ({
      group: [String(at)],
      counts: { tp: selected, fp: 0, fn: other, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 },
    }));
  const side = ([selected, other]) => ({ successes: selected, n: selected + other });
  const { disparity } = conditionalDemographicDisparity(
    rows.map((stratum, at) => ({ stratum: String(at), groups: groups(stratum) })),
    ['0'],
    { favourable: 'positive' },
  );
  const tables = rows.map(([first, second]) => ({ first: side(first), second: side(second) }));
  return { 'disparity by strata': disparity, 'Mantel–Haenszel odds ratio': mantelHaenszelOddsRatio(tables) };
}

export function strataRows(random, draws) {
  const truth = mapValues(stratified(large(strata)), ({ value }) => value);
  return [200, 1000].flatMap((n) =>
    coverageRows({
      setting: `two strata, n = ${n}`,
      draws,
      draw: () => mapValues(stratified(multinomialDraw(random, n, strata)), intervalOf),
      truth,
    }),
  );
}

/** Theil's index and generalised entropy rest on the whole population. */
export function inequalityRows(random, draws) {
  const found = (counts) => ({
    "Theil's index": generalizedEntropy(groupsOf(counts), { alpha: 1 }).total,
    'generalised entropy': generalizedEntropy(groupsOf(counts), { alpha: 2 }).total,
  });
  const truth = mapValues(found(large(twoGroups)), ({ value }) => value);
  return [50, 200, 1000].flatMap((n) =>
    coverageRows({
      setting: `error rate 1 in 4, n = ${n}`,
      draws,
      draw: () => mapValues(found(multinomialDraw(random, n, twoGroups)), intervalOf),
      truth,
    }),
  );
}

const pairs = [
  { name: 'rates .3 and .4 of equal groups', shares: [0.15, 0.35, 0.2, 0.3] },
  { name: 'rates .1 and .2, the first group 1 in 5', shares: [0.02, 0.18, 0.16, 0.64] },
];
const differenceOf = ([a, b, c, d]) => (a + b > 0 && c + d > 0 ? a / (a + b) - c / (c + d) : null);
const ratioOf = ([a, b, c, d]) => (a + b > 0 && c > 0 ? a / (a + b) / (c / (c + d)) : null);

export function bootstrapRows(random, draws) {
  return pairs.flatMap(({ name, shares }) =>
    [200, 2000].flatMap((n) =>
      coverageRows({
        setting: `${name}, n = ${n}`,
        draws,
        draw: (seed) => {
          const counts = multinomialDraw(random, n, shares);
          return {
            'difference of rates, bootstrap': bootstrapInterval({ counts, statistic: differenceOf, seed }),
            'ratio of rates, bootstrap': bootstrapInterval({ counts, statistic: ratioOf, seed }),
          };
        },
        truth: {
          'difference of rates, bootstrap': differenceOf(shares),
          'ratio of rates, bootstrap': ratioOf(shares),
        },
      }),
    ),
  );
}
