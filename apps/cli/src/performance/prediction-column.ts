import { type Table } from '@countersign/engines/tables';
import { columnError, type ColumnPlace, listed } from '../input/column-place';
import { type TruthColumn } from '../input/truth-column';

const sameTruth: Readonly<Record<string, string>> = { '1': 'true', '0': 'false' };

/**
 * A column of predicted outcomes in the words of the label: 1 where it holds the label's positive value, 0 for the
 * others, −1 where it says nothing. A model that predicts one outcome only is taken as it is; 1 and 0 go with true and
 * false.
 *
 * @throws UsageError when the column holds a value that the label does not
 */
export async function predictionColumn(
  table: Table,
  place: ColumnPlace,
  label: TruthColumn,
): Promise<Int8Array> {
  const { codes, categories } = (await table.categories([place.name])).get(place.name)!;
  const truths = categories.map((category) => truthOf(category, label));
  const unknown = categories.filter((_, at) => truths[at] === undefined);
  if (unknown.length > 0) {
    const scores = unknown.some((value) => Number.isFinite(Number(value)))
      ? ': are these scores? Then name the column by --score'
      : '';
    throw columnError(
      place,
      `it holds ${listed(unknown, 10)}, while the label's values are ${labelValues(label)}${scores}`,
    );
  }
  const predictions = new Int8Array(codes.length);
  for (let row = 0; row < codes.length; row += 1)
    predictions[row] = codes[row]! < 0 ? -1 : truths[codes[row]!]!;
  return predictions;
}

/** Undefined where the value is none of the label's. */
function truthOf(category: string, { positive, negative }: TruthColumn): number | undefined {
  if (isSame(category, positive)) return 1;
  // With --positive and many other values, or none, everything else is negative.
  const isOnlyTruth = negative === null && (sameTruth[positive] !== undefined || positive === 'true');
  if (isOnlyTruth) return category === '0' || category === 'false' ? 0 : undefined;
  return negative === null || isSame(category, negative) ? 0 : undefined;
}

const isSame = (a: string, b: string): boolean => a === b || sameTruth[a] === b || sameTruth[b] === a;

const labelValues = ({ positive, negative }: TruthColumn): string =>
  negative === null ? `"${positive}"` : `"${negative}" and "${positive}"`;
