import { builtInPolicy, policyTemplates, type Policy } from '@countersign/domain/approvals';
import { createTokenFor, idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import {
  attemptToDecide,
  deciding,
  proposing,
  retiring,
  type PolicyStep,
} from '../../../testing/policy-steps';
import { castFor, delegate, type Voted } from '../../../testing/delegation-steps';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';

const aside = (name: string, changes: Partial<Policy> = {}): Policy => ({
  ...builtInPolicy,
  ...{ name, version: 1, environment: 'staging', alias: name },
  ...changes,
});

describe('changes of policies', () => {
  let api: TestApi;
  let pat: ApiClient;
  let riley: ApiClient;
  let ira: ApiClient;
  beforeAll(async () => {
    api = await startTestApi();
    [pat, riley, ira] = [await api.as('pat'), await api.as('riley'), await api.as('ira')];
  });
  afterAll(() => api.stop());

  const entries = async (id: string) => {
    const { rows } = await api.owner.query<{ action: string; outcome: string }>(
      'SELECT action, outcome FROM audit_entry WHERE workspace_id = $1 AND subject_id = $2 ORDER BY sequence',
      [api.workspaceId, id],
    );
    return rows.map(({ action, outcome }) => `${action} ${outcome}`);
  };

  it('P-70 publishes what one person proposed and a risk officer approved, in one step', async () => {
    const proposed = await proposing(pat, aside('first'));
    expect(proposed.policyChange).toMatchObject({ state: 'OPEN', version: 1, policy: null });
    const decided = await deciding(riley, proposed);
    expect(decided.policyChange).toMatchObject({
      state: 'APPROVED',
      policy: { id: expect.any(String) as string },
    });
    const id = proposed.policyChange?.id ?? '';
    expect(await entries(id)).toEqual(['proposePolicy done', 'votePolicyChange done']);
    const list =
      '{ policies(first: 1) { nodes { name version document } } policyChanges(first: 1) { nodes { id state } } }';
    expect(await pat.data(list)).toEqual({
      policies: { nodes: [{ name: 'first', version: 1, document: aside('first') }] },
      policyChanges: { nodes: [{ id, state: 'APPROVED' }] },
    });
  });

  it('P-70 tells of a published policy when, by whose proposal and with whose approval', async () => {
    await deciding(riley, await proposing(pat, aside('told')));
    const query = `{ policies(first: 500) { nodes {
      name publishedAt change { proposedBy { name } decidedAt votes { decision person { name } } } } } }`;
    type Node = { name: string; publishedAt: string; change: { decidedAt: string } | null };
    const { nodes } = (await pat.data<{ policies: { nodes: Node[] } }>(query)).policies;
    const told = nodes.find(({ name }) => name === 'told');
    expect(told?.change).toEqual({
      ...{ proposedBy: { name: 'Pat Alvarez' }, decidedAt: told?.publishedAt },
      votes: [{ decision: 'APPROVE', person: { name: 'Riley Moreau' } }],
    });
    expect(nodes.find(({ name }) => name === builtInPolicy.name)?.change).toBeNull();
  });

  it('P-70 shows everything that a policy may exclude', async () => {
    const exclude = ['trainers', 'labellers', 'evidence_editors', 'policy_editors'] as const;
    const policy = aside('exclusive', { exclude, policyEditorDays: 30 });
    await deciding(riley, await proposing(pat, policy));
    expect(await pat.data('{ policies(first: 1) { nodes { name exclude } } }')).toEqual({
      policies: { nodes: [{ name: 'exclusive', exclude: exclude.map((each) => each.toUpperCase()) }] },
    });
  });

  it('P-70 drops what a risk officer rejected, with the comment', async () => {
    const proposed = await proposing(pat, aside('rejected'));
    expect(await deciding(riley, proposed, { decision: 'REJECT' })).toMatchObject({
      policyChange: { state: 'REJECTED', policy: null },
    });
    expect(await deciding(riley, proposed)).toMatchObject({ code: 'POLICY_CHANGE_CLOSED' });
  });

  it('P-71 lets nobody decide on what they proposed, and says who cannot', async () => {
    const other = await makeAccount(api, { email: 'second@example.com', roles: ['RISK_OFFICER'] });
    const proposed = await proposing(riley, aside('own'));
    const shownTo = async (viewer: ApiClient) => {
      const query = 'query ($id: ID!) { policyChange(id: $id) { viewerDecision { allowed code } } }';
      const { policyChange } = await viewer.data<{ policyChange: { viewerDecision: unknown } }>(query, {
        id: proposed.policyChange?.id,
      });
      return policyChange.viewerDecision;
    };
    expect(await shownTo(riley)).toEqual({ allowed: false, code: 'SELF_APPROVAL' });
    expect(await shownTo(pat)).toEqual({ allowed: false, code: 'ROLE_NOT_REQUIRED' });
    expect(await shownTo(other)).toEqual({ allowed: true, code: null });
    expect(await deciding(riley, proposed)).toMatchObject({ code: 'SELF_APPROVAL' });
    expect(await entries(proposed.policyChange?.id ?? '')).toContain('votePolicyChange refused');
    expect(await deciding(other, proposed)).toMatchObject({ policyChange: { state: 'APPROVED' } });
    expect(await shownTo(other)).toEqual({ allowed: false, code: 'POLICY_CHANGE_CLOSED' });
  });

  it('P-71 lets nobody decide whose roles the proposer gave, or who gave them theirs', async () => {
    const invited = await makeAccount(api, { email: 'third@example.com', roles: ['RISK_OFFICER'] });
    const proposed = await proposing(ira, aside('dependent'));
    expect(await deciding(invited, proposed)).toMatchObject({ code: 'SELF_APPROVAL' });
    expect(await deciding(riley, proposed)).toMatchObject({ policyChange: { state: 'APPROVED' } });
  });

  it('P-71 refuses an admin, an expert and every token at the door', async () => {
    const proposed = await proposing(pat, aside('door'));
    for (const persona of ['ira', 'sam', 'dana', 'aud'].slice(0, 3)) {
      const answer = await attemptToDecide(await api.as(persona), proposed);
      expect(answer.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    }
    for (const scope of ['WRITE', 'ADMIN']) {
      const { secret } = await createTokenFor(ira, { name: `policies ${scope}`, scope });
      const token = api.withToken(secret);
      const answer = await attemptToDecide(token, proposed);
      expect(answer.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      await expect(proposing(token, aside('token'))).rejects.toThrow();
    }
    await deciding(riley, proposed, { decision: 'REJECT' });
  });

  it('P-71 is not opened where nobody could decide', async () => {
    const lonely = await startTestApi();
    try {
      const admin = await lonely.as('ira');
      const officer = await idOf(await lonely.as('riley'));
      await admin.data('mutation ($id: ID!) { deactivateMember(memberId: $id) { __typename } }', {
        id: officer,
      });
      expect(await proposing(await lonely.as('pat'), aside('nobody'))).toMatchObject({
        code: 'NO_QUORUM_POSSIBLE',
      });
    } finally {
      await lonely.stop();
    }
  });

  it('P-72 takes a vote only on what the voter saw', async () => {
    const proposed = await proposing(pat, aside('seen'));
    expect(await deciding(riley, proposed, { policyDigest: '0'.repeat(64) })).toMatchObject({
      code: 'STALE_ROUND',
    });
    expect(await deciding(riley, proposed)).toMatchObject({ policyChange: { state: 'APPROVED' } });
  });

  it('P-72 lets one of two proposals of a version through', async () => {
    const [one, other] = [
      await proposing(pat, aside('twice')),
      await proposing(pat, aside('twice', { approvalTtlDays: 3 })),
    ];
    expect(await deciding(riley, one)).toMatchObject({ policyChange: { state: 'APPROVED' } });
    expect(await deciding(riley, other)).toMatchObject({ code: 'POLICY_CHANGE_CLOSED' });
    await expect(proposing(pat, aside('twice'))).rejects.toThrow('/version: expected 2');
  });

  it('P-72 publishes once where two approve at once, on two servers', async () => {
    const url = (await api.replica()).url;
    const officers = [riley, await makeAccount(api, { email: 'race@example.com', roles: ['RISK_OFFICER'] })];
    for (let trial = 0; trial < 10; trial += 1) {
      const proposed = await proposing(pat, aside(`race-${trial}`));
      const [here, there] = officers as [ApiClient, ApiClient];
      const answers = await Promise.all([deciding(here, proposed), deciding(there.at(url), proposed)]);
      expect(answers.map(({ code = 'APPROVED' }) => code).sort()).toEqual([
        'APPROVED',
        'POLICY_CHANGE_CLOSED',
      ]);
      const { rows } = await api.owner.query('SELECT FROM policy WHERE workspace_id = $1 AND name = $2', [
        ...[api.workspaceId, `race-${trial}`],
      ]);
      expect(rows).toHaveLength(1);
    }
  });

  it('P-73 retires a policy by a change, and brings it back by the next version', async () => {
    const published = await deciding(riley, await proposing(pat, aside('fleeting')));
    const policyId = published.policyChange?.policy?.id ?? '';
    const { modelVersionId } = await releasableVersion(api, 'fleeting');
    const request = () =>
      pat.data<{ answer: { code?: string; promotion?: { id: string } } }>(
        `mutation ($input: RequestPromotionInput!) { answer: requestPromotion(input: $input) {
          ... on Refusal { code } ... on PromotionRequested { promotion { id } } } }`,
        { input: { modelVersionId, environment: 'STAGING', alias: 'fleeting', rationale: 'Better.' } },
      );
    const versions = async () => {
      const { policiesInForce: found } = await pat.data<{
        policiesInForce: { name: string; version: number }[];
      }>('{ policiesInForce { name version } }');
      return found.filter(({ name }) => name === 'fleeting').map(({ version }) => version);
    };
    expect(await versions()).toEqual([1]);
    const proposed = await retiring(pat, policyId);
    expect(await deciding(riley, proposed)).toMatchObject({ policyChange: { state: 'APPROVED' } });
    expect(await versions()).toEqual([]);
    expect((await request()).answer).toEqual({ code: 'NO_POLICY' });
    expect(await retiring(pat, policyId)).toMatchObject({ code: 'POLICY_CHANGE_CLOSED' });
    await deciding(riley, await proposing(pat, aside('fleeting', { version: 2 })));
    expect((await request()).answer.promotion).toBeDefined();
    expect(await versions()).toEqual([2]);
  });

  it('P-74 says of a change what is found, what differs and what the past would have come to', async () => {
    const { modelVersionId } = await releasableVersion(api, 'rehearsed');
    const { promotion } = await run<{ promotion: { id: string; subjectDigest: string } }>(
      await api.as('dana'),
      'requestPromotion',
      { input: { modelVersionId, rationale: 'Better.' } },
    );
    const { id: promotionId, subjectDigest } = promotion;
    for (const voter of ['sam', 'riley'])
      await run(await api.as(voter), 'castVote', {
        input: { promotionId, round: 1, subjectDigest, decision: 'APPROVE' },
      });
    const stricter: Policy = {
      ...{ ...builtInPolicy, version: builtInPolicy.version + 1 },
      slots: [...builtInPolicy.slots, { role: 'ml_engineer', minimum: 1 }],
      gates: builtInPolicy.gates.map((gate) =>
        gate.kind === 'performance' ? { ...gate, minimum: 0.9 } : gate,
      ),
    };
    const look = `findings { severity pointer } differences { path tendency }
      dryRun { promotionId outcome missing { code message } }`;
    const expected = {
      findings: [],
      differences: [
        { path: 'version', tendency: 'OTHER' },
        { path: 'slots/ml_engineer', tendency: 'STRICTER' },
        { path: 'gates/performance-holds/minimum', tendency: 'STRICTER' },
      ],
      dryRun: [
        {
          ...{ promotionId, outcome: 'WOULD_HAVE_BLOCKED' },
          missing: [
            expect.objectContaining({ code: 'GATES_NOT_PASSED' }),
            { code: 'QUORUM_NOT_REACHED', message: 'Nobody with the role ML engineer has approved yet.' },
          ],
        },
      ],
    };
    const check = `query ($document: String!) { policyDraftCheck(document: $document) { faults { pointer } ${look} } }`;
    const document = JSON.stringify(stricter);
    expect(await pat.data(check, { document })).toEqual({ policyDraftCheck: { faults: [], ...expected } });
    const { policyChange } = await proposing(pat, stricter);
    const id = policyChange?.id;
    const query = `query ($id: ID!) { policyChange(id: $id) { ${look} votes { decision } } }`;
    expect(await pat.data(query, { id })).toEqual({ policyChange: { ...expected, votes: [] } });
    const same = JSON.stringify({ ...builtInPolicy, version: builtInPolicy.version + 1 });
    expect(await pat.data(check, { document: same })).toMatchObject({
      policyDraftCheck: { dryRun: [{ promotionId, outcome: 'SAME' }] },
    });
  });

  it('P-153 leaves room in the inbox for what can come into force, however much can no longer', async () => {
    const waiting = async () => {
      const { inbox } = await riley.data<{ inbox: { policyChange: { id: string } | null }[] }>(
        '{ inbox { policyChange { id } } }',
      );
      return inbox.flatMap(({ policyChange }) => policyChange?.id ?? []);
    };
    const crowd: PolicyStep[] = [];
    for (let count = 0; count < 51; count += 1) crowd.push(await proposing(pat, aside('crowded')));
    const [taken, ...stale] = crowd as [PolicyStep, ...PolicyStep[]];
    const { policyChange } = await deciding(riley, taken);
    const retired = await retiring(pat, policyChange?.policy?.id ?? '');
    const again = await retiring(pat, policyChange?.policy?.id ?? '');
    const current = await proposing(pat, aside('crowded', { version: 2 }));
    const open = [retired, again, current].map((each) => each.policyChange?.id);
    expect(await waiting()).toEqual(expect.arrayContaining(open));
    await deciding(riley, retired);
    const left = await waiting();
    expect(left).toContain(current.policyChange?.id);
    for (const each of [again, ...stale]) expect(left).not.toContain(each.policyChange?.id);
  });

  it('P-61 offers the built-in policies as documents to propose', async () => {
    const { policyTemplates: offered } = await pat.data<{ policyTemplates: Policy[] }>('{ policyTemplates }');
    expect(offered).toEqual(policyTemplates);
    const [, medium] = offered as [Policy, Policy];
    expect(await proposing(pat, medium)).toMatchObject({ policyChange: { state: 'OPEN' } });
  });

  it('P-68 counts a vote that was cast for somebody, in the roles that it was given', async () => {
    const { modelVersionId } = await releasableVersion(api, 'rehearsed-for-others');
    await deciding(riley, await proposing(pat, aside('given', { gates: [] })));
    const input = { modelVersionId, environment: 'STAGING', alias: 'given', rationale: 'Better.' };
    const { promotion } = await run<{ promotion: Voted }>(await api.as('dana'), 'requestPromotion', {
      input,
    });
    const [sam, mel] = [await api.as('sam'), await api.as('mel')];
    const away = await makeAccount(api, { email: 'away@example.org', roles: ['RISK_OFFICER'] });
    await delegate(away, { to: mel, roles: ['RISK_OFFICER'] });
    await castFor(sam, promotion);
    expect(await castFor(mel, promotion, { onBehalfOf: away })).toMatchObject({
      promotion: { state: 'APPROVED' },
    });
    const document = JSON.stringify(aside('given', { version: 2, gates: [] }));
    const check = `query ($document: String!) { policyDraftCheck(document: $document) {
      dryRun { promotionId outcome missing { message } } } }`;
    expect(await pat.data(check, { document })).toEqual({
      policyDraftCheck: { dryRun: [{ promotionId: promotion.id, outcome: 'SAME', missing: [] }] },
    });
  });
});
