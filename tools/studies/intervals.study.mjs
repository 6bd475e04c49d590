// How often the 95 % intervals of the statistics hold the true value.
import { binomialProbability } from '@countersign/statistics/distributions';
import {
  bootstrapInterval,
  katzInterval,
  newcombeInterval,
  normalCdf,
  studentInterval,
  wilsonInterval,
} from '@countersign/statistics/inference';
import {
  averagePrecision,
  balancedAccuracy,
  f1Score,
  matthewsCorrelation,
  rocAuc,
  scoreCounts,
} from '@countersign/statistics/performance';
import { binomialDraw, multinomialDraw, seededRandom } from '@countersign/statistics/random';
import { writeStudy } from './write-study.mjs';

const seed = 7;
const simulations = 10_000;
const bootstraps = 2_000;

const percent = (share) => (100 * share).toFixed(1);
const holds = (interval, truth) => interval.lower <= truth && truth <= interval.upper;
const chances = (n, p) => Float64Array.from({ length: n + 1 }, (_, k) => binomialProbability(k, { n, p }));

/** Exact coverage of Wilson's interval at p. */
function wilsonCoverage(intervals, p) {
  const n = intervals.length - 1;
  return chances(n, p).reduce((sum, chance, k) => sum + (holds(intervals[k], p) ? chance : 0), 0);
}

function wilsonRows() {
  return [10, 20, 50, 100, 500, 2000].map((n) => {
    const intervals = Array.from({ length: n + 1 }, (_, k) => wilsonInterval(k, n));
    const grid = Array.from({ length: 999 }, (_, index) => (index + 1) / 1000);
    const coverage = grid.map((p) => wilsonCoverage(intervals, p));
    const inside = coverage.filter((_, index) => n * grid[index] * (1 - grid[index]) >= 5);
    const mean = coverage.reduce((sum, share) => sum + share, 0) / coverage.length;
    const least = inside.length > 0 ? percent(Math.min(...inside)) : 'none';
    const at = [0.01, 0.05, 0.2, 0.5].map((p) => percent(wilsonCoverage(intervals, p)));
    return `| ${n} | ${percent(mean)} | ${least} | ${at.join(' | ')} |`;
  });
}

/** Exact coverage for two independent proportions; `interval` may be null, which is counted apart. */
function pairCoverage({ n, p }, interval, truth) {
  const [first, second] = [chances(n[0], p[0]), chances(n[1], p[1])];
  let held = 0;
  let given = 0;
  first.forEach((a, x) => {
    if (a < 1e-12) return;
    second.forEach((b, y) => {
      if (b < 1e-12) return;
      const found = interval({ successes: x, n: n[0] }, { successes: y, n: n[1] });
      if (found === null) return;
      given += a * b;
      if (holds(found, truth)) held += a * b;
    });
  });
  return { coverage: held / given, given };
}

const pairDesigns = [
  { n: [50, 50], p: [0.5, 0.5] },
  { n: [50, 50], p: [0.1, 0.3] },
  { n: [200, 100], p: [0.2, 0.2] },
  { n: [200, 100], p: [0.5, 0.7] },
  { n: [500, 50], p: [0.9, 0.8] },
  { n: [300, 300], p: [0.05, 0.1] },
];

function pairRows() {
  return pairDesigns.map((design) => {
    const [p, q] = design.p;
    const newcombe = pairCoverage(design, newcombeInterval, p - q);
    const katz = pairCoverage(design, katzInterval, p / q);
    return `| ${design.n.join(' and ')} | ${p} and ${q} | ${percent(newcombe.coverage)} | ${percent(katz.coverage)} | ${percent(1 - katz.given)} |`;
  });
}

/** Coverage over draws of `draw`, which gives an interval or nothing. */
function simulated(draws, draw, truth) {
  let held = 0;
  let given = 0;
  for (let index = 0; index < draws; index += 1) {
    const interval = draw(index);
    if (!interval) continue;
    given += 1;
    if (holds(interval, truth)) held += 1;
  }
  return { coverage: held / given, without: 1 - given / draws };
}

const row = (name, setting, { coverage, without }) => ({
  text: `| ${name} | ${setting} | ${percent(coverage)} | ${percent(without)} |`,
  outside: coverage < 0.94 || coverage > 0.96 ? `${name}, ${setting} (${percent(coverage)})` : null,
});

/** What lies outside 94 to 96, in a sentence. */
function outsideSentence(rows) {
  const outside = rows.flatMap((one) => one.outside ?? []);
  return outside.length === 0
    ? 'All rows lie between 94 and 96.'
    : `All rows lie between 94 and 96, but for: ${outside.join('; ')}.`;
}

/** Normal scores: negatives around 0, positives around the shift that gives the area. */
function scores(random, { positives, negatives, shift }) {
  const values = new Float64Array(positives + negatives);
  const labels = new Int8Array(positives + negatives);
  for (let index = 0; index < values.length; index += 1) {
    labels[index] = index < positives ? 1 : 0;
    values[index] = random.gaussian() + (index < positives ? shift : 0);
  }
  return scoreCounts(values, labels);
}

/** The shift with Φ(shift / √2) equal to the area. */
function shiftFor(area) {
  let [low, high] = [0, 10];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle / Math.SQRT2) < area) low = middle;
    else high = middle;
  }
  return low;
}

function aucRows(random) {
  const sizes = [
    [50, 50],
    [50, 500],
    [300, 300],
  ];
  return [0.6, 0.75, 0.9].flatMap((area) =>
    sizes.map(([positives, negatives]) => {
      const design = { positives, negatives, shift: shiftFor(area) };
      const draw = () => rocAuc(scores(random, design)).interval;
      return row(
        'ROC AUC (DeLong)',
        `area ${area}, ${positives} and ${negatives} rows`,
        simulated(simulations / 2, draw, area),
      );
    }),
  );
}

/** Rows with a random label each, as the interval takes them: it allows for the share of positives, too. */
function labelledScores(random, { n, share, shift }) {
  const positives = binomialDraw(random, n, share);
  return scores(random, { positives, negatives: n - positives, shift });
}

function averagePrecisionRows(random) {
  const sizes = [
    { n: 500, share: 0.1 },
    { n: 1000, share: 0.2 },
  ];
  return sizes.map(({ n, share }) => {
    const design = { n, share, shift: shiftFor(0.8) };
    // The true value of this size: the mean of many samples, so that bias of the estimate is not charged to the interval.
    let sum = 0;
    for (let index = 0; index < simulations; index += 1)
      sum += averagePrecision(labelledScores(random, design)).value;
    const draw = () => averagePrecision(labelledScores(random, design)).interval;
    const setting = `area 0.8, ${n} rows, ${100 * share} of 100 positive`;
    return row(
      'average precision (delta, logit)',
      setting,
      simulated(simulations / 2, draw, sum / simulations),
    );
  });
}

const confusions = [
  { name: 'good, balanced', shares: [0.42, 0.06, 0.08, 0.44] },
  { name: 'weak, 1 of 10 positive', shares: [0.05, 0.1, 0.05, 0.8] },
];
const matrix = ([tp, fp, fn, tn]) => ({ tp, fp, fn, tn });

function confusionRows(random) {
  const metrics = [
    ['F1 (Wilson of Jaccard)', f1Score],
    ['balanced accuracy (MOVER)', balancedAccuracy],
    ['MCC (delta)', matthewsCorrelation],
  ];
  return metrics.flatMap(([name, metric]) =>
    confusions.flatMap(({ name: kind, shares }) =>
      [200, 1000].map((n) => {
        const truth = metric(matrix(shares.map((share) => Math.round(100 * share)))).value;
        const draw = () => metric(matrix(multinomialDraw(random, n, shares))).interval;
        return row(name, `${kind}, n = ${n}`, simulated(simulations, draw, truth));
      }),
    ),
  );
}

function meanRows(random) {
  const laws = [
    ['normal', () => random.gaussian(), 0],
    ['exponential', () => -Math.log(1 - random.next()), 1],
  ];
  return laws.flatMap(([law, next, truth]) =>
    [20, 100, 1000].map((n) => {
      const draw = () => {
        const values = Float64Array.from({ length: n }, next);
        const mean = values.reduce((sum, value) => sum + value, 0) / n;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
        return studentInterval({ n, mean, variance });
      };
      return row('mean (Student)', `${law}, n = ${n}`, simulated(simulations, draw, truth));
    }),
  );
}

function bootstrapRows(random) {
  const difference = ([a, b, c, d]) => (a + b > 0 && c + d > 0 ? a / (a + b) - c / (c + d) : null);
  const ratio = ([a, b, c, d]) => (a + b > 0 && c > 0 ? a / (a + b) / (c / (c + d)) : null);
  const designs = [
    { name: 'rates .3 and .4 of equal groups', shares: [0.15, 0.35, 0.2, 0.3] },
    { name: 'rates .1 and .2, the first group 1 in 5', shares: [0.02, 0.18, 0.16, 0.64] },
  ];
  return designs.flatMap(({ name, shares }) =>
    [200, 2000].flatMap((n) =>
      [
        ['difference of rates (bootstrap)', difference],
        ['ratio of rates (bootstrap)', ratio],
      ].map(([what, statistic]) => {
        const draw = (index) =>
          bootstrapInterval({ counts: multinomialDraw(random, n, shares), statistic, seed: index });
        return row(what, `${name}, n = ${n}`, simulated(bootstraps, draw, statistic(shares)));
      }),
    ),
  );
}

function document(tables, minutes) {
  const error = (draws) => percent(Math.sqrt((0.95 * 0.05) / draws));
  return `# Coverage of the 95 % intervals

${new Date().toISOString().slice(0, 10)}, ${minutes.toFixed(1)} minutes: \`npm run study -- intervals\`. All shares in percent.

## One proportion: Wilson

Exact, by adding up binomial probabilities. The mean is over p = .001, .002 … .999; the least over those p with n·p·(1 − p) ≥ 5. Counts are discrete, so no interval of a proportion covers 95 % at every p: the mean does, and single p lie above and below. Where n·p is some units or less the coverage jumps with p (90.4 at n = 10 and p = .01), and only an interval that is too wide elsewhere, Clopper and Pearson's, never falls below.

| n | mean over p | least, n·p·(1 − p) ≥ 5 | p = .01 | p = .05 | p = .2 | p = .5 |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${tables.wilson.join('\n')}

## Two proportions: Newcombe's difference and Katz's ratio

Exact likewise. Katz's interval is absent where a side has no success; the coverage is among the others.

| n | p | Newcombe | Katz | without Katz |
| :--- | :--- | ---: | ---: | ---: |
${tables.pairs.join('\n')}

## By simulation

Seed ${seed}. ${simulations.toLocaleString('en')} samples a row (Monte-Carlo error ${error(simulations)}), ROC AUC and average precision ${(simulations / 2).toLocaleString('en')} (${error(simulations / 2)}), bootstrap ${bootstraps.toLocaleString('en')} of 1,000 resamples each (${error(bootstraps)}). The truth is the population's value; for average precision the mean over samples of that size. Samples without an interval are counted apart.

| interval | population and size | coverage | without |
| :--- | :--- | ---: | ---: |
${tables.simulated.map(({ text }) => text).join('\n')}

${outsideSentence(tables.simulated)}
`;
}

export async function study() {
  const start = performance.now();
  const random = seededRandom(seed);
  const tables = {
    wilson: wilsonRows(),
    pairs: pairRows(),
    simulated: [
      ...aucRows(random),
      ...averagePrecisionRows(random),
      ...confusionRows(random),
      ...meanRows(random),
      ...bootstrapRows(random),
    ],
  };
  await writeStudy('intervals', document(tables, (performance.now() - start) / 60_000));
}
