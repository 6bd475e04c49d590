import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

let instance: Promise<DuckDBInstance> | undefined;

/** One in-memory engine for the process. It installs nothing and loads nothing from the network. */
function engine(): Promise<DuckDBInstance> {
  instance ??= DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    threads: '2',
  });
  return instance;
}

/** Opens a connection to the process's DuckDB; the caller closes it. Sessions run in UTC. */
export async function connectDuckDb(): Promise<DuckDBConnection> {
  const connection = await (await engine()).connect();
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}

/** A path as DuckDB's file functions want it: they read `*`, `?` and `[` as patterns, a file's name may hold them. */
export function literalPath(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}
