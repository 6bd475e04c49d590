import { builtInPolicy, type GateRule } from '@countersign/domain/approvals';
import { type DataSource } from 'typeorm';
import { connect } from '../../database/data-source';
import { entities } from '../../database/entities';
import { idOf } from '../../testing/accounts';
import { startTestApi, type TestApi } from '../../testing/api';
import { delegate } from '../../testing/delegation-steps';
import { ownPasskey } from '../../testing/own-passkey';
import { releasableVersion } from '../../testing/releasable-version';
import { run } from '../../testing/release-path';
import { publish } from '../../testing/serving';
import { toldEntry } from '../../testing/told-entry';

const soft = 'performance-holds';
/** Two gates that may be waived, of which neither passes. */
const gates = builtInPolicy.gates.flatMap((gate): GateRule[] =>
  gate.kind === 'performance'
    ? [soft, 'again'].map((id) => ({ ...gate, id, minimum: 0.9999, severity: 'soft' }))
    : [],
);

interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
}

const cast = {
  decision: 'approve',
  comment: 'Seen.',
  castAs: ['risk_officer'],
  votedOn: '{votedOn}',
  meaning: null,
};
const vote = (more: Record<string, string> = {}) => {
  const { on = 'open', by = 'riley', at = 'now()', decision = 'approve', comment = 'Seen.' } = more;
  const { roles = '{risk_officer}', behalf = 'NULL', delegation = 'NULL' } = more;
  return `INSERT INTO vote (id, workspace_id, promotion_id, requested_by, round, voter, decision, comment, subject_digest,
    cast_at, roles, on_behalf_of, delegation_id) SELECT gen_random_uuid(), workspace_id, id, requested_by, round, '{${by}}',
    '${decision}', '${comment}', subject_digest, ${at}, '${roles}', ${behalf}, ${delegation} FROM promotion WHERE id = '{${on}}'`;
};
const told = (change: object = {}, { by = 'riley', on = 'open' } = {}) =>
  toldEntry({ action: 'castVote', by: `{${by}}`, about: `{${on}}`, payload: { ...cast, ...change } });
const waiver = (gateId: string, at: string, reason = 'Good enough.') =>
  `INSERT INTO gate_waiver SELECT gen_random_uuid(), workspace_id, id, round, subject_digest, '${gateId}',
     gate ->> 'verdict', gate ->> 'reason', gate ->> 'evidenceDigest', '{riley}', '{risk_officer}', '${reason}', ${at}
   FROM promotion, jsonb_array_elements(gates) gate WHERE id = '{open}' AND gate ->> 'gateId' = '${gateId}'`;
const waivedAt = `(SELECT waived_at FROM gate_waiver WHERE promotion_id = '{open}')`;
const emergency = (incident: string) =>
  `INSERT INTO emergency (id, workspace_id, promotion_id, round, subject_digest, incident, justification, proposed_by, proposed_at)
   SELECT gen_random_uuid(), workspace_id, promotion_id, round, subject_digest, '${incident}', justification, proposed_by, proposed_at
   FROM emergency WHERE promotion_id = '{open}'`;
const passkey = (by: string) =>
  `INSERT INTO passkey SELECT (jsonb_populate_record(passkey, jsonb_build_object('created_at', now(), 'id', '{new}', 'credential_id', 'x', 'member_id', '{id.${by}}') )).*
   FROM passkey WHERE id = '{passkey}'`;
const registered = (by: string, change: object = {}) =>
  toldEntry({
    ...{ action: 'registerPasskey', by: `{${by}}`, about: '{new}', type: 'passkey' },
    payload: { key: { forged: true }, origin: '{origin}', ...change },
  });
const comment = (by: string, text = 'Fine.', round = '1') =>
  `INSERT INTO promotion_comment VALUES ('{new}', '{workspace}', '{open}', ${round}, '{${by}}', '${text}', now())`;
const said = (payload: object, by = 'riley') =>
  toldEntry({
    action: 'addPromotionComment',
    by: `{${by}}`,
    about: '{new}',
    type: 'promotion_comment',
    payload,
  });
const onOpen = { promotionId: '{open}', text: 'Fine.', mentions: [] };

/**
 * What SQL in the server's place may not do, and what it is told. `open` is under review: Sam voted, Riley waived one gate
 * of the two, Mel proposed an emergency and gave a comment; Riley has a passkey, and gave Mel her votes.
 */
const refused: readonly (readonly [string, string, RegExp])[] = [
  ['a vote that the log does not tell', vote(), /must have its entry/],
  ['a vote dated back', `${vote({ at: "now() - interval '1 minute'" })}; ${told()}`, /must have its entry/],
  [
    'a vote that says otherwise than the log',
    `${vote()}; ${told({ decision: 'abstain' })}`,
    /must have its entry/,
  ],
  ['words that its voter did not say', `${vote({ comment: 'Great!' })}; ${told()}`, /must have its entry/],
  ['a vote in other roles than the log tells', `${vote()}; ${told({ castAs: [] })}`, /must have its entry/],
  [
    'a vote in another round than the log tells',
    `${vote()}; ${told({ votedOn: { round: 2 } })}`,
    /must have its entry/,
  ],
  [
    'a vote that the log has of somebody else',
    `${vote()}; ${told({}, { by: 'sam' })}`,
    /must have its entry/,
  ],
  [
    'a vote that the log has of another promotion',
    `${vote()}; ${told({}, { on: 'other' })}`,
    /must have its entry/,
  ],
  [
    'a vote for somebody that the log has as one’s own',
    `${vote({ by: 'mel', behalf: "'{id.riley}'", delegation: "'{delegation}'" })}; ${told({}, { by: 'mel' })}`,
    /must have its entry/,
  ],
  [
    'a vote for somebody by a person who was deactivated',
    vote({ by: 'gone', behalf: "'{id.riley}'", delegation: "'{delegation}'" }),
    /active member/,
  ],
  [
    'a printed name that somebody puts in',
    `UPDATE vote SET printed_name = 'Ada', name_salt = 'x'`,
    /permission denied/,
  ],
  [
    'a vote without its printed name',
    `UPDATE vote SET printed_name = NULL, name_salt = NULL`,
    /permission denied/,
  ],
  ['another meaning', `UPDATE vote SET meaning = 'I approve.'`, /permission denied/],
  [
    'a signature that is put in later',
    `UPDATE vote SET signature = '{}', passkey_id = '{passkey}'`,
    /permission denied/,
  ],
  [
    'a vote signed with the passkey of somebody else',
    vote({ by: 'pat', roles: '{product_manager}' })
      .replace('delegation_id)', 'delegation_id, passkey_id, signature)')
      .replace('NULL FROM', `NULL, '{passkey}', '{}' FROM`),
    /passkey of its voter/,
  ],
  ['a waiver of a second gate by the entry of the first', waiver('again', waivedAt), /must have its entry/],
  ['a waiver used again', waiver(soft, waivedAt), /gate_waiver_once/],
  [
    'a waiver with another reason',
    waiver(soft, waivedAt, 'Because.'),
    /gate_waiver_once|must have its entry/,
  ],
  ['a waiver dated back', waiver('again', "now() - interval '1 day'"), /must have its entry/],
  ['a waiver that is changed', `UPDATE gate_waiver SET gate_id = 'again'`, /permission denied/],
  ['a waiver that is gone', 'DELETE FROM gate_waiver', /permission denied/],
  ['no waivers any more', 'TRUNCATE gate_waiver', /permission denied/],
  ['a second emergency by the entry of the first', emergency('Other'), /entries in the audit log/],
  ['the same emergency a second time', emergency('INC-7'), /entries in the audit log/],
  ['no emergencies any more', 'TRUNCATE emergency', /permission denied/],
  [
    'an emergency moved to another promotion',
    `UPDATE emergency SET promotion_id = '{other}'`,
    /permission denied/,
  ],
  ['a passkey that nobody registered', passkey('riley'), /must have its entry/],
  [
    'a passkey in the name of another than who registered it',
    `${passkey('sam')}; ${registered('riley')}`,
    /must have its entry/,
  ],
  [
    'another key than the one that was registered',
    `${passkey('riley')}; ${registered('riley')}`,
    /must have its entry/,
  ],
  ['a key that is exchanged', `UPDATE passkey SET key = '{"kty": "EC"}'`, /permission denied/],
  [
    'a passkey that is given to somebody else',
    `UPDATE passkey SET member_id = '{id.sam}'`,
    /permission denied/,
  ],
  [
    'a passkey that signs again',
    `UPDATE passkey SET removed_at = now(); UPDATE passkey SET removed_at = NULL`,
    /stays so/,
  ],
  [
    'a counter that goes back',
    'UPDATE passkey SET counter = 9; UPDATE passkey SET counter = 1',
    /does not go back/,
  ],
  ['a passkey that never was', 'DELETE FROM passkey', /permission denied/],
  ['no passkeys any more', 'TRUNCATE passkey CASCADE', /permission denied/],
  ['a comment that the log does not tell', comment('riley'), /must have its entry/],
  ['a comment in somebody else’s name', `${comment('sam')}; ${said(onOpen)}`, /must have its entry/],
  ['other words than were said', `${comment('riley', 'Bad.')}; ${said(onOpen)}`, /must have its entry/],
  ['a comment in a round to come', `${comment('riley', 'Fine.', '2')}; ${said(onOpen)}`, /present round/],
  [
    'a comment that was said on another promotion',
    `${comment('riley')}; ${said({ ...onOpen, promotionId: '{other}' })}`,
    /must have its entry/,
  ],
  ['a comment that is changed', `UPDATE promotion_comment SET text = 'x'`, /permission denied/],
  ['a comment that is gone', 'DELETE FROM promotion_comment', /permission denied/],
  ['no comments any more', 'TRUNCATE promotion_comment CASCADE', /permission denied/],
  [
    'somebody mentioned whom nobody mentioned',
    `INSERT INTO promotion_mention SELECT workspace_id, id, '{id.sam}', NULL FROM promotion_comment LIMIT 1`,
    /must stand in the entry/,
  ],
  ['a delegation that is gone', 'DELETE FROM delegation', /permission denied|stays on record/],
  ['no delegations any more', 'TRUNCATE delegation CASCADE', /permission denied|stays on record/],
  ['a delegation to somebody else', `UPDATE delegation SET delegate_id = '{id.sam}'`, /permission denied/],
  [
    'a delegation that begins before it was given',
    `UPDATE delegation SET starts_at = now() - interval '9 days'`,
    /permission denied/,
  ],
  [
    'a delegation that was taken back and is in force again',
    `UPDATE delegation SET revoked_at = NULL, revoked_by = NULL`,
    /can only be ended/,
  ],
  ['a review that is gone', 'DELETE FROM rollback_review', /permission denied/],
  ['no reviews any more', 'TRUNCATE rollback_review', /permission denied/],
  [
    'a review of what nobody rolled back',
    `INSERT INTO rollback_review VALUES ('{new}', '{workspace}', '{open}', '{other}', 'x', '{riley}', now())`,
    /going back opens a review|must have its entry/,
  ],
  [
    'what a version was made with',
    `UPDATE model_version SET code = '{}'`,
    /permission denied|cannot be changed/,
  ],
  [
    'an environment of a version',
    `UPDATE model_version SET environment = NULL`,
    /permission denied|cannot be changed/,
  ],
];

describe('the walls of the database around what people are said to have done', () => {
  let api: TestApi;
  let application: DataSource;
  const names: Record<string, string> = { new: '01900000-0000-7000-8000-000000000001' };

  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
    const place = { environment: 'STAGING', alias: 'told' } as const;
    await publish(api, {
      name: 'told',
      environment: 'staging',
      alias: '*',
      gates,
      breakGlass: { ttlHours: 4, perMonth: 2 },
    });
    const version = await releasableVersion(api, 'told');
    const request = async (alias: string) => {
      const input = { modelVersionId: version.modelVersionId, rationale: 'Better.', ...place, alias };
      return (await run<{ promotion: Opened }>(await api.as('dana'), 'requestPromotion', { input }))
        .promotion;
    };
    const [open, other] = [await request('told'), await request('other')];
    for (const persona of ['dana', 'sam', 'mel', 'riley', 'pat']) {
      names[`id.${persona}`] = await idOf(await api.as(persona));
      names[persona] = `person:${names[`id.${persona}`]}`;
    }
    const { rows } = await api.owner.query<{ id: string }>(
      `INSERT INTO member (id, workspace_id, name, roles, created_at, deactivated_at)
       VALUES (gen_random_uuid(), $1, 'x', '{risk_officer}', now(), now()) RETURNING id`,
      [api.workspaceId],
    );
    names['gone'] = `person:${rows[0]?.id}`;
    const { id: promotionId, round, subjectDigest } = open;
    await run(await api.as('sam'), 'castVote', {
      input: { promotionId, round, subjectDigest, decision: 'APPROVE' },
    });
    const riley = await ownPasskey(api.url, await api.as('riley'));
    const waive = `mutation ($id: ID!, $gateId: String!, $subjectDigest: String!) {
      waiveGate(promotionId: $id, gateId: $gateId, subjectDigest: $subjectDigest, reason: "Good enough.") { __typename } }`;
    await riley.client.data(waive, { id: promotionId, gateId: soft, subjectDigest });
    await (
      await api.as('mel')
    ).data(
      `mutation ($id: ID!) { proposeEmergency(promotionId: $id, incident: "INC-7", justification: "J") { __typename } }`,
      { id: promotionId },
    );
    await (
      await api.as('mel')
    ).data(
      `mutation ($input: AddPromotionCommentInput!) { addPromotionComment(input: $input) { __typename } }`,
      { input: { promotionId, text: 'Look.', mentions: [] } },
    );
    const { delegation } = await delegate(await api.as('riley'), {
      to: await api.as('mel'),
      roles: ['RISK_OFFICER'],
    });
    Object.assign(names, {
      ...{ workspace: api.workspaceId, open: open.id, other: other.id, passkey: riley.passkeyId },
      ...{ delegation: delegation.id, subjectDigest, origin: api.url.replace('127.0.0.1', 'localhost') },
    });
  }, 60_000);
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const named = (sql: string) =>
    sql
      .replaceAll('"{votedOn}"', JSON.stringify({ round: 1, subjectDigest: names['subjectDigest'] }))
      .replace(/\{([\w.]+)\}/g, (all, name: string) => names[name] ?? all);
  /** Runs statements as the server's role would, inside the workspace, and takes them back. */
  const attempt = async (sql: string): Promise<void> => {
    const runner = application.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
      await runner.query(named(sql));
      await runner.query('SET CONSTRAINTS ALL IMMEDIATE');
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };

  it.each(refused)('G22 P-37 P-190 refuses %s', async (_what, sql, why) => {
    await expect(attempt(sql)).rejects.toThrow(why);
  });

  it('G22 P-190 lets through what the log tells, word for word', async () => {
    await expect(attempt(`${vote()}; ${told()}`)).resolves.toBeUndefined();
    await expect(attempt(`${comment('riley')}; ${said(onOpen)}`)).resolves.toBeUndefined();
    const { rows } = await api.owner.query<{ key: object }>('SELECT key FROM passkey WHERE id = $1', [
      names['passkey'],
    ]);
    await expect(attempt(`${passkey('riley')}; ${registered('riley', rows[0])}`)).resolves.toBeUndefined();
    const again = { gateId: 'again', reason: 'Good enough.', subjectDigest: '{subjectDigest}' };
    const { rows: found } = await api.owner.query<{ reason: string }>(
      `SELECT gate ->> 'reason' AS reason FROM promotion, jsonb_array_elements(gates) gate WHERE id = $1 AND gate ->> 'gateId' = 'again'`,
      [names['open']],
    );
    const entry = toldEntry({
      ...{ action: 'waiveGate', by: '{riley}', about: '{open}' },
      payload: { ...again, waived: { found: found[0]?.reason } },
    });
    await expect(attempt(`${waiver('again', 'now()')}; ${entry}`)).resolves.toBeUndefined();
  });

  it('G22 tries at least fifty statements', () => {
    expect(refused.length).toBeGreaterThanOrEqual(50);
  });
});
