import { type Actor } from '@countersign/domain/access';
import { builtInPolicy, policyDigest } from '@countersign/domain/approvals';
import { DataSource } from 'typeorm';
import { connect } from '../../database/data-source';
import { entities } from '../../database/entities';
import { startTestApi, type TestApi } from '../../testing/api';
import { publishedPolicy } from '../../testing/published-policy';
import { releasableVersion, type Releasable } from '../../testing/releasable-version';

const shape = `id state round subjectDigest rationale approvedAt expiresAt activatedAt
  modelVersion { id } champion { id } policy { name version digest }
  requestedBy { kind name }
  gates { id kind verdict reason evidenceDigest evidenceId evidenceProducedAt evaluatedAt observed { value lower } }
  slots { role filledBy { name } }
  votes { round role decision comment counts subjectDigest person { name } }
  viewerActions { action allowed code message }`;
const changed = `__typename ... on Refusal { code message }
  ... on PromotionChanged { promotion { ${shape} } auditEntry { sequence action outcome subjectType subjectId payload canonical } }`;
const documents = {
  requestPromotion: `mutation ($input: RequestPromotionInput!) { answer: requestPromotion(input: $input) { __typename
    ... on Refusal { code message } ... on PromotionRequested { promotion { ${shape} } auditEntry { sequence action payload } } } }`,
  castVote: `mutation ($input: CastVoteInput!) { answer: castVote(input: $input) { __typename ... on Refusal { code message }
    ... on VoteCast { promotion { ${shape} } vote { round role decision counts person { name } } auditEntry { sequence action payload } } } }`,
  withdrawPromotion: `mutation ($id: ID!, $reason: String! = "Second thoughts.") { answer: withdrawPromotion(promotionId: $id, reason: $reason) { ${changed} } }`,
  refreshGates: `mutation ($id: ID!) { answer: refreshGates(promotionId: $id) { ${changed} } }`,
  activatePromotion: `mutation ($id: ID!) { answer: activatePromotion(promotionId: $id) { ${changed} } }`,
  promotion: `query ($id: ID!) { answer: promotion(id: $id) { ${shape} } }`,
};

interface Promotion {
  id: string;
  state: string;
  round: number;
  subjectDigest: string;
  approvedAt: string | null;
  expiresAt: string | null;
  gates: { id: string; verdict: string; evidenceDigest: string }[];
  viewerActions: { action: string; allowed: boolean; code: string | null; message: string | null }[];
}
interface Answer {
  __typename: string;
  code?: string;
  promotion: Promotion;
  auditEntry: { sequence: number; action: string; payload: Record<string, unknown> };
}

const unknownId = '01900000-0000-7000-8000-000000000000';

interface Served {
  activatedAt: string;
  endedAt: string | null;
}

describe('promotions', () => {
  let api: TestApi;
  let application: DataSource;
  let names = 0;
  beforeAll(async () => {
    api = await startTestApi();
    application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities);
  });
  afterAll(async () => {
    await application.destroy();
    await api.stop();
  });

  const model = () => releasableVersion(api, `model ${(names += 1)}`);
  const ask = async <T = Answer>(persona: string, name: keyof typeof documents, variables: object) => {
    const { answer } = await (
      await api.as(persona)
    ).data<{ answer: T }>(documents[name], variables as Record<string, unknown>);
    return answer;
  };
  const request = (modelVersionId: string, input = {}) =>
    ask('dana', 'requestPromotion', { input: { modelVersionId, rationale: 'Better.', ...input } });
  const opened = async (version: Releasable) => (await request(version.modelVersionId)).promotion;
  const vote = (persona: string, { id, round, subjectDigest }: Promotion, input = {}) =>
    ask(persona, 'castVote', {
      input: { promotionId: id, round, subjectDigest, decision: 'APPROVE', ...input },
    });
  const approved = async (version: Releasable) => {
    const promotion = await opened(version);
    await vote('sam', promotion);
    return (await vote('riley', promotion)).promotion;
  };
  const activate = (id: string, persona = 'mel') => ask(persona, 'activatePromotion', { id });
  const read = (id: string, persona = 'ada') => ask<Promotion>(persona, 'promotion', { id });
  const serving = async (modelId: string) => {
    const query =
      'query ($id: ID!) { model(id: $id) { aliases { name version { id } promotion { id } } openPromotions { id } } }';
    return (
      await (
        await api.as('ada')
      ).data<{ model: { aliases: unknown[]; openPromotions: unknown[] } }>(query, { id: modelId })
    ).model;
  };
  const personId = async (persona: string) =>
    (
      await (
        await api.as(persona)
      ).data<{ session: { viewer: { actor: { id: string } } } }>('{ session { viewer { actor { id } } } }')
    ).session.viewer.actor.id;
  /** Answers of attempts that are all under way before the first can finish: their log is held until every one waits. */
  const atOnce = async <T>(...attempts: (() => Promise<T>)[]): Promise<T[]> => {
    await api.owner.query('BEGIN');
    try {
      await api.owner.query('SELECT FROM audit_head WHERE workspace_id = $1 FOR UPDATE', [api.workspaceId]);
      const answers = Promise.all(attempts.map((attempt) => attempt()));
      const deadline = Date.now() + 10_000;
      for (let waiting = 0; waiting < attempts.length;) {
        if (Date.now() > deadline) throw new Error(`Only ${waiting} attempts wait for a lock.`);
        const { rows } = await api.owner.query<{ n: number }>(
          'SELECT count(DISTINCT pid)::int AS n FROM pg_locks WHERE NOT granted',
        );
        waiting = rows[0]?.n ?? 0;
      }
      await api.owner.query('COMMIT');
      return await answers;
    } finally {
      await api.owner.query('ROLLBACK');
    }
  };
  /** Newest first, without the sign-ins that the tests themselves make. */
  const log = async () =>
    (
      await api.owner.query<{
        action: string;
        outcome: string;
        payload: Record<string, unknown>;
        subject_id: string;
      }>(
        `SELECT action, outcome, payload, subject_id FROM audit_entry
          WHERE workspace_id = $1 AND action <> 'signIn' ORDER BY sequence DESC`,
        [api.workspaceId],
      )
    ).rows;

  describe('asking for one', () => {
    it('P-2 opens it in review, with a link from every gate to its evidence and an entry in the log', async () => {
      const version = await model();
      const { promotion, auditEntry } = await request(version.modelVersionId);
      expect(promotion).toMatchObject({
        ...{ state: 'IN_REVIEW', round: 1, rationale: 'Better.', champion: null, approvedAt: null },
        ...{
          modelVersion: { id: version.modelVersionId },
          requestedBy: { kind: 'PERSON', name: 'Dana Okafor' },
        },
        policy: { name: 'production-champion', version: 3 },
        slots: [
          { role: 'SUBJECT_MATTER_EXPERT', filledBy: null },
          { role: 'RISK_OFFICER', filledBy: null },
        ],
      });
      expect(promotion.gates).toMatchObject([
        { id: 'drift-quiet', kind: 'DRIFT', verdict: 'PASS', observed: null },
        { id: 'fairness-passes', kind: 'FAIRNESS', verdict: 'PASS', observed: null },
        {
          id: 'performance-holds',
          kind: 'PERFORMANCE',
          verdict: 'PASS',
          observed: { value: 0.85, lower: 0.83 },
        },
      ]);
      const evidence = '{ evidence(digest: "DIGEST") { digest } }';
      for (const { evidenceDigest } of promotion.gates) {
        const found = await (await api.as('ada')).data(evidence.replace('DIGEST', evidenceDigest));
        expect(found).toEqual({ evidence: { digest: evidenceDigest } });
      }
      expect(auditEntry).toMatchObject({
        action: 'requestPromotion',
        payload: { state: 'in_review', round: 1 },
      });
    });

    it.each([
      ['an alert', 'alert', 'FAIL'],
      ['a column nobody could judge', 'unknown', 'UNKNOWN'],
    ] as const)('P-2 opens it blocked on %s', async (_what, verdict, gate) => {
      const version = await model();
      await version.drift(verdict);
      const promotion = await opened(version);
      expect(promotion).toMatchObject({
        state: 'BLOCKED',
        gates: [{ id: 'drift-quiet', verdict: gate }, {}, {}],
      });
    });

    it('P-21 opens it blocked on evidence older than the policy allows', async () => {
      const version = await model();
      await version.drift('ok', new Date(Date.now() - 31 * 86_400_000));
      const promotion = await opened(version);
      expect(promotion.gates[0]).toMatchObject({
        verdict: 'UNKNOWN',
        reason: 'The evidence is older than 30 days.',
      });
    });

    it('P-2 refuses a place without a policy, and one that is taken, also by another version', async () => {
      const version = await model();
      const staging = { environment: 'STAGING' };
      expect(await request(version.modelVersionId, staging)).toMatchObject({ code: 'NO_POLICY' });
      expect(await request(version.modelVersionId, { alias: 'challenger' })).toMatchObject({
        code: 'NO_POLICY',
      });
      await opened(version);
      expect(await request(version.modelVersionId)).toMatchObject({ code: 'PROMOTION_ALREADY_OPEN' });
      expect(await request((await version.next()).modelVersionId)).toMatchObject({
        code: 'PROMOTION_ALREADY_OPEN',
      });
      expect((await log())[0]).toMatchObject({
        ...{ action: 'requestPromotion', outcome: 'refused' },
        payload: { refusal: 'PROMOTION_ALREADY_OPEN' },
      });
    });

    it('P-2 lets one of two requests at once through', async () => {
      const version = await model();
      const answers = await atOnce(
        () => request(version.modelVersionId),
        () => request(version.modelVersionId),
      );
      expect(answers.map(({ code }) => code).sort()).toEqual(['PROMOTION_ALREADY_OPEN', undefined]);
    });

    it('P-41 refuses who was deactivated, or lost the role, after the door let them in', async () => {
      const { modelVersionId } = await model();
      const { workspaceId } = api;
      const id = await personId('dana');
      const dana: Actor = { kind: 'person', id, name: 'Dana', workspaceId, roles: ['data_scientist'] };
      const asked = { modelVersionId, environment: 'production', alias: 'champion', rationale: 'x' } as const;
      const answers: unknown[] = [];
      for (const change of ['deactivated_at = now()', `roles = '{auditor}'`]) {
        await api.owner.query(`UPDATE member SET ${change} WHERE id = $1`, [id]);
        answers.push(await api.services.promotionRequests.request(dana, asked));
        await api.owner.query(
          `UPDATE member SET deactivated_at = NULL, roles = '{data_scientist}' WHERE id = $1`,
          [id],
        );
      }
      expect(answers).toMatchObject([{ code: 'MEMBER_DEACTIVATED' }, { code: 'ROLE_NOT_REQUIRED' }]);
      expect((await log())[0]).toMatchObject({ action: 'requestPromotion', outcome: 'refused' });
      expect((await request(modelVersionId)).promotion.state).toBe('IN_REVIEW');
    });

    it.each([unknownId, 'no id at all'])('answers NOT_FOUND to the id %p', async (id) => {
      const input = { modelVersionId: id, rationale: 'x' };
      const [dana, sam, mel] = [await api.as('dana'), await api.as('sam'), await api.as('mel')];
      const ballot = { promotionId: id, decision: 'APPROVE', round: 1, subjectDigest: 'x' };
      const answers = [
        await dana.graphql(documents.requestPromotion, { input }),
        await sam.graphql(documents.castVote, { input: ballot }),
        await dana.graphql(documents.withdrawPromotion, { id }),
        await dana.graphql(documents.refreshGates, { id }),
        await mel.graphql(documents.activatePromotion, { id }),
        await dana.graphql(documents.promotion, { id }),
      ];
      for (const { errors } of answers)
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', id });
    });
  });

  describe('voting', () => {
    it('P-7 refuses the requester and records the attempt', async () => {
      const promotion = await opened(await model());
      expect(await vote('dana', promotion)).toMatchObject({ __typename: 'Refusal', code: 'SELF_APPROVAL' });
      expect(await read(promotion.id)).toMatchObject({ votes: [], state: 'IN_REVIEW' });
      expect((await log())[0]).toMatchObject({
        ...{ action: 'castVote', outcome: 'refused', subject_id: promotion.id },
        payload: { refusal: 'SELF_APPROVAL', decision: 'approve' },
      });
    });

    it('P-8 P-47 refuses whoever answers for the service that asked', async () => {
      const { modelVersionId } = await model();
      const created = await api
        .withToken(api.bootstrapSecret)
        .data<{ createServiceToken: { id: string; secret: string } }>(
          'mutation { createServiceToken(input: { name: "ci", scope: WRITE }) { ... on ServiceTokenCreated { id secret } } }',
        );
      const { id, secret } = created.createServiceToken;
      await api.owner.query('UPDATE service_token SET sponsor_id = $2 WHERE id = $1', [
        id,
        await personId('sam'),
      ]);
      const input = { modelVersionId, rationale: 'Retrained.' };
      const service = api.withToken(secret);
      const requestNow = async () =>
        (await service.data<{ answer: Answer }>(documents.requestPromotion, { input })).answer;
      // Nobody else is an expert.
      expect(await requestNow()).toMatchObject({
        code: 'NO_QUORUM_POSSIBLE',
        message: expect.stringMatching(/subject-matter expert .* cannot: Sam .* answers for the service/),
      });
      expect((await log())[0]).toMatchObject({ action: 'requestPromotion', outcome: 'refused' });
      const inRole = (roles: string) =>
        api.owner.query(`UPDATE member SET roles = $2::text[] WHERE workspace_id = $1 AND persona = 'pat'`, [
          api.workspaceId,
          roles,
        ]);
      await inRole('{product_manager,subject_matter_expert}');
      const answer = await requestNow();
      expect(answer.promotion).toMatchObject({ requestedBy: { kind: 'SERVICE', name: 'ci' } });
      expect(await vote('sam', answer.promotion)).toMatchObject({ code: 'SELF_APPROVAL' });
      expect(await vote('riley', answer.promotion)).toMatchObject({ __typename: 'VoteCast' });
      const ballot = { promotionId: answer.promotion.id, decision: 'APPROVE', round: 1, subjectDigest: 'x' };
      const { errors } = await service.graphql(documents.castVote, { input: ballot });
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      await inRole('{product_manager}');
    });

    it('P-3 refuses a role the policy does not ask for', async () => {
      const promotion = await opened(await model());
      expect(await vote('mel', promotion)).toMatchObject({ code: 'ROLE_NOT_REQUIRED' });
    });

    it('P-5 refuses a vote on another round or on other content', async () => {
      const promotion = await opened(await model());
      expect(await vote('sam', promotion, { round: 2 })).toMatchObject({ code: 'STALE_ROUND' });
      expect(await vote('sam', promotion, { subjectDigest: '0'.repeat(64) })).toMatchObject({
        code: 'STALE_ROUND',
      });
    });

    it('P-6 takes one vote a person and round, however fast two come', async () => {
      const promotion = await opened(await model());
      const answers = await atOnce(
        () => vote('sam', promotion),
        () => vote('sam', promotion, { decision: 'ABSTAIN' }),
      );
      expect(answers.map(({ code }) => code).sort()).toEqual(['ALREADY_VOTED', undefined]);
      expect((await read(promotion.id)) as object).toMatchObject({
        votes: [{ person: { name: 'Sam Lindqvist' } }],
      });
    });

    it('P-13 approves with the last seat, also when both votes come at once', async () => {
      const promotion = await opened(await model());
      const answers = await atOnce(
        () => vote('sam', promotion, { comment: 'Looks right.' }),
        () => vote('riley', promotion),
      );
      expect(answers.map((answer) => answer.promotion.state).sort()).toEqual(['APPROVED', 'IN_REVIEW']);
      const now = await read(promotion.id);
      expect(now).toMatchObject({
        state: 'APPROVED',
        slots: [
          { role: 'SUBJECT_MATTER_EXPERT', filledBy: { name: 'Sam Lindqvist' } },
          { role: 'RISK_OFFICER', filledBy: { name: 'Riley Moreau' } },
        ],
      });
      expect(Date.parse(now.expiresAt ?? '') - Date.parse(now.approvedAt ?? '')).toBe(14 * 86_400_000);
      expect(await vote('riley', promotion)).toMatchObject({ code: 'PROMOTION_CLOSED' });
    });

    it('P-9 ends with a rejection, after which nothing is taken', async () => {
      const promotion = await opened(await model());
      const rejected = await vote('riley', promotion, { decision: 'REJECT', comment: 'Too thin.' });
      expect(rejected).toMatchObject({
        promotion: { state: 'REJECTED' },
        vote: { role: 'RISK_OFFICER', counts: true },
      });
      expect(await vote('sam', promotion)).toMatchObject({ code: 'PROMOTION_CLOSED' });
      expect(await activate(promotion.id)).toMatchObject({ code: 'PROMOTION_CLOSED' });
      expect(await ask('dana', 'refreshGates', { id: promotion.id })).toMatchObject({
        code: 'PROMOTION_CLOSED',
      });
    });

    it('P-4 takes votes while blocked, which then wait for the gates', async () => {
      const version = await model();
      await version.drift('alert');
      const promotion = await opened(version);
      await vote('sam', promotion);
      expect((await vote('riley', promotion)).promotion.state).toBe('BLOCKED');
      expect(await activate(promotion.id)).toMatchObject({ code: 'GATES_NOT_PASSED' });
    });

    it('P-29 tells each viewer what they may do, as the attempt would be answered', async () => {
      const { id } = await opened(await model());
      const may = async (persona: string) =>
        Object.fromEntries(
          (await read(id, persona)).viewerActions.map(({ action, allowed, code }) => [
            action,
            allowed || code,
          ]),
        );
      expect(await may('dana')).toEqual({
        VOTE: 'SELF_APPROVAL',
        WITHDRAW: true,
        REFRESH_GATES: true,
        ACTIVATE: null,
        ...{ ROLL_BACK: null, REINSTATE: 'PROMOTION_CLOSED' },
        ...{ PROPOSE_EMERGENCY: null, CONFIRM_EMERGENCY: null, WAIVE: 'GATE_NOT_WAIVABLE' },
      });
      expect(await may('sam')).toEqual({
        ...{ VOTE: true, WITHDRAW: null, REFRESH_GATES: null, ACTIVATE: null },
        ...{ ROLL_BACK: null, REINSTATE: 'PROMOTION_CLOSED' },
        ...{ PROPOSE_EMERGENCY: null, CONFIRM_EMERGENCY: null, WAIVE: 'GATE_NOT_WAIVABLE' },
      });
      expect(await may('mel')).toEqual({
        ...{ ROLL_BACK: 'PROMOTION_CLOSED', REINSTATE: 'PROMOTION_CLOSED' },
        ...{ VOTE: 'ROLE_NOT_REQUIRED', WITHDRAW: 'ROLE_NOT_REQUIRED' },
        ...{ REFRESH_GATES: true, ACTIVATE: 'QUORUM_NOT_REACHED' },
        ...{
          PROPOSE_EMERGENCY: 'NO_BREAK_GLASS',
          CONFIRM_EMERGENCY: 'NO_BREAK_GLASS',
          WAIVE: 'GATE_NOT_WAIVABLE',
        },
      });
    });
  });

  describe('the database itself', () => {
    type Values = Record<'voter' | 'requestedBy', string>;
    const inserting = (
      { id, subjectDigest }: Promotion,
      { voter, requestedBy }: Values,
    ): [string, string[]] => [
      `INSERT INTO vote VALUES (gen_random_uuid(), $1, $2, $3, 1, $4, 'approve', NULL, '', $5, now())`,
      [api.workspaceId, id, requestedBy, voter, subjectDigest],
    ];
    const insertVote = async (promotion: Promotion, values: Values) =>
      application.transaction(async (manager) => {
        await manager.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
        await manager.query(...inserting(promotion, values));
      });

    it('P-7 P-6 P-3 refuses a vote of the requester, a second one in a round and one of a service', async () => {
      // Asked for by somebody who made nothing of it (P-44): other walls than those tried here stay open.
      const { modelVersionId } = await model();
      const asked = { modelVersionId, rationale: 'Better.' };
      const { promotion } = await ask('pat', 'requestPromotion', { input: asked });
      const pat = `person:${await personId('pat')}`;
      const sam = `person:${await personId('sam')}`;
      await expect(insertVote(promotion, { voter: pat, requestedBy: pat })).rejects.toThrow('vote_check');
      await expect(insertVote(promotion, { voter: pat, requestedBy: sam })).rejects.toThrow('foreign key');
      await expect(insertVote(promotion, { voter: 'service:x', requestedBy: pat })).rejects.toThrow(
        'active member',
      );
      await vote('sam', promotion);
      await expect(insertVote(promotion, { voter: sam, requestedBy: pat })).rejects.toThrow(
        'unique constraint',
      );
      const values = { voter: `person:${await personId('mel')}`, requestedBy: pat };
      await expect(insertVote(promotion, values)).rejects.toThrow('must have its entry in the audit log');
      await api.owner.query(...inserting(promotion, values));
      // Even a vote that the owner puts in does not count: its voter holds no required role.
      expect(await read(promotion.id)).toMatchObject({
        votes: [{ counts: true }, { counts: false }],
        state: 'IN_REVIEW',
      });
    });
  });

  describe('activating', () => {
    it('moves the alias, ends the deployment before and supersedes its promotion', async () => {
      const first = await model();
      const one = await approved(first);
      const { promotion, auditEntry } = await activate(one.id);
      expect(promotion).toMatchObject({ state: 'ACTIVE', champion: { id: first.modelVersionId } });
      expect(auditEntry).toMatchObject({
        ...{ action: 'activatePromotion', subjectType: 'promotion', subjectId: one.id, outcome: 'DONE' },
        payload: { state: 'active', previousModelVersionId: null, superseded: null },
      });
      expect(await serving(first.modelId)).toEqual({
        aliases: [{ name: 'champion', version: { id: first.modelVersionId }, promotion: { id: one.id } }],
        openPromotions: [],
      });
      expect(await request(first.modelVersionId)).toMatchObject({ code: 'VERSION_ALREADY_SERVING' });

      const second = await first.next();
      const two = await approved(second);
      expect((await serving(first.modelId)).openPromotions).toEqual([{ id: two.id }]);
      expect(two).toMatchObject({ champion: { id: first.modelVersionId } });
      expect(await activate(two.id)).toMatchObject({
        auditEntry: { payload: { previousModelVersionId: first.modelVersionId, superseded: one.id } },
      });
      expect(await read(one.id)).toMatchObject({ state: 'SUPERSEDED' });
      const ada = await api.as('ada');
      const { deployments, modelVersion } = await ada.data<Record<string, unknown>>(
        `query ($id: ID!, $version: ID!) { deployments(modelId: $id) { totalCount nodes { modelVersion { id } promotion { id } environment endedAt } }
           modelVersion(id: $version) { promotions { nodes { id } } } }`,
        { id: first.modelId, version: second.modelVersionId },
      );
      expect(deployments).toEqual({
        totalCount: 2,
        nodes: [
          {
            modelVersion: { id: second.modelVersionId },
            promotion: { id: two.id },
            environment: 'PRODUCTION',
            endedAt: null,
          },
          {
            modelVersion: { id: first.modelVersionId },
            promotion: { id: one.id },
            environment: 'PRODUCTION',
            endedAt: expect.any(String),
          },
        ],
      });
      expect(modelVersion).toEqual({ promotions: { nodes: [{ id: two.id }] } });
    });

    it('P-48 says what served at an instant, who approved it and on what evidence', async () => {
      const first = await model();
      const one = await approved(first);
      await activate(one.id);
      const second = await first.next();
      const two = await approved(second);
      await activate(two.id);
      const ada = await api.as('ada');
      const query = `query ($id: ID!, $at: DateTimeISO) { deployments(modelId: $id, environment: PRODUCTION, servingAt: $at) {
        totalCount nodes { activatedAt endedAt modelVersion { id artifactDigest } promotion { id policy { digest }
          gates { evidenceDigest } votes { decision person { name } } } } } }`;
      const at = async (instant: string | null) =>
        (await ada.data<{ deployments: { nodes: Served[] } }>(query, { id: first.modelId, at: instant }))
          .deployments.nodes;
      const [newer, older] = await at(null);
      expect(older?.endedAt).toBe(newer?.activatedAt);
      const before = (instant: string | undefined, ms = 1) =>
        new Date(Date.parse(instant ?? '') - ms).toISOString();
      expect(await at(before(older?.activatedAt))).toEqual([]);
      expect(await at(older?.activatedAt ?? '')).toEqual([older]);
      expect(await at(before(newer?.activatedAt))).toEqual([older]);
      expect(await at(newer?.activatedAt ?? '')).toEqual([newer]);
      expect(older).toMatchObject({
        modelVersion: { id: first.modelVersionId, artifactDigest: expect.stringMatching(/^[0-9a-f]{64}$/) },
        promotion: {
          ...{ id: one.id, policy: { digest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
          gates: Array.from({ length: 3 }, () => ({
            evidenceDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
          })),
          votes: ['Sam', 'Riley'].map((name) => ({
            ...{ decision: 'APPROVE', person: { name: expect.stringContaining(name) } },
          })),
        },
      });
    });

    it('lets exactly one of two activations at once through', async () => {
      const version = await model();
      const { id } = await approved(version);
      const answers = await atOnce(
        () => activate(id),
        () => activate(id),
      );
      expect(answers.map(({ code }) => code).sort()).toEqual(['PROMOTION_CLOSED', undefined]);
      const { rows } = await api.owner.query(
        'SELECT count(*)::int AS n FROM deployment WHERE model_id = $1',
        [version.modelId],
      );
      expect(rows).toEqual([{ n: 1 }]);
    });

    it('needs the permission', async () => {
      const { id } = await approved(await model());
      for (const persona of ['dana', 'sam', 'riley', 'ada']) {
        const { errors } = await (await api.as(persona)).graphql(documents.activatePromotion, { id });
        expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      }
    });

    it('P-16 refuses when a gate fails by now; refreshing opens a round in which the old votes do not count', async () => {
      const version = await model();
      const promotion = await approved(version);
      await version.drift('alert');
      expect(await activate(promotion.id)).toMatchObject({ code: 'GATES_NOT_PASSED' });
      expect((await serving(version.modelId)).aliases).toEqual([]);
      const refreshed = await ask('riley', 'refreshGates', { id: promotion.id });
      expect(refreshed.promotion).toMatchObject({
        ...{ state: 'BLOCKED', round: 2, approvedAt: null, expiresAt: null },
        ...{
          votes: [
            { round: 1, counts: false },
            { round: 1, counts: false },
          ],
          slots: [{ filledBy: null }, { filledBy: null }],
        },
      });
      const [entry] = await log();
      expect(entry).toMatchObject({ action: 'refreshGates', payload: { round: 2, state: 'blocked' } });
      expect(JSON.parse((refreshed.auditEntry as unknown as { canonical: string }).canonical)).toMatchObject({
        before: promotion.subjectDigest,
        after: refreshed.promotion.subjectDigest,
      });
      expect(await vote('sam', promotion)).toMatchObject({ code: 'STALE_ROUND' });
      await version.drift('ok');
      const again = (await ask('dana', 'refreshGates', { id: promotion.id })).promotion;
      expect(again).toMatchObject({ state: 'IN_REVIEW', round: 3 });
      await vote('sam', again);
      await vote('riley', again);
      expect(await activate(promotion.id)).toMatchObject({ promotion: { state: 'ACTIVE' } });
    });

    it('P-16 refuses evidence other than the approved, even when it passes; P-14 refreshing asks for votes again', async () => {
      const version = await model();
      const promotion = await approved(version);
      await version.fairness('Looked at once more.');
      expect(await activate(promotion.id)).toMatchObject({ code: 'STALE_ROUND' });
      expect((await ask('dana', 'refreshGates', { id: promotion.id })).promotion).toMatchObject({
        state: 'IN_REVIEW',
        round: 2,
      });
    });

    it('P-14 keeps the round and its votes when nothing changed', async () => {
      const promotion = await approved(await model());
      const refreshed = await ask('dana', 'refreshGates', { id: promotion.id });
      expect(refreshed.promotion).toMatchObject({
        state: 'APPROVED',
        round: 1,
        expiresAt: promotion.expiresAt,
      });
    });

    it('P-16 refuses when an approver has lost the role since', async () => {
      const version = await model();
      const { id } = await approved(version);
      const sam = await personId('sam');
      const setRoles = (roles: string[]) =>
        api.owner.query('UPDATE member SET roles = $2 WHERE id = $1', [sam, roles]);
      await setRoles(['auditor']);
      try {
        expect(await activate(id)).toMatchObject({ code: 'QUORUM_NOT_REACHED' });
      } finally {
        await setRoles(['subject_matter_expert']);
      }
      expect(await activate(id)).toMatchObject({ promotion: { state: 'ACTIVE' } });
    });

    it('leaves the old version serving when the last step of it fails', async () => {
      const first = await model();
      const one = await approved(first);
      await activate(one.id);
      const two = await approved(await first.next());
      await api.owner.query(
        `CREATE FUNCTION refuse_deployment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$`,
      );
      await api.owner.query(`CREATE TRIGGER refuse_deployment BEFORE INSERT ON deployment FOR EACH ROW
        WHEN (NEW.model_id = '${first.modelId}') EXECUTE FUNCTION refuse_deployment()`);
      try {
        const { errors } = await (await api.as('mel')).graphql(documents.activatePromotion, { id: two.id });
        expect(errors?.[0]?.extensions['code']).toBe('INTERNAL');
      } finally {
        await api.owner.query(
          'DROP TRIGGER refuse_deployment ON deployment; DROP FUNCTION refuse_deployment()',
        );
      }
      expect(await serving(first.modelId)).toMatchObject({
        aliases: [{ version: { id: first.modelVersionId } }],
      });
      expect([(await read(one.id)).state, (await read(two.id)).state]).toEqual(['ACTIVE', 'APPROVED']);
      expect(await activate(two.id)).toMatchObject({ promotion: { state: 'ACTIVE' } });
    });
  });

  describe('an approval that lapsed', () => {
    it('P-17 is shown as expired, refuses every step and makes room for a new request', async () => {
      const version = await model();
      const { id, subjectDigest } = await approved(version);
      const inState = async (state: string) => {
        const query =
          'query ($state: PromotionState) { promotions(first: 500, state: $state) { nodes { id state } } }';
        const { promotions } = await (
          await api.as('ada')
        ).data<{ promotions: { nodes: { id: string; state: string }[] } }>(query, { state });
        expect(promotions.nodes.filter((node) => node.state !== state)).toEqual([]);
        return promotions.nodes.some((node) => node.id === id);
      };
      expect([await inState('APPROVED'), await inState('EXPIRED')]).toEqual([true, false]);
      await api.owner.query('ALTER TABLE promotion DISABLE TRIGGER USER');
      await api.owner.query(
        `UPDATE promotion SET expires_at = now() - interval '1 millisecond' WHERE id = $1`,
        [id],
      );
      await api.owner.query('ALTER TABLE promotion ENABLE TRIGGER USER');
      expect(await read(id)).toMatchObject({ state: 'EXPIRED', subjectDigest });
      expect([await inState('APPROVED'), await inState('EXPIRED')]).toEqual([false, true]);
      expect((await serving(version.modelId)).openPromotions).toEqual([]);
      for (const answer of [
        await activate(id),
        await vote('sam', await read(id)),
        await ask('dana', 'refreshGates', { id }),
        await ask('dana', 'withdrawPromotion', { id }),
      ])
        expect(answer).toMatchObject({ code: 'PROMOTION_EXPIRED' });
      const renewed = await opened(version);
      expect(renewed).toMatchObject({ state: 'IN_REVIEW', round: 1 });
      const { rows } = await api.owner.query('SELECT state FROM promotion WHERE id = $1', [id]);
      expect(rows).toEqual([{ state: 'expired' }]);
    });
  });

  describe('taking one back', () => {
    it('P-15 is for whoever asked, until it is active', async () => {
      const version = await model();
      const { id } = await approved(version);
      expect(await ask('pat', 'withdrawPromotion', { id })).toMatchObject({ code: 'ROLE_NOT_REQUIRED' });
      const withdrawn = await ask('dana', 'withdrawPromotion', { id });
      expect(withdrawn).toMatchObject({
        promotion: { state: 'WITHDRAWN' },
        auditEntry: { payload: { reason: 'Second thoughts.' } },
      });
      expect(await activate(id)).toMatchObject({ code: 'PROMOTION_CLOSED' });
      const next = await approved(version);
      await activate(next.id);
      expect(await ask('dana', 'withdrawPromotion', { id: next.id })).toMatchObject({
        code: 'PROMOTION_CLOSED',
      });
    });
  });

  it.each([
    ['requestPromotion', { input: { modelVersionId: unknownId, rationale: '' } }, 'rationale'],
    ['requestPromotion', { input: { modelVersionId: unknownId, rationale: 'x', alias: '' } }, 'alias'],
    ['withdrawPromotion', { id: unknownId, reason: 'x'.repeat(4001) }, 'reason'],
  ] as const)('%s names the field of bad input %p', async (name, variables, field) => {
    const { errors } = await (await api.as('dana')).graphql(documents[name], variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('lists promotions and policies in pages, newest first', async () => {
    const ada = await api.as('ada');
    const query = `query ($after: String) { promotions(first: 3, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      promotions: {
        totalCount: number;
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const seen: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const { promotions }: Page = await ada.data<Page>(query, { after });
      seen.push(...promotions.nodes.map(({ id }) => id));
      total = promotions.totalCount;
      after = promotions.pageInfo.hasNextPage ? promotions.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(total);
    expect(seen).toEqual([...seen].sort().reverse());
    const { policies } = await ada.data<{ policies: unknown }>(
      '{ policies { nodes { name version environment alias slots { role minimum } exclude gates { id kind parameters } approvalTtlDays evidenceMaxAgeDays } } }',
    );
    expect(policies).toMatchObject({
      nodes: [
        {
          ...{ name: 'production-champion', version: 3, environment: 'PRODUCTION', alias: 'champion' },
          slots: [
            { role: 'SUBJECT_MATTER_EXPERT', minimum: 1 },
            { role: 'RISK_OFFICER', minimum: 1 },
          ],
          exclude: ['TRAINERS', 'LABELLERS', 'EVIDENCE_EDITORS'],
          gates: [
            { id: 'drift-quiet', parameters: { method: 'psi', alert: 0.25, minimumN: 100 } },
            { id: 'fairness-passes', parameters: { minimumGroupSize: 30 } },
            { parameters: { metric: 'roc_auc', minimum: 0.7 } },
          ],
          ...{ approvalTtlDays: 14, evidenceMaxAgeDays: 30 },
        },
      ],
    });
  });

  it('P-14 P-16 holds an approved promotion to a newer policy, which opens the next round', async () => {
    const version = await model();
    const promotion = await approved(version);
    const body = { ...builtInPolicy, version: 4, approvalTtlDays: 7 };
    await publishedPolicy(api, body);
    expect(await activate(promotion.id)).toMatchObject({ code: 'STALE_ROUND' });
    const refreshed = await ask('dana', 'refreshGates', { id: promotion.id });
    expect(refreshed.promotion).toMatchObject({
      ...{ state: 'IN_REVIEW', round: 2 },
      policy: { version: 4, digest: policyDigest(body) },
    });
  });

  it('leaves a log that verifies', async () => {
    const { verifyAuditLog } = await (
      await api.as('ada')
    ).data<{ verifyAuditLog: unknown }>('{ verifyAuditLog { valid firstBad reason } }');
    expect(verifyAuditLog).toEqual({ valid: true, firstBad: null, reason: null });
  });
});
