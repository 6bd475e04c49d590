import { builtInPolicy } from '@countersign/domain/approvals';
import { idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { publishedPolicy } from '../../../testing/published-policy';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';

const cast = `mutation ($input: CastVoteInput!) { castVote(input: $input) {
  __typename ... on Refusal { code } ... on VoteCast { promotion { state } } } }`;

/** How many have to sign, how many had signed before, and what the two who come at once are answered, sorted. */
const quorums = [
  { title: '1-of-1', seats: 1, before: 0, answers: ['APPROVED', 'PROMOTION_CLOSED'] },
  { title: '2-of-2', seats: 2, before: 0, answers: ['APPROVED', 'IN_REVIEW'] },
  { title: '2-of-3', seats: 2, before: 1, answers: ['APPROVED', 'PROMOTION_CLOSED'] },
];
/** 1,000 in all; `npm run study -- approval-races` makes more, on two processes. */
const trials = 334;
/** Trials under way at once: each is a race of two, and all of them wait for one log. */
const abreast = 4;

interface Trial {
  id: string;
  subjectDigest: string;
}

describe('two approvers at once', () => {
  let api: TestApi;
  let urls: string[];
  let officers: ApiClient[];
  let base: string;
  beforeAll(async () => {
    api = await startTestApi();
    urls = [api.url, (await api.replica()).url];
    const names = ['one', 'two', 'three'];
    officers = [];
    for (const name of names)
      officers.push(await makeAccount(api, { email: `${name}@example.com`, roles: ['RISK_OFFICER'] }));
    const { modelVersionId } = await releasableVersion(api, 'races');
    const { promotion } = await run<{ promotion: { id: string } }>(await api.as('dana'), 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.' },
    });
    base = promotion.id;
  });
  afterAll(() => api.stop());

  /** Promotions in review to places of their own, under a policy with so many seats. */
  async function open(title: string, seats: number): Promise<Trial[]> {
    const slots = [{ role: 'risk_officer' as const, minimum: seats }];
    const policy = { ...builtInPolicy, name: title, environment: 'staging' as const, alias: title, slots };
    const policyId = await publishedPolicy(api, policy);
    const { rows } = await api.owner.query<{ id: string; subject_digest: string }>(
      `INSERT INTO promotion SELECT gen_random_uuid(), workspace_id, model_id, model_version_id, artifact_digest, 'staging', $1 || ' ' || n,
         $2, 'in_review', 1, subject_digest, rationale, gates, now(), requested_by, NULL, NULL, NULL
       FROM promotion, generate_series(1, $3::int) n WHERE id = $4 RETURNING id, subject_digest`,
      [title, policyId, trials, base],
    );
    return rows.map(({ id, subject_digest: subjectDigest }) => ({ id, subjectDigest }));
  }

  const vote = async (voter: ApiClient, { id, subjectDigest }: Trial, url: string): Promise<string> => {
    const input = { promotionId: id, decision: 'APPROVE', round: 1, subjectDigest };
    const { castVote } = await voter
      .at(url)
      .data<{ castVote: { code?: string; promotion?: { state: string } } }>(cast, { input });
    return castVote.code ?? castVote.promotion?.state ?? '';
  };

  it.each(quorums)('G18 one of them decides, once: $title', async ({ title, seats, before, answers }) => {
    const races = await open(title, seats);
    const third = `person:${await idOf(officers[2] as ApiClient)}`;
    if (before > 0)
      await api.owner.query(
        `INSERT INTO vote SELECT gen_random_uuid(), workspace_id, id, requested_by, round, $1, 'approve', 'risk_officer', '', subject_digest, now(), '{risk_officer}'
         FROM promotion WHERE id = ANY($2::uuid[])`,
        [third, races.map(({ id }) => id)],
      );
    const firsts = new Set<string>();
    const race = async (index: number): Promise<void> => {
      const trial = races[index];
      if (!trial) return;
      // Both have their request under way before either can be answered; who is sent first takes turns.
      const racers = [0, 1].map((each) => (each + index) % 2);
      const answered = await Promise.all(
        racers.map((each) => vote(officers[each] as ApiClient, trial, urls[each] as string)),
      );
      expect([...answered].sort()).toEqual(answers);
      firsts.add(`${racers[answered.indexOf('APPROVED')]} of ${racers.join()}`);
      await race(index + abreast);
    };
    await Promise.all(Array.from({ length: abreast }, (_, lane) => race(lane)));

    // Both of them win, in either order.
    expect([...firsts].sort()).toEqual(['0 of 0,1', '0 of 1,0', '1 of 0,1', '1 of 1,0']);
    const effective = answers.filter((answer) => answer !== 'PROMOTION_CLOSED').length;
    const { rows } = await api.owner.query(
      `SELECT state, votes::int, decided::int, finals::int, refusals, count(*)::int AS promotions FROM promotion,
         LATERAL (SELECT count(*) AS votes FROM vote WHERE promotion_id = promotion.id) cast_,
         LATERAL (SELECT count(*) FILTER (WHERE outcome = 'done') AS decided,
                    count(*) FILTER (WHERE outcome = 'done' AND payload->>'state' = 'approved') AS finals,
                    coalesce(array_agg(payload->>'refusal') FILTER (WHERE outcome = 'refused'), '{}') AS refusals
                  FROM audit_entry WHERE subject_type = 'promotion' AND subject_id = promotion.id::text
                    AND audit_entry.workspace_id = promotion.workspace_id) entries
       WHERE id = ANY($1::uuid[]) GROUP BY 1, 2, 3, 4, 5`,
      [races.map(({ id }) => id)],
    );
    expect(rows).toEqual([
      {
        ...{
          state: 'approved',
          votes: before + effective,
          decided: effective,
          finals: 1,
          promotions: trials,
        },
        refusals: Array.from({ length: 2 - effective }, () => 'PROMOTION_CLOSED'),
      },
    ]);
  });
});
