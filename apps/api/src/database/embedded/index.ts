export { prepareDataDir, resolveDataDir } from './data-dir';
export { startEmbeddedPostgres } from './embedded-postgres';
export { bootstrapSecret, readOrCreateSecret } from './secret-file';
export { writeOnce } from './write-once';
