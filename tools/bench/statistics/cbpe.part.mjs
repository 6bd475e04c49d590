import { binaryPerformance, countChunks, regressionPerformance } from '@countersign/statistics/estimation';
import { preparePeers, python } from '../../peers/python.mjs';
import { runOrThrow } from '../../set-up/run.mjs';

const metrics = ['roc_auc', 'f1', 'precision', 'recall', 'specificity', 'accuracy'];
const shapes = [
  { reference: 100_000, analysis: 1_000_000 },
  { reference: 1_000_000, analysis: 1_000_000 },
];
/** Ten times as fast. */
const share = 0.1;

/** Performance estimation of six metrics beside NannyML, and of regression errors by itself. */
export async function measure() {
  const rows = [];
  for (const shape of shapes) {
    const words = `1,000,000 rows in 50 chunks after ${shape.reference.toLocaleString('en')} with labels`;
    const seconds = bestOfThree(() => estimate(shape));
    rows.push({ what: `six metrics, ${words}`, unit: 's', target: 3, measured: seconds });
    const peer = await nannyml(shape);
    if (peer === undefined) continue;
    rows.push({
      what: `six metrics, ${words}: our time as a share of NannyML's ${peer.toFixed(2)} s`,
      unit: '',
      target: share,
      measured: seconds / peer,
    });
  }
  rows.push({
    what: 'regression errors, one metric, 20 features, 100,000 rows after 100,000 with targets',
    unit: 's',
    target: 10,
    measured: bestOfThree(regression),
  });
  return rows;
}

/** The rule of tools/peers/cbpe.py. */
function classified(n, shift, hasLabels) {
  const scores = new Float64Array(n);
  const predictions = new Int8Array(n);
  const labels = new Int8Array(n).fill(-1);
  for (let row = 0; row < n; row += 1) {
    const score = ((row + shift) * 0.6180339887498949) % 1;
    scores[row] = score;
    predictions[row] = score > 0.5 ? 1 : 0;
    if (hasLabels) labels[row] = ((row + shift) * 0.7548776662466927) % 1 < score * score ? 1 : 0;
  }
  return { rows: { scores, predictions, labels }, chunks: countChunks(n, 50) };
}

function estimate({ reference, analysis }) {
  const sides = {
    reference: classified(reference, 0, true),
    analysis: classified(analysis, 1_000_000, false),
  };
  return secondsOf(() => binaryPerformance({ ...sides, metrics }));
}

function regression() {
  const n = 100_000;
  const column = (at, shift) =>
    Float64Array.from({ length: n }, (_, row) => ((row + shift) * Math.sqrt(at + 2)) % 1);
  const side = (shift) => {
    const columns = Array.from({ length: 20 }, (_, at) => column(at, shift));
    const targets = columns[0].map((value, row) => value + columns[1][row] * (columns[2][row] - 0.5));
    const features = columns.map((values) => ({ values }));
    return { rows: { predictions: columns[0], targets }, features, chunks: countChunks(n, 10) };
  };
  const sides = { reference: side(0), analysis: side(n) };
  return secondsOf(() => regressionPerformance({ ...sides, metrics: ['mae'] }));
}

function secondsOf(work) {
  const begin = performance.now();
  work();
  return (performance.now() - begin) / 1000;
}

const bestOfThree = (work) => Math.min(work(), work(), work());

/** Undefined where there is no NannyML. */
async function nannyml({ reference, analysis }) {
  try {
    await preparePeers(console.log);
  } catch (error) {
    console.log(`cbpe: without NannyML, ${error.message}`);
    return undefined;
  }
  return Number(
    await runOrThrow([python, '-W', 'ignore', 'tools/peers/cbpe.py', reference, analysis].map(String)),
  );
}
