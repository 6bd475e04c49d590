export { resolveDataDir } from './data-dir';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres';
export { bootstrapSecret } from './secret-file';
