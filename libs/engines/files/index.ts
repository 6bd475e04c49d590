export { type RequestedColumn, requestedColumns } from './column-request';
export { detectFormat } from './detect-format';
export { FileError, type FileErrorCode, type FileErrorPlace } from './file-error';
export {
  type CellValue,
  type ColumnBatch,
  type ColumnKind,
  type ColumnRequest,
  type ColumnSchema,
  type FileFormat,
  type FileSchema,
  maximumColumns,
} from './file-schema';
export { isMissingText } from './missing-text';
export { parseNumberText } from './number-text';
export { unreadable } from './parquet-schema';
export { type NumberColumn, readNumbers, readText } from './read-column';
export { readColumns } from './read-columns';
export { readSchema } from './read-schema';
export { hasZone, parseTimeText } from './time-text';
export { parseTruthText } from './truth-text';
