import { type Interval } from '../inference';
import { normalInterval } from './normal-interval';
import { reaching, wilsonByVariance } from './wilson-by-variance';

/** One class under an ROC curve: its rows, and the sum of the squared distances of their placement values from the area. */
interface PlacementSpread {
  readonly rows: number;
  readonly squares: number;
}

type Classes = readonly [PlacementSpread, PlacementSpread];

/** With fewer rows of the smaller class, times the distance of the area from 0 or 1, DeLong's interval covers too little. */
const fewestMisses = 30;

/** What is added at either end of each class. Chosen by simulation: less covers too little near 1, more too much. */
const addedRows = 0.12;

/**
 * The 95 % interval of an area under the ROC curve. DeLong's, clipped to [0, 1], where min(area, 1 − area) times the rows
 * of the smaller class is 30 or more. Otherwise Wilson's for as many independent rows as would give DeLong's variance, both
 * taken after 0.12 of a row has been added above and below all others in each class: near 1 and with few rows the plain
 * variance is too small and the area lopsided. So perfect separation has an interval, too. Nothing with fewer than two rows
 * in a class or where every pair ties. `method` says which was used; docs/studies/intervals.md how they cover.
 * Source: DeLong et al., Biometrics 44 (1988); the Wilson form as Kottas, Kuss and Zapf, BMC Med. Res. Methodol. 14 (2014).
 */
export function areaInterval(area: number, classes: Classes): { interval?: Interval } {
  const [first, second] = classes;
  const fewer = Math.min(first.rows, second.rows);
  if (fewer < 2) return {};
  const standardError = Math.sqrt(meanVariance(first) + meanVariance(second));
  if (standardError === 0 && area > 0 && area < 1) return {};
  if (Math.min(area, 1 - area) * fewer >= fewestMisses)
    return normalInterval({ value: area, standardError, range: [0, 1], method: 'delong' });
  const interval = wilsonOfArea(area, classes);
  return interval === null ? {} : { interval };
}

const meanVariance = ({ rows, squares }: PlacementSpread): number => squares / (rows - 1) / rows;

function wilsonOfArea(area: number, [first, second]: Classes): Interval | null {
  const [m, n] = [first.rows + 2 * addedRows, second.rows + 2 * addedRows];
  const wins = area * first.rows * second.rows + addedRows * (first.rows + second.rows) + 2 * addedRows ** 2;
  const centre = wins / (m * n);
  const spread = (own: PlacementSpread, rivals: number): PlacementSpread => {
    const all = rivals + 2 * addedRows;
    const mean = (rivals * area + addedRows) / all;
    const best = 1 - addedRows / 2 / all;
    const added = (best - centre) ** 2 + (1 - best - centre) ** 2;
    const squares = (rivals / all) ** 2 * own.squares + own.rows * (mean - centre) ** 2 + addedRows * added;
    return { rows: own.rows + 2 * addedRows, squares };
  };
  const variance = meanVariance(spread(first, second.rows)) + meanVariance(spread(second, first.rows));
  const interval = wilsonByVariance({ value: centre, variance }, 'delong_wilson');
  return interval && reaching(interval, area);
}
