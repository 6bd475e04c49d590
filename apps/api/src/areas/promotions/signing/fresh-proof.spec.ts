import { type ApiClient, startTestApi, type TestApi } from '../../../testing/api';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import { publish, type TestPlace } from '../../../testing/serving';

const minute = 60_000;
const place: TestPlace = { environment: 'STAGING', alias: 'guarded' };

interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
}

describe('a fresh proof of who votes', () => {
  let api: TestApi;
  let ahead = 0;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead));
    await publish(api, { name: 'guarded', environment: 'staging', alias: 'guarded', stepUpMinutes: 15 });
  });
  afterAll(() => api.stop());

  const vote = (client: ApiClient, { id, round, subjectDigest }: Opened) =>
    run(client, 'castVote', { input: { promotionId: id, round, subjectDigest, decision: 'APPROVE' } });

  it('P-77 asks an old session for a fresh proof, and records when the voter had', async () => {
    const { modelVersionId } = await releasableVersion(api, 'guarded');
    const { promotion } = await run<{ promotion: Opened }>(await api.as('dana'), 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.', ...place },
    });
    const [sam, riley] = [await api.as('sam'), await api.as('riley')];
    ahead = 14 * minute;
    expect(await vote(sam, promotion)).toMatchObject({ __typename: 'VoteCast' });

    ahead = 16 * minute;
    const actions = 'query ($id: ID!) { promotion(id: $id) { viewerActions { action allowed code } } }';
    expect(await riley.data(actions, { id: promotion.id })).toMatchObject({
      promotion: {
        viewerActions: expect.arrayContaining([
          { action: 'VOTE', allowed: false, code: 'STEP_UP_REQUIRED' },
        ]) as unknown,
      },
    });
    expect(await riley.data('{ inbox { kind promotion { id } } }')).toEqual({
      inbox: [{ kind: 'REVIEW', promotion: { id: promotion.id } }],
    });
    expect(await vote(riley, promotion)).toMatchObject({ code: 'STEP_UP_REQUIRED' });
    expect(await vote(await api.as('riley'), promotion)).toMatchObject({ __typename: 'VoteCast' });

    const { rows } = await api.owner.query<{ outcome: string; at: Date; provenAt: string | null }>(
      `SELECT outcome, at, payload ->> 'provenAt' AS "provenAt" FROM audit_entry
       WHERE workspace_id = $1 AND subject_id = $2 AND action = 'castVote' ORDER BY sequence`,
      [api.workspaceId, promotion.id],
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['done', 'refused', 'done']);
    const ages = rows.map(({ at, provenAt }) =>
      provenAt === null ? null : at.getTime() - Date.parse(provenAt),
    );
    expect(ages[0]).toBeGreaterThanOrEqual(14 * minute);
    expect(ages[1]).toBeNull();
    expect(ages[2]).toBeLessThan(minute);
  });
});
