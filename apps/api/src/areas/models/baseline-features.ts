import { type ColumnSchema } from '@countersign/engines/files';
import { Problem } from '../../server/problem';
import { type ColumnMapping, namedColumns } from './column-mapping';

/** Names under which a baseline also profiles the model's own answers. */
const answerColumns = ['score', 'prediction'] as const;

const field = 'baseline.mapping';

/**
 * The features of a file under a mapping: every column that plays no part, is not left out and is no timestamp.
 *
 * @throws Problem naming field and column: MISSING_COLUMN where the mapping names a column the file lacks; BAD_INPUT
 *   where one column plays two parts, or a feature has a name that the model's answers are profiled under
 */
export function baselineFeatures(columns: readonly ColumnSchema[], mapping: ColumnMapping): ColumnSchema[] {
  const known = new Set(columns.map(({ name }) => name));
  const taken = new Set<string>();
  for (const { field: part, column } of namedColumns(mapping)) {
    const place = { field: `${field}.${part}`, column };
    if (!known.has(column)) throw new Problem('MISSING_COLUMN', `The file has no column "${column}".`, place);
    if (taken.has(column))
      throw new Problem('BAD_INPUT', `The column "${column}" cannot play two parts.`, place);
    taken.add(column);
  }
  const features = columns.filter(({ name, kind }) => !taken.has(name) && kind !== 'timestamp');
  const reserved = features.find(({ name }) => answerColumns.some((answer) => answer === name));
  if (reserved)
    throw new Problem('BAD_INPUT', `"${reserved.name}" is the model's own: map the column or leave it out.`, {
      field,
      column: reserved.name,
    });
  return features;
}
