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
