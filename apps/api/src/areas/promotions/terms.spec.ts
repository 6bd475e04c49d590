import { jobs } from '../../jobs/run-jobs';
import { systemActor } from '../../jobs/job';
import { startTestApi, type TestApi } from '../../testing/api';
import { type Releasable, releasableVersion } from '../../testing/releasable-version';
import { run } from '../../testing/release-path';
import { publish, type TestPlace } from '../../testing/serving';

const day = 86_400_000;
const timed: TestPlace = { environment: 'STAGING', alias: 'timed' };

interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
}
interface Shown {
  state: string;
  deadlineAt: string | null;
  requestedAt: string;
  slots: { role: string; filledBy: { name: string } | null }[];
  votes: { role: string; counts: boolean }[];
}

describe('the term of a promotion', () => {
  let api: TestApi;
  let ahead = 0;
  let names = 0;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead));
    await publish(api, {
      ...{ name: 'timed', environment: 'staging', alias: 'timed' },
      ...{ deadlineDays: 8, escalateTo: 'product_manager', evidenceMaxAgeDays: 60 },
    });
  });
  afterEach(() => {
    ahead = 0;
  });
  afterAll(() => api.stop());

  const keep = () => api.services.terms.keep(systemActor(api.workspaceId));
  const model = () => releasableVersion(api, `timed ${(names += 1)}`);
  const open = async ({ modelVersionId }: Pick<Releasable, 'modelVersionId'>) =>
    run<{ promotion: Opened }>(await api.as('dana'), 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.', ...timed },
    });
  const vote = async (who: string, { id, round, subjectDigest }: Opened) =>
    run(await api.as(who), 'castVote', {
      input: { promotionId: id, round, subjectDigest, decision: 'APPROVE' },
    });
  const show = async ({ id }: Opened): Promise<Shown> => {
    const fields = 'state deadlineAt requestedAt slots { role filledBy { name } } votes { role counts }';
    const { promotion } = await (
      await api.as('ada')
    ).data<{ promotion: Shown }>(`query ($id: ID!) { promotion(id: $id) { ${fields} } }`, { id });
    return promotion;
  };
  const listed = async (state: string) => {
    const query = `{ promotions(first: 50, state: ${state}) { nodes { id } } }`;
    const { promotions } = await (
      await api.as('ada')
    ).data<{ promotions: { nodes: { id: string }[] } }>(query);
    return promotions.nodes.map(({ id }) => id);
  };
  const entriesOf = async ({ id }: Opened, action: string) =>
    (
      await api.owner.query<{ actor: string; outcome: string; payload: Record<string, unknown> }>(
        `SELECT actor, outcome, payload FROM audit_entry
         WHERE workspace_id = $1 AND subject_id = $2 AND action = $3 ORDER BY sequence`,
        [api.workspaceId, id, action],
      )
    ).rows;

  it('P-97 is kept by a job of the server’s own', () => {
    expect(jobs.find(({ name }) => name === 'promotion.terms')).toMatchObject({
      ...{ permission: 'promotion.keep_terms', everySeconds: 60 },
    });
  });

  it('P-96 is shown with the request and ends what nobody decided, written down or not', async () => {
    const version = await model();
    const { promotion } = await open(version);
    const { deadlineAt, requestedAt } = await show(promotion);
    expect(Date.parse(deadlineAt ?? '')).toBe(Date.parse(requestedAt) + 8 * day);
    expect(await listed('IN_REVIEW')).toContain(promotion.id);

    ahead = 8 * day + 1_000;
    expect(await show(promotion)).toMatchObject({ state: 'EXPIRED' });
    expect(await listed('IN_REVIEW')).not.toContain(promotion.id);
    expect(await listed('EXPIRED')).toContain(promotion.id);
    expect(await vote('sam', promotion)).toMatchObject({ code: 'PROMOTION_EXPIRED' });
    await keep();
    await keep();
    expect(await entriesOf(promotion, 'expirePromotion')).toMatchObject([
      { actor: 'system:system', outcome: 'done', payload: { state: 'expired' } },
    ]);
    expect(await open(version)).toMatchObject({ __typename: 'PromotionRequested' });
  });

  it('P-96 does not stand in the way of the next request before that is written down', async () => {
    const version = await model();
    const { promotion } = await open(version);
    ahead = 9 * day;
    expect(await open(version)).toMatchObject({ __typename: 'PromotionRequested' });
    // What ends by that is told like any other end.
    await keep();
    expect(await entriesOf(promotion, 'expirePromotion')).toMatchObject([
      { outcome: 'done', payload: { round: 1, state: 'expired' } },
    ]);
  });

  it('P-97 is kept for all others where it cannot be for one', async () => {
    const [first, second] = [await open(await model()), await open(await model())];
    ahead = 9 * day;
    await api.owner.query(
      `ALTER TABLE promotion ADD CONSTRAINT stuck CHECK (id <> '${first.promotion.id}' OR state <> 'expired') NOT VALID`,
    );
    try {
      await expect(keep()).rejects.toMatchObject({ name: 'AggregateError' });
    } finally {
      await api.owner.query('ALTER TABLE promotion DROP CONSTRAINT stuck');
    }
    expect(await entriesOf(first.promotion, 'expirePromotion')).toEqual([]);
    expect(await entriesOf(second.promotion, 'expirePromotion')).toHaveLength(1);
    await keep();
    expect(await entriesOf(first.promotion, 'expirePromotion')).toHaveLength(1);
  });

  it('P-97 says once at half and once at three quarters who is waited for', async () => {
    const { promotion } = await open(await model());
    await vote('sam', promotion);
    await keep();
    expect(await entriesOf(promotion, 'remindPromotion')).toEqual([]);
    for (const span of [4.1, 4.2, 6.1, 6.2]) {
      ahead = span * day;
      await keep();
    }
    expect(await entriesOf(promotion, 'remindPromotion')).toMatchObject([
      { payload: { share: 0.5, waitingFor: ['risk_officer'], escalatedTo: null } },
      { payload: { share: 0.75, waitingFor: ['risk_officer'], escalatedTo: 'product_manager' } },
    ]);
  });

  it('P-98 lets the role that it is escalated to sign in the place of another, and no sooner', async () => {
    const { promotion } = await open(await model());
    await vote('sam', promotion);
    expect(await vote('pat', promotion)).toMatchObject({ code: 'ROLE_NOT_REQUIRED' });
    ahead = 6.5 * day;
    expect(await vote('pat', promotion)).toMatchObject({ __typename: 'VoteCast' });
    expect(await show(promotion)).toMatchObject({
      state: 'APPROVED',
      slots: [{ filledBy: { name: 'Sam Lindqvist' } }, { filledBy: { name: 'Pat Alvarez' } }],
      votes: [{ role: 'SUBJECT_MATTER_EXPERT' }, { role: 'PRODUCT_MANAGER', counts: true }],
    });
    expect(await run(await api.as('mel'), 'activatePromotion', { id: promotion.id })).toMatchObject({
      __typename: 'PromotionChanged',
    });
  });

  it('P-17 P-97 writes down that an approval has lapsed', async () => {
    const { promotion } = await open(await model());
    await vote('sam', promotion);
    await vote('riley', promotion);
    ahead = 15 * day;
    await keep();
    expect(await entriesOf(promotion, 'expirePromotion')).toHaveLength(1);
    expect(await show(promotion)).toMatchObject({ state: 'EXPIRED' });
  });

  it('P-37 P-96 cannot be prolonged, nor ended where there is none, by SQL', async () => {
    const { promotion } = await open(await model());
    const attempt = (sql: string) =>
      api.database.unrecorded(api.workspaceId, ({ manager }) => manager.query(sql, [promotion.id]));
    await expect(
      attempt(`UPDATE promotion SET deadline_at = now() + interval '99 days' WHERE id = $1`),
    ).rejects.toThrow('the term of a promotion is that of its policy');
    await attempt('UPDATE promotion SET reminders = 2 WHERE id = $1');
    await expect(attempt('UPDATE promotion SET reminders = 0 WHERE id = $1')).rejects.toThrow(
      'the term of a promotion is that of its policy',
    );
    const version = await model();
    const input = { modelVersionId: version.modelVersionId, rationale: 'Better.' };
    const { promotion: termless } = await run<{ promotion: Opened }>(
      await api.as('dana'),
      'requestPromotion',
      { input },
    );
    await expect(
      api.database.unrecorded(api.workspaceId, ({ manager }) =>
        manager.query(`UPDATE promotion SET state = 'expired' WHERE id = $1`, [termless.id]),
      ),
    ).rejects.toThrow('without a term');
  });
});
