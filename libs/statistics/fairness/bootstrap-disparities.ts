import { type Interval, percentileInterval, smoothedCounts } from '../inference';
import { multinomialDraw, type SeededRandom, seededRandom } from '../random';
import { type AssessedDisparity, type FairnessAssessment } from './assess-fairness';
import { type Gap, type GapRule, gapRule, type MeasureKernel, measureKernel } from './bootstrap-gaps';
import { comparedMeasure, type DisparityName } from './disparity-name';
import { generalizedEntropy, type InequalityOptions } from './inequality-index';
import { outcomeCells, type OutcomeCounts, type ScoringCounts } from './outcome-counts';
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
 * group × label × prediction is in law what resampling the rows of known group is. A group with few rows in a cell gets half
 * a row more in each of its cells first (see `smoothedCounts`); `method` tells where there is one. Which groups take part is settled by
 * the population itself. Only the indices of inequality and disparities of a single pair have intervals: of a pair picked
 * among several, as of the worse of two rates, the bootstrap lies above a gap that is chance already. Empty for weighted
 * counts, which do not say what a row weighs; the disparity by strata is left to its closed form. The same seed gives the
 * same intervals. O(replicates × cells). Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993).
 */
export function bootstrapDisparities(
  { population, disparities }: FairnessAssessment,
  options: BootstrapOptions,
): ReadonlyMap<DisparityName, BootstrapIntervals> {
  const { groups } = population;
  if (groups.length === 0 || groups.some(({ squares }) => squares !== undefined)) return new Map();
  const random = seededRandom(options.seed);
  const parts = options.isStratified ? groups.map((group) => [group]) : [groups];
  const cellBlocks = parts.map((part) => drawable(part.flatMap(({ counts }) => outcomeBlocks(counts))));
  const scoreBlocks = parts.map((part) => drawable(part.map(({ scoring }) => scoringBlock(scoring))));
  const drawn = {
    cells: new Float64Array(groups.length * outcomeCells.length),
    scoring: new Float64Array(groups.length * 2),
  };
  const statistics = statisticsOf({ population, disparities }, options);
  for (let replicate = 0; replicate < options.replicates; replicate += 1) {
    draw(cellBlocks, drawn.cells, random);
    draw(scoreBlocks, drawn.scoring, random);
    for (const { evaluate, differences, ratios } of statistics) {
      const { difference, ratio } = evaluate(drawn);
      differences[replicate] = difference;
      ratios[replicate] = ratio;
    }
  }
  const isSmoothed = [...cellBlocks, ...scoreBlocks].some((block) => block.isSmoothed);
  const method = `${isSmoothed ? 'smoothed_' : ''}${options.isStratified ? 'stratified_' : ''}percentile_bootstrap`;
  const interval = (values: Float64Array) =>
    percentileInterval(values, { method, confidenceLevel: options.confidenceLevel ?? 0.95 });
  return new Map(
    statistics.map(({ metric, differences, ratios }) => [
      metric,
      { difference: interval(differences), ratio: interval(ratios) },
    ]),
  );
}

/** Cells that are drawn together. */
interface Drawable {
  readonly rows: number;
  readonly weights: Float64Array;
  readonly isSmoothed: boolean;
}

/** Labelled and unlabelled cells apart, in the order of `outcomeCells`: where no label is known, none comes to be known. */
function outcomeBlocks(counts: OutcomeCounts): number[][] {
  const { tp, fp, fn, tn, unlabelledPositive, unlabelledNegative } = counts;
  return [
    [tp, fp, fn, tn],
    [unlabelledPositive, unlabelledNegative],
  ];
}

function scoringBlock({ aboveMedian, scored }: ScoringCounts = { aboveMedian: 0, scored: 0 }): number[] {
  return [aboveMedian, scored - aboveMedian];
}

/** Cells that can all occur are smoothed block by block; a block without rows stays empty. */
function drawable(blocks: readonly (readonly number[])[]): Drawable {
  const counts = blocks.flat();
  const weights = blocks.flatMap((block) =>
    block.some((count) => count > 0) ? [...smoothedCounts(block)] : [...block],
  );
  return {
    rows: counts.reduce((sum, count) => sum + count, 0),
    weights: Float64Array.from(weights),
    isSmoothed: weights.some((weight, cell) => weight !== counts[cell]),
  };
}

function draw(parts: readonly Drawable[], drawn: Float64Array, random: SeededRandom): void {
  let start = 0;
  for (const { rows, weights } of parts) {
    drawn.set(multinomialDraw(random, rows, weights), start);
    start += weights.length;
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
  if (metric === 'conditional_demographic_disparity' || metric === 'equalized_odds') return null;
  if (metric === 'theil') return inequalityOf(assessment, { ...options, alpha: 1 });
  if (metric === 'generalized_entropy')
    return inequalityOf(assessment, { ...options, alpha: options.entropyAlpha ?? 2 });
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
