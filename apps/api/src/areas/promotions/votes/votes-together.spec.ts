import { idOf } from '../../../testing/accounts';
import { type ApiClient, startTestApi, type TestApi } from '../../../testing/api';
import { castFor, type Voted } from '../../../testing/delegation-steps';
import { type Releasable, releasableVersion } from '../../../testing/releasable-version';
import { type Answered, run } from '../../../testing/release-path';
import { publish } from '../../../testing/serving';

const document = `mutation ($input: CastVotesInput!) { answer: castVotes(input: $input) { __typename
  ... on Refusal { code message } ... on VotesCast { auditEntry { sequence }
    votes { auditEntry { sequence action } vote { decision comment } promotion { id state } } } } }`;

interface Together {
  votes: { auditEntry: { sequence: number; action: string }; promotion: { id: string; state: string } }[];
}

describe('votes on several promotions together', () => {
  let api: TestApi;
  let sam: ApiClient;
  const versions: Releasable[] = [];
  beforeAll(async () => {
    api = await startTestApi();
    sam = await api.as('sam');
    await publish(api, { name: 'alike', environment: 'staging', alias: '*' });
    await publish(api, { name: 'other', environment: 'staging', alias: 'other', approvalTtlDays: 3 });
    for (const name of ['first', 'second', 'third', 'fourth'])
      versions.push(await releasableVersion(api, name));
  }, 120_000);
  afterAll(() => api.stop());

  const requested = async (at: number, alias: string): Promise<Voted> => {
    const { promotion } = await run<{ promotion: Voted }>(await api.as('dana'), 'requestPromotion', {
      input: {
        ...{ modelVersionId: versions[at]?.modelVersionId, rationale: 'Better.' },
        ...{ environment: 'STAGING', alias },
      },
    });
    return promotion;
  };
  const sent = (votes: readonly Voted[], comment = 'All alike.') => ({
    votes: votes.map(({ id: promotionId, round, subjectDigest }) => ({ promotionId, round, subjectDigest })),
    comment,
  });
  const together = async (client: ApiClient, votes: readonly Voted[]) => {
    const data = await client.data<{ answer: Answered<Together> }>(document, { input: sent(votes) });
    return data.answer;
  };
  const votesOf = async ({ id }: Voted) => {
    const { rows } = await api.owner.query('SELECT FROM vote WHERE promotion_id = $1', [id]);
    return rows.length;
  };
  const entriesOf = async ({ id }: Voted) => {
    const { rows } = await api.owner.query<{ action: string; outcome: string; together: string | null }>(
      `SELECT action, outcome, payload ->> 'together' AS together FROM audit_entry
       WHERE workspace_id = $1 AND subject_id = $2 AND action LIKE 'castVote%' ORDER BY sequence`,
      [api.workspaceId, id],
    );
    return rows;
  };

  it('P-139 approves several in one transaction, each with an entry of its own, in the order asked', async () => {
    const promotions = [await requested(0, 'a'), await requested(1, 'b'), await requested(2, 'c')];
    const answer = await together(sam, promotions);
    expect(answer.votes.map(({ promotion }) => promotion.id)).toEqual(promotions.map(({ id }) => id));
    const sequences = answer.votes.map(({ auditEntry }) => auditEntry.sequence);
    expect(sequences).toEqual([0, 1, 2].map((at) => (sequences[0] ?? 0) + at));
    expect(new Set(answer.votes.map(({ auditEntry }) => auditEntry.action))).toEqual(new Set(['castVote']));
    for (const promotion of promotions)
      expect(await entriesOf(promotion)).toEqual([{ action: 'castVote', outcome: 'done', together: '3' }]);
    expect(
      (await together(await api.as('riley'), promotions)).votes.map(({ promotion }) => promotion.state),
    ).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
  });

  it('P-139 votes on none where one is under another policy, has a gate that did not pass, or was voted on', async () => {
    const [alike, other, voted] = [
      await requested(0, 'd'),
      await requested(1, 'other'),
      await requested(2, 'e'),
    ];
    const refused = async (stands: Voted, code: string, votes: Voted[]) => {
      const answer = await together(sam, votes);
      expect(answer).toMatchObject({ code, message: expect.stringContaining(`Promotion ${stands.id}: `) });
      expect(await votesOf(alike)).toBe(0);
      expect((await entriesOf(stands)).at(-1)).toMatchObject({ action: 'castVotes', outcome: 'refused' });
    };
    await refused(other, 'NOT_VOTED_TOGETHER', [alike, other]);
    await castFor(sam, voted);
    await refused(voted, 'ALREADY_VOTED', [alike, voted]);
    await refused(alike, 'STALE_ROUND', [{ ...alike, round: 2 }]);
    await refused(alike, 'STALE_ROUND', [{ ...alike, subjectDigest: '0'.repeat(64) }]);
    const wanted = await requested(3, 'k');
    await castFor(await api.as('riley'), wanted, { decision: 'REQUEST_CHANGES' });
    await refused(wanted, 'NOT_VOTED_TOGETHER', [alike, wanted]);
    await versions[3]?.drift('alert');
    const red = await requested(3, 'f');
    await refused(red, 'NOT_VOTED_TOGETHER', [alike, red]);
    expect(await together(await api.as('dana'), [alike])).toMatchObject({ code: 'SELF_APPROVAL' });
    expect(await votesOf(alike)).toBe(0);
  });

  it('P-139 takes from 1 to 20, each once, and knows all of them', async () => {
    const [one] = [await requested(0, 'g')];
    const codeOf = async (votes: Voted[]) => {
      const { errors } = await sam.graphql(document, { input: sent(votes) });
      return errors?.[0]?.extensions['code'];
    };
    expect(await codeOf([])).toBe('BAD_INPUT');
    expect(await codeOf([one, one])).toBe('BAD_INPUT');
    const many = Array.from({ length: 21 }, (_, at) => ({
      ...one,
      id: `01900000-0000-7000-8000-0000000000${at + 10}`,
    }));
    expect(await codeOf(many)).toBe('BAD_INPUT');
    expect(await codeOf([one, { ...one, id: await idOf(sam) }])).toBe('NOT_FOUND');
    expect(await votesOf(one)).toBe(0);
  });

  it('P-139 is decided one after the other where two vote on the same, in whatever order', async () => {
    const promotions = [await requested(0, 'h'), await requested(1, 'i'), await requested(2, 'j')];
    const riley = await api.as('riley');
    const answers = await Promise.all([
      together(sam, promotions),
      together(riley, [...promotions].reverse()),
      together(riley, promotions),
    ]);
    expect(answers.filter(({ code }) => code !== undefined).map(({ code }) => code)).toEqual([
      expect.stringMatching(/^(ALREADY_VOTED|PROMOTION_CLOSED)$/),
    ]);
    for (const promotion of promotions) expect(await votesOf(promotion)).toBe(2);
  });
});
