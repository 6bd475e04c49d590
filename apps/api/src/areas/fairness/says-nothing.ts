import { type ColumnSchema, isMissingText, parseNumberText } from '@countersign/engines/files';

/**
 * Whether a text of a column says nothing: a written NaN in any, and a spelling of "no value" where all other values are
 * numbers, times or truth values. Among texts `NA` may be Namibia.
 * @param schema of the column; undefined where its values come from elsewhere
 */
export function saysNothing(schema: ColumnSchema | undefined): (text: string) => boolean {
  const hasSpellings =
    schema !== undefined && (schema.kind !== 'categorical' || schema.storageType === 'BOOLEAN');
  return (text) => (hasSpellings && isMissingText(text)) || Number.isNaN(parseNumberText(text));
}
