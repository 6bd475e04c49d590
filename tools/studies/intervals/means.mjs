// Intervals of means, losses, medians and rankings.
import { adjustedShape, meanInterval } from '@countersign/statistics/inference';
import {
  rankedQueries,
  rankingMetrics,
  regressionMetrics,
  targetPairs,
} from '@countersign/statistics/performance';
import { coverageRows, intervalOf } from './coverage.mjs';

function momentsOf(values) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const power = (exponent) => values.reduce((sum, value) => sum + (value - mean) ** exponent, 0);
  const squares = power(2);
  return {
    n,
    mean,
    variance: squares / (n - 1),
    ...adjustedShape({ n, squares, cubes: power(3), fourths: power(4) }),
  };
}

const laws = [
  ['normal', (random) => random.gaussian(), 0],
  ['exponential', (random) => -Math.log(1 - random.next()), 1],
  ['squared normal', (random) => random.gaussian() ** 2, 1],
  ['uniform', (random) => random.next(), 0.5],
  ['two heaps', (random) => (random.next() < 0.3 ? 1 : 0.3 * random.next()), 0.3 + 0.7 * 0.15],
  ['lognormal of deviation .75', (random) => Math.exp(0.75 * random.gaussian()), Math.exp(0.75 ** 2 / 2)],
];

export function meanRows(random, draws) {
  return laws.flatMap(([law, next, truth]) =>
    [20, 50, 100, 200, 1000].flatMap((n) =>
      coverageRows({
        setting: `${law}, n = ${n}`,
        draws: n === 1000 ? draws / 2 : draws,
        draw: () => ({ mean: meanInterval(momentsOf(Float64Array.from({ length: n }, () => next(random)))) }),
        truth: { mean: truth },
      }),
    ),
  );
}

const errorNames = {
  'mean absolute error': 'mae',
  'root mean squared error': 'rmse',
  'mean error': 'mean_error',
  'mean absolute percentage error': 'mape',
  'root mean squared log error': 'rmsle',
  'R²': 'r2',
  'median absolute error': 'median_absolute_error',
};

const errorLaws = {
  normal: (random) => 2 * random.gaussian(),
  Laplace: (random) => (random.next() < 0.5 ? -1.4 : 1.4) * Math.log(1 - random.next()),
};

/** A linear relation, targets well above 0. */
function errors(random, n, law) {
  const targets = Float64Array.from({ length: n }, () => 20 + 3 * random.gaussian());
  const predictions = targets.map((target) => Math.max(0, target + errorLaws[law](random)));
  const metrics = regressionMetrics(targetPairs(predictions, targets));
  return Object.fromEntries(Object.entries(errorNames).map(([name, key]) => [name, metrics.get(key)]));
}

const rankingNames = { NDCG: 'ndcg@5', 'mean average precision': 'map@5', 'mean reciprocal rank': 'mrr@5' };

/** Ten documents a query, two of them relevant on average and scored higher. */
function rankings(random, queryCount) {
  const rows = queryCount * 10;
  const queries = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 10));
  const relevances = Float64Array.from({ length: rows }, (_, row) =>
    Number(row % 10 === 0 || random.next() < 0.1),
  );
  const scores = relevances.map((relevance) => relevance + random.gaussian());
  const metrics = rankingMetrics(rankedQueries({ queries, scores, relevances }), 5);
  return Object.fromEntries(Object.entries(rankingNames).map(([name, key]) => [name, metrics.get(key)]));
}

const mapValues = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

function rowsOf(random, draws, { metrics, population, sizes, what }) {
  const truth = mapValues(metrics(random, population), ({ value }) => value);
  return sizes.flatMap((n) =>
    coverageRows({
      setting: `${what} = ${n}`,
      draws,
      draw: () => mapValues(metrics(random, n), intervalOf),
      truth,
    }),
  );
}

export const errorRows = (random, draws) =>
  Object.keys(errorLaws).flatMap((law) =>
    rowsOf(random, draws, {
      metrics: (source, n) => errors(source, n, law),
      population: 2_000_000,
      sizes: [50, 100, 200, 1000],
      what: `${law} errors, n`,
    }),
  );

export const rankingRows = (random, draws) =>
  rowsOf(random, draws, { metrics: rankings, population: 100_000, sizes: [50, 100, 200], what: 'queries' });
