import { transitions, type PromotionState } from '@countersign/domain/approvals';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { connect } from '../../database/data-source';
import { entities } from '../../database/entities';
import { startTestApi, type TestApi } from '../../testing/api';
import { releasableVersion } from '../../testing/releasable-version';
import { run } from '../../testing/release-path';

const nobody = '01900000-0000-7000-8000-000000000000';
const zeros = '0'.repeat(64);

/** Values that the statements name; each is a parameter's text in double braces. */
interface Names {
  workspace: string;
  promotion: string;
  digest: string;
  dana: string;
  sam: string;
  riley: string;
  mel: string;
  /** A token that Sam answers for, and a promotion that it asked for. */
  ci: string;
  machine: string;
  /** Somebody whom Dana invited. */
  invited: string;
  /** A promotion that Mel asked for, whose roles Riley set last. */
  taken: string;
  evidence: string;
}

const vote = (
  changes: Partial<
    Record<'by' | 'asked' | 'round' | 'decision' | 'digest' | 'workspace' | 'on' | 'roles', string>
  >,
) => {
  const {
    by = '{riley}',
    asked = '{dana}',
    round = '1',
    decision = 'approve',
    digest = '{digest}',
  } = changes;
  const { workspace = '{workspace}', on = '{promotion}', roles = '{}' } = changes;
  return `INSERT INTO vote VALUES (gen_random_uuid(), '${workspace}', '${on}', '${asked}', ${round}, '${by}', '${decision}', NULL, '', '${digest}', now(), '${roles}')`;
};
const open = (changes: Partial<Record<'state' | 'round' | 'approved' | 'workspace' | 'place', string>>) => {
  const {
    state = 'in_review',
    round = '1',
    approved = 'NULL',
    workspace = '{workspace}',
    place = 'other',
  } = changes;
  return `INSERT INTO promotion SELECT gen_random_uuid(), '${workspace}', model_id, model_version_id, artifact_digest, environment, '${place}',
    policy_id, '${state}', ${round}, subject_digest, rationale, gates, now(), requested_by, ${approved}, NULL, NULL FROM promotion WHERE id = '{promotion}'`;
};
const suspension = (promotion: string) =>
  `INSERT INTO suspension SELECT gen_random_uuid(), workspace_id, id, 'alert', 'Loud.', now(), NULL, NULL, NULL
   FROM promotion WHERE id = '${promotion}'`;
const served = (promotion: string) =>
  `INSERT INTO deployment SELECT gen_random_uuid(), workspace_id, model_id, model_version_id, environment, id, now(), NULL, alias
   FROM promotion WHERE id = '${promotion}';
   UPDATE deployment SET ended_at = now() WHERE promotion_id = '${promotion}'`;
/** As if the walls before it had been passed. */
const emergency = (promotion: string) =>
  `ALTER TABLE emergency DISABLE TRIGGER USER;
   INSERT INTO emergency SELECT gen_random_uuid(), workspace_id, id, round, subject_digest, 'I', 'J', 'person:a', now(),
     'person:b', now(), now() + interval '1 hour', '[]' FROM promotion WHERE id = '${promotion}';
   ALTER TABLE emergency ENABLE TRIGGER USER`;
/** What serves by an emergency is activated and not approved; everything else here is approved. */
const inState = `state = $2::text, approved_at = CASE WHEN $2::text <> 'provisional' THEN now() END,
  activated_at = CASE WHEN $2::text = 'provisional' THEN now() ELSE activated_at END`;
const step = (set: string) => `UPDATE promotion SET ${set} WHERE id = '{promotion}'`;

/** What SQL in the server's place may not do; the promotion is in review with Sam's vote. */
const refused: readonly (readonly [string, string])[] = [
  ['a vote of the requester', vote({ by: '{dana}' })],
  ['a vote of the requester under another requester', vote({ by: '{dana}', asked: '{sam}' })],
  ['a second vote of one person', vote({ by: '{sam}' })],
  ['a second vote that rejects', vote({ by: '{sam}', decision: 'reject' })],
  ['a vote of a service', vote({ by: `service:${nobody}` })],
  ['a vote of the operator', vote({ by: 'operator:operator' })],
  ['a vote of the server', vote({ by: 'system:system' })],
  ['a vote of nobody in this workspace', vote({ by: `person:${nobody}` })],
  ['a vote on the next round', vote({ round: '2' })],
  ['a vote on round 0', vote({ round: '0' })],
  ['a vote on other content', vote({ digest: zeros })],
  ['a vote of an unknown kind', vote({ decision: 'approved' })],
  ['a vote in another workspace', vote({ workspace: nobody })],
  ['a vote in a role that its voter does not hold', vote({ roles: '{risk_officer,admin}' })],
  ['a vote of who answers for the service that asked', vote({ by: '{sam}', on: '{machine}', asked: '{ci}' })],
  ['a vote of somebody whose roles the requester gave', vote({ by: '{invited}' })],
  [
    'a vote of somebody who gave the requester their roles',
    vote({ by: '{riley}', on: '{taken}', asked: '{mel}' }),
  ],
  ['a vote of who registered the version', vote({ by: '{dana}', on: '{machine}', asked: '{ci}' })],
  ['a vote on an unknown promotion', vote({ on: nobody })],
  ['a changed vote', `UPDATE vote SET decision = 'approve' WHERE promotion_id = '{promotion}'`],
  ['a changed comment', `UPDATE vote SET comment = 'Fine.' WHERE promotion_id = '{promotion}'`],
  ['a vote moved to another round', `UPDATE vote SET round = 2 WHERE promotion_id = '{promotion}'`],
  ['a deleted vote', `DELETE FROM vote WHERE promotion_id = '{promotion}'`],
  ['all votes gone', 'TRUNCATE vote'],
  ['activation without approval', step(`state = 'active', activated_at = now()`)],
  ['approval without a time', step(`state = 'approved'`)],
  ['supersession of what never served', step(`state = 'superseded'`)],
  ['expiry of what was never approved', step(`state = 'expired'`)],
  ['a state nobody knows', step(`state = 'done'`)],
  ['a skipped round', step(`round = 3`)],
  ['a round back', step(`round = 0`)],
  ['another subject in the same round', step(`subject_digest = '${zeros}'`)],
  ['approval in a round without votes', step(`state = 'approved', approved_at = now(), round = 2`)],
  ['another requester', step(`requested_by = '{sam}'`)],
  ['another model version', step(`model_version_id = '${nobody}'`)],
  ['another artefact', step(`artifact_digest = '${zeros}'`)],
  ['another rationale', step(`rationale = 'Urgent.'`)],
  ['a promotion moved to another workspace', step(`workspace_id = '${nobody}'`)],
  ['a deleted promotion', `DELETE FROM promotion WHERE id = '{promotion}'`],
  ['a promotion that opens approved', open({ state: 'approved', approved: 'now()' })],
  ['a promotion that opens active', open({ state: 'active', approved: 'now()' })],
  ['a promotion that opens in round 2', open({ round: '2' })],
  ['a second open promotion to the same place', open({ place: 'champion' })],
  ['a promotion of another workspace', open({ workspace: nobody })],
  ['changed evidence', `UPDATE evidence SET kind = 'x' WHERE digest = '{evidence}'`],
  ['deleted evidence', `DELETE FROM evidence WHERE digest = '{evidence}'`],
  ['all evidence gone', 'TRUNCATE evidence CASCADE'],
  ['a changed policy', `UPDATE policy SET body = '{}'`],
  ['a deleted policy', 'DELETE FROM policy'],
  [
    'an alias without a promotion',
    `INSERT INTO model_alias SELECT workspace_id, model_id, 'mine', model_version_id, now(), NULL, environment FROM promotion WHERE id = '{promotion}'`,
  ],
  ['a deleted alias', 'DELETE FROM model_alias'],
  [
    'a deployment of an unknown promotion',
    `INSERT INTO deployment SELECT gen_random_uuid(), workspace_id, model_id, model_version_id, environment, '${nobody}', now(), NULL, alias FROM promotion WHERE id = '{promotion}'`,
  ],
  ['a changed entry of the log', `UPDATE audit_entry SET action = 'castVote'`],
  ['a deleted entry of the log', 'DELETE FROM audit_entry'],
  ['a deleted member', 'DELETE FROM member'],
  ['triggers switched off', `SET session_replication_role = replica`],
  ['a trigger taken away', 'ALTER TABLE promotion DISABLE TRIGGER ALL'],
  ['row-level security switched off', 'ALTER TABLE vote DISABLE ROW LEVEL SECURITY'],
];

describe('the walls of the database around a promotion', () => {
  let api: TestApi;
  let application: DataSource;
  let names: Names;
  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
    const { modelVersionId } = await releasableVersion(api, 'walls');
    const { promotion } = await run<{ promotion: { id: string } }>(await api.as('dana'), 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.' },
    });
    const { rows } = await api.owner.query<{ subject_digest: string; gates: { evidenceDigest: string }[] }>(
      'SELECT subject_digest, gates FROM promotion WHERE id = $1',
      [promotion.id],
    );
    const digest = rows[0]?.subject_digest ?? '';
    await run(await api.as('sam'), 'castVote', {
      input: { promotionId: promotion.id, decision: 'APPROVE', round: 1, subjectDigest: digest },
    });
    const members = await api.owner.query<{ id: string; persona: string }>(
      'SELECT id, persona FROM member WHERE workspace_id = $1',
      [api.workspaceId],
    );
    const person = (persona: string) => `person:${members.rows.find((row) => row.persona === persona)?.id}`;
    names = {
      ...{ workspace: api.workspaceId, promotion: promotion.id, digest },
      ...{ dana: person('dana'), sam: person('sam'), riley: person('riley'), mel: person('mel') },
      evidence: rows[0]?.gates[0]?.evidenceDigest ?? '',
      ...(await others(
        { dana: person('dana'), sam: person('sam'), riley: person('riley'), mel: person('mel') },
        promotion.id,
      )),
    };
  });
  /** Rows that only the owner can make at once: who depends on whom. */
  const others = async (people: Pick<Names, 'dana' | 'sam' | 'riley' | 'mel'>, promotion: string) => {
    const [token, invited, machine, taken] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const idOf = (reference: string) => reference.slice('person:'.length);
    const { owner, workspaceId } = api;
    await owner.query(
      `INSERT INTO service_token (id, workspace_id, name, scope, secret_hash, created_at, created_by, sponsor_id, expires_at)
       VALUES ($1, $2, 'ci', 'write', $3, now(), $4, $5, now())`,
      [token, workspaceId, uuidv7(), people.sam, idOf(people.sam)],
    );
    await owner.query(
      `INSERT INTO member (id, workspace_id, name, roles, created_at) VALUES ($1, $2, 'x', '{risk_officer}', now())`,
      [invited, workspaceId],
    );
    await owner.query(
      `INSERT INTO invitation (id, workspace_id, roles, secret_hash, created_at, created_by, expires_at, accepted_at, member_id)
       VALUES ($1, $2, '{risk_officer}', $3, now(), $4, now(), now(), $5)`,
      [uuidv7(), workspaceId, uuidv7(), people.dana, invited],
    );
    await owner.query(
      `INSERT INTO audit_entry (workspace_id, sequence, id, at, actor, action, outcome, subject_type, subject_id, canonical, previous_hash, hash)
       VALUES ($1, 1000000, $2, now(), $3, 'setMemberRoles', 'done', 'member', $4, '', '', '')`,
      [workspaceId, uuidv7(), people.riley, idOf(people.mel)],
    );
    for (const [id, asked, alias] of [
      [machine, `service:${token}`, 'machine'],
      [taken, people.mel, 'taken'],
    ])
      await owner.query(
        `INSERT INTO promotion SELECT $1, workspace_id, model_id, model_version_id, artifact_digest, environment, $3,
           policy_id, state, round, subject_digest, rationale, gates, now(), $2, NULL, NULL, NULL FROM promotion WHERE id = $4`,
        [id, asked, alias, promotion],
      );
    return { ci: `service:${token}`, machine, taken, invited: `person:${invited}` };
  };
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const spelt = (sql: string) =>
    sql.replace(/\{(\w+)\}/g, (whole, name: string) => names[name as keyof Names] ?? whole);
  /** Runs a statement as the server's role would, inside the workspace, and takes it back. */
  const attempt = async (sql: string): Promise<void> => {
    const runner = application.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
      await runner.query(spelt(sql));
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };

  it('G22 lets the vote of an eligible reviewer and a withdrawal through', async () => {
    await expect(attempt(vote({ roles: '{risk_officer}' }))).resolves.toBeUndefined();
    await expect(attempt(step(`state = 'withdrawn'`))).resolves.toBeUndefined();
    await expect(attempt(open({}))).resolves.toBeUndefined();
  });

  it.each(refused)('G22 P-37 refuses %s', async (_what, sql) => {
    await expect(attempt(sql)).rejects.toThrow(
      /permission denied|must be owner|violates|cannot|another subject|round|a vote must|row-level security|null value/,
    );
  });

  it('G22 tries at least forty statements', () => {
    expect(refused.length).toBeGreaterThanOrEqual(40);
  });

  it('G22 G23 P-37 takes exactly the steps of the table of states', async () => {
    const states = Object.keys(transitions) as PromotionState[];
    const taken: string[] = [];
    for (const from of states)
      for (const to of states) {
        await api.owner.query('BEGIN');
        await api.owner.query('ALTER TABLE promotion DISABLE TRIGGER USER');
        await api.owner.query(`UPDATE promotion SET ${inState}, deadline_at = now() WHERE id = $1`, [
          names.promotion,
          from,
        ]);
        await api.owner.query('ALTER TABLE promotion ENABLE TRIGGER USER');
        if ([from, to].includes('provisional')) await api.owner.query(emergency(names.promotion));
        if (to === 'suspended') await api.owner.query(suspension(names.promotion));
        if (from === 'superseded') await api.owner.query(served(names.promotion));
        const moved = await api.owner
          .query(`UPDATE promotion SET ${inState} WHERE id = $1`, [names.promotion, to])
          .catch((error: Error) => {
            expect(error.message).toMatch(/cannot go from/);
            return null;
          });
        if (moved) taken.push(`${from} ${to}`);
        await api.owner.query('ROLLBACK');
      }
    const allowed = states.flatMap((from) =>
      Object.values(transitions[from]).flatMap((cell) =>
        typeof cell === 'string' ? [] : cell.map((to) => `${from} ${to}`),
      ),
    );
    expect(taken.sort()).toEqual([...new Set(allowed)].sort());
  });
});
