// Intervals of the metrics of scores: binary and of several classes.
import {
  averagePrecision,
  oneVersusRestAuc,
  multiclassLogLoss,
  rocAuc,
  scoreCounts,
  scoredClassRows,
  scoreMetrics,
} from '@countersign/statistics/performance';
import { binomialDraw } from '@countersign/statistics/random';
import { coverageRows, intervalOf, shiftFor } from './coverage.mjs';

/** Scores with their labels: normal ones, or exponential ones whose positives are larger on average. */
function scores(random, { positives, negatives, area, isExponential = false }) {
  const values = new Float64Array(positives + negatives);
  const labels = new Int8Array(positives + negatives);
  const shift = shiftFor(area);
  for (let index = 0; index < values.length; index += 1) {
    const isPositive = index < positives;
    labels[index] = isPositive ? 1 : 0;
    values[index] = isExponential
      ? -Math.log(1 - random.next()) * (isPositive ? area / (1 - area) : 1)
      : random.gaussian() + (isPositive ? shift : 0);
  }
  return scoreCounts(values, labels);
}

const areaDesigns = [
  ...[0.6, 0.75, 0.9].flatMap((area) =>
    [
      [50, 50],
      [50, 500],
      [300, 300],
    ].map((sizes) => ({ area, sizes })),
  ),
  { area: 0.9, sizes: [20, 180] },
  { area: 0.95, sizes: [100, 100] },
  { area: 0.8, sizes: [200, 800] },
  { area: 0.8, sizes: [90, 210] },
  { area: 0.8, sizes: [150, 2850] },
  { area: 0.95, sizes: [50, 50] },
  { area: 0.95, sizes: [90, 210] },
  { area: 0.95, sizes: [150, 2850] },
  { area: 0.9, sizes: [50, 500], isExponential: true },
];

export function areaRows(random, draws) {
  return areaDesigns.flatMap(({ area, sizes: [positives, negatives], isExponential = false }) => {
    const design = { positives, negatives, area, isExponential };
    return coverageRows({
      setting: `${isExponential ? 'exponential scores, ' : ''}area ${area}, ${positives} and ${negatives} rows`,
      draws,
      draw: () => ({ 'ROC AUC': intervalOf(rocAuc(scores(random, design))) }),
      truth: { 'ROC AUC': area },
    });
  });
}

/** Rows with a random label each, as the interval takes them: it allows for the share of positives, too. */
function labelledScores(random, { n, share }) {
  const positives = binomialDraw(random, n, share);
  return scores(random, { positives, negatives: n - positives, area: 0.8 });
}

export function averagePrecisionRows(random, draws) {
  const sizes = [
    { n: 200, share: 0.3 },
    { n: 500, share: 0.1 },
    { n: 1000, share: 0.2 },
    { n: 1000, share: 0.05 },
    { n: 100, share: 0.5 },
  ];
  return sizes.flatMap(({ n, share }) => {
    // The true value of this size: the mean of many samples, so that bias of the estimate is not charged to the interval.
    let sum = 0;
    for (let index = 0; index < draws; index += 1)
      sum += averagePrecision(labelledScores(random, { n, share })).value;
    return coverageRows({
      setting: `area 0.8, ${n} rows, ${100 * share} of 100 positive`,
      draws,
      draw: () => ({
        'average precision': intervalOf(averagePrecision(labelledScores(random, { n, share }))),
      }),
      truth: { 'average precision': sum / draws },
    });
  });
}

/** Probabilities too sure of themselves, and calibrated ones where positives are rarer. */
const sureties = [
  { name: 'too sure of themselves', centre: 0, factor: 2 },
  { name: 'calibrated, 3 of 10 positive', centre: -1.2, factor: 1 },
  { name: 'calibrated, 1 of 10 positive', centre: -2.9, factor: 1 },
];

function probabilities(random, n, { centre, factor }) {
  const values = new Float64Array(n);
  const labels = new Int8Array(n);
  for (let row = 0; row < n; row += 1) {
    const logit = centre + 1.5 * random.gaussian();
    values[row] = 1 / (1 + Math.exp(-centre - factor * (logit - centre)));
    labels[row] = random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  }
  return scoreMetrics(scoreCounts(values, labels));
}

const lossNames = { 'log loss': 'log_loss', 'Brier score': 'brier', 'calibration error': 'ece' };

export function probabilityRows(random, draws) {
  return sureties.flatMap((surety) => {
    const population = probabilities(random, 2_000_000, surety);
    const truth = mapValues(lossNames, (key) => population[key].value);
    return [50, 100, 200, 1000].flatMap((n) =>
      coverageRows({
        setting: `${surety.name}, n = ${n}`,
        draws: n === 1000 ? draws / 2 : draws,
        draw: () => {
          const metrics = probabilities(random, n, surety);
          return mapValues(lossNames, (key) => intervalOf(metrics[key]));
        },
        truth,
      }),
    );
  });
}

/** Three classes; the scores are probabilities that know something of the class. */
function classScores(random, n) {
  const labels = new Int32Array(n);
  const columns = [0, 1, 2].map(() => new Float64Array(n));
  for (let row = 0; row < n; row += 1) {
    const draw = random.next();
    labels[row] = draw < 0.5 ? 0 : draw < 0.8 ? 1 : 2;
    const strengths = [0, 1, 2].map((at) => Math.exp(random.gaussian() + (labels[row] === at ? 1.2 : 0)));
    const sum = strengths[0] + strengths[1] + strengths[2];
    columns.forEach((column, at) => {
      column[row] = strengths[at] / sum;
    });
  }
  const rows = scoredClassRows({ classes: ['a', 'b', 'c'], labels, scores: columns });
  return { 'one-versus-rest AUC': oneVersusRestAuc(rows), 'log loss of classes': multiclassLogLoss(rows) };
}

const mapValues = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

export function classScoreRows(random, draws) {
  const truth = mapValues(classScores(random, 400_000), ({ value }) => value);
  return [50, 100, 300, 1000].flatMap((n) =>
    coverageRows({
      setting: `three classes of 5, 3 and 2 of 10, n = ${n}`,
      draws: n === 1000 ? draws / 2 : draws,
      draw: () => mapValues(classScores(random, n), intervalOf),
      truth,
    }),
  );
}
