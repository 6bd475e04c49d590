import { DataSource } from 'typeorm';
import { connect } from '../../../database/data-source';
import { entities } from '../../../database/entities';
import { systemActor } from '../../../jobs/job';
import { idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type TestApi } from '../../../testing/api';
import { releasableVersion } from '../../../testing/releasable-version';
import { toldEntry } from '../../../testing/told-entry';
import { activate, alarm } from '../../../testing/serving';

const promotion = (set: string, id: string) => `UPDATE promotion SET ${set} WHERE id = '{${id}}'`;
const alias = (set: string) => `UPDATE model_alias SET ${set} WHERE model_id = '{model}'`;
const live = (set: string) =>
  `UPDATE deployment SET ${set} WHERE promotion_id = '{serving}' AND ended_at IS NULL`;
const deploy = (id: string, version: string, ended = 'NULL') =>
  `INSERT INTO deployment (id, workspace_id, model_id, model_version_id, environment, promotion_id, activated_at, ended_at, alias)
   VALUES (gen_random_uuid(), '{workspace}', '{model}', '{${version}}', 'production', '{${id}}', now(), ${ended}, 'champion')`;
const suspend = (id: string, lifted = 'NULL, NULL, NULL') =>
  `INSERT INTO suspension VALUES (gen_random_uuid(), '{workspace}', '{${id}}', 'alert', 'Loud.', now(), ${lifted})`;
const lift = (by: string) =>
  `UPDATE suspension SET lifted_at = now(), lifted_by = '{${by}}', lift_reason = 'x' WHERE promotion_id = '{suspended}' AND lifted_at IS NULL`;

const review = (gone: string, restored: string) =>
  `INSERT INTO rollback_review VALUES (gen_random_uuid(), '{workspace}', '{${gone}}', '{${restored}}', 'x', '{riley}', now())`;
/** The second version gives way to the first. */
const back = [
  promotion(`state = 'rolled_back'`, 'serving'),
  promotion(`state = 'active'`, 'former'),
  alias(`model_version_id = '{first}', promotion_id = '{former}'`),
  live('ended_at = now()'),
  deploy('former', 'first'),
].join('; ');

/** What SQL in the server's place may not do. The second version serves, the first did; of another model one is suspended. */
const refused: readonly (readonly [string, string])[] = [
  [
    'an alias that points to what served before',
    alias(`model_version_id = '{first}', promotion_id = '{former}'`),
  ],
  ['an alias that points to another version than its promotion', alias(`model_version_id = '{first}'`)],
  ['an alias that names another promotion than its version', alias(`promotion_id = '{former}'`)],
  ['an alias of another environment', alias(`environment = 'staging'`)],
  [
    'an alias in a place where nothing serves',
    `INSERT INTO model_alias SELECT workspace_id, model_id, 'mine', model_version_id, moved_at, promotion_id, environment FROM model_alias WHERE model_id = '{model}'`,
  ],
  ['a deployment that ends while its version serves', live('ended_at = now()')],
  ['a second live deployment of a place', deploy('serving', 'second')],
  ['a deployment of what served before', deploy('former', 'first')],
  ['a deployment of another version than its promotion', deploy('serving', 'first')],
  ['a deployment that had ended when it was written down', deploy('former', 'first', 'now()')],
  [
    'an ended deployment that goes on',
    `UPDATE deployment SET ended_at = NULL WHERE promotion_id = '{former}'`,
  ],
  [
    'an ended deployment that ended later',
    `UPDATE deployment SET ended_at = now() WHERE promotion_id = '{former}'`,
  ],
  ['a deleted deployment', 'DELETE FROM deployment'],
  ['a second promotion that serves in a place', promotion(`state = 'active'`, 'former')],
  [
    'a promotion that comes back without alias and deployment',
    `${promotion(`state = 'rolled_back'`, 'serving')}; ${promotion(`state = 'active'`, 'former')}`,
  ],
  ['a promotion that comes back long after it served', promotion(`state = 'active'`, 'ancient')],
  ['a promotion that stops serving alone', promotion(`state = 'rolled_back'`, 'serving')],
  ['a rollback without its review', back],
  ['a review of what was not rolled back', review('serving', 'former')],
  ['a suspension without its reason', promotion(`state = 'suspended'`, 'serving')],
  ['a suspended promotion that is active again with its reason', promotion(`state = 'active'`, 'suspended')],
  [
    'a suspension of what does not serve',
    `${suspend('former')}; ${promotion(`state = 'suspended'`, 'former')}`,
  ],
  ['another round of what serves', promotion('round = 2', 'serving')],
  ['other gates of what serves', promotion(`gates = '[]', state = 'superseded'`, 'serving')],
  ['another instant of activation', promotion(`activated_at = now(), state = 'superseded'`, 'serving')],
  ['another term of what serves', promotion(`expires_at = now(), state = 'superseded'`, 'serving')],
  ['another version to replace in the same round', promotion(`replaces_version_id = '{second}'`, 'serving')],
  ['a suspension that was lifted when it was written down', suspend('serving', `now(), '{riley}', 'x'`)],
  ['a second suspension in force', suspend('suspended')],
  ['a suspension lifted by the requester', lift('dana')],
  ['a suspension lifted by nobody of the workspace', lift('nobody')],
  ['a suspension lifted by a service', lift('service')],
  ['a suspension lifted by who made the version', lift('maker')],
  ['a suspension with another reason', `UPDATE suspension SET reason = 'Quiet.'`],
  ['a deleted suspension', 'DELETE FROM suspension'],
];

describe('the walls of the database around a place', () => {
  let api: TestApi;
  let application: DataSource;
  let names: Record<string, string>;
  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
    const one = await releasableVersion(api, 'places');
    const two = await one.next();
    const other = await releasableVersion(api, 'suspended');
    const [former, serving] = [
      await activate(api, one.modelVersionId),
      await activate(api, two.modelVersionId),
    ];
    const suspended = await activate(api, other.modelVersionId);
    const old = await releasableVersion(api, 'ancient');
    const ancient = await activate(api, old.modelVersionId);
    await activate(api, (await old.next()).modelVersionId);
    await api.owner.query('ALTER TABLE deployment DISABLE TRIGGER deployment_ends_once');
    await api.owner.query(
      `UPDATE deployment SET ended_at = now() - interval '30 days 1 minute' WHERE promotion_id = $1`,
      [ancient],
    );
    await api.owner.query('ALTER TABLE deployment ENABLE TRIGGER deployment_ends_once');
    const maker = await makeAccount(api, { email: 'maker@example.org', roles: ['RISK_OFFICER'] });
    const person = async (name: string) => `person:${await idOf(await api.as(name))}`;
    names = {
      ...{ workspace: api.workspaceId, model: one.modelId, first: one.modelVersionId },
      ...{ second: two.modelVersionId, former, serving, suspended, ancient },
      ...{ dana: await person('dana'), riley: await person('riley'), maker: `person:${await idOf(maker)}` },
      ...{ nobody: `person:${api.workspaceId}`, service: `service:${api.workspaceId}` },
    };
    await api.owner.query('UPDATE model_version SET registered_by = $2 WHERE id = $1', [
      ...[other.modelVersionId, names['maker']],
    ]);
    await alarm(api, other.modelVersionId);
    await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  /** Runs statements as the server's role would, inside the workspace; what is only looked at in the end is looked at. */
  const attempt = async (sql: string): Promise<void> => {
    const runner = application.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
      await runner.query(sql.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole));
      await runner.query('SET CONSTRAINTS ALL IMMEDIATE');
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };

  it('P-81 lets through what the server does: a return, and a suspension that an officer lifts', async () => {
    const gone = toldEntry({ action: 'rollBack', by: '{riley}', about: '{serving}' });
    await expect(attempt(`${back}; ${review('serving', 'former')}; ${gone}`)).resolves.toBeUndefined();
    const told = { by: '{riley}', about: '{suspended}', payload: { reason: 'x' } };
    const reinstated = [
      ...[lift('riley'), promotion(`state = 'active'`, 'suspended')],
      toldEntry({ action: 'reinstatePromotion', ...told }),
    ];
    await expect(attempt(reinstated.join('; '))).resolves.toBeUndefined();
  });

  it.each(refused)('G22 P-37 P-81 refuses %s', async (_what, sql) => {
    await expect(attempt(sql)).rejects.toThrow(
      /permission denied|violates|cannot (go|be|become|differ|come)|a promotion cannot|what served|another subject|round \d|an approval holds|a suspension|going back/,
    );
  });
});
