import { builtInPolicy, type GateRule, type Policy } from '@countersign/domain/approvals';
import { jobs } from '../../jobs/run-jobs';
import { systemActor } from '../../jobs/job';
import { idOf } from '../../testing/accounts';
import { type ApiClient, type TestApi } from '../../testing/api';
import { answeredCode, type Bypasses } from '../../testing/bypasses';
import { answerParts, ballot, DutyTrials, type Promotion, type Variables } from '../../testing/duty-trials';
import { ownPasskey, type PasskeyOwner } from '../../testing/own-passkey';
import { publishedPolicy } from '../../testing/published-policy';
import { releasableVersion, type Releasable } from '../../testing/releasable-version';
import { startTestIssuer, type TestIssuer } from '../../testing/workload-issuer';

const [hour, day] = [3_600_000, 86_400_000];
const unknownId = '01900000-0000-7000-8000-000000000000';

const { refusal, change } = answerParts;
const trials = new DutyTrials({
  castVotes: `mutation ($input: CastVotesInput!) { answer: castVotes(input: $input) { ${refusal} } }`,
  delegate: `mutation ($input: DelegateInput!) { answer: delegate(input: $input) {
    ${refusal} ... on DelegationChanged { delegation { id } } } }`,
  revokeDelegation: `mutation ($id: ID!) { answer: revokeDelegation(delegationId: $id) { ${refusal} } }`,
  waiveGate: `mutation ($id: ID!, $gateId: String!, $subjectDigest: String!, $reason: String!) {
    answer: waiveGate(promotionId: $id, gateId: $gateId, subjectDigest: $subjectDigest, reason: $reason) { ${change} } }`,
  proposeEmergency: `mutation ($id: ID!) {
    answer: proposeEmergency(promotionId: $id, incident: "INC-7", justification: "It burns.") {
      ${refusal} ... on PromotionChanged { promotion { id state round subjectDigest emergency { id } } } } }`,
  confirmEmergency: `mutation ($id: ID!, $emergencyId: ID!, $subjectDigest: String!) {
    answer: confirmEmergency(promotionId: $id, emergencyId: $emergencyId, subjectDigest: $subjectDigest) { ${change} } }`,
  addPromotionComment: `mutation ($input: AddPromotionCommentInput!) { answer: addPromotionComment(input: $input) { ${refusal} } }`,
  rollBack: `mutation ($input: RollBackInput!) { answer: rollBack(input: $input) { ${change} } }`,
  acknowledgeRollback: `mutation ($id: ID!) { answer: acknowledgeRollback(promotionId: $id, finding: "Seen.") { ${change} } }`,
  reinstatePromotion: `mutation ($id: ID!) { answer: reinstatePromotion(promotionId: $id, reason: "Seen.") { ${change} } }`,
});
const { as, setClock, account, act, done, approve, setRoles, invite, takeOver, token, clear } = trials;
type Step = keyof typeof trials.documents;

/** Quiet drift, and a metric that nobody reaches, which may be waived. */
const gates = (severity: GateRule['severity'] = 'soft'): GateRule[] =>
  builtInPolicy.gates.flatMap((gate): GateRule[] => {
    if (gate.kind === 'drift') return [gate];
    return gate.kind === 'performance' ? [{ ...gate, minimum: 0.9999, severity: severity ?? 'hard' }] : [];
  });
const drift = gates().filter(({ kind }) => kind === 'drift');
const [soft, hard] = ['performance-holds', 'drift-quiet'];
/** Policies of staging, each for an alias of its own. */
const policies: Record<string, Partial<Policy>> = {
  ...{ calm: { gates: drift }, short: { gates: gates() }, fresh: { gates: gates(), stepUpMinutes: 10 } },
  ...{ signed: { gates: gates(), requirePasskey: true }, firm: { gates: gates('hard') } },
  urgent: { gates: gates(), breakGlass: { ttlHours: 4, perMonth: 50 } },
  once: { gates: drift, breakGlass: { ttlHours: 4, perMonth: 1 } },
  absolute: { gates: gates('absolute'), breakGlass: { ttlHours: 4, perMonth: 50 } },
  proven: { gates: drift, breakGlass: { ttlHours: 4, perMonth: 50 }, stepUpMinutes: 10 },
};
const tables = [
  ...['promotion', 'vote', 'deployment', 'model_alias', 'policy', 'member', 'evidence', 'service_token'],
  ...['delegation', 'gate_waiver', 'emergency', 'promotion_comment', 'promotion_mention', 'rollback_review'],
  'suspension',
];

let api: TestApi;
let issuer: TestIssuer;
let version: Releasable;
let other: Releasable;
let bypasses: Bypasses;
const refused = (code: string, client: ApiClient, step: Step, variables: Variables) =>
  bypasses.refused(code, step, () => act(client, step, variables));

/** A promotion to the place of a policy; what was open there was taken back. */
async function requested(alias: string, client?: ApiClient, modelVersionId = version.modelVersionId) {
  const input = { modelVersionId, rationale: 'Better.', environment: 'STAGING', alias };
  return (await done(client ?? (await as('dana')), 'requestPromotion', { input })).promotion;
}
const give = async (
  from: ApiClient,
  to: ApiClient,
  { days = 7, roles = ['RISK_OFFICER'], ...more }: { days?: number; roles?: string[] } & Variables = {},
) => {
  const endsAt = new Date(trials.now().getTime() + days * day);
  return { input: { delegateId: await idOf(to), roles, endsAt, reason: 'Away.', ...more } };
};
const given = async (from: ApiClient, to: ApiClient, more: Parameters<typeof give>[2] = {}) =>
  (await done<{ delegation: { id: string } }>(from, 'delegate', await give(from, to, more))).delegation.id;
const voteFor = async (code: string, client: ApiClient, promotion: Promotion, whose: ApiClient) =>
  refused(code, client, 'castVote', ballot(promotion, { onBehalfOf: await idOf(whose) }));
const waiver = ({ id, subjectDigest }: Promotion, more: Variables = {}) => ({
  ...{ id, subjectDigest, gateId: soft, reason: 'Good enough.', ...more },
});
const proposed = async (client: ApiClient, { id }: Promotion) => {
  const { promotion } = await done<{ promotion: Promotion & { emergency: { id: string } } }>(
    client,
    'proposeEmergency',
    { id },
  );
  return { id, emergencyId: promotion.emergency.id, subjectDigest: promotion.subjectDigest };
};
const workload = () => {
  const claims = { aud: `countersign:${api.workspaceId}`, sub: 'repo:acme/scoring' };
  return api.withToken(issuer.token(claims, { now: trials.now().getTime() }));
};
/** Everybody who is no person with a session, and none of whom signs anything. */
const machines = async (): Promise<ApiClient[]> => {
  const ira = await as('ira');
  if (tokens.length === 0)
    for (const scope of ['INGEST', 'READ', 'WRITE', 'ADMIN']) tokens.push(await token(ira, scope));
  return [...tokens, workload(), api.withToken(api.bootstrapSecret)];
};
const tokens: ApiClient[] = [];
const officer = (...more: string[]) => account('RISK_OFFICER', ...more);

/** Somebody answers for it before its approval; it serves from now on. */
const emergent = async (alias = 'urgent') => {
  const promotion = await requested(alias);
  const confirmation = await proposed(await as('mel'), promotion);
  await done(await as('riley'), 'confirmEmergency', confirmation);
  return promotion;
};
const isInvalid = async (client: ApiClient, step: Step, variables: Variables) => {
  const [before, size] = [await bypasses.state(), await bypasses.logSize()];
  const { errors } = await act(client, step, variables);
  expect([step, errors?.length]).toEqual([step, 1]);
  bypasses.attempts += 1;
  expect([await bypasses.state(), await bypasses.logSize()]).toEqual([before, size]);
};

const scripts: [string, () => Promise<void>][] = [
  [
    'a requester gives their own vote away, before and after asking',
    async () => {
      const [client, friend] = [await officer('DATA_SCIENTIST'), await as('mel')];
      await given(client, friend);
      const promotion = await requested('calm', client);
      await voteFor('SELF_APPROVAL', friend, promotion, client);
      const second = await as('pat');
      await given(client, second);
      await voteFor('SELF_APPROVAL', second, promotion, client);
    },
  ],
  [
    'a requester votes for somebody who gave them their vote',
    async () => {
      const client = await account('DATA_SCIENTIST');
      await given(await as('riley'), client);
      const promotion = await requested('calm', client);
      await voteFor('SELF_APPROVAL', client, promotion, await as('riley'));
    },
  ],
  [
    'somebody whose roles the requester gave votes for an officer',
    async () => {
      const [client, friend] = [await account('ADMIN', 'DATA_SCIENTIST'), await account('PRODUCT_MANAGER')];
      await setRoles(client, await idOf(friend), ['ML_ENGINEER']);
      await given(await as('riley'), friend);
      await voteFor('SELF_APPROVAL', friend, await requested('calm', client), await as('riley'));
    },
  ],
  [
    'somebody votes for an officer whom the requester invited',
    async () => {
      const client = await account('ADMIN', 'DATA_SCIENTIST');
      const [guest, mel] = [await invite(client, ['RISK_OFFICER']), await as('mel')];
      await given(guest, mel);
      await voteFor('SELF_APPROVAL', mel, await requested('calm', client), guest);
    },
  ],
  [
    'somebody votes for who trained the version, and the trainer for another',
    async () => {
      const [maker, mel] = [await officer('DATA_SCIENTIST'), await as('mel')];
      await given(maker, mel);
      await given(await as('riley'), maker, { roles: ['RISK_OFFICER'] });
      const made = await maker.graphql(
        `mutation ($input: RegisterModelVersionInput!) { answer: registerModelVersion(input: $input) {
          __typename ... on ModelVersionRegistered { modelVersion { id } } } }`,
        { input: { modelId: version.modelId, artifactDigest: 'ab'.repeat(32) } },
      );
      const { modelVersion } = made.data?.['answer'] as { modelVersion: { id: string } };
      const promotion = await requested('calm', await as('dana'), modelVersion.id);
      await voteFor('SELF_APPROVAL', mel, promotion, maker);
      await voteFor('SELF_APPROVAL', maker, promotion, await as('riley'));
    },
  ],
  [
    'votes come back in a circle of two, and of three',
    async () => {
      const [one, two, three] = [await officer(), await officer(), await officer()];
      await given(one, two);
      await refused('DELEGATION_CIRCLE', two, 'delegate', await give(two, one));
      await given(two, three);
      await refused('DELEGATION_CIRCLE', three, 'delegate', await give(three, one));
    },
  ],
  [
    'what was given is given on',
    async () => {
      const [one, two, three] = [await officer(), await account('ML_ENGINEER'), await account('ML_ENGINEER')];
      await given(one, two);
      await refused('CANNOT_DELEGATE', two, 'delegate', await give(two, three));
      await given(two, three, { roles: ['ML_ENGINEER'] });
      await voteFor('NO_DELEGATION', three, await requested('calm'), one);
    },
  ],
  [
    'votes are given in roles one lacks, to oneself, to nobody, or to who may not vote',
    async () => {
      const [client, riley] = [await account('PRODUCT_MANAGER'), await as('riley')];
      await refused('CANNOT_DELEGATE', client, 'delegate', await give(client, riley));
      await refused('CANNOT_DELEGATE', riley, 'delegate', await give(riley, riley));
      for (const persona of ['ada', 'devi', 'ira'])
        await refused('CANNOT_DELEGATE', riley, 'delegate', await give(riley, await as(persona)));
    },
  ],
  [
    'somebody gives the votes of another away',
    async () => {
      const [dana, mel] = [await as('dana'), await as('mel')];
      for (const name of ['delegatorId', 'from', 'workspaceId', 'onBehalfOf'])
        await isInvalid(dana, 'delegate', await give(dana, mel, { [name]: await idOf(await as('riley')) }));
    },
  ],
  [
    'machines give votes away, take them back, or cast them',
    async () => {
      const [riley, mel] = [await as('riley'), await as('mel')];
      const [id, promotion] = [await given(await officer(), mel), await requested('calm')];
      const input = await give(riley, mel);
      const onBehalfOf = await idOf(riley);
      for (const machine of await machines()) {
        await refused('FORBIDDEN', machine, 'delegate', input);
        await refused('FORBIDDEN', machine, 'revokeDelegation', { id });
        await refused('FORBIDDEN', machine, 'castVote', ballot(promotion, { onBehalfOf }));
      }
    },
  ],
  [
    'a third person takes a delegation back, or looks for one by its id',
    async () => {
      const id = await given(await officer(), await as('mel'));
      for (const persona of ['dana', 'sam', 'riley'])
        await refused('NOT_FOUND', await as(persona), 'revokeDelegation', { id });
      for (const other of ['', unknownId, `${id}'--`, '%'])
        await refused('NOT_FOUND', await as('mel'), 'revokeDelegation', { id: other });
    },
  ],
  [
    'a vote for somebody who never gave it, for nobody, for oneself, for a machine',
    async () => {
      const [promotion, mel] = [await requested('calm'), await as('mel')];
      await voteFor('NO_DELEGATION', mel, promotion, await as('sam'));
      for (const onBehalfOf of [unknownId, '', ' ', '%', await idOf(mel), `person:${unknownId}`])
        await refused('NO_DELEGATION', mel, 'castVote', ballot(promotion, { onBehalfOf }));
      const self = await as('riley');
      await refused('NO_DELEGATION', self, 'castVote', ballot(promotion, { onBehalfOf: await idOf(self) }));
    },
  ],
  [
    'a vote by a delegation that was taken back, or is for another model',
    async () => {
      const [one, mel, promotion] = [await officer(), await as('mel'), await requested('calm')];
      const id = await given(one, mel);
      await done(one, 'revokeDelegation', { id });
      await voteFor('NO_DELEGATION', mel, promotion, one);
      await given(one, mel, { modelIds: [other.modelId] });
      await voteFor('NO_DELEGATION', mel, promotion, one);
    },
  ],
  [
    'a vote for somebody by a delegation that has not begun, also by a clock that is set ahead and back',
    async () => {
      const [one, mel] = [await officer(), await as('mel')];
      const promotion = await requested('calm');
      const begin = Date.now() + 2 * day;
      await done(one, 'delegate', {
        input: {
          ...{ delegateId: await idOf(mel), roles: ['RISK_OFFICER'], reason: 'Away.' },
          ...{ startsAt: new Date(begin), endsAt: new Date(begin + 2 * day) },
        },
      });
      const onBehalfOf = await idOf(one);
      await refused('NO_DELEGATION', mel, 'castVote', ballot(promotion, { onBehalfOf }));
      setClock(5 * day);
      await refused('NO_DELEGATION', await as('mel'), 'castVote', ballot(promotion, { onBehalfOf }));
      // What the log has seen end does not begin again.
      setClock(3 * day);
      await refused('NO_DELEGATION', await as('mel'), 'castVote', ballot(promotion, { onBehalfOf }));
    },
  ],
  [
    'a vote for somebody who lost the role or left, and by somebody who did',
    async () => {
      const [one, two, promotion] = [await officer(), await account('ML_ENGINEER'), await requested('calm')];
      await given(one, two);
      await setRoles(await as('ira'), await idOf(one), ['PRODUCT_MANAGER']);
      await voteFor('ROLE_NOT_REQUIRED', two, promotion, one);
      await setRoles(await as('ira'), await idOf(one), ['RISK_OFFICER']);
      await setRoles(await as('ira'), await idOf(two), ['AUDITOR']);
      await voteFor('FORBIDDEN', two, promotion, one);
      await setRoles(await as('ira'), await idOf(two), ['ML_ENGINEER']);
      const whose = await idOf(one);
      await done(await as('ira'), 'deactivateMember', { id: whose });
      expect(answeredCode(await act(two, 'castVote', ballot(promotion, { onBehalfOf: whose })))).toMatch(
        /NO_DELEGATION|ROLE_NOT_REQUIRED/,
      );
    },
  ],
  [
    'both cast the one vote, in either order',
    async () => {
      for (const isOwnFirst of [true, false]) {
        const [one, mel, promotion] = [await officer(), await as('mel'), await requested('calm')];
        await given(one, mel);
        await approve(isOwnFirst ? one : mel, promotion, isOwnFirst ? {} : { onBehalfOf: await idOf(one) });
        await refused('ALREADY_VOTED', one, 'castVote', ballot(promotion));
        await voteFor('ALREADY_VOTED', mel, promotion, one);
        await clear();
      }
    },
  ],
  [
    'one person sits in two seats by another’s vote',
    async () => {
      const [sam, riley] = [await account('SUBJECT_MATTER_EXPERT'), await as('riley')];
      await given(sam, riley, { roles: ['SUBJECT_MATTER_EXPERT'] });
      const promotion = await requested('calm');
      await approve(riley, promotion);
      expect((await approve(riley, promotion, { onBehalfOf: await idOf(sam) })).state).toBe('IN_REVIEW');
      await refused('QUORUM_NOT_REACHED', await as('mel'), 'activatePromotion', { id: promotion.id });
    },
  ],
  [
    'a vote for somebody falls when the requester gives one of the two their roles',
    async () => {
      for (const isOfDelegator of [true, false]) {
        const asker = await account('ADMIN', 'DATA_SCIENTIST');
        const [one, two] = [await officer(), await account('ML_ENGINEER')];
        await given(one, two);
        const promotion = await requested('calm', asker);
        await approve(await as('sam'), promotion);
        const voted = await approve(two, promotion, { onBehalfOf: await idOf(one) });
        expect(voted.state).toBe('APPROVED');
        await setRoles(asker, await idOf(isOfDelegator ? one : two), [
          isOfDelegator ? 'RISK_OFFICER' : 'ML_ENGINEER',
        ]);
        await refused('QUORUM_NOT_REACHED', await as('mel'), 'activatePromotion', { id: promotion.id });
        await clear();
      }
    },
  ],
  [
    'an old round is voted on for somebody',
    async () => {
      const [one, mel, promotion] = [await officer(), await as('mel'), await requested('calm')];
      await given(one, mel);
      await version.drift('ok');
      await done(await as('dana'), 'refreshGates', { id: promotion.id });
      await voteFor('STALE_ROUND', mel, promotion, one);
    },
  ],
  [
    'one’s own request among several that are approved together',
    async () => {
      const client = await officer('DATA_SCIENTIST');
      const theirs = await requested('calm', undefined, other.modelVersionId);
      const mine = await requested('calm', client);
      const votes = [theirs, mine].map(({ id, round, subjectDigest }) => ({
        promotionId: id,
        round,
        subjectDigest,
      }));
      await refused('SELF_APPROVAL', client, 'castVotes', { input: { votes } });
      await refused('SELF_APPROVAL', client, 'castVotes', { input: { votes: votes.reverse() } });
    },
  ],
  [
    'one promotion twice, an old round, and none among several that are approved together',
    async () => {
      const [riley, promotion] = [await as('riley'), await requested('calm')];
      const { id: promotionId, round, subjectDigest } = promotion;
      const vote = { promotionId, round, subjectDigest };
      for (const votes of [[vote, vote], [], Array.from({ length: 21 }, () => vote)]) {
        const before = await bypasses.state();
        const code = answeredCode(await act(riley, 'castVotes', { input: { votes } }));
        expect(code).toMatch(/BAD_INPUT|ALREADY_VOTED/);
        expect(await bypasses.state()).toBe(before);
        bypasses.attempts += 1;
      }
      await refused('STALE_ROUND', riley, 'castVotes', { input: { votes: [{ ...vote, round: round + 1 }] } });
      await refused('STALE_ROUND', riley, 'castVotes', {
        input: { votes: [{ ...vote, subjectDigest: '0'.repeat(64) }] },
      });
      for (const name of ['onBehalfOf', 'decision', 'signature'])
        await isInvalid(riley, 'castVotes', { input: { votes: [{ ...vote, [name]: 'x' }] } });
    },
  ],
  [
    'several are approved together past gates, signatures and proofs',
    async () => {
      const riley = await as('riley');
      for (const [alias, code] of [
        ['short', 'NOT_VOTED_TOGETHER'],
        ['signed', 'NOT_VOTED_TOGETHER'],
      ] as const) {
        const { id: promotionId, round, subjectDigest } = await requested(alias);
        await refused(code, riley, 'castVotes', {
          input: { votes: [{ promotionId, round, subjectDigest }] },
        });
      }
    },
  ],
  [
    'machines and people without the role approve several together',
    async () => {
      const { id: promotionId, round, subjectDigest } = await requested('calm');
      const input = { votes: [{ promotionId, round, subjectDigest }] };
      for (const machine of await machines()) await refused('FORBIDDEN', machine, 'castVotes', { input });
      for (const persona of ['ada', 'devi', 'ira'])
        await refused('FORBIDDEN', await as(persona), 'castVotes', { input });
      for (const persona of ['mel', 'pat'])
        await refused('ROLE_NOT_REQUIRED', await as(persona), 'castVotes', { input });
    },
  ],
  [
    'a requester waives, as themselves, as who answers for a service, and as who gave the requester roles',
    async () => {
      const client = await officer('DATA_SCIENTIST', 'ADMIN');
      await refused('SELF_APPROVAL', client, 'waiveGate', waiver(await requested('short', client)));
      await clear();
      const promotion = await requested('short', await token(client, 'WRITE'));
      await refused('SELF_APPROVAL', client, 'waiveGate', waiver(promotion));
      await clear();
      const friend = await account('PRODUCT_MANAGER');
      await setRoles(client, await idOf(friend), ['DATA_SCIENTIST']);
      await refused('SELF_APPROVAL', client, 'waiveGate', waiver(await requested('short', friend)));
    },
  ],
  [
    'whom the requester invited waives, and whose password they set anew',
    async () => {
      const client = await account('ADMIN', 'DATA_SCIENTIST');
      const guest = await invite(client, ['RISK_OFFICER']);
      const promotion = await requested('short', client);
      await refused('SELF_APPROVAL', guest, 'waiveGate', waiver(promotion));
      const victim = await idOf(await officer());
      await refused('SELF_APPROVAL', await takeOver(client, victim), 'waiveGate', waiver(promotion));
    },
  ],
  [
    'machines, and people whose roles have no seat, waive',
    async () => {
      const promotion = await requested('short');
      for (const machine of await machines())
        await refused('FORBIDDEN', machine, 'waiveGate', waiver(promotion));
      for (const persona of ['ada', 'devi', 'ira'])
        await refused('FORBIDDEN', await as(persona), 'waiveGate', waiver(promotion));
      for (const persona of ['mel', 'pat'])
        await refused('ROLE_NOT_REQUIRED', await as(persona), 'waiveGate', waiver(promotion));
    },
  ],
  [
    'somebody waives by the votes that were given to them',
    async () => {
      const mel = await as('mel');
      await given(await officer(), mel);
      await refused('ROLE_NOT_REQUIRED', mel, 'waiveGate', waiver(await requested('short')));
    },
  ],
  [
    'a hard, an unknown and a passed gate are waived, and one under a policy of signatures',
    async () => {
      const riley = await as('riley');
      const promotion = await requested('short');
      for (const gateId of [hard, 'nobody-knows', '', '%'])
        await refused('GATE_NOT_WAIVABLE', riley, 'waiveGate', waiver(promotion, { gateId }));
      await refused('GATE_NOT_WAIVABLE', riley, 'waiveGate', waiver(await requested('firm')));
      await refused('GATE_NOT_WAIVABLE', riley, 'waiveGate', waiver(await requested('signed')));
    },
  ],
  [
    'a gate is waived on what was, and on what another promotion shows',
    async () => {
      const [riley, promotion, another] = [
        await as('riley'),
        await requested('short'),
        await requested('firm'),
      ];
      for (const subjectDigest of [
        another.subjectDigest,
        '',
        '0'.repeat(64),
        promotion.subjectDigest.toUpperCase(),
      ])
        await refused('STALE_ROUND', riley, 'waiveGate', waiver(promotion, { subjectDigest }));
      await version.drift('ok');
      await done(await as('dana'), 'refreshGates', { id: promotion.id });
      await refused('STALE_ROUND', riley, 'waiveGate', waiver(promotion));
    },
  ],
  [
    'a waiver outlives its round',
    async () => {
      const promotion = await requested('short');
      await done(await as('riley'), 'waiveGate', waiver(promotion));
      await version.performance(0.86);
      const { promotion: next } = await done(await as('dana'), 'refreshGates', { id: promotion.id });
      expect(next).toMatchObject({ round: 2, state: 'BLOCKED' });
      await approve(await as('sam'), next);
      expect((await approve(await as('riley'), next)).state).toBe('BLOCKED');
      await refused('GATES_NOT_PASSED', await as('mel'), 'activatePromotion', { id: promotion.id });
    },
  ],
  [
    'a waiver outlives its author’s role, and the requester’s hold on them',
    async () => {
      const asker = await account('ADMIN', 'DATA_SCIENTIST');
      const change: ((id: string) => Promise<unknown>)[] = [
        async (id) => setRoles(await as('ira'), id, ['AUDITOR']),
        async (id) => done(await as('ira'), 'deactivateMember', { id }),
        async (id) => setRoles(asker, id, ['RISK_OFFICER']),
      ];
      for (const fall of change) {
        const [author, promotion] = [await officer(), await requested('short', asker)];
        const id = await idOf(author);
        await done(author, 'waiveGate', waiver(promotion));
        await approve(await as('sam'), promotion);
        expect((await approve(await as('riley'), promotion)).state).toBe('APPROVED');
        await fall(id);
        await refused('GATES_NOT_PASSED', await as('mel'), 'activatePromotion', { id: promotion.id });
        await clear();
      }
    },
  ],
  [
    'a waiver twice, without a reason, and in the name of somebody else',
    async () => {
      const [riley, promotion] = [await as('riley'), await requested('short')];
      await done(riley, 'waiveGate', waiver(promotion));
      for (const client of [riley, await as('sam')]) {
        const code = answeredCode(await act(client, 'waiveGate', waiver(promotion)));
        expect(code).toBe('GATE_NOT_WAIVABLE');
      }
      for (const reason of ['', ' ', '\n'])
        await refused('BAD_INPUT', riley, 'waiveGate', waiver(promotion, { reason }));
    },
  ],
  [
    'a waiver and a vote for somebody by a session that was proven long ago',
    async () => {
      const [riley, one] = [await as('riley'), await officer()];
      await given(one, riley);
      const promotion = await requested('fresh');
      await api.owner.query(
        `UPDATE session SET authenticated_at = now() - interval '11 minutes' WHERE workspace_id = $1`,
        [api.workspaceId],
      );
      await refused('STEP_UP_REQUIRED', riley, 'waiveGate', waiver(promotion));
      await refused('STEP_UP_REQUIRED', riley, 'castVote', ballot(promotion));
      await voteFor('STEP_UP_REQUIRED', riley, promotion, one);
      trials.forgetClients();
    },
  ],
  [
    'one person makes an emergency of two',
    async () => {
      const mel = await as('mel');
      const confirmation = await proposed(mel, await requested('urgent'));
      await refused('SECOND_PERSON_NEEDED', mel, 'confirmEmergency', confirmation);
    },
  ],
  [
    'the requester confirms, and who answers for the service that asked',
    async () => {
      const client = await account('ML_ENGINEER', 'ADMIN');
      const own = await proposed(await as('mel'), await requested('urgent', client));
      await refused('SECOND_PERSON_NEEDED', client, 'confirmEmergency', own);
      await clear();
      const service = await proposed(
        await as('mel'),
        await requested('urgent', await token(client, 'WRITE')),
      );
      await refused('SECOND_PERSON_NEEDED', client, 'confirmEmergency', service);
    },
  ],
  [
    'a second account of the one who proposes confirms: invited, given roles, or taken over',
    async () => {
      const client = await account('ML_ENGINEER', 'ADMIN');
      const promotion = await requested('urgent');
      const guest = await invite(client, ['RISK_OFFICER']);
      await refused('SECOND_PERSON_NEEDED', guest, 'confirmEmergency', await proposed(client, promotion));
      const friend = await account('PRODUCT_MANAGER');
      const confirmation = await proposed(client, promotion);
      await setRoles(client, await idOf(friend), ['ML_ENGINEER']);
      await refused('SECOND_PERSON_NEEDED', friend, 'confirmEmergency', confirmation);
      const taken = await takeOver(client, await idOf(await officer()));
      await refused('SECOND_PERSON_NEEDED', taken, 'confirmEmergency', confirmation);
      // And the other way round: whom somebody made an engineer proposes, and they confirm.
      const turned = await proposed(friend, promotion);
      await refused('SECOND_PERSON_NEEDED', client, 'confirmEmergency', turned);
    },
  ],
  [
    'a second account of the requester confirms what a third person proposed',
    async () => {
      const client = await account('ADMIN', 'DATA_SCIENTIST');
      const guest = await invite(client, ['ML_ENGINEER']);
      const confirmation = await proposed(await as('mel'), await requested('urgent', client));
      await refused('SECOND_PERSON_NEEDED', guest, 'confirmEmergency', confirmation);
    },
  ],
  [
    'machines and people without the permission propose and confirm',
    async () => {
      const promotion = await requested('urgent');
      const confirmation = await proposed(await as('mel'), promotion);
      const callers = [...(await machines()), api.anonymous];
      for (const persona of ['dana', 'sam', 'pat', 'ada', 'devi', 'ira']) callers.push(await as(persona));
      for (const caller of callers) {
        const code = caller === api.anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        await refused(code, caller, 'proposeEmergency', { id: promotion.id });
        await refused(code, caller, 'confirmEmergency', confirmation);
      }
    },
  ],
  [
    'who proposed has left, or may not propose any more',
    async () => {
      const [first, second] = [await account('ML_ENGINEER'), await account('ML_ENGINEER')];
      const promotion = await requested('urgent');
      const confirmation = await proposed(first, promotion);
      await setRoles(await as('ira'), await idOf(first), ['AUDITOR']);
      await refused('NO_EMERGENCY', await as('riley'), 'confirmEmergency', confirmation);
      const again = await proposed(second, promotion);
      await done(await as('ira'), 'deactivateMember', { id: await idOf(second) });
      await refused('NO_EMERGENCY', await as('riley'), 'confirmEmergency', again);
    },
  ],
  [
    'an emergency that nobody proposed, an older one, one of another promotion, or on what was',
    async () => {
      const [riley, promotion] = [await as('riley'), await requested('urgent')];
      const { id, subjectDigest } = promotion;
      const none = { id, subjectDigest, emergencyId: unknownId };
      await refused('NO_EMERGENCY', riley, 'confirmEmergency', none);
      const [old, newer] = [
        await proposed(await as('mel'), promotion),
        await proposed(await as('mel'), promotion),
      ];
      await refused('NO_EMERGENCY', riley, 'confirmEmergency', old);
      const elsewhere = await proposed(await as('mel'), await requested('absolute')).catch(() => null);
      expect(elsewhere).toBeNull();
      const once = await proposed(await as('mel'), await requested('once'));
      await refused('NO_EMERGENCY', riley, 'confirmEmergency', { ...newer, emergencyId: once.emergencyId });
      await refused('STALE_ROUND', riley, 'confirmEmergency', {
        ...newer,
        subjectDigest: once.subjectDigest,
      });
      await version.drift('ok');
      await refused('STALE_ROUND', riley, 'confirmEmergency', newer);
    },
  ],
  [
    'a proposal that waited too long, also by a clock that is set back',
    async () => {
      const promotion = await requested('urgent');
      const confirmation = await proposed(await as('mel'), promotion);
      setClock(4 * hour);
      await refused('NO_EMERGENCY', await as('riley'), 'confirmEmergency', confirmation);
    },
  ],
  [
    'an emergency waives an absolute gate, or serves where a policy knows none',
    async () => {
      const absolute = await requested('absolute');
      await refused('GATE_NOT_WAIVABLE', await as('mel'), 'proposeEmergency', { id: absolute.id });
      for (const alias of ['calm', 'short']) {
        const { id } = await requested(alias);
        await refused('NO_BREAK_GLASS', await as('mel'), 'proposeEmergency', { id });
      }
    },
  ],
  [
    'a policy that knows emergencies is replaced by one that does not while a proposal waits',
    async () => {
      const promotion = await requested('urgent');
      const confirmation = await proposed(await as('mel'), promotion);
      await publish('urgent', policies['short']);
      await refused('NO_BREAK_GLASS', await as('riley'), 'confirmEmergency', confirmation);
      await publish('urgent');
    },
  ],
  [
    'two confirm at once, and more serve so than the policy allows',
    async () => {
      const promotion = await requested('once');
      const confirmation = await proposed(await as('mel'), promotion);
      const [riley, second] = [await as('riley'), await officer()];
      const answers = await Promise.all(
        [riley, second, riley].map((who) => act(who, 'confirmEmergency', confirmation)),
      );
      expect(answers.map(answeredCode).sort()).toEqual(['OK', 'PROMOTION_CLOSED', 'PROMOTION_CLOSED']);
      const next = await version.next();
      const { id } = await requested('once', undefined, next.modelVersionId);
      await refused('EMERGENCY_BUDGET_SPENT', await as('mel'), 'proposeEmergency', { id });
    },
  ],
  [
    'an emergency is proposed by a session that was proven long ago',
    async () => {
      const [mel, promotion] = [await as('mel'), await requested('proven')];
      const confirmation = await proposed(mel, promotion);
      const riley = await as('riley');
      await api.owner.query(
        `UPDATE session SET authenticated_at = now() - interval '11 minutes' WHERE workspace_id = $1`,
        [api.workspaceId],
      );
      await refused('STEP_UP_REQUIRED', mel, 'proposeEmergency', { id: promotion.id });
      await refused('STEP_UP_REQUIRED', riley, 'confirmEmergency', confirmation);
      trials.forgetClients();
    },
  ],
  [
    'what serves by an emergency is activated, withdrawn, reinstated, asked for again, or prolonged',
    async () => {
      const promotion = await emergent();
      const { id } = promotion;
      await refused('PROMOTION_PROVISIONAL', await as('mel'), 'activatePromotion', { id });
      await refused('PROMOTION_CLOSED', await as('dana'), 'withdrawPromotion', { id });
      await refused('PROMOTION_CLOSED', await as('riley'), 'reinstatePromotion', { id });
      await refused('PROMOTION_CLOSED', await as('mel'), 'proposeEmergency', { id });
      const place = { environment: 'STAGING', alias: 'urgent' };
      const input = { modelVersionId: version.modelVersionId, rationale: 'Again.', ...place };
      await refused('VERSION_ALREADY_SERVING', await as('dana'), 'requestPromotion', { input });
      // The requester and who depends on them ratify nothing.
      await refused('SELF_APPROVAL', await as('dana'), 'castVote', ballot(promotion));
      setClock(4 * hour + 1);
      await refused('PROMOTION_CLOSED', await as('riley'), 'castVote', ballot(promotion));
      setClock(0);
      await refused('PROMOTION_CLOSED', await as('riley'), 'castVote', ballot(promotion));
      await api.services.emergencies.endDue(systemActor(api.workspaceId));
    },
  ],
  [
    'a suspended emergency is reinstated',
    async () => {
      const next = await version.next();
      const promotion = await requested('late', undefined, next.modelVersionId);
      const confirmation = await proposed(await as('mel'), promotion);
      await done(await as('riley'), 'confirmEmergency', confirmation);
      setClock(5 * hour);
      await api.services.emergencies.endDue(systemActor(api.workspaceId));
      for (const persona of ['riley', 'sam'])
        await refused('QUORUM_NOT_REACHED', await as(persona), 'reinstatePromotion', { id: promotion.id });
      for (const machine of await machines())
        await refused('FORBIDDEN', machine, 'reinstatePromotion', { id: promotion.id });
    },
  ],
  [
    'jobs of the server take no step of any of these kinds',
    async () => {
      const promotion = await requested('urgent');
      await proposed(await as('mel'), promotion);
      await requested('short');
      const before = await bypasses.state();
      for (const job of jobs) await job.run(api.services, systemActor(api.workspaceId));
      expect(await bypasses.state()).toBe(before);
      const system = {
        ...systemActor(api.workspaceId),
        roles: ['risk_officer' as const, 'ml_engineer' as const],
      };
      for (const kind of ['system', 'service', 'operator'] as const) {
        const actor = { ...system, kind, id: unknownId, scope: 'admin' as const };
        const { id: promotionId, subjectDigest } = promotion;
        const tried = [
          api.services.emergencies.propose(actor, { promotionId, incident: 'x', justification: 'x' }),
          api.services.waivers.waive(actor, {
            promotionId,
            gateId: soft as string,
            subjectDigest,
            reason: 'x',
          }),
        ];
        for (const each of tried) expect(await each).toMatchObject({ refused: true });
      }
    },
  ],
  [
    'a comment in another’s name, by a machine, and one that would decide',
    async () => {
      const promotion = await requested('calm');
      const said = { promotionId: promotion.id, text: 'approve', mentions: [] };
      for (const machine of await machines())
        await refused('FORBIDDEN', machine, 'addPromotionComment', { input: said });
      await refused('UNAUTHENTICATED', api.anonymous, 'addPromotionComment', { input: said });
      for (const name of ['author', 'round', 'decision', 'onBehalfOf', 'addedAt'])
        await isInvalid(await as('dana'), 'addPromotionComment', { input: { ...said, [name]: 'x' } });
      const [dana, size] = [await as('dana'), await bypasses.logSize()];
      await done(dana, 'addPromotionComment', { input: { ...said, text: 'I approve, as risk officer.' } });
      expect(await bypasses.logSize()).toBe(size + 1);
      await refused('QUORUM_NOT_REACHED', await as('mel'), 'activatePromotion', { id: promotion.id });
    },
  ],
  [
    'a review of a rollback is closed by who went back, asked, or may not vote',
    async () => {
      const both = await account('ML_ENGINEER', 'RISK_OFFICER', 'DATA_SCIENTIST');
      const first = await version.next();
      const second = await first.next();
      const ids: string[] = [];
      for (const { modelVersionId } of [first, second]) {
        const promotion = await requested('calm', undefined, modelVersionId);
        await approve(await as('sam'), promotion);
        await approve(await as('riley'), promotion);
        await done(await as('mel'), 'activatePromotion', { id: promotion.id });
        ids.push(promotion.id);
      }
      const back = { modelId: version.modelId, environment: 'STAGING', alias: 'calm', reason: 'It burns.' };
      for (const machine of await machines())
        await refused('FORBIDDEN', machine, 'rollBack', { input: back });
      for (const persona of ['dana', 'sam', 'riley', 'pat', 'ada', 'devi'])
        await refused('FORBIDDEN', await as(persona), 'rollBack', { input: back });
      await done(both, 'rollBack', { input: back });
      const id = ids[1] ?? '';
      await refused('SELF_APPROVAL', both, 'acknowledgeRollback', { id });
      await refused('SELF_APPROVAL', await as('dana'), 'acknowledgeRollback', { id });
      for (const persona of ['mel', 'pat'])
        await refused('ROLE_NOT_REQUIRED', await as(persona), 'acknowledgeRollback', { id });
      for (const machine of await machines())
        await refused('FORBIDDEN', machine, 'acknowledgeRollback', { id });
      await refused('PROMOTION_CLOSED', await as('riley'), 'acknowledgeRollback', { id: ids[0] ?? '' });
    },
  ],
  [
    'a passkey of somebody else, of who gave the vote, and one that was removed sign nothing',
    async () => {
      const riley = await ownPasskey(api.url, await officer());
      const sam = await ownPasskey(api.url, await account('SUBJECT_MATTER_EXPERT'));
      const promotion = await requested('signed only');
      await refusedSignature(promotion, { asker: riley, signer: sam });
      // The vote is Riley's, who gave it to Sam: it is Sam's key that signs it.
      await given(riley.client, sam.client);
      const onBehalfOf = await idOf(riley.client);
      await refusedSignature(promotion, { asker: sam, signer: riley, onBehalfOf });
      await done(
        sam.client,
        'castVote',
        ballot(promotion, await signed(promotion, { asker: sam, signer: sam, onBehalfOf })),
      );
      const removed = await ownPasskey(api.url, await officer());
      const kept = await signed(promotion, { asker: removed, signer: removed });
      await removed.client.data('mutation ($id: ID!) { removePasskey(passkeyId: $id) { __typename } }', {
        id: removed.passkeyId,
      });
      await refused('PASSKEY_REFUSED', removed.client, 'castVote', ballot(promotion, kept));
      await refused('PASSKEY_REQUIRED', removed.client, 'castVote', ballot(promotion));
    },
  ],
  [
    'a signature is handed in again in another round, for another person, and after it was used',
    async () => {
      const riley = await ownPasskey(api.url, await officer());
      const one = await officer();
      await given(one, riley.client);
      const promotion = await requested('signed only');
      const before = await signed(promotion, { asker: riley, signer: riley });
      const onBehalfOf = await idOf(one);
      const own = await signed(promotion, { asker: riley, signer: riley });
      await refused('PASSKEY_REFUSED', riley.client, 'castVote', ballot(promotion, { ...own, onBehalfOf }));
      await version.drift('ok');
      const { promotion: next } = await done(await as('dana'), 'refreshGates', { id: promotion.id });
      expect(next.round).toBe(2);
      await refused('STALE_ROUND', riley.client, 'castVote', ballot(promotion, before));
      const old = await signed(next, { asker: riley, signer: riley });
      await version.drift('ok');
      const { promotion: third } = await done(await as('dana'), 'refreshGates', { id: promotion.id });
      await refused('PASSKEY_REFUSED', riley.client, 'castVote', ballot(third, old));
      const good = await signed(third, { asker: riley, signer: riley });
      await done(riley.client, 'castVote', ballot(third, good));
      await refused('ALREADY_VOTED', riley.client, 'castVote', ballot(third, good));
    },
  ],
  [
    'ids in other spellings reach the same rows, under the same name in the log',
    async () => {
      const [client, promotion] = [await officer('DATA_SCIENTIST'), await requested('calm')];
      const mine = await requested('firmly calm', client);
      for (const id of [mine.id.toUpperCase(), `{${mine.id}}`, mine.id.replaceAll('-', '')]) {
        const [before, size] = [await bypasses.state(), await bypasses.logSize()];
        const code = answeredCode(await act(client, 'castVote', ballot({ ...mine, id })));
        expect([id, code]).toEqual([id, expect.stringMatching(/SELF_APPROVAL|NOT_FOUND/)]);
        expect(await bypasses.state()).toBe(before);
        const { rows } = await api.owner.query<{ subject: string }>(
          `SELECT DISTINCT subject_id AS subject FROM audit_entry WHERE workspace_id = $1 AND sequence > $2`,
          [api.workspaceId, size],
        );
        if (code === 'SELF_APPROVAL') expect(rows).toEqual([{ subject: mine.id }]);
        bypasses.attempts += 1;
      }
      expect(promotion.state).toBe('IN_REVIEW');
    },
  ],
];

const publish = (alias: string, terms = policies[alias]) =>
  publishedPolicy(api, {
    ...builtInPolicy,
    ...{ name: alias, version: trials.nextNumber(), environment: 'staging', alias, ...terms },
  } as Policy);

interface Signing {
  asker: PasskeyOwner;
  signer: PasskeyOwner;
  onBehalfOf?: string;
}

/** What is asked of one is signed by another, who may be the same. */
async function signed({ id: promotionId }: Promotion, { asker, signer, onBehalfOf }: Signing) {
  const input = { promotionId, decision: 'APPROVE', comment: '', ...(onBehalfOf && { onBehalfOf }) };
  const { asked } = await asker.client.data<{
    asked: { nameSalt: string; passkey: { nonce: string; options: { challenge: string } } };
  }>(
    'query ($input: SignatureRequestInput!) { asked: signatureRequest(input: $input) { nameSalt passkey { nonce options } } }',
    { input },
  );
  const { nonce, options } = asked.passkey;
  const response = signer.authenticator.sign(options);
  return { signature: { nonce, nameSalt: asked.nameSalt, response }, ...(onBehalfOf && { onBehalfOf }) };
}

async function refusedSignature(promotion: Promotion, signing: Signing): Promise<void> {
  const vote = ballot(promotion, await signed(promotion, signing));
  await refused('PASSKEY_REFUSED', signing.asker.client, 'castVote', vote);
}

describe('separation of duties beyond votes', () => {
  beforeAll(async () => {
    issuer = await startTestIssuer();
    const workloads = { privateHosts: new Set(['127.0.0.1']), warn: () => undefined };
    ({ api, bypasses } = await trials.start(tables, { workloads }));
    version = await releasableVersion(api, 'beyond');
    other = await releasableVersion(api, 'far beyond');
    for (const alias of Object.keys(policies)) await publish(alias);
    await publish('firmly calm', { gates: drift });
    await publish('signed only', { gates: drift, requirePasskey: true });
    await publish('late', { gates: gates(), breakGlass: { ttlHours: 4, perMonth: 5 } });
    const trust = `mutation ($input: TrustWorkloadInput!) { trustWorkload(input: $input) { __typename } }`;
    await (
      await as('ira')
    ).data(trust, {
      input: { name: 'release', issuer: issuer.issuer, subjects: ['repo:acme/scoring'], scope: 'WRITE' },
    });
  }, 120_000);
  afterEach(() => clear());
  afterAll(async () => {
    await issuer.stop();
    await api.stop();
  });

  it.each(scripts)('G20 refuses, records and undoes nothing by: %s', async (_title, script) => {
    await script();
    expect.hasAssertions();
  });

  it('G20 tries hundreds of times, of which the log knows each that passed the door', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(45);
    expect(bypasses.attempts).toBeGreaterThanOrEqual(240);
    expect(bypasses.audited).toBeGreaterThanOrEqual(100);
  });
});
