import { jobs } from '../../../jobs/run-jobs';
import { systemActor } from '../../../jobs/job';
import { createTokenFor, idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { type Releasable, releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import {
  activate,
  alarm,
  approve,
  champion,
  codeOf,
  publish,
  reinstateDocument,
  rollBackDocument,
  type TestPlace,
} from '../../../testing/serving';

const day = 86_400_000;
const yearly: TestPlace = { environment: 'STAGING', alias: 'yearly' };

interface Shown {
  state: string;
  suspension: {
    cause: string;
    reason: string;
    since: string;
    fallback: { number: number } | null;
  } | null;
}

describe('an approval and what it rests on', () => {
  let api: TestApi;
  let ahead = 0;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead));
    const terms = { recertifyDays: 365, evidenceMaxAgeDays: 3_660 };
    await publish(api, { name: 'staged', environment: 'staging', ...terms });
    await publish(api, { name: 'yearly', environment: 'staging', alias: 'yearly', ...terms });
  });
  afterEach(() => {
    ahead = 0;
  });
  afterAll(() => api.stop());

  const suspendDue = () => api.services.suspensions.suspendDue(systemActor(api.workspaceId));
  const show = async (id: string): Promise<Shown> => {
    const { promotion } = await (
      await api.as('ada')
    ).data<{ promotion: Shown }>(
      `query ($id: ID!) { promotion(id: $id) { state suspension { cause reason since fallback { number } } } }`,
      { id },
    );
    return promotion;
  };
  const reinstate = async (id: string, client: ApiClient | string) => {
    const caller = typeof client === 'string' ? await api.as(client) : client;
    return codeOf(await caller.graphql(reinstateDocument, { id }));
  };
  const entriesOf = async (id: string, action: string) =>
    (
      await api.owner.query<{ actor: string; outcome: string; payload: Record<string, unknown> }>(
        `SELECT actor, outcome, payload FROM audit_entry
         WHERE workspace_id = $1 AND subject_id = $2 AND action = $3 ORDER BY sequence`,
        [api.workspaceId, id, action],
      )
    ).rows;
  const liveOf = async (modelId: string) =>
    (
      await api.owner.query<{ promotion_id: string }>(
        'SELECT promotion_id FROM deployment WHERE model_id = $1 AND ended_at IS NULL',
        [modelId],
      )
    ).rows.map((row) => row.promotion_id);
  const serving = async (name: string): Promise<[Releasable, string]> => {
    const version = await releasableVersion(api, name);
    return [version, await activate(api, version.modelVersionId)];
  };
  let gate: ApiClient;
  const ask = async ({ modelId, modelVersionId }: Releasable, place: TestPlace = champion) => {
    gate ??= await api.as('ada');
    const query = new URLSearchParams({
      ...{ model: modelId, version: modelVersionId, alias: place.alias },
      to: place.environment.toLowerCase(),
    });
    const { secret } = await createTokenFor(await api.as('ira'), { name: 'gate', scope: 'READ' });
    const response = await fetch(`${api.url}/v1/gate?${query}`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    return (await response.json()) as {
      allowed: boolean;
      reasons: { code: string; message: string }[];
      fallback?: { number: number } | null;
      promotion: { state: string };
    };
  };

  it('P-92 is looked at by a job of the server’s own', () => {
    expect(jobs.find(({ name }) => name === 'promotion.suspend')).toMatchObject({
      ...{ permission: 'promotion.suspend', everySeconds: 60 },
    });
  });

  it('P-88 P-91 is suspended by an alarm, with its version serving on and the gate naming the fallback', async () => {
    const [one, first] = await serving('alarmed');
    const two = await one.next();
    const second = await activate(api, two.modelVersionId);
    await suspendDue();
    expect(await show(second)).toEqual({ state: 'ACTIVE', suspension: null });
    expect(await ask(two)).toMatchObject({ allowed: true });
    await alarm(api, two.modelVersionId);
    await suspendDue();
    expect(await show(second)).toEqual({
      state: 'SUSPENDED',
      suspension: {
        ...{ cause: 'ALERT', since: expect.any(String) as string, fallback: { number: 1 } },
        reason: expect.stringMatching(/^The monitor “DRIFT” alarmed on \d{4}-\d\d-\d\d\.$/) as string,
      },
    });
    expect(await liveOf(one.modelId)).toEqual([second]);
    const answer = await ask(two);
    expect(answer).toMatchObject({
      ...{ allowed: false, promotion: { state: 'suspended' }, fallback: { number: 1 } },
      reasons: [{ code: 'PROMOTION_SUSPENDED' }],
    });
    expect(answer.reasons[0]?.message).toMatch(/alarmed on .* Version 1 may take its place again\.$/);
    const mel = await api.as('mel');
    expect(await run(mel, 'activatePromotion', { id: second })).toMatchObject({
      code: 'PROMOTION_SUSPENDED',
    });
    expect(await entriesOf(second, 'suspendPromotion')).toMatchObject([
      {
        ...{ actor: 'system:system', outcome: 'done' },
        payload: { state: 'suspended', cause: 'alert', fallbackModelVersionId: one.modelVersionId },
      },
    ]);
    // Going back ends it, and the version that serves now is allowed again.
    const input = { modelId: one.modelId, reason: 'It drifts.' };
    expect(codeOf(await mel.graphql(rollBackDocument, { input }))).toBe('OK');
    expect([await show(first), await show(second)]).toMatchObject([
      { state: 'ACTIVE', suspension: null },
      { state: 'ROLLED_BACK', suspension: null },
    ]);
    expect(await ask(one)).toMatchObject({ allowed: true });
    expect(await ask(two)).toMatchObject({ allowed: false, reasons: [{ code: 'PROMOTION_CLOSED' }] });
  });

  it('P-88 counts alarms of performance and of fairness too, and none from before its activation', async () => {
    const version = await releasableVersion(api, 'kinds');
    await alarm(api, version.modelVersionId, { kind: 'performance' });
    await version.fairness('Once more, since an alarm ends an audit.');
    const id = await activate(api, version.modelVersionId);
    await suspendDue();
    expect((await show(id)).state).toBe('ACTIVE');
    await alarm(api, version.modelVersionId, { kind: 'performance' });
    await suspendDue();
    expect((await show(id)).suspension).toMatchObject({ cause: 'ALERT', fallback: null });
    expect((await ask(version)).reasons[0]?.message).toMatch(/There is no version to fall back to\.$/);

    const [watched, other] = await serving('watched');
    await api.owner.query(
      `WITH watch AS (
         INSERT INTO monitor (id, workspace_id, model_version_id, baseline_id, name, kind, checks, minimum_n, created_at, created_by, fairness)
         SELECT gen_random_uuid(), workspace_id, model_version_id, baseline_id, 'GROUPS', 'fairness', checks, minimum_n, now(), created_by, '{}'
         FROM monitor WHERE model_version_id = $1 AND kind = 'drift' RETURNING id, workspace_id
       )
       INSERT INTO fairness_monitor_state (workspace_id, monitor_id, alarmed_at, state)
       SELECT workspace_id, id, ARRAY[now()], '{}' FROM watch`,
      [watched.modelVersionId],
    );
    await suspendDue();
    expect((await show(other)).suspension?.reason).toContain('GROUPS');
  });

  it('P-89 is suspended when who asked for it, or answers for the service that did, was deactivated', async () => {
    const leaver = await makeAccount(api, { email: 'leaver@example.org', roles: ['DATA_SCIENTIST'] });
    const sponsor = await makeAccount(api, { email: 'sponsor@example.org', roles: ['ADMIN'] });
    const { secret } = await createTokenFor(sponsor, { name: 'trainer', scope: 'WRITE' });
    const ids: string[] = [];
    for (const [name, asker] of [
      ['left', leaver],
      ['orphaned', api.withToken(secret)],
    ] as const) {
      const { modelVersionId } = await releasableVersion(api, name);
      const id = await approve(api, modelVersionId, { ...champion, by: asker });
      await run(await api.as('mel'), 'activatePromotion', { id });
      ids.push(id);
    }
    await suspendDue();
    expect((await Promise.all(ids.map(show))).map(({ state }) => state)).toEqual(['ACTIVE', 'ACTIVE']);
    for (const who of [leaver, sponsor]) {
      const id = await idOf(who);
      const ira = await api.as('ira');
      await ira.data('mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', { id });
    }
    await suspendDue();
    for (const id of ids) expect(await show(id)).toMatchObject({ suspension: { cause: 'DEPARTURE' } });
    // Whoever lifts it answers for it from then on.
    expect(await reinstate(ids[0] ?? '', 'riley')).toBe('OK');
    await suspendDue();
    expect((await Promise.all(ids.map(show))).map(({ state }) => state)).toEqual(['ACTIVE', 'SUSPENDED']);
  });

  it('P-90 is suspended when nobody looked again in time, and the time begins anew with who did', async () => {
    const { modelVersionId } = await releasableVersion(api, 'yearly');
    const id = await activate(api, modelVersionId, yearly);
    ahead = 364 * day;
    await suspendDue();
    expect((await show(id)).state).toBe('ACTIVE');
    ahead = 365 * day;
    await suspendDue();
    expect((await show(id)).suspension).toMatchObject({ cause: 'RECERTIFICATION' });
    expect(await entriesOf(id, 'suspendPromotion')).toHaveLength(1);
    const officer = await api.as('riley');
    expect(await reinstate(id, officer)).toBe('OK');
    ahead = 729 * day;
    await suspendDue();
    expect((await show(id)).state).toBe('ACTIVE');
    ahead = 731 * day;
    await suspendDue();
    expect((await show(id)).state).toBe('SUSPENDED');
  });

  it('P-92 P-95 is written down once, however many servers look at once', async () => {
    const [{ modelVersionId }, id] = await serving('at once');
    await alarm(api, modelVersionId);
    await Promise.all([suspendDue(), suspendDue(), suspendDue()]);
    const entries = await entriesOf(id, 'suspendPromotion');
    expect(entries.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    for (const { outcome, payload } of entries)
      expect(outcome === 'done' || payload['refusal'] === 'PROMOTION_CLOSED').toBe(true);
    const { rows } = await api.owner.query('SELECT FROM suspension WHERE promotion_id = $1', [id]);
    expect(rows).toHaveLength(1);
  });

  it('P-92 P-93 waits for whoever could have voted, and is lifted with a reason until the next alarm', async () => {
    const [{ modelVersionId }, id] = await serving('lifted');
    expect(await reinstate(id, 'riley')).toBe('PROMOTION_CLOSED');
    await alarm(api, modelVersionId);
    await suspendDue();
    const { inbox } = await (
      await api.as('riley')
    ).data<{ inbox: { kind: string; promotion: { id: string } }[] }>('{ inbox { kind promotion { id } } }');
    expect(inbox).toContainEqual({ kind: 'LOOK_AGAIN', promotion: { id } });
    const asked = await Promise.all(['dana', 'mel', 'ira', 'ada', 'pat'].map((who) => reinstate(id, who)));
    expect(asked).toEqual([
      'SELF_APPROVAL',
      'ROLE_NOT_REQUIRED',
      'FORBIDDEN',
      'FORBIDDEN',
      'ROLE_NOT_REQUIRED',
    ]);
    expect((await show(id)).state).toBe('SUSPENDED');
    expect(await reinstate(id, 'riley')).toBe('OK');
    expect(await reinstate(id, 'sam')).toBe('PROMOTION_CLOSED');
    await suspendDue();
    expect(await show(id)).toEqual({ state: 'ACTIVE', suspension: null });
    const { rows } = await api.owner.query<{ lift_reason: string; lifted_by: string }>(
      'SELECT lift_reason, lifted_by FROM suspension WHERE promotion_id = $1',
      [id],
    );
    const riley = await idOf(await api.as('riley'));
    expect(rows).toEqual([{ lift_reason: 'Looked at.', lifted_by: `person:${riley}` }]);
    expect(await entriesOf(id, 'reinstatePromotion')).toContainEqual(
      expect.objectContaining({
        outcome: 'done',
        payload: expect.objectContaining({ reason: 'Looked at.' }) as object,
      }),
    );
    await alarm(api, modelVersionId);
    await suspendDue();
    expect((await show(id)).state).toBe('SUSPENDED');
  });

  it('P-93 P-44 is not lifted by who made the version', async () => {
    const maker = await makeAccount(api, {
      email: 'maker@example.org',
      roles: ['DATA_SCIENTIST', 'RISK_OFFICER'],
    });
    const [{ modelVersionId }, id] = await serving('made');
    await api.owner.query('UPDATE model_version SET registered_by = $2 WHERE id = $1', [
      ...[modelVersionId, `person:${await idOf(maker)}`],
    ]);
    await alarm(api, modelVersionId);
    await suspendDue();
    expect(await reinstate(id, maker)).toBe('SELF_APPROVAL');
  });

  it('P-91 P-94 is suspended to whoever asks the gate, also while the same version is asked for anew', async () => {
    const [one] = await serving('asked-anew');
    await alarm(api, one.modelVersionId);
    await suspendDue();
    const suspended = { allowed: false, promotion: { state: 'suspended' }, fallback: null };
    const reasons = [{ code: 'PROMOTION_SUSPENDED' }];
    const dana = await api.as('dana');
    const input = { modelVersionId: one.modelVersionId, rationale: 'Anew.', ...champion };
    const { promotion } = await run<{ promotion: { id: string } }>(dana, 'requestPromotion', { input });
    expect(await ask(one)).toMatchObject({ ...suspended, reasons });
    const withdraw = `mutation ($id: ID!) { answer: withdrawPromotion(promotionId: $id, reason: "Not now.") {
      ... on PromotionChanged { promotion { state } } } }`;
    expect(codeOf(await dana.graphql(withdraw, { id: promotion.id }))).toBe('OK');
    expect(await ask(one)).toMatchObject({ ...suspended, reasons });
    // What is approved may be activated, and a pipeline that asks before has to be told.
    await one.fairness('Once more, since an alarm ends an audit.');
    await approve(api, one.modelVersionId);
    expect(await ask(one)).toMatchObject({ allowed: true, promotion: { state: 'approved' } });
    // Where a gate takes that back, the version serves on as before.
    await alarm(api, one.modelVersionId);
    expect(await ask(one)).toMatchObject({ ...suspended, reasons });
  });

  it('P-94 ends with a promotion of the same version, and no way leads back to what was suspended', async () => {
    const [one, first] = await serving('anew');
    await alarm(api, one.modelVersionId);
    await suspendDue();
    await one.fairness('Once more, since an alarm ends an audit.');
    const again = await activate(api, one.modelVersionId);
    expect([await show(first), await show(again)]).toMatchObject([
      { state: 'SUPERSEDED', suspension: null },
      { state: 'ACTIVE' },
    ]);
    expect(await liveOf(one.modelId)).toEqual([again]);
    expect(await ask(one)).toMatchObject({ allowed: true });
    const input = { modelId: one.modelId, reason: 'Back.' };
    const answer = await (await api.as('mel')).graphql(rollBackDocument, { input });
    expect(answer.data?.['answer']).toMatchObject({
      code: 'NO_WAY_BACK',
      message: 'The approval of the earlier version was suspended when it went.',
    });
  });
});
