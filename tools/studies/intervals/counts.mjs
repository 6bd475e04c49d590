// Intervals of the metrics that counts alone give: binary and of several classes.
import { binaryMetrics, multiclassMetrics } from '@countersign/statistics/performance';
import { multinomialDraw } from '@countersign/statistics/random';
import { coverageRows, intervalOf } from './coverage.mjs';

const tables = [
  { name: 'good, balanced', shares: [0.42, 0.06, 0.08, 0.44] },
  { name: 'weak, 1 of 10 positive', shares: [0.05, 0.1, 0.05, 0.8] },
  { name: 'good, 1 of 20 positive', shares: [0.04, 0.03, 0.01, 0.92] },
  { name: 'nearly perfect, 3 of 10 positive', shares: [0.28, 0.01, 0.02, 0.69] },
];
const binaryNames = { F1: 'f1', 'balanced accuracy': 'balanced_accuracy', MCC: 'mcc' };

const ofBinary = (counts) => {
  const [tp, fp, fn, tn] = counts;
  const metrics = binaryMetrics({ tp, fp, fn, tn });
  return Object.fromEntries(Object.entries(binaryNames).map(([name, key]) => [name, metrics[key]]));
};

const classTables = [
  { name: 'three good classes', shares: [0.36, 0.02, 0.02, 0.03, 0.24, 0.03, 0.02, 0.03, 0.25] },
  { name: 'three, one rare', shares: [0.55, 0.04, 0.01, 0.05, 0.24, 0.01, 0.02, 0.02, 0.06] },
];
const classNames = {
  'macro precision': 'precision_macro',
  'macro recall': 'recall_macro',
  'macro specificity': 'specificity_macro',
  'macro F1': 'f1_macro',
  'weighted F1': 'f1_weighted',
  'weighted precision': 'precision_weighted',
  'micro specificity': 'specificity_micro',
  'balanced accuracy of classes': 'balanced_accuracy',
  "Gorodkin's correlation": 'mcc',
};

const ofClasses = (counts) => {
  const classes = ['a', 'b', 'c'];
  let n = 0;
  for (const count of counts) n += count;
  const metrics = multiclassMetrics({ classes, counts: Float64Array.from(counts), n });
  return Object.fromEntries(Object.entries(classNames).map(([name, key]) => [name, metrics.get(key)]));
};

const mapValues = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** The size of each sample is drawn evenly from n less a tenth to n and a tenth: see the document. */
const sizeAbout = (random, n) => Math.round(n * (0.9 + 0.2 * random.next()));

function rowsOf(random, draws, { metrics, populations, sizes }) {
  return populations.flatMap(({ name, shares }) =>
    sizes.flatMap((n) =>
      coverageRows({
        setting: `${name}, n about ${n}`,
        draws,
        draw: () => mapValues(metrics(multinomialDraw(random, sizeAbout(random, n), shares)), intervalOf),
        truth: mapValues(metrics(shares.map((share) => Math.round(1e6 * share))), ({ value }) => value),
      }),
    ),
  );
}

export const binaryRows = (random, draws) =>
  rowsOf(random, draws, { metrics: ofBinary, populations: tables, sizes: [50, 100, 200, 1000] });

export const classRows = (random, draws) =>
  rowsOf(random, draws, { metrics: ofClasses, populations: classTables, sizes: [100, 200, 1000] });
