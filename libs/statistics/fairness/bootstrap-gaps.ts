import { type AssessedDisparity, type AssessedPopulation } from './assess-fairness';
import { isSame } from './choose-reference';
import { type GroupComparison, isErrorMeasure } from './compare-pair';
import { type GroupMeasureName } from './group-measure';
import { type OutcomeCell, outcomeCells } from './outcome-counts';
import { type FavourableOutcome, type GroupRateName, rateCells } from './rate-cells';

/** Difference and ratio of one replicate; NaN where undefined. */
export interface Gap {
  difference: number;
  ratio: number;
}

/** Computes a measure of every group, and of the whole at the last index, from drawn cells; NaN where undefined. */
export type MeasureKernel = (cells: Float64Array, values: Float64Array) => void;

/** The kernel of a measure on cells laid out group by group in the order of `outcomeCells`. */
export function measureKernel(name: GroupMeasureName, favourable: FavourableOutcome): MeasureKernel {
  if (name === 'error_odds') return quotientKernel(['fn'], ['fp']);
  if (name === 'scoring_rate') return scoringKernel;
  if (name !== 'mean_odds') return rateKernel(name, favourable);
  const [tpr, fpr] = [rateKernel('tpr', favourable), rateKernel('fpr', favourable)];
  let second = new Float64Array(0);
  return (cells, values) => {
    if (second.length !== values.length) second = new Float64Array(values.length);
    tpr(cells, values);
    fpr(cells, second);
    for (let group = 0; group < values.length; group += 1)
      values[group] = (values[group]! + second[group]!) / 2;
  };
}

function rateKernel(name: GroupRateName, favourable: FavourableOutcome): MeasureKernel {
  const { numerator, denominator } = rateCells(name, favourable);
  return quotientKernel(numerator, denominator);
}

function quotientKernel(above: readonly OutcomeCell[], below: readonly OutcomeCell[]): MeasureKernel {
  const [numerator, denominator] = [above, below].map((cells) =>
    cells.map((cell) => outcomeCells.indexOf(cell)),
  ) as [number[], number[]];
  const width = outcomeCells.length;
  return (cells, values) => {
    const groups = values.length - 1;
    let [allAbove, allBelow] = [0, 0];
    for (let group = 0; group < groups; group += 1) {
      const start = group * width;
      let [x, n] = [0, 0];
      for (const cell of numerator) x += cells[start + cell]!;
      for (const cell of denominator) n += cells[start + cell]!;
      values[group] = x / n;
      allAbove += x;
      allBelow += n;
    }
    values[groups] = allAbove / allBelow;
    for (let group = 0; group <= groups; group += 1) if (!Number.isFinite(values[group])) values[group] = NaN;
  };
}

/** On cells of two a group: above the median, and not. */
const scoringKernel: MeasureKernel = (cells, values) => {
  const groups = values.length - 1;
  let [above, scored] = [0, 0];
  for (let group = 0; group < groups; group += 1) {
    const [x, rest] = [cells[2 * group]!, cells[2 * group + 1]!];
    values[group] = x / (x + rest);
    above += x;
    scored += x + rest;
  }
  values[groups] = above / scored;
};

/** Says which groups' values make the gap of a replicate. */
export type GapRule = (values: Float64Array) => Gap;

/**
 * The rule of a compared disparity: the pair that the audit shows, where it is the only one; null otherwise. Resampling
 * what was picked among several adds to a gap that is chance already: of five equal groups no such interval holds the truth.
 */
export function gapRule(
  measure: GroupMeasureName,
  { isPicked, tested, direction }: AssessedDisparity,
  population: AssessedPopulation,
): GapRule | null {
  if (tested === null || isPicked) return null;
  const indexOf = (name: readonly string[]) =>
    population.groups.findIndex(({ group }) => isSame(group, name));
  const pair = ({ audited, reference }: GroupComparison): [number, number] => [
    indexOf(audited),
    reference === null ? population.groups.length : indexOf(reference),
  ];
  const [ofDifference, ofRatio] = [pair(tested.difference), pair(tested.ratio)];
  const sign = direction === 'audited_minus_reference' ? 1 : -1;
  return (values) => ({
    difference: sign * signedGap(values[ofDifference[0]]!, values[ofDifference[1]]!, measure).difference,
    ratio: signedGap(values[ofRatio[0]]!, values[ofRatio[1]]!, measure).ratio,
  });
}

function signedGap(audited: number, reference: number, measure: GroupMeasureName): Gap {
  const isNothing = audited === 0 && reference === 0 && !isErrorMeasure(measure);
  return {
    difference: isNothing ? NaN : audited - reference,
    ratio: reference === 0 ? NaN : audited / reference,
  };
}
