import { builtInPolicy, type Policy } from '@countersign/domain/approvals';
import { passkeySignature } from '@countersign/domain/passkeys';
import { systemActor } from '../../../jobs/job';
import { type ApiClient, startTestApi, type TestApi } from '../../../testing/api';
import { ownPasskey, type PasskeyOwner, signedVote } from '../../../testing/own-passkey';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import { publish, type TestPlace } from '../../../testing/serving';

const place: TestPlace = { environment: 'STAGING', alias: 'signed' };

interface Opened {
  id: string;
  round: number;
  subjectDigest: string;
}

interface Request {
  printedName: string;
  meaning: string;
  isRequired: boolean;
  nameSalt: string;
  passkey: { nonce: string; options: { challenge: string } } | null;
}

const parts = 'printedName meaning isRequired nameSalt passkey { nonce options }';

describe('votes that are signed', () => {
  let api: TestApi;
  let [sam, riley] = [] as unknown as [PasskeyOwner, PasskeyOwner];
  beforeAll(async () => {
    api = await startTestApi();
    await publish(api, { name: 'signed', environment: 'staging', alias: 'signed', requirePasskey: true });
    sam = await ownPasskey(api.url, await api.as('sam'));
    riley = await ownPasskey(api.url, await api.as('riley'));
  });
  afterAll(() => api.stop());

  const opened = async (name: string) => {
    const { modelVersionId } = await releasableVersion(api, name);
    const input = { modelVersionId, rationale: 'Better.', ...place };
    return (await run<{ promotion: Opened }>(await api.as('dana'), 'requestPromotion', { input })).promotion;
  };
  const requested = async (client: ApiClient, promotionId: string, more: object = { decision: 'APPROVE' }) =>
    (
      await client.data<{ r: Request }>(
        `query ($input: SignatureRequestInput!) { r: signatureRequest(input: $input) { ${parts} } }`,
        { input: { promotionId, comment: 'Seen.', ...more } },
      )
    ).r;
  const signatureOf = ({ passkey, nameSalt }: Request, { authenticator }: PasskeyOwner) => ({
    ...{ nonce: passkey!.nonce, nameSalt },
    response: authenticator.sign(passkey!.options),
  });
  const cast = (client: ApiClient, on: Opened, more: object = {}) => {
    const { id: promotionId, round, subjectDigest } = on;
    const input = { promotionId, round, subjectDigest, decision: 'APPROVE', comment: 'Seen.', ...more };
    return run<{ code?: string }>(client, 'castVote', { input });
  };
  const voted = async (id: string) =>
    (
      await (
        await api.as('ada')
      ).data<{ promotion: { votes: Record<string, unknown>[] } }>(
        'query ($id: ID!) { promotion(id: $id) { votes { printedName meaning isSigned counts castAt person { name } } } }',
        { id },
      )
    ).promotion.votes;

  it('P-143 a policy takes none without: a typed refusal, the vote stays open, and a signature lets it through', async () => {
    const on = await opened('asked');
    expect(await cast(sam.client, on)).toMatchObject({ code: 'PASSKEY_REQUIRED' });
    const actions = 'query ($id: ID!) { promotion(id: $id) { viewerActions { action allowed } } }';
    expect(await sam.client.data(actions, { id: on.id })).toMatchObject({
      promotion: { viewerActions: expect.arrayContaining([{ action: 'VOTE', allowed: true }]) as unknown },
    });
    const request = await requested(sam.client, on.id);
    expect(request).toMatchObject({ isRequired: true, printedName: 'Sam Lindqvist' });
    expect(await cast(sam.client, on, { signature: signatureOf(request, sam) })).toMatchObject({
      __typename: 'VoteCast',
    });
    const other = await requested(riley.client, on.id);
    expect(await cast(riley.client, on, { signature: signatureOf(other, riley) })).toMatchObject({
      promotion: { state: 'APPROVED' },
    });
    const { rows } = await api.owner.query<{ payload: { signature: unknown; passkeyId: string } }>(
      `SELECT payload FROM audit_entry WHERE workspace_id = $1 AND subject_id = $2 AND action = 'castVote'
         AND outcome = 'done' ORDER BY sequence`,
      [api.workspaceId, on.id],
    );
    const signatures = rows.map(({ payload }) => passkeySignature(payload.signature, 'signature'));
    expect(signatures.map(({ passkeyId }) => passkeyId)).toEqual([sam.passkeyId, riley.passkeyId]);
    expect(signatures[0]!.statement).toMatchObject({
      ...{ promotionId: on.id, round: 1, subjectDigest: on.subjectDigest, decision: 'approve' },
      meaning: 'I approve this release as subject-matter expert on this evidence.',
    });
  });

  it('P-141 takes no signature on another decision, comment or promotion, of another person, or twice', async () => {
    const [on, another] = [await opened('first'), await opened('second')];
    const refused = { code: 'PASSKEY_REFUSED' };
    const fresh = async (more?: object) => signatureOf(await requested(sam.client, on.id, more), sam);
    const rejection = await fresh({ decision: 'REJECT' });
    expect(await cast(sam.client, on, { signature: rejection })).toMatchObject(refused);
    expect(await cast(sam.client, on, { signature: await fresh(), comment: 'Other.' })).toMatchObject(
      refused,
    );
    expect(await cast(sam.client, another, { signature: await fresh() })).toMatchObject(refused);
    expect(await cast(riley.client, on, { signature: await fresh() })).toMatchObject(refused);
    expect(
      await cast(sam.client, on, { signature: { ...(await fresh()), nameSalt: 'ab'.repeat(16) } }),
    ).toMatchObject(refused);
    const once = await fresh();
    expect(await cast(sam.client, on, { signature: { ...once, response: '{}' } })).toMatchObject(refused);
    expect(await cast(sam.client, on, { signature: once })).toMatchObject(refused);
    const proof = (
      await sam.client.data<{ w: { passkey: NonNullable<Request['passkey']> } }>(
        '{ w: waysToProve { passkey { nonce options } } }',
      )
    ).w;
    const swapped = signatureOf({ ...(await requested(sam.client, on.id)), ...proof }, sam);
    expect(await cast(sam.client, on, { signature: swapped })).toMatchObject(refused);
    expect(await voted(on.id)).toEqual([]);
    expect(await cast(sam.client, on, { signature: await fresh() })).toMatchObject({
      __typename: 'VoteCast',
    });
  });

  it('P-143 P-146 P-172 takes a passkey to lift a suspension as well, printed with name and meaning', async () => {
    const { modelVersionId } = await releasableVersion(api, 'lifted');
    const mel = await api.as('mel');
    const input = { modelVersionId, rationale: 'Better.', ...place };
    const { promotion } = await run<{ promotion: Opened }>(mel, 'requestPromotion', { input });
    const { id: promotionId, round, subjectDigest } = promotion;
    for (const voter of [sam, riley])
      await signedVote(voter, { promotionId, round, subjectDigest, decision: 'APPROVE', comment: 'Seen.' });
    await run(mel, 'activatePromotion', { id: promotionId });
    await api.owner.query(
      `UPDATE member SET deactivated_at = now() WHERE workspace_id = $1 AND persona = 'mel'`,
      [api.workspaceId],
    );
    await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
    const lift = async (signature: object | null) =>
      (
        await riley.client.data<{ r: object }>(
          `mutation ($id: ID!, $signature: SignatureInput) {
             r: reinstatePromotion(promotionId: $id, reason: "Seen.", signature: $signature) {
               __typename ... on Refusal { code } ... on PromotionChanged { promotion { state } } } }`,
          { id: promotionId, signature },
        )
      ).r;
    expect(await lift(null)).toMatchObject({ code: 'PASSKEY_REQUIRED' });
    const vote = await requested(riley.client, promotionId);
    expect(await lift(signatureOf(vote, riley))).toMatchObject({ code: 'PASSKEY_REFUSED' });
    const request = await requested(riley.client, promotionId, {});
    expect(request.meaning).toBe('I have looked at this release again and let it go on as risk officer.');
    expect(await lift(signatureOf(request, riley))).toMatchObject({ promotion: { state: 'ACTIVE' } });
    const { reinstatements } = (
      await (
        await api.as('ada')
      ).data<{ promotion: { reinstatements: object[] } }>(
        `query ($id: ID!) { promotion(id: $id) {
           reinstatements { cause at person { name } reason printedName meaning isSigned } } }`,
        { id: promotionId },
      )
    ).promotion;
    expect(reinstatements).toEqual([
      {
        ...{ cause: 'DEPARTURE', at: expect.any(String) as string, person: { name: 'Riley Moreau' } },
        ...{ reason: 'Seen.', printedName: 'Riley Moreau', meaning: request.meaning, isSigned: true },
      },
    ]);
  });

  it('P-171 takes none of several together: each is signed by itself', async () => {
    const promotions = [await opened('together'), await opened('as well')];
    const votes = promotions.map(({ id: promotionId, round, subjectDigest }) => ({
      ...{ promotionId, round, subjectDigest },
    }));
    const { answer } = await sam.client.data<{ answer: object }>(
      `mutation ($input: CastVotesInput!) { answer: castVotes(input: $input) { ... on Refusal { code message } } }`,
      { input: { votes, comment: 'All alike.' } },
    );
    const message = expect.stringContaining(`Promotion ${promotions[0]?.id}: `) as string;
    expect(answer).toEqual({ code: 'PASSKEY_REQUIRED', message });
    for (const { id } of promotions) expect(await voted(id)).toEqual([]);
    const { rows } = await api.owner.query(
      `SELECT outcome, payload ->> 'refusal' AS code FROM audit_entry
       WHERE workspace_id = $1 AND action = 'castVotes' ORDER BY sequence`,
      [api.workspaceId],
    );
    expect(rows).toEqual([{ outcome: 'refused', code: 'PASSKEY_REQUIRED' }]);
  });

  it('P-66 says of a draft whether there are people with passkeys for its seats', async () => {
    const found = async (part: Partial<Policy>) => {
      const policy = { ...builtInPolicy, requirePasskey: true, name: 'draft', version: 1, ...part };
      const { policyDraftCheck } = await riley.client.data<{
        policyDraftCheck: { findings: { pointer: string; sentence: string }[] };
      }>(
        'query ($document: String!) { policyDraftCheck(document: $document) { findings { pointer sentence } } }',
        { document: JSON.stringify(policy) },
      );
      return policyDraftCheck.findings.filter(({ pointer }) => pointer === '/requirePasskey');
    };
    expect(await found({})).toEqual([]);
    expect(await found({ slots: [{ role: 'ml_engineer', minimum: 1 }] })).toMatchObject([
      { sentence: expect.stringMatching(/hold: ML engineer\.$/i) as string },
    ]);
  });

  it('P-145 the database takes no vote without a passkey of its voter where the policy asks for one', async () => {
    const on = await opened('walled');
    const insert = (passkeyId: string | null) =>
      api.owner.query(
        `INSERT INTO vote (id, workspace_id, promotion_id, requested_by, round, voter, decision, role, roles, comment,
                           subject_digest, cast_at, passkey_id, signature)
         SELECT gen_random_uuid(), $1, promotion.id, promotion.requested_by, 1, 'person:' || member.id, 'approve',
                'risk_officer', member.roles, '', promotion.subject_digest, now(), $3::uuid,
                CASE WHEN $3::uuid IS NULL THEN NULL ELSE '{}'::jsonb END
         FROM promotion, member WHERE promotion.id = $2 AND member.workspace_id = $1 AND member.persona = 'riley'`,
        [api.workspaceId, on.id, passkeyId],
      );
    await expect(insert(null)).rejects.toThrow('signed with a passkey of its voter');
    await expect(insert(sam.passkeyId)).rejects.toThrow('signed with a passkey of its voter');
    await expect(insert(riley.passkeyId)).resolves.toBeDefined();
  });

  it('P-144 every vote shows name, time and meaning, signed with a passkey or not, until its person is erased', async () => {
    const { modelVersionId } = await releasableVersion(api, 'printed');
    const { promotion } = await run<{ promotion: Opened }>(await api.as('dana'), 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.' },
    });
    const request = await requested(await api.as('sam'), promotion.id);
    expect(request).toMatchObject({ isRequired: false, passkey: null });
    await cast(await api.as('sam'), promotion);
    await cast(riley.client, promotion, { decision: 'REQUEST_CHANGES' });
    expect(await voted(promotion.id)).toMatchObject([
      {
        ...{ printedName: 'Sam Lindqvist', isSigned: false },
        meaning: 'I approve this release as subject-matter expert on this evidence.',
        castAt: expect.any(String) as string,
      },
      { printedName: 'Riley Moreau', meaning: 'I ask for changes before this release as risk officer.' },
    ]);
    const told = async () =>
      (
        await api.owner.query<{ payload: string; name: string | null; salt: string | null }>(
          `SELECT entry.payload::text AS payload, vote.printed_name AS name, vote.name_salt AS salt
           FROM audit_entry entry JOIN vote ON vote.promotion_id::text = entry.subject_id AND vote.voter = entry.actor
           WHERE entry.workspace_id = $1 AND entry.subject_id = $2 AND entry.action = 'castVote' ORDER BY sequence`,
          [api.workspaceId, promotion.id],
        )
      ).rows;
    for (const { payload } of await told()) expect(payload).not.toMatch(/Lindqvist|Moreau/);
    const erased = (await told())[0]!;
    expect([erased.name, erased.salt?.length]).toEqual(['Sam Lindqvist', 32]);
    await api.owner.query(
      `UPDATE member SET pseudonymised_at = now(), deactivated_at = now(), name = 'Former member'
       WHERE workspace_id = $1 AND persona = 'sam'`,
      [api.workspaceId],
    );
    expect(await told()).toMatchObject([
      { name: null, salt: null, payload: erased.payload },
      { name: 'Riley Moreau' },
    ]);
  });
});
