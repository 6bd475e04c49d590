import {
  builtInPolicy,
  joinPolicies,
  policyDigest,
  policyTemplates,
  type Policy,
} from '@countersign/domain/approvals';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { connect } from '../../../database/data-source';
import { entities } from '../../../database/entities';
import { makeAccount, idOf } from '../../../testing/accounts';
import { startTestApi, type TestApi } from '../../../testing/api';
import { deciding, proposing } from '../../../testing/policy-steps';

const [, medium, high] = policyTemplates as [Policy, Policy, Policy];
const lax: Policy = { ...builtInPolicy, version: builtInPolicy.version + 1, slots: [], gates: [] };
const joined = joinPolicies([builtInPolicy, medium]);
const without = (changes: Partial<Policy>): Policy => ({ ...joined, ...changes });

/** Values that the statements name; each is a parameter's text in double braces. */
interface Names {
  workspace: string;
  pat: string;
  riley: string;
  sam: string;
  ira: string;
  /** A risk officer whom Ira invited. */
  invited: string;
  /** What Pat, Riley and Ira proposed, and what was approved. */
  change: string;
  own: string;
  admins: string;
  approved: string;
  digest: string;
  floor: string;
  medium: string;
  /** A model that Riley registered, and one that Pat did. */
  mine: string;
  theirs: string;
}

const quoted = (policy: Policy) => `'${JSON.stringify(policy).replaceAll("'", "''")}'::jsonb`;
const publish = (policy: Policy, more: { change?: string; joins?: string; digest?: string } = {}) => {
  const { change = 'NULL', joins = 'NULL', digest = policyDigest(policy) } = more;
  return `INSERT INTO policy (id, workspace_id, name, version, digest, environment, alias, body, published_at, change_id, joins)
    VALUES (gen_random_uuid(), '{workspace}', '${policy.name}', ${policy.version}, '${digest}', '${policy.environment}',
      '${policy.alias}', ${quoted(policy)}, now(), ${change}, ${joins})`;
};
const both = `ARRAY['{floor}', '{medium}']::uuid[]`;
const propose = (more: { by?: string; state?: string; kind?: string; retires?: string } = {}) => {
  const { by = '{pat}', state = 'open', kind = 'publish', retires = 'NULL' } = more;
  return `INSERT INTO policy_change VALUES (gen_random_uuid(), '{workspace}', '${kind}', '${lax.name}', ${lax.version},
    '${policyDigest(lax)}', ${quoted(lax)}, ${retires}, '', '${state}', '${by}', now(),
    ${state === 'open' ? 'NULL' : 'now()'})`;
};
const vote = (
  more: Partial<Record<'by' | 'on' | 'asked' | 'digest' | 'roles' | 'decision', string>> = {},
) => {
  const { by = '{riley}', on = '{change}', asked = '{pat}', digest = '{digest}' } = more;
  const { roles = '{risk_officer}', decision = 'approve' } = more;
  return `INSERT INTO policy_vote VALUES (gen_random_uuid(), '{workspace}', '${on}', '${asked}', '${by}', '${roles}',
    '${decision}', '', '${digest}', now())`;
};
const classify = (more: { by?: string; model?: string } = {}) => {
  const { by = '{riley}', model = '{theirs}' } = more;
  return `INSERT INTO model_classification VALUES (gen_random_uuid(), '{workspace}', '${model}', 'low', NULL, '{}', '',
    '${by}', now())`;
};
const decide = (state: string) =>
  `UPDATE policy_change SET state = '${state}', decided_at = now() WHERE id = '{change}'`;

/** What SQL in the server's place may not do. */
const refused: readonly (readonly [string, string])[] = [
  ['a policy without a change', publish(lax)],
  ['a policy that came with the software and was replaced', publish(medium)],
  ['a policy under the digest of a built-in one', publish(lax, { digest: policyDigest(builtInPolicy) })],
  ['a policy by a change that is open', publish({ ...medium, version: 2 }, { change: `'{change}'` })],
  ['another policy by a change that was approved', publish(lax, { change: `'{approved}'` })],
  ['the policy of a change once more', publish(medium, { change: `'{approved}'` })],
  [
    'a policy filed under another name',
    publish(joined, { joins: both }).replace(`'${joined.name}'`, `'production-champion'`),
  ],
  ['a joined policy of one', publish(joined, { joins: `ARRAY['{floor}']::uuid[]` })],
  ['a joined policy of none', publish(joined, { joins: `ARRAY[]::uuid[]` })],
  ['a joined policy of strangers', publish(joined, { joins: `ARRAY['{floor}', '{change}']::uuid[]` })],
  ['a joined policy with a seat less', publish(without({ slots: joined.slots.slice(1) }), { joins: both })],
  ['a joined policy with a gate less', publish(without({ gates: joined.gates.slice(1) }), { joins: both })],
  [
    'a joined policy with a laxer limit',
    publish(
      without({ gates: joined.gates.map((gate) => (gate.kind === 'drift' ? { ...gate, alert: 1 } : gate)) }),
      { joins: both },
    ),
  ],
  ['a joined policy with an exclusion less', publish(without({ exclude: ['trainers'] }), { joins: both })],
  ['a joined policy with fewer days of editors', publish(without({ policyEditorDays: 1 }), { joins: both })],
  ['a joined policy with a longer term', publish(without({ approvalTtlDays: 14 }), { joins: both })],
  ['a joined policy with older evidence', publish(without({ evidenceMaxAgeDays: 30 }), { joins: both })],
  ['a joined policy with a longer way back', publish(without({ rollbackDays: 60 }), { joins: both })],
  ['a joined policy with seats for others', publish(without({ escalateTo: 'admin' }), { joins: both })],
  ['a joined policy of another place', publish(without({ environment: 'staging' }), { joins: both })],
  ['a proposal of nobody here', propose({ by: `person:${uuidv7()}` })],
  ['a proposal of a service', propose({ by: `service:${uuidv7()}` })],
  ['a proposal of the operator', propose({ by: 'operator:operator' })],
  ['a proposal that begins approved', propose({ state: 'approved' })],
  ['a retirement of what was published otherwise', propose({ kind: 'retire', retires: `'{floor}'` })],
  ['an approval without a vote', decide('approved')],
  ['a rejection without a vote', decide('rejected')],
  [
    'a decided change opened again',
    `UPDATE policy_change SET state = 'open', decided_at = NULL WHERE id = '{approved}'`,
  ],
  ['another document', `UPDATE policy_change SET document = '{}' WHERE id = '{change}'`],
  ['another digest', `UPDATE policy_change SET digest = 'x' WHERE id = '{change}'`],
  ['another proposer', `UPDATE policy_change SET proposed_by = '{sam}' WHERE id = '{change}'`],
  ['a deleted change', `DELETE FROM policy_change WHERE id = '{change}'`],
  ['a vote of the proposer', vote({ by: '{riley}', on: '{own}', asked: '{riley}' })],
  ['a vote of the proposer under another proposer', vote({ by: '{riley}', on: '{own}', asked: '{pat}' })],
  ['a vote of somebody who is no risk officer', vote({ by: '{sam}' })],
  ['a vote in a role that the voter lacks', vote({ by: '{sam}', roles: '{subject_matter_expert}' })],
  ['a vote of nobody here', vote({ by: `person:${uuidv7()}` })],
  ['a vote of a service', vote({ by: `service:${uuidv7()}` })],
  ['a vote of somebody whom the proposer invited', vote({ by: '{invited}', on: '{admins}', asked: '{ira}' })],
  ['a vote on something else', vote({ digest: '0'.repeat(64) })],
  ['a vote on what was decided', vote({ on: '{approved}' })],
  ['a vote of an unknown kind', vote({ decision: 'abstain' })],
  ['a changed vote', `UPDATE policy_vote SET decision = 'reject'`],
  ['a deleted vote', 'DELETE FROM policy_vote'],
  [
    'a further built-in policy',
    `INSERT INTO built_in_policy VALUES ('${policyDigest(lax)}', ${quoted(lax)})`,
  ],
  ['a lower tier without a record', `UPDATE model SET risk_tier = 'low'`],
  ['a classification of an own model', classify({ model: '{mine}' })],
  ['a classification of an expert', classify({ by: '{sam}' })],
  ['a classification of nobody', classify({ by: `person:${uuidv7()}` })],
  ['a deleted classification', 'DELETE FROM model_classification'],
];

describe('the walls of the database around policies', () => {
  let api: TestApi;
  let application: DataSource;
  let names: Names;
  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
    const [pat, riley, ira] = [await api.as('pat'), await api.as('riley'), await api.as('ira')];
    const invited = await makeAccount(api, { email: 'walls@example.com', roles: ['RISK_OFFICER'] });
    const person = async (who: Parameters<typeof idOf>[0]) => `person:${await idOf(who)}`;
    const approved = await deciding(riley, await proposing(pat, medium));
    const change = await proposing(pat, { ...medium, version: 2 });
    const own = await proposing(riley, { ...medium, version: 2 });
    const admins = await proposing(ira, { ...medium, version: 2 });
    const { rows } = await api.owner.query<{ id: string }>(
      `SELECT id FROM policy WHERE workspace_id = $1 AND name = 'production-champion'`,
      [api.workspaceId],
    );
    const [mine, theirs] = [uuidv7(), uuidv7()];
    for (const [id, by] of [
      [mine, await person(riley)],
      [theirs, await person(pat)],
    ])
      await api.owner.query(`INSERT INTO model VALUES ($1, $2, $3, '', 'binary', 'high', now(), $4)`, [
        ...[id, api.workspaceId, id, by],
      ]);
    names = {
      ...{ workspace: api.workspaceId, pat: await person(pat), riley: await person(riley) },
      ...{ sam: await person(await api.as('sam')), ira: await person(ira), invited: await person(invited) },
      ...{ change: change.policyChange?.id ?? '', digest: change.policyChange?.digest ?? '' },
      ...{ own: own.policyChange?.id ?? '', admins: admins.policyChange?.id ?? '' },
      ...{ approved: approved.policyChange?.id ?? '', medium: approved.policyChange?.policy?.id ?? '' },
      ...{ floor: rows[0]?.id ?? '', mine, theirs },
    };
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const spelt = (sql: string) =>
    sql.replace(/\{(\w+)\}/g, (whole, name: string) => names[name as keyof Names] ?? whole);
  /** Runs statements as the server's role would, inside the workspace, and takes them back. */
  const attempt = async (...statements: string[]): Promise<void> => {
    const runner = application.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
      for (const sql of statements) await runner.query(spelt(sql));
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };

  it('G22 P-75 lets a vote of an independent risk officer, its policy, a joined policy and a classification through', async () => {
    const next = publish({ ...medium, version: 2 }, { change: `'{change}'` });
    await expect(attempt(vote(), decide('approved'), next)).resolves.toBeUndefined();
    await expect(attempt(vote({ decision: 'reject' }), decide('rejected'))).resolves.toBeUndefined();
    await expect(attempt(publish(joined, { joins: both }))).resolves.toBeUndefined();
    await expect(attempt(propose(), classify())).resolves.toBeUndefined();
  });

  it.each(refused)('G22 P-75 refuses %s', async (_what, sql) => {
    await expect(attempt(sql)).rejects.toThrow(
      /permission denied|violates|a policy|a joined policy|a vote must|a model must|row-level security/,
    );
  });

  it('G22 P-75 P-191 refuses a joined policy that asks for a smaller share of labelled rows, or for none', async () => {
    const asking = (policy: Policy, minimumLabelCoverage?: number): Policy => ({
      ...policy,
      gates: policy.gates.map((gate) =>
        gate.kind === 'performance' && minimumLabelCoverage !== undefined
          ? { ...gate, minimumLabelCoverage }
          : gate,
      ),
    });
    const [half, most] = [asking(builtInPolicy, 0.5), asking(medium, 0.9)];
    const isNoLaxer = async (whole: Policy) => {
      const { rows } = await api.owner.query<{ holds: boolean }>(
        'SELECT is_no_laxer($1::jsonb, $2::jsonb) AND is_no_laxer($1::jsonb, $3::jsonb) AS holds',
        [whole, half, most].map((policy) => JSON.stringify(policy)),
      );
      return rows[0]?.holds;
    };
    expect(await isNoLaxer(joinPolicies([half, most]))).toBe(true);
    for (const share of [0.5, 0.9]) {
      const { gates, ...whole } = joinPolicies([half, most]);
      const less = gates.map((gate) =>
        gate.kind === 'performance' && gate.minimumLabelCoverage === share
          ? { ...gate, minimumLabelCoverage: share - 0.1 }
          : gate,
      );
      expect(await isNoLaxer({ ...whole, gates: less })).toBe(false);
    }
    expect(await isNoLaxer(joined)).toBe(false);
  });

  it('G22 P-175 takes what came with the software, and none that a later version of its name came before', async () => {
    const next = { ...high, version: 2 };
    await api.owner.query('INSERT INTO built_in_policy VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      ...[policyDigest(next), JSON.stringify(next)],
    ]);
    await expect(attempt(publish(high), publish(next))).resolves.toBeUndefined();
    await expect(attempt(publish(next), publish(high))).rejects.toThrow('cannot come after a later version');
  });

  it('G22 P-75 refuses an approval that a rejection stands for, and a rejection that an approval stands for', async () => {
    await expect(attempt(vote({ decision: 'reject' }), decide('approved'))).rejects.toThrow('without a vote');
    await expect(attempt(vote(), decide('rejected'))).rejects.toThrow('without a vote');
  });
});
