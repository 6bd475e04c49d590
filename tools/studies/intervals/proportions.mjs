// Exact coverage of the intervals of one and two proportions, by adding up binomial probabilities.
import { binomialProbability } from '@countersign/statistics/distributions';
import { newcombeInterval, ratioInterval, wilsonInterval } from '@countersign/statistics/inference';
import { holds, percent } from './coverage.mjs';

const chances = (n, p) => Float64Array.from({ length: n + 1 }, (_, k) => binomialProbability(k, { n, p }));

/** Exact coverage of Wilson's interval at p. */
function wilsonCoverage(intervals, p) {
  const n = intervals.length - 1;
  return chances(n, p).reduce((sum, chance, k) => sum + (holds(intervals[k], p) ? chance : 0), 0);
}

const intervalsOf = (n) => Array.from({ length: n + 1 }, (_, k) => wilsonInterval(k, n));

/** Mean over up to 21 sizes from n less a tenth to n and a tenth. */
function meanAbout(n, p) {
  const [least, most] = [Math.round(0.9 * n), Math.round(1.1 * n)];
  const step = Math.max(1, Math.round((most - least) / 20));
  const covered = [];
  for (let size = least; size <= most; size += step) covered.push(wilsonCoverage(intervalsOf(size), p));
  return covered.reduce((sum, share) => sum + share, 0) / covered.length;
}

export function wilsonRows() {
  return [10, 20, 50, 100, 500, 2000].map((n) => {
    const intervals = intervalsOf(n);
    const grid = Array.from({ length: 999 }, (_, index) => (index + 1) / 1000);
    const coverage = grid.map((p) => wilsonCoverage(intervals, p));
    const inside = coverage.filter((_, index) => n * grid[index] * (1 - grid[index]) >= 5);
    const mean = coverage.reduce((sum, share) => sum + share, 0) / coverage.length;
    const least = inside.length > 0 ? percent(Math.min(...inside)) : 'none';
    const at = [0.05, 0.2, 0.5].map((p) => (n * p < 5 ? 'n·p < 5' : percent(meanAbout(n, p))));
    return [String(n), percent(mean), least, ...at];
  });
}

/** Coverage for two independent proportions, among the samples with an interval, and the share of each method. */
function pairCoverage({ n, p }, interval, truth) {
  const [first, second] = [chances(n[0], p[0]), chances(n[1], p[1])];
  const tally = { held: 0, given: 0, methods: new Map() };
  first.forEach((a, x) => {
    if (a < 1e-9) return;
    second.forEach((b, y) => {
      if (b < 1e-9) return;
      const found = interval({ successes: x, n: n[0] }, { successes: y, n: n[1] });
      if (found === null) return;
      tally.given += a * b;
      if (holds(found, truth)) tally.held += a * b;
      tally.methods.set(found.method, (tally.methods.get(found.method) ?? 0) + a * b);
    });
  });
  const share = (method) => (tally.methods.get(method) ?? 0) / tally.given;
  return { coverage: tally.held / tally.given, without: Math.max(0, 1 - tally.given), share };
}

const designs = [
  { n: [50, 50], p: [0.5, 0.5] },
  { n: [50, 50], p: [0.1, 0.3] },
  { n: [40, 160], p: [0.1, 0.2] },
  { n: [200, 100], p: [0.2, 0.2] },
  { n: [200, 100], p: [0.5, 0.7] },
  { n: [500, 50], p: [0.9, 0.8] },
  { n: [300, 300], p: [0.05, 0.1] },
  { n: [400, 200], p: [0.3, 0.4] },
  { n: [1000, 1000], p: [0.5, 0.6] },
];

export function pairRows() {
  return designs.map((design) => {
    const [p, q] = design.p;
    const difference = pairCoverage(design, newcombeInterval, p - q);
    const ratio = pairCoverage(design, ratioInterval, p / q);
    return {
      cells: [
        design.n.join(' and '),
        `${p} and ${q}`,
        percent(difference.coverage),
        percent(ratio.coverage),
        percent(ratio.share('katz')),
        percent(ratio.without),
      ],
      coverage: ratio.coverage,
      name: `ratio, ${design.n.join(' and ')}, p = ${p} and ${q}`,
    };
  });
}
