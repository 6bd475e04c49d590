import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { packagedBinaries, runnableBinaries } from './binaries';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';
import { isAlive, readPidFile } from './pid-file';
import { serverAccount } from './server-account';

jest.setTimeout(120_000);

const isRoot = process.getuid?.() === 0;
const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
const said: string[] = [];
const log = (line: string): unknown => said.push(line);

let base: string;
let dataDir: string;
let running: EmbeddedPostgres[] = [];

async function start(
  more: { port?: number; settings?: Record<string, string> } = {},
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log,
    ...more,
    settings: { ...settings, ...more.settings },
  });
  running.push(postgres);
  return postgres;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

const postmaster = (): number => readPidFile(join(dataDir, 'postgres'))!.pid;

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'embedded-'));
  chmodSync(base, 0o755);
  dataDir = join(base, 'data');
});
afterEach(async () => {
  for (const each of running) await each.stop();
  running = [];
  said.length = 0;
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('startEmbeddedPostgres', () => {
  it('makes a database owned by a role that may create roles and is no superuser', async () => {
    const { url, adopted } = await start();
    expect(adopted).toBe(false);
    const rows = await query(
      url,
      `SELECT current_user AS who, current_database() AS db, rolsuper, rolcreaterole,
              pg_get_userbyid(datdba) AS owner, pg_encoding_to_char(encoding) AS encoding
         FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
    );
    expect(rows).toEqual([
      {
        who: 'countersign_owner',
        db: 'countersign',
        rolsuper: false,
        rolcreaterole: true,
        owner: 'countersign_owner',
        encoding: 'UTF8',
      },
    ]);
  });

  it('keeps data and port over a stop and a start', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
    const second = await start();
    expect(second).toMatchObject({ port: first.port, url: first.url, adopted: false });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('keeps the password where nobody else reads it, and refuses another', async () => {
    const { url } = await start();
    const file = join(dataDir, 'secrets', 'postgres-password');
    const password = readFileSync(file, 'utf8').trim();
    expect(url).toContain(password);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const wrong = url.replace(
      password,
      password.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    );
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await expect(query(url.replace('countersign_owner', 'postgres'), 'SELECT 1')).rejects.toThrow(
      'authentication failed',
    );
    expect(
      await query(url, `SELECT 1 FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'`).catch(String),
    ).toMatch('permission denied');
    expect(readFileSync(join(dataDir, 'postgres', 'pg_hba.conf'), 'utf8')).toBe(
      'host all all 127.0.0.1/32 scram-sha-256\n',
    );
  });

  it('adopts a running server, which only the last of its users stops', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ port: first.port, adopted: true });
    await first.stop();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const pid = postmaster();
    await second.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('counts no user that died without saying so', async () => {
    const first = await start();
    writeFileSync(join(dataDir, 'leases', 'of-the-dead'), '4194305 1\n');
    const pid = postmaster();
    await first.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('recovers after its server was killed in the middle of a long computation', async () => {
    const first = await start({ settings: { synchronous_commit: 'on' } });
    await query(first.url, 'CREATE TABLE survivor AS SELECT 7 AS n');
    const busy = new Client({ connectionString: first.url });
    busy.on('error', () => undefined);
    await busy.connect();
    const cut = busy
      .query('SELECT count(*) FROM generate_series(1, 1e12::bigint)')
      .catch((error: Error) => error.message);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const pid = postmaster();
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT n FROM survivor')).toEqual([{ n: 7 }]);
    expect(await cut).toMatch(/terminat/i);
    expect(said).toEqual([
      expect.stringMatching(/^The embedded PostgreSQL is started again: pre-existing shared memory/),
    ]);
  });

  it('starts although the number of a dead server now belongs to a stranger', async () => {
    const first = await start();
    const pid = postmaster();
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    // PostgreSQL would take any live process of its own account for a running server.
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.ppid)));
    const second = await start();
    expect(second).toMatchObject({ adopted: false, port: first.port });
  });

  it('makes a new password when the file that held it is lost', async () => {
    const first = await start();
    rmSync(join(dataDir, 'secrets', 'postgres-password'));
    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('takes another port when the one of last time is taken, and none but the one asked for', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port));
    });
    try {
      writeFileSync(join(dataDir, 'postgres.port'), `${port}\n`);
      await expect(start({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken.`);
      const { port: other } = await start();
      expect(other).not.toBe(port);
      expect(Number(readFileSync(join(dataDir, 'postgres.port'), 'utf8'))).toBe(other);
    } finally {
      taken.close();
    }
  });

  it('says in one line why the server does not start, at once when a repeat cannot help', async () => {
    await expect(start({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
      /^The embedded PostgreSQL does not start: invalid value for parameter "shared_buffers": "plenty" \(log: [^\n]*\)$/,
    );
    expect(said).toEqual([]);
  });
});

describe('below a directory that only we can enter', () => {
  let closed: string;
  beforeAll(() => {
    closed = join(base, 'closed');
    mkdirSync(closed, { mode: 0o700 });
  });

  it('refuses a data directory there when another account runs PostgreSQL, else starts', async () => {
    const outcome = await startEmbeddedPostgres({ dataDir: join(closed, 'data'), settings, log }).then(
      async (postgres) => {
        await postgres.stop();
        return 'started';
      },
      (error: Error) => error.message,
    );
    expect(outcome).toMatch(
      isRoot ? /^PostgreSQL runs as \w+, who cannot enter \S+closed: name a DATA_DIR/ : /^started$/,
    );
  });

  it('runs a copy of the programs when they lie there', () => {
    const source = packagedBinaries();
    const account = { uid: 64_999, gid: 64_999, name: 'somebody' };
    const lone = join(closed, 'native');
    mkdirSync(join(lone, 'bin'), { recursive: true });
    mkdirSync(join(lone, 'lib'));
    for (const name of ['postgres', 'initdb']) writeFileSync(join(lone, 'bin', name), name, { mode: 0o644 });
    writeFileSync(join(lone, 'lib', 'libx.so.1.2'), 'x');
    writeFileSync(
      join(lone, 'pg-symlinks.json'),
      '[{"source":"native/lib/libx.so.1.2","target":"native/lib/libx.so.1"}]',
    );
    const { home, postgres } = runnableBinaries(lone, join(base, 'programs'), account);
    expect(home.startsWith(join(base, 'programs'))).toBe(true);
    expect(statSync(postgres).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(home, 'lib', 'libx.so.1'), 'utf8')).toBe('x');
    expect(runnableBinaries(source, join(base, 'programs'), serverAccount(dataDir)).home).toBe(source);
  });
});
