// What the page of the benchmark runs: a slider's work on the largest section that has curves of its own.
import {
  countAudit,
  auditSections,
  defaultPolicy,
  sectionAtThreshold,
  sectionTails,
} from '@countersign/domain/fairness';
import { ratesByThreshold, scoreTails, thresholdSweep } from '@countersign/statistics/fairness-evidence';

const groupCount = 20;
const names = Array.from({ length: groupCount }, (_, at) => `group ${at}`);

/** Rows in a thousand bins, which is finer than audits keep them. */
const thousand = names.map((name, at) => ({
  group: [name],
  positives: Array.from({ length: 1000 }, (_, bin) => (bin * 7919 + at * 31) % 13),
  negatives: Array.from({ length: 1000 }, (_, bin) => ((999 - bin) * 7907 + at * 17) % 11),
}));
const edges = Array.from({ length: 1000 }, (_, bin) => bin / 1000);

function oneSection() {
  const rows = Array.from({ length: 40_000 }, (_, at) => {
    const score = ((at * 7919) % 1009) / 1009;
    return { groups: [names[at % groupCount]], predicted: score >= 0.5, actual: (at * 31) % 7 < 3, score };
  });
  const plan = { attributes: ['group'], sections: auditSections(1, false), scores: { median: 0.5 } };
  const [section] = countAudit(rows, plan).sections;
  const policy = defaultPolicy(['group'], { prediction: 'positive', meaning: '' });
  return { section, policy, tails: sectionTails(section) };
}

/** @returns milliseconds of each frame, sorted */
function frames(work) {
  const took = [];
  for (let turn = 0; turn < 220; turn += 1) {
    const begin = performance.now();
    work(turn);
    // The first ones are the compiler's.
    if (turn >= 20) took.push(performance.now() - begin);
  }
  return took.sort((a, b) => a - b);
}

/** Milliseconds of a frame, the 95th of 100. */
const p95 = (took) => took[Math.floor(took.length * 0.95)];

globalThis.measureSweep = () => {
  const { section, policy, tails } = oneSection();
  const fine = thousand.map((group) => scoreTails(group, 1000));
  return {
    sweep: p95(frames(() => thresholdSweep(edges, thousand))),
    curve: p95(frames(() => ratesByThreshold(fine, { name: 'tpr', favourable: 'positive' }))),
    judged: p95(frames((turn) => sectionAtThreshold(tails, turn % 100, { section, policy }))),
  };
};
