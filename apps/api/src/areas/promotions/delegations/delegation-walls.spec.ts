import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { connect } from '../../../database/data-source';
import { entities } from '../../../database/entities';
import { idOf } from '../../../testing/accounts';
import { startTestApi, type TestApi } from '../../../testing/api';
import { delegate, type Voted } from '../../../testing/delegation-steps';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import { toldEntry } from '../../../testing/told-entry';

const nobody = '01900000-0000-7000-8000-000000000000';

type Terms = Partial<Record<'from' | 'to' | 'roles' | 'models' | 'start' | 'end', string>>;

/** A delegation as raw SQL writes it; names in braces are ids. */
const given = ({ from = '{riley}', to = '{pat}', roles = '{risk_officer}', ...more }: Terms): string => {
  const { models = 'NULL', start = 'now()', end = "now() + interval '1 day'" } = more;
  return `INSERT INTO delegation VALUES ('{new}', '{workspace}', '${from}', '${to}', '${roles}', ${models}, 'x', now(), ${start}, ${end})`;
};
const vote = (changes: Partial<Record<'by' | 'for' | 'delegation' | 'roles' | 'on', string>>): string => {
  const { by = '{mel}', delegation = '{given}', roles = '{risk_officer}', on = '{promotion}' } = changes;
  return `INSERT INTO vote (id, workspace_id, promotion_id, requested_by, round, voter, decision, role, comment, subject_digest,
    cast_at, roles, on_behalf_of, delegation_id)
    SELECT gen_random_uuid(), workspace_id, id, requested_by, round, 'person:${by}', 'approve', NULL, '', subject_digest, now(),
    '${roles}', '${changes.for ?? '{riley}'}', '${delegation}' FROM promotion WHERE id = '${on}'`;
};

const refused: readonly (readonly [string, string])[] = [
  ['votes in a role one lacks', given({ roles: '{subject_matter_expert}' })],
  ['votes in no role', given({ roles: '{}' })],
  ['votes of nobody', given({ from: nobody })],
  ['votes to nobody', given({ to: nobody })],
  ['votes to oneself', given({ to: '{riley}' })],
  ['votes of somebody who was deactivated', given({ from: '{gone}' })],
  ['votes to somebody who was deactivated', given({ to: '{gone}' })],
  ['votes for more than 30 days', given({ end: "now() + interval '31 days'" })],
  ['votes until before they begin', given({ end: "now() - interval '1 day'" })],
  ['votes since yesterday', given({ start: "now() - interval '1 day'" })],
  ['votes for no model', given({ models: "'{}'" })],
  ['votes for an unknown model', given({ models: `ARRAY['${nobody}']::uuid[]` })],
  ['votes in a circle', given({ from: '{mel}', to: '{riley}', roles: '{ml_engineer}' })],
  ['votes without their entry in the log', given({})],
  ['a longer delegation', `UPDATE delegation SET ends_at = ends_at + interval '1 day' WHERE id = '{given}'`],
  ['another role', `UPDATE delegation SET roles = '{admin}' WHERE id = '{given}'`],
  [
    'a revocation by a third person',
    `UPDATE delegation SET revoked_at = now(), revoked_by = 'person:{sam}' WHERE id = '{given}'`,
  ],
  [
    'a revocation without its entry in the log',
    `UPDATE delegation SET revoked_at = now(), revoked_by = 'person:{riley}' WHERE id = '{given}'`,
  ],
  ['a delegation that never was', `DELETE FROM delegation WHERE id = '{given}'`],
  ['a vote for somebody who did not give it', vote({ for: '{sam}' })],
  ['a vote by somebody who was not given it', vote({ by: '{pat}' })],
  ['a vote by an unknown delegation', vote({ delegation: nobody })],
  ['a vote in a role that was not given', vote({ roles: '{ml_engineer}' })],
  ['a vote in a role of the delegate', vote({ roles: '{risk_officer,ml_engineer}' })],
  ['a vote by a delegation that has not begun', vote({ by: '{pat}', delegation: '{planned}' })],
  ['a vote by one that was revoked', vote({ by: '{ada}', delegation: '{revoked}' })],
  ['a vote by one for another model', vote({ by: '{devi}', delegation: '{elsewhere}' })],
  ['a vote of the requester for another', vote({ by: '{dana}', delegation: '{danas}' })],
  [
    'a vote for the requester',
    vote({ by: '{mel}', for: '{dana}', delegation: '{ofDana}', roles: '{data_scientist}' }),
  ],
  ['a vote for another without a delegation', vote({}).replace("'{given}' FROM", 'NULL FROM')],
  ['a second vote of one person', `${vote({})}; ${vote({})}`],
  [
    'a second vote of one person, by themselves',
    `${vote({})}; INSERT INTO vote (id, workspace_id, promotion_id, requested_by, round, voter, decision, comment, subject_digest, cast_at, roles)
     SELECT gen_random_uuid(), workspace_id, id, requested_by, round, 'person:{riley}', 'approve', '', subject_digest, now(), '{risk_officer}'
     FROM promotion WHERE id = '{promotion}'`,
  ],
];

describe('the walls of the database around votes that are given away', () => {
  let api: TestApi;
  let application: DataSource;
  const names: Record<string, string> = {};
  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
    const releasable = await releasableVersion(api, 'walls');
    const other = await releasableVersion(api, 'elsewhere');
    const { promotion } = await run<{ promotion: Voted }>(await api.as('dana'), 'requestPromotion', {
      input: { modelVersionId: releasable.modelVersionId, rationale: 'Better.' },
    });
    Object.assign(names, { workspace: api.workspaceId, promotion: promotion.id, new: uuidv7() });
    for (const key of ['dana', 'sam', 'mel', 'riley', 'pat', 'ada', 'devi'])
      names[key] = await idOf(await api.as(key));
    const { rows } = await api.owner.query<{ id: string }>(
      `INSERT INTO member (id, workspace_id, name, roles, created_at, deactivated_at)
       VALUES (gen_random_uuid(), $1, 'x', '{risk_officer}', now(), now()) RETURNING id`,
      [api.workspaceId],
    );
    names['gone'] = rows[0]?.id ?? '';
    // Who may be given votes is the server's to know: the owner gives them the role that it asks for.
    await api.owner.query(`UPDATE member SET roles = roles || '{product_manager}' WHERE id = ANY($1)`, [
      [names['ada'], names['devi']],
    ]);
    const give = async (from: string, to: string, more: Partial<Parameters<typeof delegate>[1]> = {}) => {
      const answer = await delegate(await api.as(from), {
        to: await api.as(to),
        roles: ['RISK_OFFICER'],
        ...more,
      });
      return answer.delegation.id;
    };
    names['given'] = await give('riley', 'mel');
    names['planned'] = await give('riley', 'pat', { startsAt: new Date(Date.now() + 86_400_000) });
    names['revoked'] = await give('riley', 'ada');
    await (
      await api.as('riley')
    ).data('mutation ($id: ID!) { revokeDelegation(delegationId: $id) { __typename } }', {
      id: names['revoked'],
    });
    names['elsewhere'] = await give('riley', 'devi', { modelIds: [other.modelId] });
    names['danas'] = await give('riley', 'dana');
    names['ofDana'] = await give('dana', 'mel', { roles: ['DATA_SCIENTIST'] });
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  /** Runs statements as the server's role would, inside the workspace, and takes them back. */
  const attempt = async (sql: string): Promise<void> => {
    const runner = application.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
      await runner.query(sql.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole));
      await runner.query('SET CONSTRAINTS ALL IMMEDIATE');
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };

  it.each(refused)('G22 P-37 P-138 refuses %s', async (_what, sql) => {
    await expect(attempt(sql)).rejects.toThrow();
  });

  it('P-138 takes a vote for somebody who gave it', async () => {
    const { rows } = await api.owner.query<{ round: number; subjectDigest: string }>(
      'SELECT round, subject_digest AS "subjectDigest" FROM promotion WHERE id = $1',
      [names['promotion']],
    );
    const cast = { decision: 'approve', comment: '', votedOn: rows[0], castAs: ['risk_officer'] };
    const payload = { ...cast, onBehalfOf: '{riley}', delegationId: '{given}' };
    const told = toldEntry({ action: 'castVote', by: 'person:{mel}', about: '{promotion}', payload });
    await expect(attempt(`${vote({})}; ${told}`)).resolves.toBeUndefined();
    await expect(attempt(vote({}))).rejects.toThrow(/must have its entry in the audit log/);
  });
});
