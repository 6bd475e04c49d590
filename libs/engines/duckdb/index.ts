export { connectDuckDb, literalPath } from './connect-duckdb';
