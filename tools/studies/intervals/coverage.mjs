// What the parts of the study of intervals share: how coverage is counted and shown.
import { normalCdf } from '@countersign/statistics/inference';

export const percent = (share) => (100 * share).toFixed(1);
export const holds = (interval, truth) => interval.lower <= truth && truth <= interval.upper;

/** The interval of an estimate, nothing where it has none. */
export const intervalOf = (estimate) => (estimate.status === 'ok' ? estimate.interval : undefined);

/** With fewer intervals the Monte-Carlo error of their coverage is above one in a hundred. */
const fewestIntervals = 500;

/**
 * Rows of the table, one a metric: `draw` gives the intervals of one sample by name, `truth` the true values. A coverage of
 * fewer than 500 intervals is left out.
 */
export function coverageRows({ setting, draws, draw, truth }) {
  const names = Object.keys(truth);
  const tallies = names.map(() => ({ held: 0, given: 0, methods: new Map() }));
  for (let index = 0; index < draws; index += 1) {
    const intervals = draw(index);
    names.forEach((name, at) => {
      const interval = intervals[name];
      if (!interval) return;
      const tally = tallies[at];
      tally.given += 1;
      if (holds(interval, truth[name])) tally.held += 1;
      tally.methods.set(interval.method, (tally.methods.get(interval.method) ?? 0) + 1);
    });
  }
  return names.map((name, at) => {
    const { held, given, methods } = tallies[at];
    const coverage = given < fewestIntervals ? null : held / given;
    const used = [...methods].sort((a, b) => b[1] - a[1]).map(([method]) => method);
    const shown = given === 0 ? 'none' : 'too few';
    return {
      cells: [
        name,
        setting,
        used.join(', '),
        coverage === null ? shown : percent(coverage),
        percent(1 - given / draws),
      ],
      coverage,
      name: `${name}, ${setting}`,
    };
  });
}

/** The shift of two normal scores of deviation 1 with Φ(shift / √2) equal to the area. */
export function shiftFor(area) {
  let [low, high] = [0, 10];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle / Math.SQRT2) < area) low = middle;
    else high = middle;
  }
  return low;
}
