import { type Actor } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { type DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ensureWorkspace } from '../areas/access/ensure-workspace';
import { Member } from '../areas/access/member.entity';
import { systemActor } from '../jobs/job';
import { connect, migrate } from './data-source';
import { Database } from './database';
import { entities } from './entities';

const url = process.env['TEST_DATABASE_URL'] ?? '';
const requests = 2_000;
const atOnce = 24;
const poolSize = 3;

/** A generator of numbers from 0 to 1 that gives the same ones in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const seen = async (manager: EntityManager) =>
  (await manager.query<{ id: string }[]>('SELECT DISTINCT workspace_id AS id FROM member')).map(
    ({ id }) => id,
  );

class Abandoned extends Error {}

/** What callers do, as they should and otherwise; each says which workspaces it saw. */
const ways: Record<string, (database: Database, actor: Actor) => Promise<string[]>> = {
  read: (database, actor) => database.read(actor, ({ manager }) => seen(manager)),
  snapshot: (database, actor) => database.snapshot(actor, ({ manager }) => seen(manager)),
  unrecorded: (database, { workspaceId }) => database.unrecorded(workspaceId, ({ manager }) => seen(manager)),
  entities: (database, actor) =>
    database.read(actor, async ({ manager }) =>
      (await manager.find(Member)).map(({ workspaceId }) => workspaceId),
    ),
  write: async (database, actor) => {
    const written = await database.write(actor, async ({ manager }) => {
      const subject = { type: 'workspace', id: actor.workspaceId };
      return { result: await seen(manager), audit: { action: 'look', subject } };
    });
    return 'result' in written ? written.result : [];
  },
  refused: async (database, actor) => {
    let found: string[] = [];
    await database.write(actor, async ({ manager }) => {
      found = await seen(manager);
      const subject = { type: 'workspace', id: actor.workspaceId };
      return { refusal: refuse('OWN_ROLES', 'No.'), audit: { action: 'look', subject } };
    });
    return found;
  },
  abandoned: (database, actor) => failing(database.write(actor, () => Promise.reject(new Abandoned()))),
  'failed statement': (database, actor) =>
    failing(database.read(actor, ({ manager }) => manager.query('SELECT 1 / 0'))),
  'malformed id': (database, actor) =>
    failing(database.read(actor, ({ manager }) => manager.findOneBy(Member, { id: 'none' }))),
  'write in a read': (database, actor) =>
    failing(database.read(actor, ({ manager }) => manager.query('CREATE TEMP TABLE never (id int)'))),
  'lost connection': (database, actor) =>
    failing(
      database.read(actor, ({ manager }) => manager.query('SELECT pg_terminate_backend(pg_backend_pid())')),
    ),
};

async function failing(work: Promise<unknown>): Promise<string[]> {
  await expect(work).rejects.toThrow();
  return [];
}

describe.each([
  ['both walls', true],
  ['row-level security alone', false],
])('a small pool behind %s', (_what, firstWall) => {
  let source: DataSource;
  let database: Database;
  let actors: Actor[];
  beforeAll(async () => {
    await migrate(url);
    source = await connect(url, entities, { poolSize });
    source.logger.logQueryError = () => undefined;
    database = new Database(source, undefined, { firstWall });
    actors = [];
    for (let index = 0; index < 3; index += 1)
      actors.push(systemActor(await ensureWorkspace(database, `pool-${uuidv7()}`, true)));
  });
  afterAll(() => source.destroy());

  /** What a connection of the pool says of itself outside of any transaction. */
  const leftOver = async () => {
    const rows = await Promise.all(
      Array.from({ length: poolSize }, () =>
        source.query<{ setting: string | null; rows: string }[]>(
          `SELECT NULLIF(current_setting('countersign.workspace_id', true), '') AS setting,
                  (SELECT count(*) FROM member) AS rows, pg_sleep(0.01)`,
        ),
      ),
    );
    return rows.flat().map(({ setting, rows: count }) => [setting, Number(count)]);
  };

  it(`G34 T-7 shows ${requests} interleaved requests their own workspace, whatever failed before them (seed 1)`, async () => {
    const random = seeded(1);
    const names = Object.keys(ways);
    const wrong: string[] = [];
    const done = new Map<string, number>();
    let looked = 0;
    let begun = 0;
    const caller = async () => {
      while (begun < requests) {
        begun += 1;
        // A connection that is cut costs a new one: rare, as it is.
        const drawn = names[Math.floor(random() * names.length)] ?? 'read';
        const name = drawn === 'lost connection' && random() > 0.1 ? 'read' : drawn;
        const actor = actors[Math.floor(random() * actors.length)] as Actor;
        const found = await (ways[name] as (typeof ways)[string])(database, actor);
        if (found.some((id) => id !== actor.workspaceId)) wrong.push(`${name}: ${found.join()}`);
        looked += found.length > 0 ? 1 : 0;
        done.set(name, (done.get(name) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, caller));
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(requests / 3);
    expect([...done.keys()].sort()).toEqual([...names].sort());
    expect(await leftOver()).toEqual(Array.from({ length: poolSize }, () => [null, 0]));
  }, 120_000);

  it.each(Object.keys(ways))('T-7 has nothing left of the workspace after this: %s', async (name) => {
    for (const actor of actors) await (ways[name] as (typeof ways)[string])(database, actor);
    expect(await leftOver()).toEqual(Array.from({ length: poolSize }, () => [null, 0]));
  });
});

describe('the workspace of a transaction', () => {
  it('T-7 is set for that transaction alone', async () => {
    const source = await connect(url, entities, { poolSize: 1 });
    const heard: string[] = [];
    source.logger.logQuery = (sql) => heard.push(sql);
    const database = new Database(source);
    const actor = systemActor(uuidv7());
    await database.read(actor, ({ manager }) => manager.find(Member));
    await database.snapshot(actor, ({ manager }) => manager.find(Member));
    await database.unrecorded(actor.workspaceId, ({ manager }) => manager.find(Member));
    await source.destroy();
    const settings = heard.join('\n').match(/set_config\([^)]*\)|SET (?!TRANSACTION|LOCAL)\w+/g) ?? [];
    expect(settings).toEqual(
      Array.from({ length: 3 }, () => `set_config('countersign.workspace_id', $1, true)`),
    );
  });
});
