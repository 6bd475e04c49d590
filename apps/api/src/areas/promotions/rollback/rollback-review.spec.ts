import { DataSource } from 'typeorm';
import { connect } from '../../../database/data-source';
import { entities } from '../../../database/entities';
import { idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { releasableVersion, type Releasable } from '../../../testing/releasable-version';
import { toldEntry } from '../../../testing/told-entry';
import { activate, codeOf, rollBackDocument } from '../../../testing/serving';

const acknowledge = `mutation ($id: ID!, $finding: String!) { answer: acknowledgeRollback(promotionId: $id, finding: $finding) {
  __typename ... on Refusal { code } ... on PromotionChanged { promotion { id } auditEntry { sequence } } } }`;
const shown = `query ($id: ID!) { promotion(id: $id) { state rollback { by { name } reason finding acknowledgedBy { name }
  acknowledgedAt restoredPromotionId restored { number } viewerHindrance } } }`;

interface Rollback {
  by: { name: string };
  reason: string;
  finding: string | null;
  acknowledgedBy: { name: string } | null;
  acknowledgedAt: string | null;
  restoredPromotionId: string;
  restored: { number: number };
  viewerHindrance: string | null;
}

describe('the review of a rollback', () => {
  let api: TestApi;
  let application: DataSource;
  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  /** The first version serves again; answers its promotion and that of the second. */
  const wentBack = async (name: string, by: ApiClient): Promise<[Releasable, string, string]> => {
    const one = await releasableVersion(api, name);
    const first = await activate(api, one.modelVersionId);
    const second = await activate(api, (await one.next()).modelVersionId);
    const input = { modelId: one.modelId, reason: 'It answers slowly.' };
    expect(codeOf(await by.graphql(rollBackDocument, { input }))).toBe('OK');
    return [one, first, second];
  };
  const close = async (id: string, who: ApiClient | string, finding = 'A cache was cold.') => {
    const client = typeof who === 'string' ? await api.as(who) : who;
    return codeOf(await client.graphql(acknowledge, { id, finding }));
  };
  const show = async (id: string, who: ApiClient | string) => {
    const client = typeof who === 'string' ? await api.as(who) : who;
    return (await client.data<{ promotion: { state: string; rollback: Rollback | null } }>(shown, { id }))
      .promotion;
  };
  const waits = async (who: ApiClient | string) => {
    const client = typeof who === 'string' ? await api.as(who) : who;
    const { inbox } = await client.data<{ inbox: { kind: string; promotion: { id: string } | null }[] }>(
      '{ inbox { kind promotion { id } } }',
    );
    return inbox.flatMap(({ kind, promotion }) => (kind === 'ROLLED_BACK' ? [promotion?.id] : []));
  };
  const entriesOf = async (id: string) =>
    (
      await api.owner.query<{ outcome: string; payload: Record<string, unknown> }>(
        `SELECT outcome, payload FROM audit_entry
         WHERE workspace_id = $1 AND subject_id = $2 AND action = 'acknowledgeRollback' ORDER BY sequence`,
        [api.workspaceId, id],
      )
    ).rows;

  it('P-161 P-162 P-163 waits for who could have voted and did not go back, and keeps what they found', async () => {
    const both = await makeAccount(api, {
      email: 'both@example.org',
      roles: ['ML_ENGINEER', 'RISK_OFFICER'],
    });
    const [, first, second] = await wentBack('reviewed', both);
    expect((await show(first, 'riley')).rollback).toBeNull();
    expect((await show(second, 'riley')).rollback).toEqual({
      ...{ by: { name: expect.any(String) as string }, reason: 'It answers slowly.', viewerHindrance: null },
      ...{ finding: null, acknowledgedBy: null, acknowledgedAt: null },
      ...{ restoredPromotionId: first, restored: { number: 1 } },
    });
    expect(await waits('riley')).toContain(second);
    expect(await waits('sam')).toContain(second);
    for (const who of ['dana', 'mel', 'ira', both]) expect(await waits(who)).not.toContain(second);
    expect((await show(second, both)).rollback?.viewerHindrance).toMatch(/^You went back yourself/);
    expect((await show(second, 'ada')).rollback?.viewerHindrance).toMatch(/^This takes the role/);
    const codes = await Promise.all(['dana', 'mel', 'ira', 'ada', both].map((who) => close(second, who)));
    expect(codes).toEqual(['SELF_APPROVAL', 'ROLE_NOT_REQUIRED', 'FORBIDDEN', 'FORBIDDEN', 'SELF_APPROVAL']);
    expect(await close(second, 'riley')).toBe('OK');
    expect(await close(second, 'sam')).toBe('PROMOTION_CLOSED');
    expect(await show(second, 'sam')).toMatchObject({
      state: 'ROLLED_BACK',
      rollback: { finding: 'A cache was cold.', acknowledgedBy: { name: 'Riley Moreau' } },
    });
    expect(await waits('riley')).not.toContain(second);
    const entries = await entriesOf(second);
    expect(entries.filter(({ outcome }) => outcome === 'done')).toMatchObject([
      { payload: { finding: 'A cache was cold.', state: 'rolled_back' } },
    ]);
    expect(entries.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThanOrEqual(4);
  });

  it('P-162 says what is wrong with a finding, and refuses where nobody went back', async () => {
    const [, first, second] = await wentBack('bad input', await api.as('mel'));
    expect(await close(first, 'riley')).toBe('PROMOTION_CLOSED');
    expect(await close(second, 'riley', ' ')).toBe('BAD_INPUT');
    expect(await close(second, 'riley', 'x'.repeat(4001))).toBe('BAD_INPUT');
    expect(await close('00000000-0000-4000-8000-000000000000', 'riley')).toBe('NOT_FOUND');
    expect(await waits('riley')).toContain(second);
  });

  it('P-162 is closed once where two do so at once', async () => {
    const [, , second] = await wentBack('at once', await api.as('mel'));
    const codes = await Promise.all(['riley', 'sam'].map((who) => close(second, who)));
    expect(codes.sort()).toEqual(['OK', 'PROMOTION_CLOSED']);
  });

  it('P-164 P-37 is held by the database as well', async () => {
    const [, , second] = await wentBack('walls', await api.as('mel'));
    const person = async (name: string) => `person:${await idOf(await api.as(name))}`;
    const closing = (by: string) =>
      `UPDATE rollback_review SET acknowledged_at = now(), acknowledged_by = '${by}', finding = 'x' WHERE promotion_id = '${second}'`;
    const attempt = (sql: string) =>
      application.transaction(async (manager) => {
        await manager.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
        await manager.query(sql);
        await manager.query('SET CONSTRAINTS ALL IMMEDIATE');
      });
    const refused = [
      ...(await Promise.all(['mel', 'dana', 'ira'].map(person))).map(closing),
      closing(`person:${api.workspaceId}`),
      closing('system:system'),
      `DELETE FROM rollback_review`,
      `UPDATE rollback_review SET reason = 'x'`,
      `INSERT INTO rollback_review SELECT gen_random_uuid(), workspace_id, restored_promotion_id, promotion_id, 'x',
        rolled_back_by, now() FROM rollback_review WHERE promotion_id = '${second}'`,
      `INSERT INTO rollback_review SELECT gen_random_uuid(), workspace_id, restored_promotion_id, promotion_id, 'x',
        rolled_back_by, now(), now(), rolled_back_by, 'x' FROM rollback_review WHERE promotion_id = '${second}'`,
    ];
    for (const sql of refused) await expect(attempt(sql)).rejects.toThrow();
    expect((await show(second, 'riley')).rollback?.acknowledgedAt).toBeNull();
    const by = await person('riley');
    await expect(attempt(closing(by))).rejects.toThrow(/must have its entry in the audit log/);
    const told = { action: 'acknowledgeRollback', by, about: second, payload: { finding: 'x' } };
    const backdated = closing(by).replace('now()', "now() - interval '1 day'");
    await expect(attempt(`${backdated}; ${toldEntry(told)}`)).rejects.toThrow(/must have its entry/);
    await attempt(`${closing(by)}; ${toldEntry(told)}`);
    await expect(attempt(closing(await person('sam')))).rejects.toThrow(/only be closed, once/);
    expect((await show(second, 'sam')).rollback?.finding).toBe('x');
  });
});
