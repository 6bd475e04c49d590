import { startTestApi, type TestApi } from '../testing/api';
import { releasableVersion } from '../testing/releasable-version';

describe('references between rows of workspaces', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  it('T-13 name the workspace with the row, labels excepted', async () => {
    const { rows } = await api.owner.query<{ reference: string; isBound: boolean }>(`
      SELECT conrelid::regclass || ' to ' || confrelid::regclass AS reference,
             EXISTS (
               SELECT FROM unnest(conkey, confkey) AS pair (own, other)
               JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = own AND a.attname = 'workspace_id'
               JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = other AND b.attname = 'workspace_id'
             ) AS "isBound"
      FROM pg_constraint
      WHERE contype = 'f' AND confrelid <> 'workspace'::regclass AND connamespace = 'public'::regnamespace`);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(({ isBound }) => !isBound).map(({ reference }) => reference)).toEqual([
      'label to prediction_identity',
    ]);
  });

  it('T-13 G33 are refused to a row of another workspace, also where no other wall stands', async () => {
    const foreign = await startTestApi();
    try {
      const { modelId, modelVersionId } = await releasableVersion(foreign, 'theirs');
      const [{ rows: members }, { rows: datasets }] = await Promise.all([
        foreign.owner.query<{ id: string }>('SELECT id FROM member WHERE workspace_id = $1', [
          foreign.workspaceId,
        ]),
        foreign.owner.query<{ id: string }>('SELECT id FROM dataset WHERE workspace_id = $1', [
          foreign.workspaceId,
        ]),
      ]);
      const [member, dataset] = [members[0]?.id, datasets[0]?.id];
      const statements: [string, unknown[]][] = [
        [
          `INSERT INTO session (id, workspace_id, member_id, secret_hash, created_at, expires_at)
          VALUES (gen_random_uuid(), $1, $2, gen_random_uuid()::text, now(), now())`,
          [member],
        ],
        [
          `INSERT INTO legal_hold (id, workspace_id, member_id, reason, placed_at, placed_by)
          VALUES (gen_random_uuid(), $1, $2, '', now(), '')`,
          [member],
        ],
        [
          `INSERT INTO dataset_version VALUES (gen_random_uuid(), $1, $2, 99, '', '', '', 0, 0, '[]', '[]', now(), '')`,
          [dataset],
        ],
        [
          `INSERT INTO model_version VALUES (gen_random_uuid(), $1, $2, 99, '', '', NULL, '[]', now(), '')`,
          [modelId],
        ],
        [`INSERT INTO prediction_identity VALUES ($1, $2, 'p', now(), '')`, [modelVersionId]],
        [`INSERT INTO window_profile VALUES ($1, $2, now(), 'c', '{}')`, [modelVersionId]],
      ];
      for (const [sql, named] of statements)
        await expect(api.owner.query(sql, [api.workspaceId, ...named])).rejects.toThrow(
          'violates foreign key constraint',
        );
      // The same statement in the workspace of the row is one that the keys let through.
      await expect(api.owner.query(statements[1]![0], [foreign.workspaceId, member])).resolves.toMatchObject({
        rowCount: 1,
      });
    } finally {
      await foreign.stop();
    }
  });
});
