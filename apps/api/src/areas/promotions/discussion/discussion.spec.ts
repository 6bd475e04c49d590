import { builtInPolicy, mentionMarker } from '@countersign/domain/approvals';
import { DataSource } from 'typeorm';
import { connect } from '../../../database/data-source';
import { entities } from '../../../database/entities';
import { createTokenFor, idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { deciding, proposing } from '../../../testing/policy-steps';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';

interface Comment {
  id: string;
  round: number;
  text: string;
  author: { name: string };
  mentions: { id: string; name: string }[];
  isUnseen: boolean;
}
interface Said {
  __typename: string;
  code?: string;
  comment?: Comment;
  auditEntry?: { sequence: number };
}
interface Item {
  kind: string;
  since: string;
  due: string | null;
  promotion: { id: string } | null;
  policyChange: { id: string } | null;
  comments: { id: string }[];
}

const parts = 'id round text author { name } mentions { id name } isUnseen';
const add = `mutation ($input: AddPromotionCommentInput!) { addPromotionComment(input: $input) {
  __typename ... on Refusal { code } ... on PromotionCommentAdded { comment { ${parts} } auditEntry { sequence } } } }`;
const see = `mutation ($ids: [ID!]!) { markMentionsSeen(commentIds: $ids) {
  __typename ... on MentionsSeen { comments { id isUnseen } } } }`;
const inbox = `{ inbox { kind since due promotion { id } policyChange { id } comments { id } } }`;

describe('the discussion of a promotion', () => {
  let api: TestApi;
  let dana: ApiClient;
  let sam: ApiClient;
  let riley: ApiClient;
  let samId: string;
  let rileyId: string;
  let promotionId: string;
  beforeAll(async () => {
    api = await startTestApi();
    [dana, sam, riley] = [await api.as('dana'), await api.as('sam'), await api.as('riley')];
    [samId, rileyId] = [await idOf(sam), await idOf(riley)];
    const { modelVersionId } = await releasableVersion(api, 'discussed');
    const input = { modelVersionId, rationale: 'Better.' };
    promotionId = (await run<{ promotion: { id: string } }>(dana, 'requestPromotion', { input })).promotion
      .id;
  });
  afterAll(() => api.stop());

  const say = async (client: ApiClient, text: string, mentions: string[] = []): Promise<Said> =>
    (await client.data<{ addPromotionComment: Said }>(add, { input: { promotionId, text, mentions } }))
      .addPromotionComment;
  const said = async (client: ApiClient, text: string, mentions: string[] = []) => {
    const { comment } = await say(client, text, mentions);
    if (!comment) throw new Error('The comment was refused.');
    return comment;
  };
  const faultOf = async (client: ApiClient, input: Record<string, unknown>) =>
    (await client.graphql(add, { input: { promotionId, text: 'x', ...input } })).errors?.[0]?.extensions;
  const inboxOf = async (client: ApiClient) => (await client.data<{ inbox: Item[] }>(inbox)).inbox;
  const mentionsOf = async (client: ApiClient) =>
    (await inboxOf(client)).filter(({ kind }) => kind === 'MENTION');
  const discussion = async (client: ApiClient, first = 50, after?: string) => {
    const query = `query ($id: ID!, $first: Int!, $after: String) { promotion(id: $id) { round
      comments(first: $first, after: $after) { nodes { ${parts} } pageInfo { hasNextPage endCursor } totalCount }
      refusals { action code round actor { name } sequence } } }`;
    type Page = {
      nodes: Comment[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
      totalCount: number;
    };
    type Refused = { action: string; code: string; round: number; actor: { name: string }; sequence: number };
    const variables = { id: promotionId, first, after };
    type Found = { promotion: { round: number; comments: Page; refusals: Refused[] } };
    return (await client.data<Found>(query, variables)).promotion;
  };

  it('P-148 keeps what anybody says who may read promotions, with its round and its entry, and decides nothing by it', async () => {
    const before = await dana.data('query ($id: ID!) { promotion(id: $id) { state subjectDigest } }', {
      id: promotionId,
    });
    const { comment, auditEntry } = await say(await api.as('ada'), 'Where is the <b>card</b>?\nI miss it.');
    expect(comment).toMatchObject({
      ...{ round: 1, text: 'Where is the <b>card</b>?\nI miss it.', mentions: [], isUnseen: false },
    });
    const { rows } = await api.owner.query<{ subject_id: string; payload: Record<string, unknown> }>(
      'SELECT subject_id, payload FROM audit_entry WHERE workspace_id = $1 AND sequence = $2',
      [api.workspaceId, auditEntry?.sequence],
    );
    expect(rows).toEqual([
      { subject_id: comment?.id, payload: { promotionId, round: 1, text: comment?.text, mentions: [] } },
    ]);
    expect(
      await dana.data('query ($id: ID!) { promotion(id: $id) { state subjectDigest } }', { id: promotionId }),
    ).toEqual(before);
  });

  it('P-148 takes none of a service, whatever it may write', async () => {
    for (const scope of ['WRITE', 'ADMIN']) {
      const { secret } = await createTokenFor(await api.as('ira'), { name: `says ${scope}`, scope });
      const { errors } = await api
        .withToken(secret)
        .graphql(add, { input: { promotionId, text: 'Built by the pipeline.' } });
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    }
  });

  it('P-148 answers bad input with its place, and writes none of it', async () => {
    const { totalCount } = (await discussion(dana)).comments;
    const nobody = '018f0000-0000-7000-8000-000000000000';
    const cases: [Record<string, unknown>, Record<string, unknown>][] = [
      [{ text: ' \n' }, { code: 'BAD_INPUT', field: 'text' }],
      [{ text: 'x'.repeat(4001) }, { code: 'BAD_INPUT', field: 'text' }],
      [{ text: 'a\u001b[2Jb' }, { code: 'BAD_INPUT', field: 'text' }],
      [{ text: mentionMarker(samId) }, { code: 'BAD_INPUT', field: 'text' }],
      [{ mentions: [samId, samId] }, { code: 'BAD_INPUT', field: 'mentions' }],
      [{ mentions: [await idOf(dana)] }, { code: 'BAD_INPUT', field: 'mentions' }],
      [{ mentions: Array.from({ length: 21 }, () => nobody) }, { code: 'BAD_INPUT', field: 'mentions' }],
      [{ mentions: [nobody] }, { code: 'NOT_FOUND', id: nobody }],
      [{ mentions: ['sam'] }, { code: 'NOT_FOUND' }],
      [{ promotionId: nobody }, { code: 'NOT_FOUND', id: nobody }],
    ];
    for (const [input, place] of cases) expect(await faultOf(dana, input)).toMatchObject(place);
    expect((await discussion(dana)).comments.totalCount).toBe(totalCount);
  });

  it('P-149 names members by their ids, and never writes down what they are called', async () => {
    const noor = await makeAccount(api, { email: 'noor@example.org', name: 'Noor Haddad' });
    const noorId = await idOf(noor);
    const { id } = await said(dana, `${mentionMarker(noorId)}, what is this column?`, [noorId]);
    const found = (await discussion(dana)).comments.nodes.find((each) => each.id === id);
    expect(found).toMatchObject({
      text: `${mentionMarker(noorId)}, what is this column?`,
      mentions: [{ id: noorId, name: 'Noor Haddad' }],
    });
    const ira = await api.as('ira');
    const leave = 'mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }';
    await ira.data(leave, { id: noorId });
    expect(await say(dana, 'Are you there?', [noorId])).toMatchObject({ code: 'MEMBER_DEACTIVATED' });
    const erase = `mutation ($id: ID!) { eraseMember(input: { memberId: $id, reason: "Request 9." }) { __typename } }`;
    await ira.data(erase, { id: noorId });
    const after = (await discussion(dana)).comments.nodes.find((each) => each.id === id);
    expect(JSON.stringify(after)).not.toContain('Noor');
    expect(after?.mentions[0]?.name).toMatch(/^Former member/);
  });

  it('P-150 waits in the inbox of whoever is mentioned until they say that they saw it', async () => {
    const first = await said(dana, `${mentionMarker(rileyId)} and you: is this fair?`, [rileyId, samId]);
    const second = await said(dana, 'And this?', [rileyId]);
    const [item, ...others] = await mentionsOf(riley);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ due: null, promotion: { id: promotionId }, policyChange: null });
    expect(item?.comments.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(await mentionsOf(dana)).toEqual([]);
    const unseen = async (client: ApiClient) =>
      (await discussion(client)).comments.nodes.filter(({ isUnseen }) => isUnseen).map(({ id }) => id);
    expect(await unseen(riley)).toEqual([second.id, first.id]);

    await riley.data(see, { ids: [first.id] });
    expect((await mentionsOf(riley)).map(({ comments }) => comments)).toEqual([[{ id: second.id }]]);
    const [before] = (
      await api.owner.query(
        'SELECT seen_at FROM promotion_mention WHERE comment_id = $1 AND member_id = $2',
        [...[first.id, rileyId]],
      )
    ).rows;
    await riley.data(see, { ids: [second.id, first.id] });
    expect(await mentionsOf(riley)).toEqual([]);
    const [again] = (
      await api.owner.query(
        'SELECT seen_at FROM promotion_mention WHERE comment_id = $1 AND member_id = $2',
        [...[first.id, rileyId]],
      )
    ).rows;
    expect(again).toEqual(before);
    // Each sees for themselves.
    expect((await mentionsOf(sam)).map(({ comments }) => comments)).toEqual([[{ id: first.id }]]);
    const { errors } = await sam.graphql(see, { ids: [second.id] });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', id: second.id });
  });

  it('P-151 shows the comments page by page, and what was refused', async () => {
    const all = (await discussion(dana)).comments;
    const pages: string[] = [];
    let after: string | undefined;
    do {
      const { nodes, pageInfo } = (await discussion(dana, 2, after)).comments;
      pages.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(pages).toEqual(all.nodes.map(({ id }) => id));
    expect(pages).toEqual(pages.toSorted().reverse());

    const { errors } = await dana.graphql(
      `mutation ($id: ID!) { activatePromotion(promotionId: $id) { __typename } }`,
      { id: promotionId },
    );
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    await run(await api.as('mel'), 'activatePromotion', { id: promotionId });
    expect((await discussion(sam)).refusals).toEqual([
      {
        ...{ action: 'activatePromotion', code: 'QUORUM_NOT_REACHED', round: 1 },
        ...{ actor: { name: 'Mel Tanaka' }, sequence: expect.any(Number) as number },
      },
    ]);
  });

  it('P-151 leaves out of a passport what was said beside the decision', async () => {
    const { rows } = await api.owner.query(
      `SELECT FROM audit_entry WHERE subject_type = 'promotion' AND subject_id = $1 AND action = 'addPromotionComment'`,
      [promotionId],
    );
    expect(rows).toEqual([]);
  });

  it('P-153 puts a change of a policy into the inbox of whoever may decide on it, until somebody has', async () => {
    const waiting = async (client: ApiClient) =>
      (await inboxOf(client)).filter(({ kind }) => kind === 'DECIDE_POLICY');
    const policy = {
      ...builtInPolicy,
      name: 'aside',
      version: 1,
      environment: 'staging',
      alias: 'aside',
    } as const;
    const proposed = await proposing(await api.as('pat'), policy);
    const own = await proposing(riley, { ...policy, name: 'own', alias: 'own' });
    expect(own.code).toBe('NO_QUORUM_POSSIBLE');
    expect(await waiting(riley)).toMatchObject([
      { due: null, promotion: null, policyChange: { id: proposed.policyChange?.id }, comments: [] },
    ]);
    for (const other of ['pat', 'sam', 'ira', 'ada']) expect(await waiting(await api.as(other))).toEqual([]);
    await deciding(riley, proposed);
    expect(await waiting(riley)).toEqual([]);
  });

  describe('P-152 for SQL in the server’s place', () => {
    let application: DataSource;
    beforeAll(async () => {
      application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
      await said(dana, 'A last word.', [samId]);
    });
    afterAll(() => application.destroy());

    const id = 'gen_random_uuid()';
    const comment = (round: number) =>
      `INSERT INTO promotion_comment VALUES (${id}, '{workspace}', '{promotion}', ${round}, 'person:{sam}', 'I agree.', now())`;
    it.each([
      ['a comment that the log does not know', comment(1), 'must have its entry'],
      ['a comment of another round', comment(2), 'present round'],
      ['a comment of a service', comment(1).replace('person:', 'service:'), 'violates check constraint'],
      ['another text', `UPDATE promotion_comment SET text = 'No.'`, 'permission denied'],
      ['a comment less', 'DELETE FROM promotion_comment', 'permission denied'],
      [
        'somebody else who was mentioned',
        `INSERT INTO promotion_mention SELECT '{workspace}', id, '{riley}' FROM promotion_comment WHERE text = 'A last word.'`,
        'must stand in the entry',
      ],
      ['a mention that was never seen', 'UPDATE promotion_mention SET seen_at = NULL', 'cannot be changed'],
      [
        'a mention that was seen at another time',
        'UPDATE promotion_mention SET seen_at = now() WHERE seen_at IS NOT NULL',
        'cannot be changed',
      ],
      ['a mention less', 'DELETE FROM promotion_mention', 'permission denied'],
    ])('refuses %s', async (_what, sql, reason) => {
      const text = sql
        .replaceAll('{workspace}', api.workspaceId)
        .replaceAll('{promotion}', promotionId)
        .replaceAll('{sam}', samId)
        .replaceAll('{riley}', rileyId);
      const attempt = application.transaction(async (manager) => {
        await manager.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
        await manager.query(text);
      });
      await expect(attempt).rejects.toThrow(reason);
    });
  });
});
