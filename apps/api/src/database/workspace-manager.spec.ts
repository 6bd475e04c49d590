import { Brackets, type DataSource, type EntityManager, In, Not } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ensureWorkspace } from '../areas/access/ensure-workspace';
import { Member } from '../areas/access/member.entity';
import { Session } from '../areas/access/session.entity';
import { Workspace } from '../areas/access/workspace.entity';
import { ModelVersion } from '../areas/models/model-version.entity';
import { Model } from '../areas/models/model.entity';
import { connect, migrate } from './data-source';
import { Database } from './database';
import { entities } from './entities';
import { workspaceColumn, WorkspaceSelect } from './workspace-builders';

const url = process.env['TEST_DATABASE_URL'] ?? '';

interface Ground {
  workspaceId: string;
  modelId: string;
  memberId: string;
}

/** Rows in a workspace of its own: one model with a version, and the demo's people with a session. */
async function furnish(database: Database): Promise<Ground> {
  const workspaceId = await ensureWorkspace(database, `wall-${uuidv7()}`, true);
  const [modelId, versionId] = [uuidv7(), uuidv7()];
  const at = new Date();
  const memberId = await database.unrecorded(workspaceId, async ({ manager }) => {
    const by = { workspaceId, createdAt: at, createdBy: 'operator:operator' };
    await manager.insert(Model, {
      ...by,
      ...{ id: modelId, name: 'loans', purpose: workspaceId, task: 'binary', riskTier: 'medium' },
    });
    await manager.insert(ModelVersion, {
      ...{ id: versionId, workspaceId, modelId, number: 1, artifactDigest: versionId, description: '' },
      ...{ trainingDatasetVersionId: null, metrics: [], registeredAt: at, registeredBy: by.createdBy },
    });
    const { id } = await manager.findOneByOrFail(Member, { persona: 'dana' });
    await manager.insert(Session, {
      ...{ id: uuidv7(), workspaceId, memberId: id, secretHash: uuidv7(), createdAt: at, expiresAt: at },
      ...{ strength: 'demo', authenticatedAt: at },
    });
    return id;
  });
  return { workspaceId, modelId, memberId };
}

describe('the first wall alone, on a connection that row-level security does not bind', () => {
  let source: DataSource;
  let database: Database;
  let own: Ground;
  let other: Ground;
  beforeAll(async () => {
    await migrate(url);
    source = await connect(url, entities, { role: 'none', poolSize: 2 });
    database = new Database(source);
    own = await furnish(database);
    other = await furnish(database);
  });
  afterAll(() => source.destroy());

  const within = <T>(work: (manager: EntityManager) => Promise<T>): Promise<T> =>
    database.unrecorded(own.workspaceId, ({ manager }) => work(manager));
  const models = () =>
    source.query<{ id: string; purpose: string }[]>('SELECT id, purpose FROM model WHERE id = ANY($1)', [
      [own.modelId, other.modelId],
    ]);

  it('T-8 would see everything without it', async () => {
    const open = new Database(source, undefined, { firstWall: false });
    const seen = await open.read(own, ({ manager }) => manager.findBy(Model, { name: 'loans' }));
    expect(seen.map(({ id }) => id)).toEqual(expect.arrayContaining([own.modelId, other.modelId]));
  });

  it.each<[string, (manager: EntityManager) => Promise<{ workspaceId: string }[]>]>([
    ['find', (manager) => manager.find(Model)],
    ['findBy', (manager) => manager.findBy(Model, { name: 'loans' })],
    [
      'findBy with one condition or another',
      (manager) => manager.findBy(Model, [{ name: 'x' }, { task: 'binary' }]),
    ],
    ['findAndCount', async (manager) => (await manager.findAndCount(Model))[0]],
    ['a repository', (manager) => manager.getRepository(Model).find()],
    ["a repository's builder", (manager) => manager.getRepository(Model).createQueryBuilder('m').getMany()],
    ['a builder', (manager) => manager.createQueryBuilder(Model, 'm').getMany()],
    [
      'a builder on which or follows',
      (manager) => manager.createQueryBuilder(Model, 'm').where({ name: 'x' }).orWhere('1=1').getMany(),
    ],
    [
      'a builder whose where is set anew',
      (manager) => manager.createQueryBuilder(Model, 'm').where({ name: 'x' }).where('true').getMany(),
    ],
    [
      'brackets',
      (manager) =>
        manager
          .createQueryBuilder(Model, 'm')
          .where(new Brackets((qb) => qb.where('false').orWhere('true')))
          .getMany(),
    ],
    [
      'whoever sets its parameter',
      (manager) =>
        manager.createQueryBuilder(Model, 'm').setParameter('boundWorkspaceId', other.workspaceId).getMany(),
    ],
    ['a copy', (manager) => manager.createQueryBuilder(Model, 'm').clone().getMany()],
    [
      'a builder that gets its entity later',
      (manager) => manager.createQueryBuilder().select('m').from(Model, 'm').getMany(),
    ],
    [
      'a table by name, which is an entity',
      (manager) => manager.createQueryBuilder().select('m').from<Model>('model', 'm').getMany(),
    ],
    ['a transaction inside', (manager) => manager.transaction((inner) => inner.find(Model))],
  ])('T-2 %s finds rows of the workspace alone', async (_what, read) => {
    const found = await within(read);
    expect(found.map(({ workspaceId }) => workspaceId)).toEqual([own.workspaceId]);
  });

  it.each<[string, (manager: EntityManager) => Promise<unknown>, unknown]>([
    ['findOneBy', (manager) => manager.findOneBy(Model, { id: other.modelId }), null],
    ['findOne', (manager) => manager.findOne(Model, { where: { id: other.modelId } }), null],
    [
      'findOne under a lock',
      (manager) =>
        manager.findOne(Model, { where: { id: other.modelId }, lock: { mode: 'pessimistic_write' } }),
      null,
    ],
    ['existsBy', (manager) => manager.existsBy(Model, { id: other.modelId }), false],
    ['exists', (manager) => manager.exists(Model, { where: { id: other.modelId } }), false],
    ['countBy', (manager) => manager.countBy(Model, { name: 'loans' }), 1],
    ['getCount', (manager) => manager.createQueryBuilder(Model, 'm').getCount(), 1],
    ['sum', (manager) => manager.sum(ModelVersion, 'number'), 1],
    ['maximum', (manager) => manager.maximum(ModelVersion, 'number', { modelId: other.modelId }), null],
    [
      'a raw selection',
      (manager) => manager.createQueryBuilder(Model, 'm').select('count(*)::int', 'n').getRawOne(),
      { n: 1 },
    ],
    ['the workspace itself', (manager) => manager.findOneBy(Workspace, { id: other.workspaceId }), null],
    [
      'all workspaces',
      async (manager) => (await manager.find(Workspace)).map(({ id }) => id === own.workspaceId),
      [true],
    ],
    [
      'a join from a foreign row',
      (manager) =>
        manager
          .createQueryBuilder(Model, 'm')
          .innerJoin(ModelVersion, 'v', 'v.model_id = m.id')
          .where('m.id = :id', { id: other.modelId })
          .getCount(),
      0,
    ],
    [
      'a join to foreign rows',
      (manager) =>
        manager
          .createQueryBuilder(Model, 'm')
          .innerJoin(ModelVersion, 'v', 'true OR v.id IS NULL')
          .select('count(*)::int', 'n')
          .getRawOne(),
      { n: 1 },
    ],
    [
      'a left join to foreign rows',
      (manager) =>
        manager
          .createQueryBuilder(Model, 'm')
          .leftJoin(ModelVersion, 'v', 'v.model_id = :id', { id: other.modelId })
          .select('count(v.id)::int', 'n')
          .getRawOne(),
      { n: 0 },
    ],
    [
      'a second source',
      (manager) =>
        manager
          .createQueryBuilder(Model, 'm')
          .addFrom(ModelVersion, 'v')
          .select('count(*)::int', 'n')
          .getRawOne(),
      { n: 1 },
    ],
    [
      'a query as source',
      (manager) =>
        manager
          .createQueryBuilder()
          .select('count(*)::int', 'n')
          .from((qb) => qb.select('m.id', 'id').from(Model, 'm'), 'inner')
          .getRawOne(),
      { n: 1 },
    ],
    [
      'a query in a condition',
      (manager) =>
        manager
          .createQueryBuilder(Model, 'm')
          .whereExists(
            manager.createQueryBuilder(ModelVersion, 'v').where('v.model_id = :id', { id: other.modelId }),
          )
          .getCount(),
      0,
    ],
  ])('T-2 %s answers from the workspace alone', async (_what, read, expected) => {
    expect(await within(read)).toEqual(expected);
  });

  it.each<[string, (manager: EntityManager) => Promise<unknown>]>([
    [
      'update',
      (manager) => manager.update(Model, { id: In([own.modelId, other.modelId]) }, { purpose: 'taken' }),
    ],
    ['update by id', (manager) => manager.update(Model, other.modelId, { purpose: 'taken' })],
    ['updateAll', (manager) => manager.updateAll(Model, { purpose: 'taken' })],
    [
      'a builder of an update',
      (manager) =>
        manager
          .createQueryBuilder()
          .update(Model)
          .set({ purpose: 'taken' })
          .where('true')
          .orWhere('true')
          .execute(),
    ],
    [
      'a builder turned into an update',
      (manager) => manager.createQueryBuilder(Model, 'm').update().set({ purpose: 'taken' }).execute(),
    ],
    ['increment', (manager) => manager.increment(ModelVersion, { modelId: other.modelId }, 'number', 1)],
  ])('T-3 %s changes no row of another workspace', async (_what, change) => {
    await within(change);
    const kept = (await models()).find(({ id }) => id === other.modelId);
    expect(kept?.purpose).toBe(other.workspaceId);
    const [version] = await source.query<{ number: number }[]>(
      'SELECT number FROM model_version WHERE model_id = $1',
      [other.modelId],
    );
    expect(version?.number).toBe(1);
  });

  it.each<[string, (manager: EntityManager) => Promise<unknown>]>([
    ['delete', (manager) => manager.delete(Session, { memberId: In([own.memberId, other.memberId]) })],
    ['deleteAll', (manager) => manager.deleteAll(Session)],
    [
      'a builder of a delete',
      (manager) => manager.createQueryBuilder().delete().from(Session).where('true').execute(),
    ],
  ])('T-3 %s deletes no row of another workspace', async (_what, remove) => {
    await within(remove);
    const kept = await source.query<unknown[]>('SELECT FROM session WHERE member_id = $1', [other.memberId]);
    expect(kept).toHaveLength(1);
    expect(await source.query('SELECT FROM session WHERE member_id = $1', [own.memberId])).toHaveLength(0);
  });

  const fresh = (workspaceId: string | undefined) =>
    ({
      ...{ id: uuidv7(), workspaceId, name: uuidv7(), purpose: '', task: 'binary', riskTier: 'medium' },
      ...{ createdAt: new Date(), createdBy: 'operator:operator' },
    }) as Model;

  it.each<[string, (manager: EntityManager) => Promise<unknown>]>([
    ['a row of another workspace', (manager) => manager.insert(Model, fresh(other.workspaceId))],
    ['a row of no workspace', (manager) => manager.insert(Model, fresh(undefined))],
    [
      'one such row among others',
      (manager) => manager.insert(Model, [fresh(own.workspaceId), fresh(other.workspaceId)]),
    ],
    [
      'it through a builder',
      (manager) =>
        manager
          .createQueryBuilder()
          .insert()
          .into(Model)
          .values(fresh(other.workspaceId))
          .orIgnore()
          .execute(),
    ],
    ['it through a repository', (manager) => manager.getRepository(Model).insert(fresh(other.workspaceId))],
    [
      'another workspace',
      (manager) => manager.insert(Workspace, { id: uuidv7(), name: uuidv7(), createdAt: new Date() }),
    ],
  ])('T-4 refuses to insert %s', async (_what, insert) => {
    await expect(within(insert)).rejects.toThrow('was to be written into another workspace');
  });

  it.each<[string, (manager: EntityManager) => Promise<unknown>]>([
    ['update', (manager) => manager.update(Model, { id: own.modelId }, { workspaceId: other.workspaceId })],
    [
      'update by SQL',
      (manager) =>
        manager.update(Model, { id: own.modelId }, { workspaceId: () => `'${other.workspaceId}'` }),
    ],
    ['updateAll', (manager) => manager.updateAll(Model, { workspaceId: other.workspaceId })],
  ])('T-4 refuses to give a row away: %s', async (_what, change) => {
    await expect(within(change)).rejects.toThrow('was to be written into another workspace');
  });

  it.each<[string, (manager: EntityManager) => unknown]>([
    ['save', (manager) => manager.save(Model, fresh(own.workspaceId))],
    ['save of a repository', (manager) => manager.getRepository(Model).save(fresh(own.workspaceId))],
    ['remove', (manager) => manager.remove(Model, fresh(own.workspaceId))],
    ['softRemove', (manager) => manager.softRemove(Model, fresh(own.workspaceId))],
    ['recover', (manager) => manager.recover(Model, fresh(own.workspaceId))],
    ['preload', (manager) => manager.preload(Model, { id: other.modelId })],
    ['clear', (manager) => manager.clear(Session)],
    ['softDelete', (manager) => manager.softDelete(Model, { id: own.modelId })],
    ['restore', (manager) => manager.restore(Model, { id: own.modelId })],
    ['upsert', (manager) => manager.upsert(Model, fresh(own.workspaceId), ['id'])],
    ['a relation', (manager) => manager.createQueryBuilder(Model, 'm').relation('versions')],
    [
      'a table without an entity',
      (manager) => manager.createQueryBuilder().select('*').from('label', 'l').getRawMany(),
    ],
    [
      'a join of a table without an entity',
      (manager) => manager.createQueryBuilder(Model, 'm').innerJoin('label', 'l', 'true').getMany(),
    ],
    [
      'an insert from a query',
      (manager) =>
        manager
          .createQueryBuilder()
          .insert()
          .into(Model)
          .valuesFromSelect((qb) => qb.from(Model, 'm'))
          .execute(),
    ],
  ])('T-5 refuses what it cannot bind: %s', async (_what, use) => {
    await expect(within(async (manager) => use(manager))).rejects.toThrow(
      /no workspace is put into|no entity|no relations|by a mark|takes its rows as values/,
    );
  });

  it('T-5 binds every entity there is, and none of them has a relation that it would miss', () => {
    for (const metadata of source.entityMetadatas) {
      expect(workspaceColumn(metadata).databaseName).toBe(
        metadata.tableName === 'workspace' ? 'id' : 'workspace_id',
      );
      expect(metadata.relations).toEqual([]);
    }
    expect(source.entityMetadatas.length).toBeGreaterThan(20);
  });

  it('T-2 refuses to read on a connection that was bound to nothing', async () => {
    const open = source.createQueryRunner();
    try {
      const builder = new WorkspaceSelect<Model>(source, open).select('m').from(Model, 'm');
      await expect(builder.getMany()).rejects.toThrow('bound to no workspace');
    } finally {
      await open.release();
    }
  });

  it('T-3 leaves its own rows to be changed', async () => {
    await within((manager) => manager.update(Model, { id: Not(uuidv7()) }, { purpose: 'ours' }));
    expect((await models()).find(({ id }) => id === own.modelId)?.purpose).toBe('ours');
  });
});

describe('tables', () => {
  it('T-1 hold the workspace of every row, under row-level security', async () => {
    const source = await connect(url, entities, { role: 'none', poolSize: 1 });
    try {
      const tables = await source.query<{ name: string; bound: boolean; secured: boolean }[]>(`
        SELECT relname AS name, relrowsecurity AS secured,
          EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'workspace_id' AND attnotnull) AS bound
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
          AND relname <> 'migrations'`);
      const unbound = tables.filter(({ bound }) => !bound).map(({ name }) => name);
      // Attempts to sign in belong to nobody yet; their keys are hashes. Built-in policies came with the software.
      expect(unbound.sort()).toEqual(['built_in_policy', 'rate_limit', 'workspace']);
      expect(tables.filter(({ secured }) => !secured)).toEqual([]);
      expect(tables.length).toBeGreaterThan(25);
    } finally {
      await source.destroy();
    }
  });
});
