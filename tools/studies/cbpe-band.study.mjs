// How often the realised performance of a chunk lies inside the band around its estimate, where nothing but the inputs
// changes.
import { binaryPerformance, sizeChunks } from '@countersign/statistics/estimation';
import { seededRandom } from '@countersign/statistics/random';
import { writeStudy } from './write-study.mjs';

const seed = 20261121;
const referenceRows = 10_000;
const chunksPerStream = 20;
const streams = 150;
const sizes = [100, 500, 2000];
const metrics = ['roc_auc', 'average_precision', 'f1', 'precision', 'recall', 'specificity', 'accuracy'];
/** Probability of a positive given the score: the same in both periods, since there is no concept drift. */
const truths = [
  { what: 'overconfident scores, p = s²', p: (s) => s * s },
  { what: 'rare positives, p = s⁴ / 2', p: (s) => s ** 4 / 2 },
];
/** Density of the analysis scores; those of the reference are uniform. */
const inputs = [
  { what: 'inputs as in the reference', draw: (random) => random.next() },
  { what: 'inputs shifted towards low scores', draw: (random) => random.next() ** 1.6 },
];
/** The band of the product, and the one that a 95 % interval would be. */
const bands = [
  { what: '± 3 SE', multiplier: 3, nominal: 0.9973 },
  { what: '± 1.96 SE', multiplier: 1.96, nominal: 0.95 },
];

function rows(random, n, { p, draw }) {
  const scores = Float64Array.from({ length: n }, () => draw(random));
  return {
    scores,
    predictions: Int8Array.from(scores, (score) => (score > 0.6 ? 1 : 0)),
    labels: Int8Array.from(scores, (score) => (random.next() < p(score) ? 1 : 0)),
  };
}

/** For each metric and band, how many chunks with a realised value there are and how many of these lie inside. */
function stream(random, { p, draw, size }) {
  const reference = rows(random, referenceRows, { p, draw: (source) => source.next() });
  const analysis = rows(random, size * chunksPerStream, { p, draw });
  const answer = binaryPerformance({
    reference: { rows: reference, chunks: sizeChunks(referenceRows, size) },
    analysis: { rows: analysis, chunks: sizeChunks(size * chunksPerStream, size) },
    metrics,
  });
  return answer.metrics.map(({ chunks }) => {
    const judged = chunks.filter(
      ({ period, estimated, realised, samplingError }) =>
        period === 'analysis' && estimated !== null && realised !== null && samplingError !== null,
    );
    const inside = bands.map(
      ({ multiplier }) =>
        judged.filter(
          ({ estimated, realised, samplingError }) =>
            Math.abs(realised - estimated) <= multiplier * samplingError + 1e-12,
        ).length,
    );
    return { n: judged.length, inside };
  });
}

/** Coverage with the standard error of its simulation, which counts whole streams: chunks of one share a reference. */
function coverage(results, band) {
  const n = results.reduce((sum, result) => sum + result.n, 0);
  const share = results.reduce((sum, { inside }) => sum + inside[band], 0) / n;
  const squares = results.reduce((sum, result) => sum + (result.inside[band] - share * result.n) ** 2, 0);
  return { share, error: Math.sqrt(squares) / n, n };
}

const percent = (share) => (100 * share).toFixed(1);

export async function study() {
  const random = seededRandom(seed);
  const sections = [];
  for (const truth of truths) {
    for (const input of inputs) {
      const tables = sizes.map((size) => {
        const found = Array.from({ length: streams }, () => stream(random, { ...truth, ...input, size }));
        return metrics.map((_, at) => found.map((metricsOfStream) => metricsOfStream[at]));
      });
      sections.push({ title: `${truth.what}; ${input.what}`, tables });
    }
  }
  await writeStudy('cbpe-band', page(sections));
  console.log('docs/studies/cbpe-band.md');
}

function page(sections) {
  const perCell = streams * chunksPerStream;
  return `${[
    '# How often the realised value lies in the band',
    '',
    `Run on ${new Date().toISOString().slice(0, 10)} by \`npm run study -- cbpe-band\`, seed ${seed}.`,
    '',
    `Simulated classifiers without concept drift: the probability of a positive given the score stays as it was, the scores may shift. ${streams} streams a cell, each with a new reference of ${referenceRows.toLocaleString('en')} labelled rows and ${chunksPerStream} chunks, so ${perCell.toLocaleString('en')} chunks a cell. Positive predictions are scores above 0.6. Each cell gives the share of chunks, in per cent, whose realised value lies within the band, ± the standard error of the simulation. The product draws ± 3 sampling errors; ± 1.96 is what a 95 % interval would be.`,
    '',
    `The lowest coverage of ± 3 SE is ${lowest(sections)}. The sampling error is that of the reference period (NannyML's definition): it leaves out how well the calibration is known, which weighs more the longer a chunk is, for the ROC area the sampling of the more frequent class, and how a shift of the inputs changes the spread. It also counts how chunks differ in the rows they happen to hold, which the estimate follows, so the bands of F1, specificity and accuracy are wider than they need to be. A realised value outside the band is therefore a weaker sign of concept drift than ± 3 SE suggests.`,
    '',
    ...sections.flatMap(section),
  ].join('\n')}\n`;
}

/** In words: how little, of which metric and where. */
function lowest(sections) {
  const cells = sections.flatMap(({ title, tables }) =>
    tables.flatMap((table, size) =>
      metrics.map((metric, at) => ({
        share: coverage(table[at], 0).share,
        where: `${metric}, n = ${sizes[size]}, ${title}`,
      })),
    ),
  );
  const { share, where } = cells.reduce((worst, cell) => (cell.share < worst.share ? cell : worst));
  return `${percent(share)} % (${where})`;
}

function section({ title, tables }) {
  const heads = sizes.flatMap((size) => bands.map(({ what }) => `n = ${size}, ${what}`));
  const lines = metrics.map((metric, at) => {
    const cells = tables.flatMap((table) =>
      bands.map((_, band) => {
        const { share, error } = coverage(table[at], band);
        return `${percent(share)} ± ${percent(error)}`;
      }),
    );
    return `| ${[metric, ...cells].join(' | ')} |`;
  });
  const nominal = sizes.flatMap(() => bands.map((band) => percent(band.nominal)));
  return [
    `## ${title[0].toUpperCase()}${title.slice(1)}`,
    '',
    `| ${['metric', ...heads].join(' | ')} |`,
    `| ${['---', ...heads.map(() => '--:')].join(' | ')} |`,
    `| ${['said', ...nominal].join(' | ')} |`,
    ...lines,
    '',
  ];
}
