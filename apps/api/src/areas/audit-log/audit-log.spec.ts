import { genesisHash, leafHash, sealEntry } from '@countersign/domain/audit-log';
import { DataSource } from 'typeorm';
import { connect } from '../../database/data-source';
import { entities } from '../../database/entities';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { tamper } from '../../testing/tampering';
import { verifyStoredLog } from './verify-stored-log';

const createToken = `mutation ($name: String!) {
  createServiceToken(input: { name: $name }) { __typename }
}`;
const readLog = `query ($first: Int! = 50, $after: String) {
  auditLog(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id sequence at actor { kind name } action outcome subjectType subjectId payload canonical previousHash hash }
  }
  auditLogHead { size hash }
}`;
const verify = '{ verifyAuditLog { valid entries firstBad reason } }';
const size = 9;

interface LogAnswer {
  auditLog: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    nodes: { sequence: number; canonical: string; previousHash: string; hash: string; payload: unknown }[];
  };
  auditLogHead: { size: number; hash: string };
}
interface Verified {
  verifyAuditLog: { valid: boolean; entries: number; firstBad: number | null; reason: string | null };
}

describe('audit log', () => {
  let api: TestApi;
  let ada: ApiClient;
  let application: DataSource;
  beforeAll(async () => {
    api = await startTestApi();
    ada = await api.as('ada');
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
    const operator = api.withToken(api.bootstrapSecret);
    const { size: present } = await api.services.auditLog.head(auditor());
    for (let index = present; index < size; index += 1)
      await operator.data(createToken, { name: `token ${index}` });
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const auditor = () => ({
    kind: 'person' as const,
    id: 'a',
    name: 'a',
    workspaceId: api.workspaceId,
    roles: [],
  });
  const verified = async () => (await ada.data<Verified>(verify)).verifyAuditLog;

  it('lists entries newest first, in pages, each linked to the one before', async () => {
    const { auditLog, auditLogHead } = await ada.data<LogAnswer>(readLog);
    expect(auditLog.nodes.map(({ sequence }) => sequence)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(auditLog.totalCount).toBe(size);
    for (const [index, node] of auditLog.nodes.entries()) {
      expect(leafHash(node.canonical)).toBe(node.hash);
      expect(node.previousHash).toBe(auditLog.nodes[index + 1]?.hash ?? genesisHash);
    }
    expect(auditLogHead).toEqual({ size, hash: auditLog.nodes[0]?.hash });

    const start = await ada.data<LogAnswer>(readLog, { first: 4 });
    const next = await ada.data<LogAnswer>(readLog, { first: 4, after: start.auditLog.pageInfo.endCursor });
    expect(next.auditLog.nodes.map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2]);
  });

  it('verifies an untouched log, and takes its permission seriously', async () => {
    expect(await verified()).toEqual({ valid: true, entries: size, firstBad: null, reason: null });
    const { errors } = await api.withToken(api.bootstrapSecret).graphql(verify);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('gives the application role no way to change or remove entries', async () => {
    for (const sql of [
      'UPDATE audit_entry SET action = action',
      'DELETE FROM audit_entry',
      'TRUNCATE audit_entry',
      'DELETE FROM audit_head',
    ]) {
      await expect(application.query(sql)).rejects.toThrow('permission denied for table');
    }
  });

  describe('when rows are changed behind its back', () => {
    beforeAll(async () => {
      await api.owner.query(
        `CREATE TEMP TABLE kept_entry AS SELECT * FROM audit_entry WHERE workspace_id = '${api.workspaceId}'`,
      );
      await api.owner.query(
        `CREATE TEMP TABLE kept_head AS SELECT * FROM audit_head WHERE workspace_id = '${api.workspaceId}'`,
      );
    });
    afterEach(async () => {
      for (const name of ['entry', 'head']) {
        await behindTriggers(
          `DELETE FROM audit_${name} WHERE OURS; INSERT INTO audit_${name} SELECT * FROM kept_${name}`,
        );
      }
      expect(await verified()).toMatchObject({ valid: true });
    });

    const behindTriggers = (sql: string) =>
      tamper(api.owner, sql.replaceAll('OURS', `workspace_id = '${api.workspaceId}'`));
    const edit = (set: string, sequence: number) =>
      `UPDATE audit_entry SET ${set} WHERE OURS AND sequence = ${sequence}`;

    it.each([
      ['an edited text (L-4)', edit(`canonical = replace(canonical, 'done', 'DONE')`, 4), 4],
      [
        'an edited text with its hash made anew (L-8)',
        edit(`canonical = canonical || ' ', hash = repeat('a', 64)`, 4),
        4,
      ],
      ['an edited action (L-9)', edit(`action = 'signOut'`, 3), 3],
      ['an edited actor (L-9)', edit(`actor = 'person:riley'`, 3), 3],
      ['an edited outcome (L-9)', edit(`outcome = 'refused'`, 2), 2],
      ['an edited time (L-9)', edit(`at = at - interval '1 microsecond'`, 5), 5],
      ['an edited subject (L-9)', edit(`subject_id = 'x'`, 9), 9],
      ['an edited payload (L-10)', edit(`payload = payload || '{"name": "x"}'`, 6), 6],
      ['an edited salt (L-10)', edit(`salt = 'not hex'`, 6), 6],
      ['a deleted entry (L-7)', `DELETE FROM audit_entry WHERE OURS AND sequence = 5`, 5],
      ['a deleted first entry (L-6)', `DELETE FROM audit_entry WHERE OURS AND sequence = 1`, 1],
      ['a tail cut off (L-12)', `DELETE FROM audit_entry WHERE OURS AND sequence > 6`, 7],
      ['a log cut off whole (L-12)', `DELETE FROM audit_entry WHERE OURS`, 1],
      [
        'a head moved back (L-12)',
        `UPDATE audit_head SET size = 7, hash = (SELECT hash FROM audit_entry WHERE OURS AND sequence = 7) WHERE OURS`,
        8,
      ],
      ['a head with another hash (L-12)', `UPDATE audit_head SET hash = repeat('b', 64) WHERE OURS`, 10],
      ['a removed head (L-12)', `DELETE FROM audit_head WHERE OURS`, 1],
      ['an entry before the first (L-7)', edit('sequence = 0', 3), 1],
      [
        'two entries swapped (L-8)',
        `UPDATE audit_entry SET sequence = -3 WHERE OURS AND sequence = 3; UPDATE audit_entry SET sequence = 3 WHERE OURS AND sequence = 7;
         UPDATE audit_entry SET sequence = 7 WHERE OURS AND sequence = -3`,
        3,
      ],
      [
        'an entry inserted (L-7)',
        `UPDATE audit_entry SET sequence = sequence + 100 WHERE OURS AND sequence >= 5; UPDATE audit_entry SET sequence = sequence - 99 WHERE OURS AND sequence > 100;
         INSERT INTO audit_entry SELECT workspace_id, 5, gen_random_uuid(), at, actor, action, outcome, subject_type, subject_id, canonical, previous_hash, hash, payload, salt
         FROM audit_entry WHERE OURS AND sequence = 4; UPDATE audit_head SET size = size + 1 WHERE OURS`,
        5,
      ],
    ])('notices %s and says where', async (_what, sql, firstBad) => {
      await behindTriggers(sql);
      const found = await verified();
      expect(found).toMatchObject({
        valid: false,
        firstBad,
        entries: firstBad - 1,
        reason: expect.any(String),
      });
      for (const batchSize of [1, 2, 3, 9]) {
        const inBatches = await api.database.read(api, ({ manager }) =>
          verifyStoredLog(manager, { workspaceId: api.workspaceId, batchSize }),
        );
        expect(inBatches).toMatchObject(found);
      }
    });

    it('notices a well-formed entry that no append wrote (L-12)', async () => {
      const { hash } = await api.services.auditLog.head(auditor());
      const id = '01900000-0000-7000-8000-000000000001';
      const salt = '00'.repeat(16);
      const draft = {
        id,
        at: '2026-01-01T00:00:00.000Z',
        actor: { id: 'x', kind: 'person' as const },
        workspaceId: api.workspaceId,
      };
      const sealed = sealEntry(
        {
          ...draft,
          action: 'castVote',
          outcome: 'done',
          subject: { type: 'promotion', id: 'p' },
          payload: {},
        },
        { sequence: size + 1, previousHash: hash, salt },
      );
      await api.owner.query(
        `INSERT INTO audit_entry VALUES ($1, $2, $3, $4, 'person:x', 'castVote', 'done', 'promotion', 'p', $5, $6, $7, '{}', $8)`,
        [...[api.workspaceId, size + 1, id, draft.at, sealed.canonical, hash, sealed.hash, salt]],
      );
      expect(await verified()).toMatchObject({ valid: false, firstBad: size + 1, entries: size });
    });

    it('still verifies when payload and salt were erased (L-5)', async () => {
      await behindTriggers(edit('payload = NULL, salt = NULL', 4));
      expect(await verified()).toMatchObject({ valid: true, entries: size });
    });
  });

  it('takes the change back when its entry cannot be written', async () => {
    const dana = await api.as('dana');
    const uploadId = await dana.upload('a.csv', 'a\n1\n');
    const register = `mutation { registerDatasetVersion(input: { dataset: "unrecorded", uploadId: "${uploadId}" }) { __typename } }`;
    await api.owner.query(
      `CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the log is full'; END $$`,
    );
    await api.owner.query(`CREATE TRIGGER refuse_entry BEFORE INSERT ON audit_entry FOR EACH ROW
      WHEN (NEW.workspace_id = '${api.workspaceId}') EXECUTE FUNCTION refuse_entry()`);
    try {
      expect((await dana.graphql(register)).errors?.[0]?.extensions['code']).toBe('INTERNAL');
    } finally {
      await api.owner.query('DROP TRIGGER refuse_entry ON audit_entry; DROP FUNCTION refuse_entry()');
    }
    expect(await dana.data('{ datasets { totalCount } }')).toEqual({ datasets: { totalCount: 0 } });
    await dana.data(register);
    expect(await dana.data('{ datasets { totalCount } }')).toEqual({ datasets: { totalCount: 1 } });
    expect(await verified()).toMatchObject({ valid: true, entries: size + 2 });
  });
});
