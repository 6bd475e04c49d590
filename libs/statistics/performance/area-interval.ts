import { type Interval } from '../inference';
import { fewestScoredOfClass } from './fewest-rows';
import { type IntervalOrReason } from './mean-with-interval';
import { normalInterval } from './normal-interval';
import { reaching, wilsonByVariance } from './wilson-by-variance';

/** One class under an ROC curve: its rows, and the sum of the squared distances of their placement values from the area. */
interface PlacementSpread {
  readonly rows: number;
  readonly squares: number;
}

type Classes = readonly [PlacementSpread, PlacementSpread];

/**
 * From this many rows of the smaller class on, times the distance of the area from 0 or 1, DeLong's interval and Wilson's
 * agree. No bound nearer by: on it the two would be picked by the sample, each where the other covers.
 */
const manyMisses = 150;

/**
 * The interval of an area under the ROC curve, 95 % unless another level is asked for; coverage was studied at 95 %. DeLong's, clipped to [0, 1], where min(area, 1 − area) times the rows
 * of the smaller class is 150 or more. Otherwise Wilson's for as many independent rows as would give DeLong's variance, with
 * Student's quantile at Satterthwaite's degrees of freedom, all taken after 0.03 of a row (0.08 where one class is much
 * smaller than the other) has been added above and below all others in each class: near 1 and with few rows the plain
 * variance is too small and the area lopsided. So perfect separation has an interval, too. None with fewer than 40 rows in a
 * class or where every pair ties. `method` says which was used; docs/studies/intervals.md how they cover.
 * Source: DeLong et al., Biometrics 44 (1988); the Wilson form as Kottas, Kuss and Zapf, BMC Med. Res. Methodol. 14 (2014).
 */
export function areaInterval(area: number, classes: Classes, confidenceLevel = 0.95): IntervalOrReason {
  const [first, second] = classes;
  const fewer = Math.min(first.rows, second.rows);
  if (fewer < fewestScoredOfClass) return { intervalReason: 'too_few_rows' };
  const standardError = Math.sqrt(meanVariance(first) + meanVariance(second));
  if (standardError === 0 && area > 0 && area < 1) return {};
  if (Math.min(area, 1 - area) * fewer >= manyMisses)
    return normalInterval({ value: area, standardError, range: [0, 1], method: 'delong', confidenceLevel });
  const interval = wilsonOfArea(area, classes, confidenceLevel);
  return interval === null ? {} : { interval };
}

const meanVariance = ({ rows, squares }: PlacementSpread): number => squares / (rows - 1) / rows;

/** What is added at either end of each class. Chosen by simulation: less covers too little near 1, more too much. */
function rowsToAdd([first, second]: Classes): number {
  const balance = Math.min(first.rows, second.rows) / Math.max(first.rows, second.rows);
  return 0.03 + 0.05 * (1 - balance);
}

function wilsonOfArea(area: number, classes: Classes, confidenceLevel: number): Interval | null {
  const [first, second] = classes;
  const added = rowsToAdd(classes);
  const [m, n] = [first.rows + 2 * added, second.rows + 2 * added];
  const wins = area * first.rows * second.rows + added * (first.rows + second.rows) + 2 * added ** 2;
  const centre = wins / (m * n);
  const varianceOf = (own: PlacementSpread, rivals: number): number => {
    const all = rivals + 2 * added;
    const mean = (rivals * area + added) / all;
    const best = 1 - added / 2 / all;
    const extremes = added * ((best - centre) ** 2 + (1 - best - centre) ** 2);
    const squares = (rivals / all) ** 2 * own.squares + own.rows * (mean - centre) ** 2 + extremes;
    return meanVariance({ rows: own.rows + 2 * added, squares });
  };
  const [a, b] = [varianceOf(first, second.rows), varianceOf(second, first.rows)];
  const degreesOfFreedom = (a + b) ** 2 / (a ** 2 / (first.rows - 1) + b ** 2 / (second.rows - 1));
  const share = { value: centre, variance: a + b, degreesOfFreedom };
  const interval = wilsonByVariance(share, 'delong_wilson', confidenceLevel);
  return interval && reaching(interval, area);
}
