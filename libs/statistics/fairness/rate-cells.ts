import { type ReasonCode } from '../inference';
import { type OutcomeCell, outcomeCells } from './outcome-counts';

/** Which prediction is the good one for the person: the predicted positive or the predicted negative. */
export type FavourableOutcome = 'positive' | 'negative';

export type GroupRateName =
  | 'selection_rate'
  | 'favourable_rate'
  | 'base_rate'
  | 'tpr'
  | 'fpr'
  | 'fnr'
  | 'tnr'
  | 'ppv'
  | 'fdr'
  | 'for'
  | 'npv'
  | 'accuracy';

/** A rate as two sums over the cells of a group's counts. */
export interface RateCells {
  readonly numerator: readonly OutcomeCell[];
  readonly denominator: readonly OutcomeCell[];
  /** What is missing when labelled rows are there and the denominator is 0. */
  readonly reasonIfZero: ReasonCode;
}

const predicted: readonly OutcomeCell[] = outcomeCells;
const selected: readonly OutcomeCell[] = ['tp', 'fp', 'unlabelledPositive'];
const rejected: readonly OutcomeCell[] = ['fn', 'tn', 'unlabelledNegative'];
const labelled: readonly OutcomeCell[] = ['tp', 'fp', 'fn', 'tn'];

const rate = (
  numerator: readonly OutcomeCell[],
  denominator: readonly OutcomeCell[],
  reasonIfZero: ReasonCode,
): RateCells => ({ numerator, denominator, reasonIfZero });

const cellsOf: Record<Exclude<GroupRateName, 'favourable_rate'>, RateCells> = {
  selection_rate: rate(selected, predicted, 'no_rows'),
  base_rate: rate(['tp', 'fn'], labelled, 'no_labels'),
  tpr: rate(['tp'], ['tp', 'fn'], 'no_positives'),
  fnr: rate(['fn'], ['tp', 'fn'], 'no_positives'),
  fpr: rate(['fp'], ['fp', 'tn'], 'no_negatives'),
  tnr: rate(['tn'], ['fp', 'tn'], 'no_negatives'),
  ppv: rate(['tp'], ['tp', 'fp'], 'no_predicted_positives'),
  fdr: rate(['fp'], ['tp', 'fp'], 'no_predicted_positives'),
  for: rate(['fn'], ['fn', 'tn'], 'no_predicted_negatives'),
  npv: rate(['tn'], ['fn', 'tn'], 'no_predicted_negatives'),
  accuracy: rate(['tp', 'tn'], labelled, 'no_labels'),
};

/**
 * Which cells a rate adds up. Every error rate keeps its standard meaning, positive being the predicted class; only
 * `favourable_rate` depends on which outcome is the good one.
 */
export function rateCells(name: GroupRateName, favourable: FavourableOutcome): RateCells {
  if (name !== 'favourable_rate') return cellsOf[name];
  return rate(favourable === 'positive' ? selected : rejected, predicted, 'no_rows');
}
