import { type Table } from '@countersign/engines/tables';
import { columnError, type ColumnPlace } from '../input/column-place';
import { type TruthColumn } from '../input/truth-column';

/**
 * A column in the words of the reference label: 1 where it holds the positive value, 0 for the others, −1 where it says
 * nothing. 1 and 0 go with true and false. @throws UsageError on a value that the label does not know
 */
export async function outcomeColumn(
  table: Table,
  place: ColumnPlace,
  { positive, negative }: TruthColumn,
): Promise<Int8Array> {
  const { codes, categories } = (await table.categories([place.name])).get(place.name)!;
  const isBinary = ['0', '1', 'true', 'false'].includes(positive);
  const outcomes = categories.map((category) => {
    if (isSame(category, positive)) return 1;
    if (negative !== null && !isSame(category, negative)) return -1;
    // A label that was always positive has no negative value to compare with.
    return negative !== null || !isBinary || ['0', 'false'].includes(category) ? 0 : -1;
  });
  const strange = categories.find((_, at) => outcomes[at] === -1);
  if (strange !== undefined) {
    const words = negative === null ? `"${positive}"` : `"${negative}" and "${positive}"`;
    throw columnError(place, `it holds "${strange}", while the reference label's values are ${words}`);
  }
  return Int8Array.from(codes, (code) => (code < 0 ? -1 : outcomes[code]!));
}

const sameTruth: Readonly<Record<string, string>> = { '1': 'true', '0': 'false' };

const isSame = (a: string, b: string): boolean => a === b || sameTruth[a] === b || sameTruth[b] === a;
