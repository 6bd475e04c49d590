import { type DataSource } from 'typeorm';

interface Standing {
  role: string;
  rolsuper: boolean;
  rolbypassrls: boolean;
  owned: string | null;
  fsync: string;
  synchronous_commit: string;
  full_page_writes: string;
}

const question = `
  SELECT current_user AS role, rolsuper, rolbypassrls,
    (SELECT min(relname) FROM pg_class
     WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace
       AND pg_has_role(current_user, relowner, 'USAGE')) AS owned,
    current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
    current_setting('full_page_writes') AS full_page_writes
  FROM pg_roles WHERE rolname = current_user`;

/** What stands between a connection and production: rights that row-level security does not bind, or writes that a power cut undoes. */
async function databaseFaults(source: Pick<DataSource, 'query'>): Promise<string[]> {
  const [standing] = (await source.query(question)) as Standing[];
  if (!standing) throw new Error('The database does not say under which role it serves us.');
  const { role, rolsuper, rolbypassrls, owned } = standing;
  const durable = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;
  return [
    rolsuper && `requests run as ${role}, a superuser, whom row-level security does not bind`,
    rolbypassrls && `requests run as ${role}, who bypasses row-level security`,
    owned !== null && `requests run as ${role}, who owns tables, such as ${owned}`,
    ...durable.map(
      (name) => standing[name] === 'off' && `${name} is off: what was answered could be lost in a power cut`,
    ),
  ].filter((fault) => typeof fault === 'string');
}

/** Throws, naming every fault. */
export async function assertSafeDatabase(source: Pick<DataSource, 'query'>): Promise<void> {
  const faults = await databaseFaults(source);
  if (faults.length > 0) throw new Error(`The database is not fit for production: ${faults.join('; ')}.`);
}
