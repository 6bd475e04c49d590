import { type Interval, percentileInterval } from '../inference';
import { multinomialDraw, type SeededRandom, seededRandom } from '../random';
import { type AssessedDisparity, type FairnessAssessment } from './assess-fairness';
import { type Gap, type GapRule, gapRule, type MeasureKernel, measureKernel } from './bootstrap-gaps';
import { comparedMeasure, type DisparityName } from './disparity-name';
import { generalizedEntropy, type InequalityOptions } from './inequality-index';
import { outcomeCells } from './outcome-counts';
import { type FavourableOutcome } from './rate-cells';

export interface BootstrapOptions {
  readonly favourable: FavourableOutcome;
  /** At least 1. */
  readonly replicates: number;
  readonly seed: number;
  /** Draws every group at its own size; otherwise the sizes vary as in any sample. */
  readonly isStratified?: boolean;
  /** In (0, 1); 0.95 unless told otherwise. */
  readonly confidenceLevel?: number;
  /** α of `generalized_entropy`; 2 unless told otherwise. */
  readonly entropyAlpha?: number;
}

/** Percentile intervals of a disparity; null where fewer than 95 % of the replicates have a value. */
export interface BootstrapIntervals {
  readonly difference: Interval | null;
  readonly ratio: Interval | null;
}

/** A disparity in the making: what it is of one replicate. */
interface Statistic {
  readonly metric: DisparityName;
  readonly evaluate: (drawn: Drawn) => Gap;
  readonly differences: Float64Array;
  readonly ratios: Float64Array;
}

/** One replicate: outcome cells and scoring cells, group by group. */
interface Drawn {
  readonly cells: Float64Array;
  readonly scoring: Float64Array;
}

/**
 * Percentile bootstrap of the disparities of one population, from its counts alone: a multinomial draw over the cells
 * group × label × prediction is in law what resampling the rows of known group is. Which groups take part is settled by
 * the population itself; the extremes are looked for anew in every replicate. Among many groups that adds to a gap which
 * is chance already, and the interval lies too high, as any bootstrap of a maximum does. Empty for weighted counts, which
 * do not say what a row weighs; the disparity by strata is left to its closed form. The same seed gives the same
 * intervals. O(replicates × cells). Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993).
 */
export function bootstrapDisparities(
  { population, disparities }: FairnessAssessment,
  options: BootstrapOptions,
): ReadonlyMap<DisparityName, BootstrapIntervals> {
  const { groups } = population;
  if (groups.length === 0 || groups.some(({ squares }) => squares !== undefined)) return new Map();
  const random = seededRandom(options.seed);
  const counts = groups.flatMap((group) => outcomeCells.map((cell) => group.counts[cell]));
  const scoring = groups.flatMap((group) => {
    const { aboveMedian, scored } = group.scoring ?? { aboveMedian: 0, scored: 0 };
    return [aboveMedian, scored - aboveMedian];
  });
  const drawn = { cells: new Float64Array(counts.length), scoring: new Float64Array(scoring.length) };
  const statistics = statisticsOf({ population, disparities }, options);
  for (let replicate = 0; replicate < options.replicates; replicate += 1) {
    drawGroups(counts, drawn.cells, { random, groups: options.isStratified ? groups.length : 1 });
    drawGroups(scoring, drawn.scoring, { random, groups: options.isStratified ? groups.length : 1 });
    for (const { evaluate, differences, ratios } of statistics) {
      const { difference, ratio } = evaluate(drawn);
      differences[replicate] = difference;
      ratios[replicate] = ratio;
    }
  }
  const method = options.isStratified ? 'stratified_percentile_bootstrap' : 'percentile_bootstrap';
  const interval = (values: Float64Array) =>
    percentileInterval(values, { method, confidenceLevel: options.confidenceLevel ?? 0.95 });
  return new Map(
    statistics.map(({ metric, differences, ratios }) => [
      metric,
      { difference: interval(differences), ratio: interval(ratios) },
    ]),
  );
}

function drawGroups(
  counts: readonly number[],
  drawn: Float64Array,
  { random, groups }: { random: SeededRandom; groups: number },
): void {
  const width = counts.length / groups;
  for (let start = 0; start < counts.length; start += width) {
    const cells = counts.slice(start, start + width);
    const rows = cells.reduce((sum, count) => sum + count, 0);
    drawn.set(multinomialDraw(random, rows, cells), start);
  }
}

function statisticsOf(assessment: FairnessAssessment, options: BootstrapOptions): Statistic[] {
  const { replicates } = options;
  return assessment.disparities.flatMap(({ metric }) => {
    const evaluate = evaluatorOf(metric, assessment, options);
    if (evaluate === null) return [];
    return [
      { metric, evaluate, differences: new Float64Array(replicates), ratios: new Float64Array(replicates) },
    ];
  });
}

function evaluatorOf(
  metric: DisparityName,
  assessment: FairnessAssessment,
  options: BootstrapOptions,
): Statistic['evaluate'] | null {
  if (metric === 'conditional_demographic_disparity') return null;
  if (metric === 'theil') return inequalityOf(assessment, { ...options, alpha: 1 });
  if (metric === 'generalized_entropy')
    return inequalityOf(assessment, { ...options, alpha: options.entropyAlpha ?? 2 });
  if (metric === 'equalized_odds') return oddsOf(assessment, options);
  return measured(metric, assessment, options);
}

function measured(
  metric: keyof typeof comparedMeasure,
  { population, disparities }: FairnessAssessment,
  { favourable }: BootstrapOptions,
): Statistic['evaluate'] | null {
  const measure = comparedMeasure[metric];
  const disparity = disparities.find((each) => each.metric === metric) as AssessedDisparity;
  const rule: GapRule | null = gapRule(measure, disparity, population);
  if (rule === null) return null;
  const kernel: MeasureKernel = measureKernel(measure, favourable);
  const values = new Float64Array(population.groups.length + 1);
  return ({ cells, scoring }) => {
    kernel(measure === 'scoring_rate' ? scoring : cells, values);
    return rule(values);
  };
}

/** The worse of true and false positive rates. */
function oddsOf(assessment: FairnessAssessment, options: BootstrapOptions): Statistic['evaluate'] | null {
  const tpr = measured('equal_opportunity', assessment, options);
  const fpr = measured('fpr_parity', assessment, options);
  if (tpr === null || fpr === null) return null;
  return (drawn) => {
    const [first, second] = [tpr(drawn), fpr(drawn)];
    return {
      difference:
        Math.abs(first.difference) >= Math.abs(second.difference) ? first.difference : second.difference,
      ratio: folded(first.ratio) <= folded(second.ratio) ? first.ratio : second.ratio,
    };
  };
}

const folded = (ratio: number): number => (ratio > 1 ? 1 / ratio : ratio);

function inequalityOf(
  { population }: FairnessAssessment,
  { alpha, favourable }: InequalityOptions,
): Statistic['evaluate'] {
  const at = (cell: (typeof outcomeCells)[number]) => outcomeCells.indexOf(cell);
  const width = outcomeCells.length;
  return ({ cells }) => {
    const counts = { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: 0, unlabelledNegative: 0 };
    for (let start = 0; start < population.groups.length * width; start += width)
      for (const cell of outcomeCells) counts[cell] += cells[start + at(cell)]!;
    const { total } = generalizedEntropy([{ group: [], counts }], { alpha, favourable });
    return { difference: total.value ?? NaN, ratio: NaN };
  };
}
