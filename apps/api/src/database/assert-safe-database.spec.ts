import { Client } from 'pg';
import { assertSafeDatabase } from './assert-safe-database';
import { connect, migrate } from './data-source';
import { entities } from './entities';

const url = process.env['TEST_DATABASE_URL'] ?? '';

/** Asks as the test's database answers, but for what the test runs without: writes that survive a power cut. */
const answering = (client: { query: (sql: string) => Promise<unknown> }, changes: object) => ({
  query: async (sql: string) => {
    const answer = await client.query(sql);
    const rows = (Array.isArray(answer) ? answer : (answer as { rows: object[] }).rows) as object[];
    return rows.map((row) => ({ ...row, ...changes })) as never;
  },
});
const allOn = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

describe('DO-16 the database in production', () => {
  beforeAll(() => migrate(url));

  it('G34 is fit under the application role', async () => {
    const source = await connect(url, entities);
    try {
      await expect(assertSafeDatabase(answering(source, allOn))).resolves.toBeUndefined();
    } finally {
      await source.destroy();
    }
  });

  it('G34 is not fit when requests run as the owner', async () => {
    const owner = new Client({ connectionString: url });
    await owner.connect();
    try {
      await expect(assertSafeDatabase(answering(owner, allOn))).rejects.toThrow(/who owns tables/);
    } finally {
      await owner.end();
    }
  });

  it.each([
    ['a superuser', { rolsuper: true }, /a superuser/],
    ['somebody who bypasses row-level security', { rolbypassrls: true }, /bypasses row-level security/],
    ['nobody it writes to disk for', { fsync: 'off' }, /fsync is off/],
    ['whom it answers before the write', { synchronous_commit: 'off' }, /synchronous_commit is off/],
    ['torn pages', { full_page_writes: 'off' }, /full_page_writes is off/],
  ])('G34 is not fit for %s', async (_what, change, fault) => {
    const source = await connect(url, entities);
    try {
      await expect(assertSafeDatabase(answering(source, { ...allOn, ...change }))).rejects.toThrow(fault);
    } finally {
      await source.destroy();
    }
  });

  it('G34 is asked as it is: the database of the tests does not sync', async () => {
    const source = await connect(url, entities);
    try {
      const settings = await source.query<{ fsync: string }[]>('SHOW fsync');
      if (settings[0]?.fsync === 'off')
        await expect(assertSafeDatabase(source)).rejects.toThrow(/fsync is off/);
      else await expect(assertSafeDatabase(source)).resolves.toBeUndefined();
    } finally {
      await source.destroy();
    }
  });
});
