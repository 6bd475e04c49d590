import {
  builtInPolicy,
  policyDigest,
  policyTemplates,
  joinPolicies,
  type ModelTask,
  type Policy,
} from '@countersign/domain/approvals';
import { systemActor } from '../../../jobs/job';
import { idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { attachCard } from '../../../testing/model-card';
import { deciding, proposing } from '../../../testing/policy-steps';
import { releasableVersion, type Releasable } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import { publish } from '../../../testing/serving';

const high = policyTemplates[2] as Policy;
const joined = joinPolicies([builtInPolicy, high]);

interface Shown {
  id: string;
  round: number;
  state: string;
  subjectDigest: string;
  policy: { name: string; digest: string; distinctPeople: number | null };
  policyOrigins: { rule: string; policies: string[] }[];
}

const shown =
  'id round state subjectDigest policy { name digest distinctPeople } policyOrigins { rule policies }';

describe('policies that are bound to models', () => {
  let api: TestApi;
  let riley: ApiClient;
  let dana: ApiClient;
  let version: Releasable;
  beforeAll(async () => {
    api = await startTestApi();
    [riley, dana] = [await api.as('riley'), await api.as('dana')];
    version = await releasableVersion(api, 'bound');
  });
  afterAll(() => api.stop());

  const promotion = async (id: string) => {
    const query = `query ($id: ID!) { promotion(id: $id) { ${shown} } }`;
    return (await dana.data<{ promotion: Shown }>(query, { id })).promotion;
  };
  const classify = async (client: ApiClient, changes: Record<string, unknown>) => {
    const document = `mutation ($input: ClassifyModelInput!) { answer: classifyModel(input: $input) {
      __typename ... on Refusal { code } ... on ModelClassified { model { riskTier useCase tags } } } }`;
    const input = { modelId: version.modelId, riskTier: 'HIGH', reason: 'Much hangs on it.', ...changes };
    return client.graphql(document, { input });
  };
  const refresh = (id: string) =>
    dana.data('mutation ($id: ID!) { refreshGates(promotionId: $id) { __typename } }', { id });
  const vote = async (client: ApiClient, { id, round, subjectDigest }: Shown) => {
    const { castVote } = await client.data<{ castVote: { code?: string; promotion?: { state: string } } }>(
      `mutation ($input: CastVoteInput!) { castVote(input: $input) {
        ... on Refusal { code } ... on VoteCast { promotion { state } } } }`,
      { input: { promotionId: id, round, subjectDigest, decision: 'APPROVE' } },
    );
    return castVote.code ?? castVote.promotion?.state;
  };
  let id: string;

  it('P-62 leaves a promotion as it was where one policy applies', async () => {
    const opened = await run<{ promotion: { id: string } }>(dana, 'requestPromotion', {
      input: { modelVersionId: version.modelVersionId, rationale: 'Better.' },
    });
    ({ id } = opened.promotion);
    const found = await promotion(id);
    expect(found.policy).toEqual({
      ...{ name: 'production-champion', digest: policyDigest(builtInPolicy), distinctPeople: null },
    });
    expect(found.policyOrigins.every(({ policies }) => policies.join() === 'production-champion@3')).toBe(
      true,
    );
  });

  it('P-62 G21 opens the next round by the joined policy when one comes into force in the middle of a review', async () => {
    const before = await promotion(id);
    expect(await vote(riley, before)).toBe('IN_REVIEW');
    await deciding(riley, await proposing(await api.as('pat'), high));
    await refresh(id);
    expect(await promotion(id)).toMatchObject({ round: 1, policy: { name: 'production-champion' } });
    expect((await classify(riley, {})).data).toMatchObject({ answer: { model: { riskTier: 'HIGH' } } });
    const answers = await dana.data('mutation ($id: ID!) { refreshGates(promotionId: $id) { __typename } }', {
      id,
    });
    expect(answers).toEqual({ refreshGates: { __typename: 'PromotionChanged' } });
    const after = await promotion(id);
    expect(after).toMatchObject({
      round: 2,
      policy: {
        name: 'high-risk-champion@1 + production-champion@3',
        digest: policyDigest(joined),
        distinctPeople: null,
      },
    });
    expect(after.policyOrigins).toContainEqual({
      rule: 'slots/ml_engineer',
      policies: ['high-risk-champion@1'],
    });
    expect(await vote(await api.as('sam'), before)).toBe('STALE_ROUND');
  });

  it('P-63 P-177 asks for a third person, and P-69 keeps who changed a policy of the place from voting', async () => {
    const bare = await promotion(id);
    expect(bare.state).toBe('BLOCKED');
    expect(await vote(riley, bare)).toBe('SELF_APPROVAL');
    await attachCard(dana, version.modelVersionId);
    await refresh(id);
    const now = await promotion(id);
    expect(now).toMatchObject({ round: 3, state: 'IN_REVIEW' });
    const editor = `person:${await idOf(riley)}`;
    await expect(
      api.database.unrecorded(api.workspaceId, ({ manager }) =>
        manager.query(
          `INSERT INTO vote SELECT gen_random_uuid(), workspace_id, id, requested_by, round, $2, 'approve', NULL, '',
             subject_digest, now(), '{}' FROM promotion WHERE id = $1`,
          [id, editor],
        ),
      ),
    ).rejects.toThrow('made nothing of what is decided on');
    const editorsAfter = async (days: number) => {
      await api.owner.query('BEGIN');
      await api.owner.query(
        'UPDATE promotion SET requested_at = now() + make_interval(days => $2) WHERE id = $1',
        [id, days],
      );
      const { rows: editors } = await api.owner.query<{ person: string }>(
        `SELECT 'person:' || person_id AS person FROM promotion_contributors()
         WHERE promotion_id = $1 AND contribution = 'policy_editors'`,
        [id],
      );
      await api.owner.query('ROLLBACK');
      return editors.map(({ person }) => person);
    };
    expect(await editorsAfter(29)).toContain(editor);
    expect(await editorsAfter(31)).toEqual([]);
    const officer = await makeAccount(api, { email: 'one@example.com', roles: ['RISK_OFFICER'] });
    expect(await vote(await api.as('sam'), now)).toBe('IN_REVIEW');
    expect(await vote(officer, now)).toBe('IN_REVIEW');
    expect(await vote(await api.as('mel'), now)).toBe('APPROVED');
    const { rows } = await api.owner.query<{ subject_digest: string }>(
      'SELECT DISTINCT subject_digest FROM vote WHERE promotion_id = $1 AND round = 3',
      [id],
    );
    expect(rows).toEqual([{ subject_digest: now.subjectDigest }]);
  });

  it('P-62 activates by the joined policy, keeps it once and does not list it', async () => {
    const activated = await (
      await api.as('mel')
    ).data(
      'mutation ($id: ID!) { activatePromotion(promotionId: $id) { __typename ... on Refusal { code message } } }',
      { id },
    );
    expect(activated).toEqual({ activatePromotion: { __typename: 'PromotionChanged' } });
    const { rows } = await api.owner.query<{ joins: string[] }>(
      'SELECT joins FROM policy WHERE workspace_id = $1 AND joins IS NOT NULL',
      [api.workspaceId],
    );
    expect(rows.map(({ joins }) => joins.length)).toEqual([2]);
    const { policies } = await dana.data<{ policies: { nodes: { name: string }[] } }>(
      '{ policies(first: 50) { nodes { name } } }',
    );
    expect(policies.nodes.map(({ name }) => name).sort()).toEqual([
      'high-risk-champion',
      'production-champion',
    ]);
  });

  it('P-62 answers a gate by the joined policy and writes nothing down', async () => {
    const { modelVersionId } = await version.next();
    const count = async () =>
      (
        await api.owner.query<{ n: string }>('SELECT count(*) AS n FROM policy WHERE workspace_id = $1', [
          api.workspaceId,
        ])
      ).rows[0]?.n;
    const before = await count();
    const answer = await api.services.gate.answer(
      { kind: 'operator', id: 'operator', name: 'Operator', workspaceId: api.workspaceId, roles: [] },
      { model: version.modelId, version: modelVersionId, environment: 'production', alias: 'champion' },
    );
    expect(answer.policyDigest).toBe(policyDigest(joined));
    expect(await count()).toBe(before);
  });

  it('P-76 lets who registered a model not classify it, nor who depends on them', async () => {
    const both = await makeAccount(api, {
      email: 'both@example.com',
      roles: ['RISK_OFFICER', 'DATA_SCIENTIST'],
    });
    const { model } = await run<{ model: { id: string } }>(both, 'registerModel', {
      input: { name: 'own', purpose: 'Mine.', riskTier: 'HIGH', useCase: 'credit', tags: ['a', 'b'] },
    });
    const lower = { modelId: model.id, riskTier: 'LOW' };
    expect((await classify(both, lower)).data).toMatchObject({ answer: { code: 'OWN_MODEL' } });
    expect((await classify(riley, lower)).data).toMatchObject({
      answer: { model: { riskTier: 'LOW', useCase: null, tags: [] } },
    });
    const token = await api.as('ira');
    expect((await classify(token, lower)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const { rows } = await api.owner.query<{ outcome: string }>(
      `SELECT outcome FROM audit_entry WHERE workspace_id = $1 AND action = 'classifyModel' AND subject_id = $2 ORDER BY sequence`,
      [api.workspaceId, model.id],
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['refused', 'done']);
  });

  it('P-60 binds by use case and tag', async () => {
    const policy: Policy = {
      ...{ ...builtInPolicy, name: 'credit', version: 1, environment: 'staging', alias: '*' },
      bind: { useCases: ['credit'], tags: ['eu', 'us'] },
    };
    await deciding(riley, await proposing(await api.as('pat'), policy));
    const inForce = () =>
      api.database.read({ workspaceId: api.workspaceId }, ({ manager }) =>
        api.services.policies.inForce(manager, {
          modelId: version.modelId,
          environment: 'staging',
          alias: 'any',
        }),
      );
    expect(await inForce()).toBeNull();
    await classify(riley, { useCase: 'credit' });
    expect(await inForce()).toBeNull();
    await classify(riley, { useCase: 'credit', tags: ['eu'] });
    expect((await inForce())?.body).toEqual(policy);
    const found = await dana.data('query ($id: ID!) { model(id: $id) { riskTier useCase tags } }', {
      id: version.modelId,
    });
    expect(found).toEqual({ model: { riskTier: 'HIGH', useCase: 'credit', tags: ['eu'] } });
  });

  it('P-60 P-197 binds by what models answer with, which nobody can reclassify', async () => {
    const { model: prices } = await run<{ model: { id: string } }>(dana, 'registerModel', {
      input: { name: 'prices', purpose: 'Says what a house costs.', task: 'REGRESSION' },
    });
    const place = { environment: 'production', alias: 'by-task' } as const;
    const forTask = (task: ModelTask): Policy => ({
      ...{ ...builtInPolicy, ...place, name: `for-${task}`, version: 1 },
      bind: { tasks: [task] },
    });
    await deciding(riley, await proposing(await api.as('pat'), forTask('binary')));
    const inForce = (modelId: string) =>
      api.database.read({ workspaceId: api.workspaceId }, ({ manager }) =>
        api.services.policies.inForce(manager, { ...place, modelId }),
      );
    expect((await inForce(version.modelId))?.body.name).toBe('for-binary');
    expect(await inForce(prices.id)).toBeNull();
    await deciding(riley, await proposing(await api.as('pat'), forTask('regression')));
    expect((await inForce(prices.id))?.body).toEqual(forTask('regression'));
    await classify(riley, { modelId: prices.id, useCase: 'binary', tags: ['binary'] });
    expect((await inForce(prices.id))?.body.name).toBe('for-regression');
  });
});

describe('policies and clocks', () => {
  it('P-62 P-40 are in force by their version, also where a clock was set back in between', async () => {
    let ahead = 0;
    const api = await startTestApi(() => new Date(Date.now() + ahead));
    try {
      const of = { name: 'clocked', environment: 'staging', alias: 'clocked' } as const;
      await publish(api, { ...of, version: 1 });
      ahead = -3_600_000;
      await publish(api, { ...of, version: 2, approvalTtlDays: 1 });
      const inForce = await api.services.policies.nowInForce(systemActor(api.workspaceId));
      expect(inForce.filter(({ name }) => name === 'clocked')).toMatchObject([{ version: 2 }]);
    } finally {
      await api.stop();
    }
  });
});
