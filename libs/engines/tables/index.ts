export { numberSql, textSql } from './column-sql';
export { type DuckDbSource } from './duckdb-source';
export { labelOf } from './label-of';
export { openTable } from './open-table';
export {
  type CategoryVector,
  type DistinctRows,
  type NumberBatch,
  type NumberVector,
  type Table,
  type TableBatch,
  type ValueCount,
} from './table';
