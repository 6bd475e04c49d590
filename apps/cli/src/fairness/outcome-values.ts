import { type Table } from '@countersign/engines/tables';
import { columnError, type ColumnPlace, listed } from '../input/column-place';
import { truthColumn } from '../input/truth-column';
import { UsageError } from '../usage-error';

/** A column by its distinct values. */
export interface NamedValues {
  place: ColumnPlace;
  values: readonly string[];
}

/** Which values of label, prediction and decision are positive. */
export interface OutcomeMeaning {
  /** What the file calls the positive outcome, in the predictions. */
  positive: string;
  /** Whether a value of the column is positive; null for a missing one. */
  isPositive: {
    label: (value: string | null) => boolean | null;
    prediction: (value: string | null) => boolean | null;
    decision: (value: string | null) => boolean | null;
  };
}

/** The columns of two outcomes. */
export interface OutcomeColumns {
  label: NamedValues | undefined;
  prediction: NamedValues;
  decision: NamedValues | undefined;
}

/**
 * Settles what the values of label and prediction mean, by the rules of every command. Beyond those, a column may lack the
 * positive value when the other one has it and no value of its own is strange to the other: then everything in it is
 * negative. A prediction and a decision take two values at most.
 *
 * @throws UsageError that lists the values found
 */
export async function outcomeMeaning(
  { label, prediction, decision }: OutcomeColumns,
  positive: string | undefined,
): Promise<OutcomeMeaning> {
  requireTwoValued(prediction, 'a prediction');
  if (decision) requireTwoValued(decision, 'a decision');
  const labels = label && (await positivesOf(label, prediction, positive));
  const predictions = await positivesOf(prediction, label, positive);
  const decisions = decision && (await positivesOf(decision, prediction, positive));
  const among = (positives: ReadonlySet<string>) => (value: string | null) =>
    value === null ? null : positives.has(value);
  return {
    positive: [...predictions, ...(labels ?? [])][0] ?? positive ?? '1',
    isPositive: {
      label: labels ? among(labels) : () => null,
      prediction: among(predictions),
      decision: decisions ? among(decisions) : () => null,
    },
  };
}

function requireTwoValued({ place, values }: NamedValues, what: string): void {
  if (values.length <= 2) return;
  throw columnError(place, `it holds more than two values (${listed(values, 3)}): ${what} is one of two`);
}

async function positivesOf(
  column: NamedValues,
  other: NamedValues | undefined,
  positive: string | undefined,
): Promise<ReadonlySet<string>> {
  if (column.values.length === 0) return new Set();
  try {
    const { values } = await truthColumn(tableOfValues(column), column.place, positive);
    return new Set(column.values.filter((_, at) => values[at] === 1));
  } catch (error) {
    const mayLackIt = column.values.every((value) => other?.values.includes(value));
    if (!(error instanceof UsageError) || other === undefined || !mayLackIt) throw error;
    if (positive === undefined) throw error;
    await truthColumn(tableOfValues(other), other.place, positive);
    return new Set();
  }
}

/** The distinct values as a table of one row each, which is all that their meaning depends on. */
function tableOfValues({ place: { name }, values }: NamedValues): Pick<Table, 'categories'> {
  const codes = Int32Array.from(values, (_, at) => at);
  const categories = () => Promise.resolve(new Map([[name, { codes, categories: values, missing: 0 }]]));
  return { categories };
}
