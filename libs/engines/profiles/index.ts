export { profileByQuery } from './profile-by-query';
export { type ColumnProfile, type ProfileOptions, profileTable } from './profile-table';
export { numberHashSql } from './number-hash-sql';
export { categoryCountSql, numericProfileSql, type SqlQuery, type SqlSource } from './profile-sql';
export { duckDbDialect, type SqlDialect } from './sql-dialect';
export { type TimeSummary } from './time-summary';
