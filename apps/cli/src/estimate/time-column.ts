import { parseTimeText } from '@countersign/engines/files';
import { type Table } from '@countersign/engines/tables';
import { columnError } from '../input/column-place';

/**
 * A column of times as milliseconds since 1970; a time without zone is UTC.
 *
 * @throws UsageError that names the file, the column and the row, on a missing time or a value that is none
 */
export async function timeColumn(table: Table, path: string, name: string): Promise<Float64Array> {
  const { codes, categories } = (await table.categories([name])).get(name)!;
  const times = categories.map((text) => {
    const normal = parseTimeText(text);
    return normal === undefined ? NaN : Date.parse(/Z|[+-]\d\d:\d\d$/.test(normal) ? normal : `${normal}Z`);
  });
  return Float64Array.from(codes, (code, row) => {
    const time = code < 0 ? NaN : times[code]!;
    if (!Number.isNaN(time)) return time;
    const what = code < 0 ? 'is missing' : `is no time: "${categories[code]}"`;
    throw columnError({ path, name, option: '--timestamp' }, `the value in row ${row + 1} ${what}`);
  });
}
