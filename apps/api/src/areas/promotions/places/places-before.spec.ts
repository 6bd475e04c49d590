import { type QueryRunner } from 'typeorm';
import { Places1812000000000 } from '../../../database/migrations/1812000000000-places';
import { startTestApi, type TestApi } from '../../../testing/api';
import { releasableVersion } from '../../../testing/releasable-version';
import { activate, approve, champion, publish } from '../../../testing/serving';

/** The tables as they were before there were places. */
const before = `
DROP TRIGGER promotion_takes_known_steps ON promotion;
DROP TABLE suspension CASCADE;
DROP FUNCTION check_suspension() CASCADE;
DROP FUNCTION check_place() CASCADE;
DROP FUNCTION check_deployment() CASCADE;
ALTER TABLE deployment DROP CONSTRAINT deployment_promotion_id_fkey;
ALTER TABLE model_alias DROP CONSTRAINT model_alias_promotion_id_fkey, DROP CONSTRAINT model_alias_pkey;
ALTER TABLE promotion DROP CONSTRAINT promotion_of_place, DROP COLUMN replaces_version_id;
DROP INDEX promotion_one_serving, promotion_that_served, deployment_by_promotion;
DELETE FROM model_alias WHERE model_id <> $model;
DELETE FROM deployment WHERE model_id <> $model;
UPDATE promotion SET state = 'superseded' WHERE state = 'active' AND model_id <> $model;
DELETE FROM model_alias WHERE name = 'champion' AND environment = 'production';
UPDATE deployment SET ended_at = (
  SELECT activated_at FROM deployment other WHERE other.model_id = $model AND other.alias = 'challenger'
) WHERE environment = 'production' AND alias = 'champion' AND ended_at IS NULL;
ALTER TABLE deployment DROP COLUMN alias;
ALTER TABLE model_alias DROP COLUMN environment, ADD PRIMARY KEY (model_id, name),
  ADD CONSTRAINT model_alias_promotion_id_fkey FOREIGN KEY (workspace_id, promotion_id) REFERENCES promotion (workspace_id, id);
ALTER TABLE deployment ADD CONSTRAINT deployment_promotion_id_key UNIQUE (promotion_id),
  ADD CONSTRAINT deployment_promotion_id_fkey FOREIGN KEY (workspace_id, promotion_id) REFERENCES promotion (workspace_id, id);
CREATE UNIQUE INDEX deployment_one_live ON deployment (model_id, environment) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX promotion_one_active ON promotion (model_id, environment, alias) WHERE state = 'active';
`;

describe('what served before there were places', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
    await publish(api, { name: 'challengers', alias: 'challenger' });
    await publish(api, { name: 'staged', environment: 'staging' });
  });
  afterAll(() => api.stop());

  it('P-80 is set right by the promotions, which always had their place', async () => {
    const one = await releasableVersion(api, 'before');
    const two = await one.next();
    const first = await activate(api, one.modelVersionId);
    const second = await activate(api, two.modelVersionId);
    await activate(api, two.modelVersionId, { ...champion, alias: 'challenger' });
    await activate(api, one.modelVersionId, { ...champion, environment: 'STAGING' });
    const open = await approve(api, (await two.next()).modelVersionId);
    const all = async () => ({
      deployments: (
        await api.owner.query(
          `SELECT environment, alias, model_version_id, promotion_id, activated_at, ended_at FROM deployment
           WHERE model_id = $1 ORDER BY activated_at`,
          [one.modelId],
        )
      ).rows,
      aliases: (
        await api.owner.query(
          `SELECT environment, name, model_version_id, promotion_id, moved_at FROM model_alias
           WHERE model_id = $1 ORDER BY environment, name`,
          [one.modelId],
        )
      ).rows,
      replaces: (await api.owner.query('SELECT replaces_version_id FROM promotion WHERE id = $1', [open]))
        .rows,
    });
    const asItIs = await all();
    expect(asItIs.deployments).toHaveLength(4);
    await api.owner.query('BEGIN');
    try {
      await api.owner.query(before.replaceAll('$model', `'${one.modelId}'`));
      // The alias of staging had taken production's, and the challenger had ended the champion.
      const { rows } = await api.owner.query(
        'SELECT promotion_id FROM deployment WHERE model_id = $1 AND ended_at IS NULL AND promotion_id = ANY($2)',
        [one.modelId, [first, second]],
      );
      expect(rows).toEqual([]);
      const runner = { query: (sql: string) => api.owner.query(sql) } as unknown as QueryRunner;
      await new Places1812000000000().up(runner);
      expect(await all()).toEqual(asItIs);
    } finally {
      await api.owner.query('ROLLBACK');
    }
  });
});
