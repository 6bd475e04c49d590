import { countOfValue, type ValueCounts } from './value-counts';

/** How many rows an error can hold at least and at most. */
export interface Range {
  least: number;
  most: number;
}

/** What the two outcome columns say by themselves, before anybody has looked at a row. */
export interface WorkedNumbers {
  rows: number;
  /** Rows with an outcome, and rows with a decision. */
  known: number;
  decided: number;
  /** Rows where it happened, and rows where it was predicted. */
  happened: number;
  /** Rows where it did not happen. */
  not: number;
  predicted: number;
  /** Null where rows lack a label or a prediction: the two counts are of different rows then. */
  falsePositives: Range | null;
  falseNegatives: Range | null;
}

/**
 * The errors that the totals of label and prediction allow. With N rows, a happened and b predicted, the rows that are
 * both are at least a + b − N and at most the smaller of a and b; what is left of b are false positives, of a false
 * negatives (Fréchet's bounds).
 */
export function workedNumbers(
  label: ValueCounts | null,
  prediction: ValueCounts | null,
  positiveValue: string,
): WorkedNumbers | null {
  const happened = countOfValue(label, positiveValue);
  const predicted = countOfValue(prediction, positiveValue);
  if (label === null || prediction === null || happened === null || predicted === null) return null;
  const rows = label.rows + label.missing;
  if (rows === 0) return null;
  const isWhole = label.missing === 0 && prediction.missing === 0;
  const most = Math.min(happened, predicted);
  const least = Math.max(0, happened + predicted - rows);
  const without = (total: number): Range => ({ least: total - most, most: total - least });
  return {
    ...{ rows, known: label.rows, decided: prediction.rows, happened, predicted, not: label.rows - happened },
    falsePositives: isWhole ? without(predicted) : null,
    falseNegatives: isWhole ? without(happened) : null,
  };
}
