import { startTestApi, type TestApi } from '../../testing/api';
import { releasableVersion } from '../../testing/releasable-version';
import { run } from '../../testing/release-path';

interface Plan {
  'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[];
}

describe('who made what a promotion is decided on', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  /** Pages of tables and indexes that are read to find them, as the server asks. */
  const pagesRead = async (promotionId: string): Promise<number> => {
    await api.owner.query('ANALYZE');
    await api.owner.query('BEGIN');
    await api.owner.query('SET LOCAL ROLE countersign_app');
    await api.owner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
    const { rows } = await api.owner.query<Plan>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM promotion_contributors()
       WHERE workspace_id = '${api.workspaceId}' AND promotion_id = '${promotionId}'`,
    );
    await api.owner.query('ROLLBACK');
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    return (plan?.['Shared Hit Blocks'] ?? NaN) + (plan?.['Shared Read Blocks'] ?? NaN);
  };

  /** As many more data, uploads and audits as a workspace comes by in years; none of them is named by the promotion. */
  const register = async (count: number): Promise<void> => {
    const another = (table: string, changes: string) =>
      api.owner.query(
        `INSERT INTO ${table}
         SELECT (jsonb_populate_record(NULL::${table}, kept || jsonb_build_object('id', gen_random_uuid(), ${changes}))).*
         FROM (SELECT to_jsonb(one) AS kept FROM ${table} one WHERE workspace_id = $1 LIMIT 1) kept,
           generate_series(1, $2::int) at`,
        [api.workspaceId, count],
      );
    await another('dataset_version', `'digest', 'digest ' || at, 'number', 1000 + at`);
    await another('upload', `'digest', 'digest ' || at`);
    await another('fairness_audit', `'ran_by', 'operator:' || at`);
  };

  it('P-44 are found by what it names, and no longer among more of everything', async () => {
    const version = await releasableVersion(api, 'among-many');
    const { promotion } = await run<{ promotion: { id: string } }>(await api.as('dana'), 'requestPromotion', {
      input: { modelVersionId: version.modelVersionId, rationale: 'Better.' },
    });
    const before = await pagesRead(promotion.id);
    expect(before).toBeGreaterThan(0);
    await register(2_000);
    expect(await pagesRead(promotion.id)).toBeLessThan(before + 100);
  });
});
