import { chiSquareUpperTail } from './chi-square-upper-tail';
import { type TestResult } from './test-result';

/**
 * The G (likelihood-ratio) test that the rows of a table of counts share one distribution over its columns:
 * 2 Σ observed ln(observed / expected), with (rows − 1)(columns − 1) degrees of freedom, without continuity correction.
 * Rows and columns without any count are left out; fewer than two of either leave nothing to test.
 * Throws RangeError when the rows differ in length or a count is negative or not finite.
 */
export function gTest(table: readonly (readonly number[])[]): TestResult {
  const method = 'g_test';
  const width = table[0]?.length ?? 0;
  const columns = new Float64Array(width);
  const rows = new Float64Array(table.length);
  table.forEach((row, i) => {
    if (row.length !== width) throw new RangeError('the rows of a table are of one length');
    row.forEach((count, j) => {
      if (!(count >= 0) || count === Infinity) throw new RangeError(`a count is at least 0, got ${count}`);
      rows[i]! += count;
      columns[j]! += count;
    });
  });
  const total = rows.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { status: 'not_computable', reason: 'no_rows', method };
  const rowCount = rows.filter((count) => count > 0).length;
  const columnCount = columns.filter((count) => count > 0).length;
  if (rowCount < 2) return { status: 'not_computable', reason: 'single_group', method };
  if (columnCount < 2) return { status: 'not_computable', reason: 'single_category', method };
  let sum = 0;
  table.forEach((row, i) => {
    row.forEach((count, j) => {
      if (count > 0) sum += count * Math.log((count * total) / (rows[i]! * columns[j]!));
    });
  });
  // Rounding must not leave a perfect fit a hair below 0.
  const statistic = Math.max(0, 2 * sum);
  const degreesOfFreedom = (rowCount - 1) * (columnCount - 1);
  return {
    status: 'ok',
    statistic,
    pValue: chiSquareUpperTail(statistic, degreesOfFreedom),
    degreesOfFreedom,
    method,
  };
}
