export { resolveDataDir } from './data-dir';
export { startEmbeddedPostgres } from './embedded-postgres';
export { bootstrapSecret } from './secret-file';
