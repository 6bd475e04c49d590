import { isPermitted, type Actor } from '@countersign/domain/access';
import {
  actionPermissions,
  builtInPolicy,
  transitions,
  type Policy,
  type PromotionState,
  type ViewerActionName,
} from '@countersign/domain/approvals';
import { jobs } from '../../jobs/run-jobs';
import { createTokenFor, goodPassword, idOf, makeAccount } from '../../testing/accounts';
import { startTestApi, type Answer, type ApiClient, type TestApi } from '../../testing/api';
import { answeredCode, type Bypasses } from '../../testing/bypasses';
import { ballot, DutyTrials, type Promotion, type Variables } from '../../testing/duty-trials';
import { rawRequest } from '../../testing/raw-request';
import { publishedPolicy } from '../../testing/published-policy';
import { releasableVersion, type Releasable } from '../../testing/releasable-version';
import { artifactDigest, registerDataset, run } from '../../testing/release-path';
import { personas } from '../access/personas';

const day = 86_400_000;
const unknownId = '01900000-0000-7000-8000-000000000000';

const trials = new DutyTrials({});
const { documents, as, setClock, account, act, done, approve, setRoles, invite, takeOver, token, clear } =
  trials;
type Step = keyof typeof documents;

const roles = {
  requesters: ['DATA_SCIENTIST', 'ML_ENGINEER', 'PRODUCT_MANAGER'],
  every: [
    ...['SUBJECT_MATTER_EXPERT', 'DATA_SCIENTIST', 'DATA_ENGINEER', 'ML_ENGINEER', 'PRODUCT_MANAGER'],
    ...['RISK_OFFICER', 'AUDITOR', 'ADMIN'],
  ],
};
const scopes = ['INGEST', 'READ', 'WRITE', 'ADMIN'];
const stepNames: [Step, ViewerActionName][] = [
  ['castVote', 'vote'],
  ['withdrawPromotion', 'withdraw'],
  ['refreshGates', 'refresh_gates'],
  ['activatePromotion', 'activate'],
];
const actorOf = (changes: Partial<Actor>): Actor => ({
  ...{ kind: 'person', id: 'x', name: 'x', workspaceId: 'x', roles: [] },
  ...changes,
});
/** All that decisions are about. */
const tables = [
  ...['promotion', 'vote', 'deployment', 'model_alias', 'policy', 'member', 'evidence', 'service_token'],
];

let api: TestApi;
let version: Releasable;
let other: Releasable;
let bypasses: Bypasses;

const requested = async (client: ApiClient, modelVersionId = version.modelVersionId) =>
  (await done(client, 'requestPromotion', { input: { modelVersionId, rationale: 'Better.' } })).promotion;
const approvedByOthers = async (promotion: Promotion) => {
  await approve(await as('sam'), promotion);
  return approve(await as('riley'), promotion);
};
/** Rows that nobody has uploaded before, so that only who does so now is known for them. */
const rows = () => {
  const each = (index: number) => `${trials.nextNumber()},${20 + index},0.8,1,${index % 2},f`;
  return ['id,age,score,prediction,label,sex', ...Array.from({ length: 8 }, (_, index) => each(index))].join(
    '\n',
  );
};
const upload = (client: ApiClient) => client.upload('rows.csv', rows());
const dataset = async (client: ApiClient, uploadId?: string) =>
  registerDataset(client, `data ${trials.nextNumber()}`, uploadId ?? (await upload(client)));
/** A version of the model under review that this client registers. */
const register = async (client: ApiClient, more: Variables = {}) => {
  const input = {
    modelId: version.modelId,
    artifactDigest: artifactDigest(`made ${trials.nextNumber()}`),
    ...more,
  };
  return (await run<{ modelVersion: { id: string } }>(client, 'registerModelVersion', { input })).modelVersion
    .id;
};
/** This client says what became of rows that Dana's model predicted. */
const logLabels = async (client: ApiClient) => {
  const [dana, text] = [await as('dana'), rows()];
  const [idempotencyKey, prediction] = [
    `labels ${trials.nextNumber()}`,
    { id: 'id', prediction: 'prediction', score: 'score' },
  ];
  const predicted = { modelVersionId: version.modelVersionId, uploadId: await dana.upload('rows.csv', text) };
  await run(dana, 'logPredictions', { input: { ...predicted, mapping: prediction, idempotencyKey } });
  const labelled = { modelId: version.modelId, uploadId: await client.upload('rows.csv', text) };
  await run(client, 'logLabels', {
    input: { ...labelled, mapping: { id: 'id', label: 'label' }, idempotencyKey },
  });
};
const audit = async (client: ApiClient, datasetVersionId: string) => {
  const columns = { labelColumn: 'label', predictionColumn: 'prediction', sensitive: ['sex'] };
  const { modelVersionId } = version;
  await run(client, 'runFairnessAudit', {
    input: { modelVersionId, datasetVersionId, ...columns, favourable: 'POSITIVE', rationale: 'Mine.' },
  });
};
const maker = () => account('DATA_SCIENTIST', 'RISK_OFFICER');
const publish = (changes: Partial<Policy>) =>
  publishedPolicy(api, { ...builtInPolicy, version: 1_000 + trials.nextNumber(), ...changes });

const state = () => bypasses.state();
const logSize = () => bypasses.logSize();

/** The attempt is refused with this code, changes nothing, and is recorded where it got past the door. */
const refused = (code: string, client: ApiClient, step: Step, variables: Variables) =>
  bypasses.refused(code, step, () => act(client, step, variables));
const refusedVote = (code: string, client: ApiClient, promotion: Promotion, more: Variables = {}) =>
  refused(code, client, 'castVote', ballot(promotion, more));
const refusedActivation = async (code: string, id: string, client?: ApiClient) =>
  refused(code, client ?? (await as('mel')), 'activatePromotion', { id });
const refusedRequest = async (code: string) =>
  refused(code, await as('dana'), 'requestPromotion', {
    input: { modelVersionId: version.modelVersionId, rationale: 'Better.' },
  });

/** A request past GraphQL's own client; answers the status. Nothing may have changed. */
async function unchanged(path: string, init: RequestInit): Promise<number> {
  const before = await state();
  const { status } = await fetch(`${api.url}${path}`, init);
  bypasses.attempts += 1;
  expect(await state()).toBe(before);
  return status;
}

const scripts: [string, () => Promise<void>][] = [
  [
    'one’s own vote, in every role that may ask',
    async () => {
      for (const persona of ['dana', 'mel', 'pat']) {
        const client = await as(persona);
        const promotion = await requested(client);
        await refusedVote('SELF_APPROVAL', client, promotion);
        await done(client, 'withdrawPromotion', { id: promotion.id });
      }
    },
  ],
  [
    'one’s own vote by local accounts that are reviewers too',
    async () => {
      for (const role of roles.requesters) {
        const client = await account(role, 'RISK_OFFICER', 'SUBJECT_MATTER_EXPERT');
        const promotion = await requested(client);
        await refusedVote('SELF_APPROVAL', client, promotion);
        await done(client, 'withdrawPromotion', { id: promotion.id });
      }
    },
  ],
  [
    'one’s own vote whatever it says',
    async () => {
      const client = await account('DATA_SCIENTIST', 'RISK_OFFICER');
      const promotion = await requested(client);
      for (const decision of ['APPROVE', 'ABSTAIN', 'REQUEST_CHANGES', 'REJECT'])
        await refusedVote('SELF_APPROVAL', client, promotion, { decision });
    },
  ],
  [
    'one’s own vote with every role there is',
    async () => {
      const client = await account(...roles.every);
      await refusedVote('SELF_APPROVAL', client, await requested(client));
    },
  ],
  [
    'an admin’s own vote',
    async () => {
      const client = await as('ira');
      await refusedVote('FORBIDDEN', client, await requested(client));
    },
  ],
  [
    'an admin’s own vote as a risk officer',
    async () => {
      const client = await account('ADMIN', 'RISK_OFFICER');
      await refusedVote('SELF_APPROVAL', client, await requested(client));
    },
  ],
  [
    'one’s own vote while gates block',
    async () => {
      await version.drift('alert');
      const client = await account('DATA_SCIENTIST', 'RISK_OFFICER');
      const promotion = await requested(client);
      expect(promotion.state).toBe('BLOCKED');
      await refusedVote('SELF_APPROVAL', client, promotion);
      await version.drift('ok');
    },
  ],
  [
    'one’s own vote in the next round',
    async () => {
      const client = await account('DATA_SCIENTIST', 'RISK_OFFICER');
      const { id } = await requested(client);
      await version.drift('ok');
      const { promotion } = await done(client, 'refreshGates', { id });
      expect(promotion.round).toBe(2);
      await refusedVote('SELF_APPROVAL', client, promotion);
    },
  ],
  [
    'one’s own vote from a second session',
    async () => {
      const email = 'twice@example.com';
      const client = await makeAccount(api, { email, roles: ['DATA_SCIENTIST', 'RISK_OFFICER'] });
      const promotion = await requested(client);
      await refusedVote(
        'SELF_APPROVAL',
        await api.signIn({ password: { email, password: goodPassword } }),
        promotion,
      );
    },
  ],
  [
    'a vote of a token of every scope',
    async () => {
      const promotion = await requested(await as('dana'));
      for (const scope of scopes)
        await refusedVote('FORBIDDEN', await token(await as('ira'), scope), promotion);
    },
  ],
  [
    'a vote of a token that the requester answers for',
    async () => {
      const client = await account('ADMIN', 'RISK_OFFICER');
      const promotion = await requested(client);
      for (const scope of scopes) await refusedVote('FORBIDDEN', await token(client, scope), promotion);
    },
  ],
  [
    'a vote of a token that such a token made',
    async () => {
      const client = await account('ADMIN', 'RISK_OFFICER');
      const promotion = await requested(client);
      const made = await token(await token(client, 'ADMIN'), 'ADMIN');
      await refusedVote('FORBIDDEN', made, promotion);
    },
  ],
  [
    'a vote of the machine’s operator',
    async () => {
      await refusedVote('FORBIDDEN', api.withToken(api.bootstrapSecret), await requested(await as('dana')));
    },
  ],
  [
    'a vote of the machine’s operator through a token of theirs',
    async () => {
      const promotion = await requested(await as('dana'));
      await refusedVote('FORBIDDEN', await token(api.withToken(api.bootstrapSecret), 'ADMIN'), promotion);
    },
  ],
  [
    'a vote of nobody',
    async () => {
      const promotion = await requested(await as('dana'));
      await refusedVote('UNAUTHENTICATED', api.anonymous, promotion);
      await refusedVote('UNAUTHENTICATED', api.withCookie('forged'), promotion);
      await refusedVote('UNAUTHENTICATED', api.withToken(`${api.workspaceId}.forged`), promotion);
    },
  ],
  [
    'a person votes on what their service asked for',
    async () => {
      const client = await account('ADMIN', 'RISK_OFFICER');
      for (const scope of ['WRITE', 'ADMIN']) {
        const service = await token(client, scope);
        const promotion = await requested(service);
        await refusedVote('SELF_APPROVAL', client, promotion);
        await done(service, 'withdrawPromotion', { id: promotion.id });
      }
    },
  ],
  [
    'a person votes on what a service of their service asked for',
    async () => {
      const client = await account('ADMIN', 'RISK_OFFICER');
      const promotion = await requested(await token(await token(client, 'ADMIN'), 'WRITE'));
      await refusedVote('SELF_APPROVAL', client, promotion);
    },
  ],
  [
    'a person votes on what a service asked for that the operator gave them',
    async () => {
      const sponsorId = await idOf(await as('riley'));
      const promotion = await requested(
        await token(api.withToken(api.bootstrapSecret), 'WRITE', { sponsorId }),
      );
      await refusedVote('SELF_APPROVAL', await as('riley'), promotion);
    },
  ],
  [
    'a service votes on its own request',
    async () => {
      const service = await token(await as('ira'), 'ADMIN');
      await refusedVote('FORBIDDEN', service, await requested(service));
    },
  ],
  [
    'a person names another as answering for their token',
    async () => {
      const [client, sam] = [await account('ADMIN', 'RISK_OFFICER'), await idOf(await as('sam'))];
      const before = await state();
      const input = { name: 'x', scope: 'WRITE', expiresInDays: 1, sponsorId: sam };
      const document =
        'mutation ($input: CreateServiceTokenInput!) { answer: createServiceToken(input: $input) { __typename } }';
      expect(answeredCode(await client.graphql(document, { input }))).toBe('BAD_INPUT');
      expect(await state()).toBe(before);
    },
  ],
  [
    'a requester gives themselves the role',
    async () => {
      const client = await account('ADMIN');
      const promotion = await requested(client);
      const input = { memberId: await idOf(client), roles: ['ADMIN', 'RISK_OFFICER'] };
      await refused('OWN_ROLES', client, 'setMemberRoles', { input });
      await refusedVote('FORBIDDEN', client, promotion);
    },
  ],
  [
    'a requester gives themselves the role through a token',
    async () => {
      const client = await account('ADMIN');
      await requested(client);
      const input = { memberId: await idOf(client), roles: ['ADMIN', 'RISK_OFFICER'] };
      await refused('OWN_ROLES', await token(client, 'ADMIN'), 'setMemberRoles', { input });
      await refused('OWN_ROLES', await token(await token(client, 'ADMIN'), 'ADMIN'), 'setMemberRoles', {
        input,
      });
    },
  ],
  [
    'a second admin gives the requester the role',
    async () => {
      const client = await account('DATA_SCIENTIST');
      const promotion = await requested(client);
      await setRoles(await as('ira'), await idOf(client), ['DATA_SCIENTIST', 'RISK_OFFICER']);
      await refusedVote('SELF_APPROVAL', client, promotion);
    },
  ],
  [
    'a requester changes to another job',
    async () => {
      const client = await account('DATA_SCIENTIST');
      const promotion = await requested(client);
      await setRoles(await as('ira'), await idOf(client), ['RISK_OFFICER']);
      await refusedVote('SELF_APPROVAL', client, promotion);
    },
  ],
  [
    'a requester gives somebody else the role',
    async () => {
      const [client, friend] = [await account('ADMIN'), await account('PRODUCT_MANAGER')];
      const promotion = await requested(client);
      await setRoles(client, await idOf(friend), ['RISK_OFFICER']);
      await refusedVote('SELF_APPROVAL', friend, promotion);
    },
  ],
  [
    'a requester has given somebody else the role long before',
    async () => {
      const [client, friend] = [await account('ADMIN'), await account('PRODUCT_MANAGER')];
      await setRoles(client, await idOf(friend), ['RISK_OFFICER']);
      await refusedVote('SELF_APPROVAL', friend, await requested(client));
    },
  ],
  [
    'a requester’s token gives somebody else the role',
    async () => {
      const [client, friend] = [await account('ADMIN'), await account('PRODUCT_MANAGER')];
      await setRoles(await token(await token(client, 'ADMIN'), 'ADMIN'), await idOf(friend), [
        'RISK_OFFICER',
      ]);
      await refusedVote('SELF_APPROVAL', friend, await requested(client));
    },
  ],
  [
    'a requesting service’s sponsor gives somebody else the role',
    async () => {
      const [client, friend] = [await account('ADMIN'), await account('PRODUCT_MANAGER')];
      await setRoles(client, await idOf(friend), ['RISK_OFFICER']);
      await refusedVote('SELF_APPROVAL', friend, await requested(await token(client, 'WRITE')));
    },
  ],
  [
    'who gave the requester their role votes',
    async () => {
      const [client, friend] = [await account('ADMIN', 'RISK_OFFICER'), await account('PRODUCT_MANAGER')];
      await setRoles(client, await idOf(friend), ['DATA_SCIENTIST']);
      await refusedVote('SELF_APPROVAL', client, await requested(friend));
    },
  ],
  [
    'a requester invites who is to approve',
    async () => {
      const client = await account('ADMIN');
      const guest = await invite(client, ['RISK_OFFICER']);
      await refusedVote('SELF_APPROVAL', guest, await requested(client));
    },
  ],
  [
    'a requester invites who is to approve while the promotion is open',
    async () => {
      const client = await account('ADMIN');
      const promotion = await requested(client);
      for (const role of ['RISK_OFFICER', 'SUBJECT_MATTER_EXPERT'])
        await refusedVote('SELF_APPROVAL', await invite(client, [role]), promotion);
    },
  ],
  [
    'a requester’s token invites who is to approve',
    async () => {
      const client = await account('ADMIN');
      const guest = await invite(await token(client, 'ADMIN'), ['RISK_OFFICER']);
      await refusedVote('SELF_APPROVAL', guest, await requested(client));
    },
  ],
  [
    'who invited the requester approves',
    async () => {
      const client = await account('ADMIN', 'RISK_OFFICER');
      const guest = await invite(client, ['DATA_SCIENTIST']);
      await refusedVote('SELF_APPROVAL', client, await requested(guest));
    },
  ],
  [
    'P-38 a requester resets the password of who is to approve, and votes as them',
    async () => {
      const [client, officer] = [await account('ADMIN', 'DATA_SCIENTIST'), await account('RISK_OFFICER')];
      const promotion = await requested(client);
      const taken = await takeOver(client, await idOf(officer));
      await refusedVote('UNAUTHENTICATED', officer, promotion);
      await refusedVote('SELF_APPROVAL', taken, promotion);
    },
  ],
  [
    'P-38 a requester’s token resets the password of who has approved',
    async () => {
      const [client, officer] = [await account('ADMIN', 'DATA_SCIENTIST'), await account('RISK_OFFICER')];
      const promotion = await requested(client);
      const id = await idOf(officer);
      await approve(await as('sam'), promotion);
      expect((await approve(officer, promotion)).state).toBe('APPROVED');
      await takeOver(await token(client, 'ADMIN'), id);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
      // P-38: another admin's reset takes it over.
      await takeOver(await account('ADMIN'), id);
      const { promotion: again } = await done(await as('mel'), 'refreshGates', { id: promotion.id });
      expect(again.state).toBe('APPROVED');
    },
  ],
  [
    'P-44 who registered the version votes on what somebody else asked for',
    async () => {
      const client = await maker();
      const promotion = await requested(await as('dana'), await register(client));
      for (const decision of ['APPROVE', 'ABSTAIN', 'REQUEST_CHANGES', 'REJECT'])
        await refusedVote('SELF_APPROVAL', client, promotion, { decision });
      await done(await as('riley'), 'castVote', ballot(promotion));
    },
  ],
  [
    'P-44 who answers for the service that registered the version votes',
    async () => {
      const client = await account('ADMIN', 'RISK_OFFICER');
      for (const service of [
        await token(client, 'WRITE'),
        await token(await token(client, 'ADMIN'), 'WRITE'),
      ]) {
        const promotion = await requested(await as('dana'), await register(service));
        await refusedVote('SELF_APPROVAL', client, promotion);
        await clear();
      }
      const sponsorId = await idOf(await as('riley'));
      const service = await token(api.withToken(api.bootstrapSecret), 'WRITE', { sponsorId });
      await refusedVote(
        'SELF_APPROVAL',
        await as('riley'),
        await requested(await as('dana'), await register(service)),
      );
    },
  ],
  [
    'P-44 who registered its training data or its baseline votes',
    async () => {
      const dana = await as('dana');
      for (const use of [
        (datasetVersionId: string) => ({ trainingDatasetVersionId: datasetVersionId }),
        (datasetVersionId: string) => ({
          baseline: {
            datasetVersionId,
            mapping: { id: 'id', prediction: 'prediction', score: 'score', label: 'label' },
          },
        }),
      ]) {
        const client = await maker();
        const made = await register(dana, use(await dataset(client)));
        await refusedVote('SELF_APPROVAL', client, await requested(dana, made));
        await clear();
      }
    },
  ],
  [
    'P-44 who uploaded the training data that somebody else registered votes',
    async () => {
      const [dana, client] = [await as('dana'), await maker()];
      const trainingDatasetVersionId = await dataset(dana, await upload(client));
      const promotion = await requested(dana, await register(dana, { trainingDatasetVersionId }));
      await refusedVote('SELF_APPROVAL', client, promotion);
    },
  ],
  [
    'P-44 who logged labels votes, also through a token',
    async () => {
      const [client, sponsor] = [await maker(), await account('ADMIN', 'RISK_OFFICER')];
      await logLabels(client);
      await logLabels(await token(sponsor, 'INGEST'));
      const promotion = await requested(await as('dana'));
      await refusedVote('SELF_APPROVAL', client, promotion);
      await refusedVote('SELF_APPROVAL', sponsor, promotion);
    },
  ],
  [
    'P-44 who ran the audit that a gate reads votes, and who brought its population',
    async () => {
      const [officer, client] = [await account('RISK_OFFICER'), await maker()];
      await audit(officer, await dataset(client));
      const promotion = await requested(await as('dana'));
      await refusedVote('SELF_APPROVAL', officer, promotion);
      await refusedVote('SELF_APPROVAL', client, promotion);
      // Another audit that counts from now on: theirs is no part of the decision any more.
      await version.fairness('Somebody else looked.');
      const refreshed = (await done(await as('dana'), 'refreshGates', { id: promotion.id })).promotion;
      expect(refreshed).toMatchObject({ round: 2, state: 'IN_REVIEW' });
      await approve(officer, refreshed);
    },
  ],
  [
    'P-45 an approver logs labels after the vote',
    async () => {
      const officer = await account('RISK_OFFICER', 'DATA_ENGINEER');
      const promotion = await requested(await as('dana'));
      await approve(await as('sam'), promotion);
      expect((await approve(officer, promotion)).state).toBe('APPROVED');
      await logLabels(officer);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
    },
  ],
  [
    'a second account under other spellings of an address',
    async () => {
      await makeAccount(api, { email: 'noor@example.com', roles: ['DATA_SCIENTIST'] });
      const ira = await as('ira');
      for (const email of [
        'noor@example.com',
        'NOOR@Example.COM',
        'Noor@EXAMPLE.com',
        '\uff4eoor@example.com',
      ])
        await refused('ACCOUNT_EXISTS', ira, 'inviteMember', { input: { email, roles: ['RISK_OFFICER'] } });
      for (const email of [' noor@example.com ', 'noor\u0000@example.com']) {
        const before = await state();
        const answer = await act(ira, 'inviteMember', { input: { email, roles: ['RISK_OFFICER'] } });
        expect(answeredCode(answer)).toMatch(/ACCOUNT_EXISTS|BAD_INPUT/);
        expect(await state()).toBe(before);
        bypasses.attempts += 1;
      }
    },
  ],
  [
    'a second account by an open invitation for another address',
    async () => {
      const { token: invitation } = await done<{ token: string }>(await as('ira'), 'inviteMember', {
        input: { email: 'spare@example.com', roles: ['RISK_OFFICER'] },
      });
      const before = await state();
      const document =
        'mutation ($input: SignInInput!) { answer: signIn(input: $input) { __typename ... on Refusal { code } } }';
      const own = { token: invitation, name: 'Noor', email: 'noor@example.com', password: goodPassword };
      expect(answeredCode(await api.anonymous.graphql(document, { input: { invitation: own } }))).toBe(
        'BAD_INPUT',
      );
      expect(await state()).toBe(before);
    },
  ],
  [
    'an admin acts as a reviewer',
    async () => {
      await refusedVote('FORBIDDEN', await as('ira'), await requested(await as('dana')));
      await refusedVote('FORBIDDEN', await account('ADMIN'), await requestedAgain());
    },
  ],
  [
    'an auditor and a data engineer act as reviewers',
    async () => {
      const promotion = await requested(await as('dana'));
      for (const persona of ['ada', 'devi']) await refusedVote('FORBIDDEN', await as(persona), promotion);
      await refusedVote('FORBIDDEN', await account('AUDITOR', 'DATA_ENGINEER', 'ADMIN'), promotion);
    },
  ],
  [
    'people vote in roles that are not asked for',
    async () => {
      const promotion = await requested(await as('dana'));
      for (const persona of ['mel', 'pat'])
        await refusedVote('ROLE_NOT_REQUIRED', await as(persona), promotion);
      for (const role of roles.requesters)
        await refusedVote('ROLE_NOT_REQUIRED', await account(role), promotion);
    },
  ],
  [
    'a reviewer without the role by now votes',
    async () => {
      const [promotion, client] = [await requested(await as('dana')), await account('RISK_OFFICER')];
      await setRoles(await as('ira'), await idOf(client), ['PRODUCT_MANAGER']);
      await refusedVote('ROLE_NOT_REQUIRED', client, promotion);
      await setRoles(await as('ira'), await idOf(client), ['AUDITOR']);
      await refusedVote('FORBIDDEN', client, promotion);
    },
  ],
  [
    'a vote in two roles fills one seat',
    async () => {
      const [promotion, both] = [
        await requested(await as('dana')),
        await account('RISK_OFFICER', 'SUBJECT_MATTER_EXPERT'),
      ];
      expect((await approve(both, promotion)).state).toBe('IN_REVIEW');
      await refusedVote('ALREADY_VOTED', both, promotion);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
    },
  ],
  [
    'P-39 a role given after the vote fills no other seat',
    async () => {
      const [promotion, second] = [await requested(await as('dana')), await account('SUBJECT_MATTER_EXPERT')];
      await approve(await as('sam'), promotion);
      await approve(second, promotion);
      await setRoles(await as('ira'), await idOf(second), ['RISK_OFFICER']);
      expect((await done(await as('dana'), 'refreshGates', { id: promotion.id })).promotion.state).toBe(
        'IN_REVIEW',
      );
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
    },
  ],
  [
    'P-39 approvers swap their roles before the activation',
    async () => {
      const [one, two] = [await account('SUBJECT_MATTER_EXPERT'), await account('RISK_OFFICER')];
      const promotion = await requested(await as('dana'));
      await approve(one, promotion);
      expect((await approve(two, promotion)).state).toBe('APPROVED');
      await setRoles(await as('ira'), await idOf(one), ['RISK_OFFICER']);
      await setRoles(await as('ira'), await idOf(two), ['SUBJECT_MATTER_EXPERT']);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
    },
  ],
  [
    'an approver loses the role before the activation',
    async () => {
      const officer = await account('RISK_OFFICER');
      const promotion = await requested(await as('dana'));
      await approve(await as('sam'), promotion);
      await approve(officer, promotion);
      await setRoles(await as('ira'), await idOf(officer), ['AUDITOR']);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
    },
  ],
  [
    'P-38 the requester sets an approver’s roles after the approval',
    async () => {
      const [client, officer] = [await account('ADMIN'), await account('RISK_OFFICER')];
      const promotion = await requested(client);
      await approve(await as('sam'), promotion);
      expect((await approve(officer, promotion)).state).toBe('APPROVED');
      await setRoles(client, await idOf(officer), ['RISK_OFFICER']);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id, client);
    },
  ],
  [
    'an approver is deactivated before the activation',
    async () => {
      const officer = await account('RISK_OFFICER');
      const promotion = await requested(await as('dana'));
      await approve(await as('sam'), promotion);
      await approve(officer, promotion);
      await done(await as('ira'), 'deactivateMember', { id: await idOf(officer) });
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
    },
  ],
  [
    'a deactivated reviewer votes by the session they had, and after they came back',
    async () => {
      const officer = await account('RISK_OFFICER');
      const [id, promotion] = [await idOf(officer), await requested(await as('dana'))];
      await done(await as('ira'), 'deactivateMember', { id });
      await refusedVote('UNAUTHENTICATED', officer, promotion);
      await done(await as('ira'), 'reactivateMember', { id });
      await refusedVote('UNAUTHENTICATED', officer, promotion);
    },
  ],
  [
    'a reviewer who came back votes a second time',
    async () => {
      const email = 'back@example.com';
      const officer = await makeAccount(api, { email, roles: ['RISK_OFFICER'] });
      const [id, promotion] = [await idOf(officer), await requested(await as('dana'))];
      await approve(officer, promotion);
      await done(await as('ira'), 'deactivateMember', { id });
      await done(await as('ira'), 'reactivateMember', { id });
      await refusedVote(
        'ALREADY_VOTED',
        await api.signIn({ password: { email, password: goodPassword } }),
        promotion,
      );
    },
  ],
  [
    'a vote twice in parallel',
    async () => {
      const promotion = await requested(await as('dana'));
      const [riley, entries] = [await as('riley'), await logSize()];
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => act(riley, 'castVote', ballot(promotion))),
      );
      expect(answers.map(answeredCode).sort()).toEqual([
        'ALREADY_VOTED',
        'ALREADY_VOTED',
        'ALREADY_VOTED',
        'ALREADY_VOTED',
        'OK',
      ]);
      const votes = (await bypasses.logAfter(entries)).filter(({ action }) => action === 'castVote');
      expect(votes.map(({ outcome }) => outcome).sort()).toEqual([
        'done',
        'refused',
        'refused',
        'refused',
        'refused',
      ]);
      bypasses.attempts += 4;
      bypasses.audited += 4;
    },
  ],
  [
    'votes under aliases of one document',
    async () => {
      const promotion = await requested(await as('dana'));
      const fields = ['a', 'b', 'c'].map(
        (alias) => `${alias}: castVote(input: $input) { __typename ... on Refusal { code } }`,
      );
      const riley = await as('riley');
      const { data } = await riley.graphql(
        `mutation ($input: CastVoteInput!) { ${fields.join(' ')} }`,
        ballot(promotion),
      );
      expect(Object.values(data ?? {}).map((each) => (each as { code?: string }).code)).toEqual([
        ...[undefined, 'ALREADY_VOTED', 'ALREADY_VOTED'],
      ]);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
    },
  ],
  [
    'a batch of votes in one request',
    async () => {
      const promotion = await requested(await as('dana'));
      const one = { query: documents.castVote, variables: ballot(promotion) };
      expect(
        await unchanged('/graphql', await post('riley', JSON.stringify([one, one]))),
      ).toBeGreaterThanOrEqual(400);
    },
  ],
  [
    'a vote by GET',
    async () => {
      const promotion = await requested(await as('dana'));
      const query = new URLSearchParams({
        query: documents.castVote,
        variables: JSON.stringify(ballot(promotion)),
      });
      const { headers } = await post('riley', '');
      expect(await unchanged(`/graphql?${query}`, { headers })).toBeGreaterThanOrEqual(400);
    },
  ],
  [
    'a vote as a form of another site would send it',
    async () => {
      const promotion = await requested(await as('dana'));
      const body = JSON.stringify({ query: documents.castVote, variables: ballot(promotion) });
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
        expect(
          await unchanged('/graphql', await post('riley', body, { 'content-type': type })),
        ).toBeGreaterThanOrEqual(400);
    },
  ],
  [
    'headers that name somebody else',
    async () => {
      const email = 'headers@example.com';
      const client = await makeAccount(api, { email, roles: ['DATA_SCIENTIST', 'RISK_OFFICER'] });
      const promotion = await requested(client);
      const [riley, sam] = [await idOf(await as('riley')), await idOf(await as('sam'))];
      const headers = {
        'x-user': riley,
        'x-forwarded-user': sam,
        'x-roles': 'risk_officer',
        'x-original-method': 'GET',
      };
      const before = await state();
      const cookie = await cookieOf({ password: { email, password: goodPassword } });
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, ...headers },
        body: JSON.stringify({ query: documents.castVote, variables: ballot(promotion) }),
      });
      expect(answeredCode((await response.json()) as Answer)).toBe('SELF_APPROVAL');
      expect(await state()).toBe(before);
    },
  ],
  [
    'a vote on an old round',
    async () => {
      const promotion = await requested(await as('dana'));
      await version.drift('ok');
      await done(await as('dana'), 'refreshGates', { id: promotion.id });
      await refusedVote('STALE_ROUND', await as('riley'), promotion);
    },
  ],
  [
    'a vote on a round to come',
    async () => {
      const promotion = await requested(await as('dana'));
      for (const round of [2, 3, 2_147_483_647])
        await refusedVote('STALE_ROUND', await as('riley'), promotion, { round });
    },
  ],
  [
    'a vote on no round',
    async () => {
      const promotion = await requested(await as('dana'));
      for (const round of [0, -1, -2_147_483_648])
        await refusedVote('BAD_INPUT', await as('riley'), promotion, { round });
    },
  ],
  [
    'a vote with another digest',
    async () => {
      const promotion = await requested(await as('dana'));
      const { subjectDigest: digest } = promotion;
      for (const subjectDigest of [
        '',
        digest.slice(1),
        digest.toUpperCase(),
        `${digest.slice(1)}0`,
        '0'.repeat(64),
        '%',
        '*',
      ])
        await refusedVote('STALE_ROUND', await as('riley'), promotion, { subjectDigest });
    },
  ],
  [
    'a vote with the digest of another promotion',
    async () => {
      const [mine, theirs] = [
        await requested(await as('dana')),
        await requested(await as('dana'), other.modelVersionId),
      ];
      const { subjectDigest } = theirs;
      await refusedVote('STALE_ROUND', await as('riley'), mine, { subjectDigest });
      await done(await as('dana'), 'withdrawPromotion', { id: theirs.id });
    },
  ],
  [
    'votes, steps and requests across workspaces',
    async () => {
      const away = await startTestApi();
      try {
        const theirs = await releasableVersion(away, 'away');
        const input = { modelVersionId: theirs.modelVersionId, rationale: 'Theirs.' };
        const { promotion } = await done(await away.as('dana'), 'requestPromotion', { input });
        await refusedVote('NOT_FOUND', await as('riley'), promotion);
        for (const [persona, step] of [
          ['mel', 'activatePromotion'],
          ['dana', 'refreshGates'],
          ['dana', 'withdrawPromotion'],
        ] as const)
          await refused('NOT_FOUND', await as(persona), step, { id: promotion.id });
        await refused('NOT_FOUND', await as('dana'), 'requestPromotion', { input });
      } finally {
        await away.stop();
      }
    },
  ],
  [
    'ids that are empty, malformed or nobody’s',
    async () => {
      await requested(await as('dana'));
      for (const id of ['', ' ', 'null', 'undefined', '%', '*', '0', `${unknownId}'--`, unknownId]) {
        await refused(
          'NOT_FOUND',
          await as('riley'),
          'castVote',
          ballot({ id, round: 1, subjectDigest: 'x', state: '' }),
        );
        await refused('NOT_FOUND', await as('mel'), 'activatePromotion', { id });
      }
    },
  ],
  [
    'ids that are null or missing',
    async () => {
      await requested(await as('dana'));
      for (const variables of [{ id: null }, {}, { id: undefined }]) {
        await isInvalid(await as('mel'), documents.activatePromotion, variables);
        await isInvalid(await as('dana'), documents.refreshGates, variables);
      }
      for (const promotionId of [null, undefined, [], {}])
        await isInvalid(
          await as('riley'),
          documents.castVote,
          ballot({ id: '', round: 1, subjectDigest: '', state: '' }, { promotionId }),
        );
    },
  ],
  [
    'a rejected promotion is opened again',
    async () => {
      const promotion = await requested(await as('dana'));
      await done(await as('riley'), 'castVote', ballot(promotion, { decision: 'REJECT' }));
      await isOver(promotion);
    },
  ],
  [
    'a withdrawn promotion is opened again',
    async () => {
      const promotion = await requested(await as('dana'));
      await done(await as('dana'), 'withdrawPromotion', { id: promotion.id });
      await isOver(promotion);
    },
  ],
  [
    'a promotion is taken back and asked for again, to keep votes',
    async () => {
      const first = await requested(await as('dana'));
      await approvedByOthers(first);
      await done(await as('dana'), 'withdrawPromotion', { id: first.id });
      const again = await requested(await as('dana'));
      // The same content in the same round: the votes were on the other promotion all the same.
      expect(again).toMatchObject({ subjectDigest: first.subjectDigest, state: 'IN_REVIEW' });
      await refusedActivation('QUORUM_NOT_REACHED', again.id);
      await refusedActivation('PROMOTION_CLOSED', first.id);
    },
  ],
  [
    'a rejected version is asked for again, to get by with the approvals it had',
    async () => {
      const first = await requested(await as('dana'));
      await approve(await as('sam'), first);
      await done(await as('riley'), 'castVote', ballot(first, { decision: 'REJECT' }));
      const again = await requested(await as('dana'));
      await approve(await account('RISK_OFFICER'), again);
      await refusedActivation('QUORUM_NOT_REACHED', again.id);
    },
  ],
  [
    'the gates are refreshed to drop an objection',
    async () => {
      const promotion = await requested(await as('dana'));
      await done(await as('riley'), 'castVote', ballot(promotion, { decision: 'REQUEST_CHANGES' }));
      const refreshed = (await done(await as('dana'), 'refreshGates', { id: promotion.id })).promotion;
      expect(refreshed).toEqual(promotion);
      await approve(await as('sam'), promotion);
      expect((await approve(await account('RISK_OFFICER'), promotion)).state).toBe('IN_REVIEW');
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
    },
  ],
  [
    'new evidence is made to drop an objection and keep the approvals',
    async () => {
      const promotion = await requested(await as('dana'));
      await done(await as('riley'), 'castVote', ballot(promotion, { decision: 'REQUEST_CHANGES' }));
      await approve(await as('sam'), promotion);
      await approve(await account('RISK_OFFICER'), promotion);
      await version.drift('ok');
      expect((await done(await as('dana'), 'refreshGates', { id: promotion.id })).promotion).toMatchObject({
        ...{ round: 2, state: 'IN_REVIEW' },
      });
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
    },
  ],
  [
    'evidence is changed after the approval',
    async () => {
      const promotion = await approvedByOthers(await requested(await as('dana')));
      await version.drift('ok');
      await refusedActivation('STALE_ROUND', promotion.id);
    },
  ],
  [
    'a policy without seats',
    async () => {
      const opened = await requested(await as('dana'));
      await publish({ slots: [] });
      const { promotion } = await done(await as('dana'), 'refreshGates', { id: opened.id });
      for (const persona of ['riley', 'sam'])
        await refusedVote('ROLE_NOT_REQUIRED', await as(persona), promotion);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
      await done(await as('dana'), 'withdrawPromotion', { id: promotion.id });
      await refusedRequest('NO_QUORUM_POSSIBLE');
      await publish({});
    },
  ],
  [
    'a policy that asks for nobody of a role',
    async () => {
      for (const minimum of [0, -1, 0.5]) {
        const opened = await requested(await as('dana'));
        await publish({ slots: [{ role: 'risk_officer', minimum }] });
        const { promotion } = await done(await as('dana'), 'refreshGates', { id: opened.id });
        expect((await approve(await as('riley'), promotion)).state).toBe('IN_REVIEW');
        await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
        await done(await as('dana'), 'withdrawPromotion', { id: promotion.id });
        await refusedRequest('NO_QUORUM_POSSIBLE');
        await publish({});
      }
    },
  ],
  [
    'a weaker policy after the approval',
    async () => {
      const promotion = await requested(await as('dana'));
      await approve(await as('sam'), promotion);
      await publish({ slots: [{ role: 'subject_matter_expert', minimum: 1 }] });
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id);
      expect((await done(await as('dana'), 'refreshGates', { id: promotion.id })).promotion.state).toBe(
        'IN_REVIEW',
      );
      await publish({});
      await refusedVote('STALE_ROUND', await as('sam'), promotion);
    },
  ],
  [
    'the requester activates before the others approved',
    async () => {
      const mel = await as('mel');
      const promotion = await requested(mel);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id, mel);
      await approve(await as('sam'), promotion);
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id, mel);
    },
  ],
  [
    'people activate without the permission',
    async () => {
      const promotion = await approvedByOthers(await requested(await as('dana')));
      for (const persona of ['dana', 'sam', 'riley', 'pat', 'ada', 'devi'])
        await refusedActivation('FORBIDDEN', promotion.id, await as(persona));
    },
  ],
  [
    'tokens activate',
    async () => {
      const promotion = await requested(await as('dana'));
      const ira = await as('ira');
      for (const scope of ['INGEST', 'READ', 'WRITE'])
        await refusedActivation('FORBIDDEN', promotion.id, await token(ira, scope));
      await refusedActivation('QUORUM_NOT_REACHED', promotion.id, await token(ira, 'ADMIN'));
      await refusedActivation('FORBIDDEN', promotion.id, api.withToken(api.bootstrapSecret));
    },
  ],
  [
    'a blocked promotion is activated',
    async () => {
      await version.drift('alert');
      const promotion = await requested(await as('dana'));
      await approvedByOthers(promotion);
      for (const persona of ['mel', 'ira'])
        await refusedActivation('GATES_NOT_PASSED', promotion.id, await as(persona));
      await version.drift('ok');
    },
  ],
  [
    'P-40 the clock is set back after an approval lapsed',
    async () => {
      const promotion = await approvedByOthers(await requested(await as('dana')));
      setClock(14 * day);
      await refusedActivation('PROMOTION_EXPIRED', promotion.id);
      for (const back of [0, 13 * day, -day]) {
        setClock(back);
        await refusedActivation('PROMOTION_EXPIRED', promotion.id);
        await refusedVote('PROMOTION_EXPIRED', await as('sam'), promotion);
        await refused('PROMOTION_EXPIRED', await as('dana'), 'refreshGates', { id: promotion.id });
      }
    },
  ],
  [
    'P-40 an approval is given under a clock that is ahead',
    async () => {
      const first = await requested(await as('dana'));
      setClock(10 * day);
      const promotion = await approvedByOthers(first);
      expect(promotion.state).toBe('APPROVED');
      setClock(0);
      await refusedActivation('PROMOTION_EXPIRED', promotion.id);
      expect((await requested(await as('dana'))).state).toBe('IN_REVIEW');
    },
  ],
  [
    'P-40 the clock is set back to make old evidence new',
    async () => {
      const promotion = await approvedByOthers(await requested(await as('dana')));
      // The drift evidence of another model is 29 days old.
      await other.drift('ok', new Date(Date.now() - 29 * day));
      const aged = await approvedByOthers(await requested(await as('dana'), other.modelVersionId));
      setClock(2 * day);
      await refusedActivation('GATES_NOT_PASSED', aged.id);
      setClock(0);
      await refusedActivation('GATES_NOT_PASSED', aged.id);
      await done(await as('dana'), 'withdrawPromotion', { id: aged.id });
      await other.drift('ok');
      expect(promotion.state).toBe('APPROVED');
    },
  ],
  [
    'a job of the server takes a step',
    async () => {
      const promotion = await requested(await as('dana'));
      const before = await state();
      const system = {
        kind: 'system',
        id: 'system',
        name: 'Countersign',
        workspaceId: api.workspaceId,
        roles: [],
      } as const;
      for (const job of jobs) {
        expect(Object.values(actionPermissions)).not.toContain(job.permission);
        await job.run(api.services, system);
      }
      expect(await state()).toBe(before);
      // Past the door, the use cases themselves: still no vote of the server or of a service.
      const cast = (kind: 'system' | 'service' | 'operator') =>
        api.services.reviews.castVote(
          { ...system, kind, id: unknownId, scope: 'admin', roles: ['risk_officer'] },
          { ...ballot(promotion).input, promotionId: promotion.id, decision: 'approve', comment: '' },
        );
      for (const kind of ['system', 'service', 'operator'] as const)
        expect(await cast(kind)).toMatchObject({ refused: true, code: 'ROLE_NOT_REQUIRED' });
      expect(await state()).toBe(before);
    },
  ],
  [
    'the use case is called in the name of a reviewer with roles made up',
    async () => {
      const promotion = await requested(await as('dana'));
      const [dana, devi] = [await idOf(await as('dana')), await idOf(await as('devi'))];
      const before = await state();
      for (const [id, code] of [
        [dana, 'SELF_APPROVAL'],
        [devi, 'ROLE_NOT_REQUIRED'],
        [unknownId, 'MEMBER_DEACTIVATED'],
      ] as const) {
        const actor = {
          kind: 'person' as const,
          id,
          name: 'x',
          workspaceId: api.workspaceId,
          roles: ['risk_officer' as const],
        };
        const cast = {
          ...ballot(promotion).input,
          promotionId: promotion.id,
          decision: 'approve' as const,
          comment: '',
        };
        expect(await api.services.reviews.castVote(actor, cast)).toMatchObject({ code });
      }
      expect(await state()).toBe(before);
    },
  ],
  [
    'a mutation goes to the door of uploads',
    async () => {
      const promotion = await requested(await as('dana'));
      const body = JSON.stringify({ query: documents.castVote, variables: ballot(promotion) });
      for (const type of ['application/json', 'application/octet-stream']) {
        const init = await post('riley', body, { 'content-type': type, 'x-file-name': 'castVote.json' });
        await unchanged('/v1/uploads', init);
      }
      const uploaded = await (await as('dana')).upload('vote.json', body);
      await refused('NOT_FOUND', await as('riley'), 'castVote', ballot({ ...promotion, id: uploaded }));
    },
  ],
  [
    'doors that nobody built',
    async () => {
      const { id } = await requested(await as('dana'));
      for (const path of ['approve', 'vote', 'activate', 'votes']) {
        const init = await post('riley', JSON.stringify({ decision: 'approve' }));
        for (const prefix of ['/v1/promotions', '/promotions', '/api/v1/promotions'])
          expect(await unchanged(`${prefix}/${id}/${path}`, init)).toBeGreaterThanOrEqual(400);
      }
    },
  ],
  [
    'the path of GraphQL in other spellings',
    async () => {
      const promotion = await requested(await as('dana'));
      const body = JSON.stringify({ query: documents.castVote, variables: ballot(promotion) });
      const before = await state();
      for (const path of [
        '/graphql/../graphql',
        '/GRAPHQL',
        '//graphql',
        '/graphql%2f',
        '/graphql;x=1',
        '/v1/%2e%2e/graphql',
      ]) {
        await rawRequest(api.url, {
          method: 'POST',
          path,
          headers: { 'content-type': 'application/json' },
          body,
        });
        bypasses.attempts += 1;
      }
      expect(await state()).toBe(before);
    },
  ],
  [
    'a captured request is sent again after the sign-out',
    async () => {
      const [promotion, riley] = [await requested(await as('dana')), await api.as('riley')];
      await riley.data('mutation { signOut }');
      await refusedVote('UNAUTHENTICATED', riley, promotion);
    },
  ],
  [
    'a captured request is sent again',
    async () => {
      const [promotion, riley] = [await requested(await as('dana')), await as('riley')];
      await approve(riley, promotion);
      for (let time = 0; time < 3; time += 1) await refusedVote('ALREADY_VOTED', riley, promotion);
    },
  ],
  [
    'a revoked token asks for a promotion',
    async () => {
      const ira = await as('ira');
      const { id, secret } = await createTokenFor(ira, { scope: 'WRITE' });
      await ira.data('mutation ($id: ID!) { revokeServiceToken(id: $id) { __typename } }', { id });
      const input = { modelVersionId: version.modelVersionId, rationale: 'Late.' };
      await refused('UNAUTHENTICATED', api.withToken(secret), 'requestPromotion', { input });
    },
  ],
  [
    'more than a vote in the input of a vote',
    async () => {
      const promotion = await requested(await as('dana'));
      for (const more of [
        'role',
        'workspaceId',
        'voter',
        'person',
        'castAt',
        'requestedBy',
        'state',
        'counts',
        'id',
        '__proto__x',
      ])
        await isInvalid(await as('riley'), documents.castVote, ballot(promotion, { [more]: 'risk_officer' }));
    },
  ],
  [
    'more than a request in the input of a request',
    async () => {
      const input = { modelVersionId: version.modelVersionId, rationale: 'x' };
      for (const more of [
        'requestedBy',
        'createdBy',
        'approvedAt',
        'state',
        'workspaceId',
        'policyId',
        'gates',
        'round',
        'sponsorId',
      ])
        await isInvalid(await as('dana'), documents.requestPromotion, {
          input: { ...input, [more]: 'approved' },
        });
    },
  ],
  [
    'more than an id in the arguments of a step',
    async () => {
      const { id } = await requested(await as('dana'));
      for (const more of [
        'force: true',
        'state: "approved"',
        'approvedAt: "2026-01-01T00:00:00Z"',
        'workspace: "x"',
        'skipGates: true',
      ])
        await isInvalid(
          await as('mel'),
          `mutation { activatePromotion(promotionId: "${id}", ${more}) { __typename } }`,
          {},
        );
    },
  ],
  [
    'somebody else takes a promotion back',
    async () => {
      const { id } = await requested(await as('dana'));
      for (const persona of ['pat', 'mel'])
        await refused('ROLE_NOT_REQUIRED', await as(persona), 'withdrawPromotion', { id });
      for (const scope of ['WRITE', 'ADMIN'])
        await refused('ROLE_NOT_REQUIRED', await token(await as('ira'), scope), 'withdrawPromotion', { id });
      for (const persona of ['sam', 'riley', 'ada'])
        await refused('FORBIDDEN', await as(persona), 'withdrawPromotion', { id });
    },
  ],
  [
    'a second request races for the place',
    async () => {
      await requested(await as('dana'));
      const input = { modelVersionId: version.modelVersionId, rationale: 'Again.' };
      for (const persona of ['dana', 'mel', 'pat', 'ira'])
        await refused('PROMOTION_ALREADY_OPEN', await as(persona), 'requestPromotion', { input });
    },
  ],
  [
    'a request for a place that no policy covers',
    async () => {
      for (const place of [
        { environment: 'STAGING' },
        { alias: 'Champion' },
        { alias: 'champion ' },
        { alias: 'challenger' },
      ]) {
        const input = { modelVersionId: version.modelVersionId, rationale: 'x', ...place };
        const answer = await act(await as('dana'), 'requestPromotion', { input });
        expect(answeredCode(answer)).toMatch(/NO_POLICY|BAD_INPUT/);
        bypasses.attempts += 1;
      }
    },
  ],
  [
    'a cookie of a reviewer beside a token',
    async () => {
      const [promotion, cookie] = [await requested(await as('dana')), await cookieOf({ persona: 'riley' })];
      const { secret } = await createTokenFor(await as('ira'), { scope: 'ADMIN' });
      const before = await state();
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, authorization: `Bearer ${secret}` },
        body: JSON.stringify({ query: documents.castVote, variables: ballot(promotion) }),
      });
      expect(answeredCode((await response.json()) as Answer)).toMatch(
        /FORBIDDEN|UNAUTHENTICATED|BAD_REQUEST/,
      );
      expect(await state()).toBe(before);
    },
  ],
];

/** A session's cookie, as somebody who reads the wire would have it. */
async function cookieOf(input: Variables): Promise<string> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
      variables: { input },
    }),
  });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function post(
  persona: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<RequestInit> {
  const cookie = await cookieOf({ persona });
  return { method: 'POST', headers: { 'content-type': 'application/json', cookie, ...headers }, body };
}

/** The request never becomes a step. */
async function isInvalid(client: ApiClient, query: string, variables: Variables): Promise<void> {
  const [before, size] = [await state(), await logSize()];
  const { data, errors } = await client.graphql(query, variables);
  expect([data ?? null, errors?.length]).toEqual([null, 1]);
  bypasses.attempts += 1;
  expect([await state(), await logSize()]).toEqual([before, size]);
}

const requestedAgain = async () => {
  await clear();
  return requested(await as('dana'));
};

/** Every step on a promotion that has ended is refused, whoever tries. */
async function isOver(promotion: Promotion): Promise<void> {
  for (const persona of ['riley', 'sam']) await refusedVote('PROMOTION_CLOSED', await as(persona), promotion);
  for (const persona of ['dana', 'riley', 'ira'])
    await refused('PROMOTION_CLOSED', await as(persona), 'refreshGates', { id: promotion.id });
  for (const persona of ['dana', 'ira'])
    await refused('PROMOTION_CLOSED', await as(persona), 'withdrawPromotion', { id: promotion.id });
  for (const persona of ['mel', 'ira'])
    await refusedActivation('PROMOTION_CLOSED', promotion.id, await as(persona));
}

describe('separation of duties', () => {
  beforeAll(async () => {
    ({ api, bypasses } = await trials.start(tables));
    version = await releasableVersion(api, 'duties');
    other = await releasableVersion(api, 'other duties');
  });
  afterEach(() => clear());
  afterAll(() => api.stop());

  it.each(scripts)('G20 refuses, records and undoes nothing by: %s', async (_title, script) => {
    await script();
    expect.hasAssertions();
  });

  it.each(['WITHDRAWN', 'REJECTED', 'EXPIRED', 'IN_REVIEW'] as const)(
    'G23 P-43 answers every caller over HTTP as the table says: %s',
    async (standsAt) => {
      const promotion = await requested(await as('dana'));
      if (standsAt === 'WITHDRAWN') await done(await as('dana'), 'withdrawPromotion', { id: promotion.id });
      if (standsAt === 'REJECTED')
        await done(await as('riley'), 'castVote', ballot(promotion, { decision: 'REJECT' }));
      if (standsAt === 'EXPIRED') {
        await approvedByOthers(promotion);
        setClock(14 * day);
      }
      const ira = await as('ira');
      const callers: [Actor | null, ApiClient][] = [[null, api.anonymous]];
      for (const { key, roles: held } of personas) callers.push([actorOf({ roles: held }), await as(key)]);
      for (const scope of ['ingest', 'read', 'write', 'admin'] as const)
        callers.push([actorOf({ kind: 'service', scope }), await token(ira, scope.toUpperCase())]);
      callers.push([actorOf({ kind: 'operator' }), api.withToken(api.bootstrapSecret)]);
      const table = transitions[standsAt.toLowerCase() as PromotionState];
      const before = await state();
      let tried = 0;
      for (const [actor, client] of callers)
        for (const [name, action] of stepNames) {
          const isLetIn = actor !== null && isPermitted(actor, actionPermissions[action]);
          const cell = table[action];
          // What would be taken is taken in other tests: here nothing changes.
          if (isLetIn && typeof cell !== 'string') continue;
          const variables = action === 'vote' ? ballot(promotion) : { id: promotion.id };
          const expected = isLetIn ? cell : actor === null ? 'UNAUTHENTICATED' : 'FORBIDDEN';
          expect([name, actor, answeredCode(await act(client, name, variables))]).toEqual([
            name,
            actor,
            expected,
          ]);
          tried += 1;
        }
      expect(tried).toBeGreaterThanOrEqual(standsAt === 'IN_REVIEW' ? 35 : 56);
      expect(await state()).toBe(before);
    },
  );

  it('G20 P-42 lets through what the scripts come close to', async () => {
    const [asker, officer] = [await account('ADMIN', 'ML_ENGINEER'), await account('PRODUCT_MANAGER')];
    await setRoles(asker, await idOf(officer), ['RISK_OFFICER']);
    const promotion = await requested(asker);
    await refusedVote('SELF_APPROVAL', officer, promotion);
    // P-38: a second admin takes the roles over.
    await setRoles(await as('ira'), await idOf(officer), ['RISK_OFFICER']);
    await approve(officer, promotion);
    expect((await approve(await as('sam'), promotion)).state).toBe('APPROVED');
    expect((await done(asker, 'activatePromotion', { id: promotion.id })).promotion.state).toBe('ACTIVE');
    await refusedActivation('PROMOTION_CLOSED', promotion.id, asker);
  });

  it('G20 P-42 lets a token of scope admin carry out what others approved', async () => {
    const promotion = await approvedByOthers(await requested(await as('dana'), other.modelVersionId));
    const service = await token(await as('ira'), 'ADMIN');
    expect((await done(service, 'activatePromotion', { id: promotion.id })).promotion.state).toBe('ACTIVE');
  });

  it('G20 holds at least sixty scripts, tried by many', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(60);
    expect(bypasses.attempts).toBeGreaterThanOrEqual(250);
    expect(bypasses.audited).toBeGreaterThanOrEqual(100);
  });
});
