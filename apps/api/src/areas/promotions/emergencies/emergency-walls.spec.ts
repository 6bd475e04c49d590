import { builtInPolicy, type GateRule } from '@countersign/domain/approvals';
import { type DataSource } from 'typeorm';
import { connect } from '../../../database/data-source';
import { entities } from '../../../database/entities';
import { goodPassword, idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import { activate, publish, type TestPlace } from '../../../testing/serving';

const places = ['urgent', 'calm', 'strict', 'spent'] as const;
type PlaceName = (typeof places)[number];

const propose = (by: string, on: string = 'urgent', digest = `{digest.${on}}`) =>
  `INSERT INTO emergency (id, workspace_id, promotion_id, round, subject_digest, incident, justification, proposed_by, proposed_at)
   VALUES (gen_random_uuid(), '{workspace}', '{${on}}', 1, '${digest}', 'I', 'J', '{${by}}', now())`;
const confirm = (by: string, until = `interval '4 hours'`, at = 'now()') =>
  `UPDATE emergency SET confirmed_by = '{${by}}', confirmed_at = ${at}, until = ${at} + ${until}, waived = '[]'
   WHERE promotion_id = '{urgent}' AND confirmed_at IS NULL`;
const serve = (on: string, gates = '') =>
  `UPDATE promotion SET state = 'provisional', activated_at = now()${gates} WHERE id = '{${on}}'`;
const running = (set: string) => `UPDATE promotion SET ${set} WHERE id = '{running}'`;

/** What SQL in the server's place may not do, and why. Gus proposed one for `urgent`; `running` serves by one that Riley confirmed. */
const refused: readonly (readonly [string, string, RegExp])[] = [
  ['an emergency of who may not', propose('sam'), /proposed by somebody who may/],
  ['an emergency of nobody', propose('nobody'), /proposed by somebody who may/],
  ['an emergency of a service', propose('service'), /proposed by somebody who may/],
  ['an emergency by a policy that knows none', propose('mel', 'calm'), /under review, by a policy/],
  [
    'an emergency about something else',
    propose('mel', 'urgent', 'f'.repeat(64)),
    /under review, by a policy/,
  ],
  ['an emergency of what serves', propose('mel', 'running'), /under review, by a policy/],
  ['an emergency that nobody wrote down in the log', propose('mel'), /entries in the audit log/],
  ['one confirmed by the first', confirm('gus'), /violates check constraint/],
  ['one confirmed by the requester', confirm('dana'), /depends on nobody/],
  ['one confirmed by who may not', confirm('sam'), /depends on nobody/],
  ['one confirmed by nobody', confirm('nobody'), /depends on nobody/],
  ['one confirmed by who has their roles from the first', confirm('dependent'), /depends on nobody/],
  [
    'one that lasts longer than the policy allows',
    confirm('riley', `interval '4 hours 1 second'`),
    /cannot last/,
  ],
  [
    'one confirmed after its proposal was over',
    confirm('riley', `interval '1 hour'`, `now() + interval '5 hours'`),
    /cannot last, nor wait/,
  ],
  ['one confirmed without its entry in the log', confirm('riley'), /entries in the audit log/],
  [
    'another incident',
    `UPDATE emergency SET incident = 'Other' WHERE promotion_id = '{urgent}'`,
    /permission denied/,
  ],
  [
    'a confirmed one that lasts longer',
    `UPDATE emergency SET until = now() + interval '1 day' WHERE promotion_id = '{running}'`,
    /under review|only be confirmed/,
  ],
  ['a removed emergency', `DELETE FROM emergency WHERE promotion_id = '{urgent}'`, /permission denied/],
  ['a version that serves without an emergency', serve('calm'), /without a confirmed emergency/],
  ['a version that serves by a proposal alone', serve('urgent'), /without a confirmed emergency/],
  [
    'a version that serves although an absolute gate has not passed',
    `UPDATE promotion SET state = 'provisional', activated_at =
       (SELECT confirmed_at FROM emergency WHERE promotion_id = '{strict}') WHERE id = '{strict}'`,
    /not even an emergency waives/,
  ],
  [
    'an approval without a vote',
    running(`state = 'active', approved_at = now(), expires_at = now()`),
    /without an approval in its round/,
  ],
  [
    'an approval after the time is over',
    running(`state = 'active', approved_at = now() + interval '4 hours', expires_at = now()`),
    /approved after its time|without an approval/,
  ],
  ['another beginning', running('activated_at = now()'), /without a confirmed emergency/],
  [
    'an end that nothing takes the place of',
    running(`state = 'rolled_back'`),
    /opens a review|cannot differ/,
  ],
  ['a suspension without its reason', running(`state = 'suspended'`), /against what is written/],
  [
    'an approval of what is provisional',
    running('approved_at = now(), expires_at = now()'),
    /without a confirmed emergency/,
  ],
];

describe('the walls of the database around emergencies', () => {
  let api: TestApi;
  let application: DataSource;
  const names: Record<string, string> = { nobody: 'person:01000000-0000-7000-8000-000000000000' };

  const show = async (id: string) => {
    const { promotion } = await (
      await api.as('ada')
    ).data<{ promotion: { subjectDigest: string; emergency: { id: string } | null } }>(
      'query ($id: ID!) { promotion(id: $id) { subjectDigest emergency { id } } }',
      { id },
    );
    return promotion;
  };
  const request = async (modelVersionId: string, alias: string): Promise<string> => {
    const place: TestPlace = { environment: 'STAGING', alias };
    const input = { modelVersionId, rationale: 'It burns.', ...place };
    const { promotion } = await run<{ promotion: { id: string } }>(await api.as('dana'), 'requestPromotion', {
      input,
    });
    return promotion.id;
  };
  const begin = async (id: string, by?: ApiClient) => {
    await (by ?? (await api.as('mel'))).data(
      `mutation ($id: ID!) { proposeEmergency(promotionId: $id, incident: "I", justification: "J") { __typename } }`,
      { id },
    );
    const { emergency, subjectDigest } = await show(id);
    return { id, emergencyId: emergency?.id, subjectDigest };
  };

  beforeAll(async () => {
    api = await startTestApi();
    const quiet = builtInPolicy.gates.find(({ kind }) => kind === 'drift') as GateRule;
    const breakGlass = { ttlHours: 4, perMonth: 1 };
    for (const name of places)
      await publish(api, {
        ...{ name, environment: 'staging', alias: name },
        ...(name !== 'calm' && { breakGlass }),
        ...(name === 'strict' && { gates: [{ ...quiet, severity: 'absolute' }] }),
      });
    for (const name of places satisfies readonly PlaceName[]) {
      const version = await releasableVersion(api, `walls ${name}`);
      if (name === 'spent') {
        await activate(api, version.modelVersionId, { environment: 'STAGING', alias: name });
        const id = await request((await version.next()).modelVersionId, name);
        const confirmation = await begin(id);
        const { confirmEmergency } = await (
          await api.as('riley')
        ).data<{ confirmEmergency: { promotion?: unknown } }>(
          `mutation ($id: ID!, $emergencyId: ID!, $subjectDigest: String!) {
            confirmEmergency(promotionId: $id, emergencyId: $emergencyId, subjectDigest: $subjectDigest) {
              ... on PromotionChanged { promotion { id } } } }`,
          confirmation,
        );
        expect(confirmEmergency.promotion).toBeDefined();
        names['running'] = id;
        names['digest.running'] = confirmation.subjectDigest;
        continue;
      }
      if (name === 'strict') await version.drift('alert');
      names[name] = await request(version.modelVersionId, name);
      names[`digest.${name}`] = (await show(names[name] ?? '')).subjectDigest;
    }
    const gus = await makeAccount(api, { email: 'gus@example.org', roles: ['ADMIN', 'ML_ENGINEER'] });
    await begin(names['urgent'] ?? '', gus);
    names['gus'] = `person:${await idOf(gus)}`;
    // As if the walls before it had been passed: what is left is the last.
    await api.owner.query('ALTER TABLE emergency DISABLE TRIGGER USER');
    await api.owner.query(
      `INSERT INTO emergency SELECT gen_random_uuid(), workspace_id, id, round, subject_digest, 'I', 'J', 'person:a', now(),
         'person:b', now(), now() + interval '1 hour', '[]' FROM promotion WHERE id = $1`,
      [names['strict']],
    );
    await api.owner.query('ALTER TABLE emergency ENABLE TRIGGER USER');
    for (const persona of ['mel', 'riley', 'sam', 'dana'])
      names[persona] = `person:${await idOf(await api.as(persona))}`;
    names['service'] = names['nobody']?.replace('person', 'service') ?? '';
    const { inviteMember } = await gus.data<{ inviteMember: { token: string } }>(
      `mutation { inviteMember(input: { email: "dependent@example.org", roles: [RISK_OFFICER] }) {
        ... on MemberInvited { token } } }`,
    );
    const invitation = { token: inviteMember.token, name: 'Dependent', password: goodPassword };
    const dependent = await api.signIn({ invitation });
    names['dependent'] = `person:${await idOf(dependent)}`;
    names['workspace'] = api.workspaceId;
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const named = (sql: string) => sql.replace(/\{([\w.]+)\}/g, (_all, name: string) => names[name] ?? name);
  const whole = async () => {
    const { rows } = await api.owner.query<{ whole: string }>(
      `SELECT (SELECT string_agg(row::text, ';' ORDER BY row::text) FROM emergency row WHERE workspace_id = $1)
        || (SELECT string_agg(row::text, ';' ORDER BY row::text) FROM promotion row WHERE workspace_id = $1) AS whole`,
      [api.workspaceId],
    );
    return rows[0]?.whole;
  };

  it.each(refused)('P-126 refuses %s', async (_what, sql, why) => {
    const before = await whole();
    const runner = application.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
    const attempt = async () => {
      for (const statement of named(sql).split('; ')) await runner.query(statement);
      await runner.commitTransaction();
    };
    await expect(attempt()).rejects.toThrow(why);
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
    expect(await whole()).toBe(before);
  });

  it('P-126 refuses more than the policy allows in a place', async () => {
    // Of another promotion in the place where one was confirmed already.
    const [row] = (
      await api.owner.query<{ model_id: string; model_version_id: string }>(
        'SELECT model_id, replaces_version_id AS model_version_id FROM promotion WHERE id = $1',
        [names['running']],
      )
    ).rows;
    const id = await request(row?.model_version_id ?? '', 'spent');
    const { subjectDigest } = await show(id);
    names['again'] = id;
    const runner = application.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
    await runner.query(named(propose('mel', 'again', subjectDigest)));
    await expect(
      runner.query(
        named(
          `UPDATE emergency SET confirmed_by = '{riley}', confirmed_at = now(), until = now(), waived = '[]' WHERE promotion_id = '{again}'`,
        ),
      ),
    ).rejects.toThrow(/more emergencies within 30 days/);
    await runner.rollbackTransaction();
    await runner.release();
  });
});
