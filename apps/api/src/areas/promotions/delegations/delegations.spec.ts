import { canonicalJson, parseVerifierKey } from '@countersign/domain/audit-log';
import { verifyPassport } from '@countersign/domain/passport';
import { nativeHashing } from '@countersign/engines/hashing';
import { idOf, makeAccount } from '../../../testing/accounts';
import { type ApiClient, startTestApi, type TestApi } from '../../../testing/api';
import {
  castFor,
  delegate,
  delegateDocument,
  revokeDocument,
  type Voted,
} from '../../../testing/delegation-steps';
import { measuredVersion } from '../../../testing/measured-version';
import { PassportForger } from '../../../testing/passport-forger';
import { releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';

const day = 86_400_000;
const risk = ['RISK_OFFICER'];
const expert = ['SUBJECT_MATTER_EXPERT'];

describe('votes that are given away', () => {
  let api: TestApi;
  let ahead = 0;
  const people = new Map<string, ApiClient>();
  const as = (key: string): ApiClient => people.get(key) as ApiClient;
  const now = () => Date.now() + ahead;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(now()));
    for (const key of ['dana', 'sam', 'mel', 'riley', 'pat', 'ira', 'devi', 'ada'])
      people.set(key, await api.as(key));
  });
  afterAll(() => api.stop());
  /** Every delegation ends, so that each test begins with none. */
  afterEach(async () => {
    ahead = 0;
    for (const client of people.values()) {
      const { data } = await client.graphql('{ delegations { id state } }');
      const { delegations = [] } = (data ?? {}) as { delegations?: { id: string; state: string }[] };
      for (const { id, state } of delegations)
        if (!['ENDED', 'REVOKED'].includes(state)) await client.data(revokeDocument, { id });
    }
  });

  const requested = async (name: string, by = as('dana')) => {
    const { modelVersionId, modelId } = await releasableVersion(api, name);
    const { promotion } = await run<{ promotion: Voted & { state: string } }>(by, 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.' },
    });
    return { ...promotion, modelId };
  };
  const give = (from: string, to: string, more: Partial<Parameters<typeof delegate>[1]> = {}) =>
    delegate(as(from), { to: as(to), roles: risk, now: now(), ...more });
  const revoke = async (by: string, id: string) =>
    (await as(by).data<{ answer: { code?: string } }>(revokeDocument, { id })).answer;
  const setRoles = async (key: string, roles: string[]) => {
    const input = { memberId: await idOf(as(key)), roles };
    await as('ira').data(
      'mutation ($input: SetMemberRolesInput!) { setMemberRoles(input: $input) { __typename } }',
      { input },
    );
  };

  it('P-128 P-132 gives votes in roles of one’s own to somebody who may vote, who fills the seat by them', async () => {
    const promotion = await requested('given');
    const { delegation, __typename, ...rest } = (await give('riley', 'mel')) as never as Record<
      string,
      unknown
    >;
    expect({ __typename, delegation, ...rest }).toMatchObject({
      ...{ __typename: 'DelegationChanged', auditEntry: { action: 'delegate' } },
      delegation: { state: 'IN_FORCE', roles: risk },
    });
    expect(await castFor(as('mel'), promotion, { onBehalfOf: as('riley') })).toMatchObject({
      vote: {
        counts: true,
        role: 'RISK_OFFICER',
        person: { name: 'Mel Tanaka' },
        onBehalfOf: { name: 'Riley Moreau' },
      },
    });
    expect(await castFor(as('sam'), promotion)).toMatchObject({
      vote: { onBehalfOf: null },
      promotion: {
        state: 'APPROVED',
        slots: [
          { role: 'SUBJECT_MATTER_EXPERT', filledBy: { name: 'Sam Lindqvist' }, onBehalfOf: null },
          { role: 'RISK_OFFICER', filledBy: { name: 'Mel Tanaka' }, onBehalfOf: { name: 'Riley Moreau' } },
        ],
      },
    });
  });

  it.each<[string, Partial<Parameters<typeof delegate>[1]>, string, string]>([
    ['to oneself', {}, 'riley', 'CANNOT_DELEGATE'],
    ['to somebody who may not vote', {}, 'devi', 'CANNOT_DELEGATE'],
    ['in a role one does not hold', { roles: expert }, 'mel', 'CANNOT_DELEGATE'],
    ['in a role without votes', { roles: ['ADMIN'] }, 'mel', 'CANNOT_DELEGATE'],
  ])('P-128 refuses votes %s', async (_what, more, to, code) => {
    expect(await give('riley', to, more)).toMatchObject({ __typename: 'Refusal', code });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['an end before its begin', { endsAt: -1 }, { code: 'BAD_INPUT', field: 'endsAt' }],
    ['more than 30 days', { endsAt: 30 * day + 60_000 }, { code: 'BAD_INPUT', field: 'endsAt' }],
    ['a begin in the past', { startsAt: -60_000, endsAt: day }, { code: 'BAD_INPUT', field: 'startsAt' }],
    [
      'a begin in two years',
      { startsAt: 730 * day, endsAt: 731 * day },
      { code: 'BAD_INPUT', field: 'startsAt' },
    ],
    ['no role', { roles: [] }, { code: 'BAD_INPUT' }],
    ['a role twice', { roles: [...risk, ...risk] }, { code: 'BAD_INPUT' }],
    ['a blank reason', { reason: ' ' }, { code: 'BAD_INPUT' }],
    ['no model', { modelIds: [] }, { code: 'BAD_INPUT' }],
    ['an unknown model', { modelIds: ['01900000-0000-7000-8000-000000000000'] }, { code: 'NOT_FOUND' }],
    ['an unknown person', { delegateId: '01900000-0000-7000-8000-000000000000' }, { code: 'NOT_FOUND' }],
  ])('P-129 answers bad input that asks for %s with its place', async (_what, changes, extensions) => {
    const at = (span: unknown) => (typeof span === 'number' ? new Date(now() + span) : span);
    const { startsAt, endsAt = day, ...others } = changes;
    const input = {
      ...{ delegateId: await idOf(as('mel')), roles: risk, reason: 'Away.', ...others },
      ...{ endsAt: at(endsAt), ...(startsAt !== undefined && { startsAt: at(startsAt) }) },
    };
    const { errors } = await as('riley').graphql(delegateDocument, { input });
    expect(errors?.[0]?.extensions).toMatchObject(extensions);
  });

  it('P-130 refuses a circle of any length, but only where all of it would be in force at once', async () => {
    await give('riley', 'mel');
    expect(await give('mel', 'riley', { roles: ['ML_ENGINEER'] })).toMatchObject({
      code: 'DELEGATION_CIRCLE',
    });
    await give('mel', 'sam', { roles: ['ML_ENGINEER'], startsAt: new Date(now() + day), days: 2 });
    const back = { roles: expert, startsAt: new Date(now() + 3 * day), days: 2 };
    expect(await give('sam', 'riley', { ...back, startsAt: new Date(now() + 2 * day) })).toMatchObject({
      code: 'DELEGATION_CIRCLE',
    });
    expect(await give('sam', 'riley', back)).toMatchObject({ delegation: { state: 'PLANNED' } });
  });

  it('P-131 gives nothing on: who was given votes cannot give them to a third', async () => {
    const promotion = await requested('chained');
    await give('riley', 'mel');
    expect(await give('mel', 'pat')).toMatchObject({ code: 'CANNOT_DELEGATE' });
    await give('mel', 'pat', { roles: ['ML_ENGINEER'] });
    expect(await castFor(as('pat'), promotion, { onBehalfOf: as('riley') })).toMatchObject({
      code: 'NO_DELEGATION',
    });
    expect(await castFor(as('pat'), promotion, { onBehalfOf: as('mel') })).toMatchObject({
      code: 'ROLE_NOT_REQUIRED',
    });
  });

  it('P-132 takes no vote that was not given, for another model, before its time, after it or once it was revoked', async () => {
    const [promotion, other] = [await requested('bounds'), await requested('other bounds')];
    const cast = (on: Voted) => castFor(as('mel'), on, { onBehalfOf: as('riley'), decision: 'ABSTAIN' });
    expect(await cast(promotion)).toMatchObject({ code: 'NO_DELEGATION' });
    await give('riley', 'mel', { startsAt: new Date(now() + day), days: 1, modelIds: [promotion.modelId] });
    expect(await cast(promotion)).toMatchObject({ code: 'NO_DELEGATION' });
    ahead += 2 * day;
    for (const key of ['riley', 'mel', 'sam']) people.set(key, await api.as(key));
    expect(await cast(promotion)).toMatchObject({ code: 'NO_DELEGATION' });
    ahead -= day / 2;
    expect(await cast(other)).toMatchObject({ code: 'NO_DELEGATION' });
    // The log has seen its end: a clock that is set back does not bring it to life again.
    expect(await cast(promotion)).toMatchObject({ code: 'NO_DELEGATION' });

    const { delegation } = await give('riley', 'mel');
    const { errors } = await as('sam').graphql(revokeDocument, { id: delegation.id });
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect(await revoke('riley', delegation.id)).toMatchObject({ delegation: { state: 'REVOKED' } });
    expect(await cast(other)).toMatchObject({ code: 'NO_DELEGATION' });
    expect(await revoke('mel', delegation.id)).toMatchObject({ code: 'DELEGATION_ENDED' });
  });

  it('P-133 keeps the delegate from what keeps either of the two from voting', async () => {
    const ofDana = await requested('of dana');
    await give('riley', 'dana');
    expect(await castFor(as('dana'), ofDana, { onBehalfOf: as('riley') })).toMatchObject({
      code: 'SELF_APPROVAL',
    });
    const auditor = await makeAccount(api, { email: 'rae@example.org', name: 'Rae', roles: risk });
    const { modelVersionId, fairness } = await releasableVersion(api, 'of rae');
    await fairness('Again.');
    const { datasetVersionId } = (await api.owner
      .query(
        'SELECT dataset_version_id AS "datasetVersionId" FROM fairness_audit WHERE model_version_id = $1',
        [modelVersionId],
      )
      .then(({ rows }) => rows[0])) as { datasetVersionId: string };
    await run(auditor, 'runFairnessAudit', {
      input: {
        ...{ modelVersionId, datasetVersionId, labelColumn: 'label', predictionColumn: 'prediction' },
        ...{ sensitive: ['sex'], favourable: 'POSITIVE', rationale: 'Mine.' },
      },
    });
    const { promotion } = await run<{ promotion: Voted }>(as('dana'), 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.' },
    });
    await delegate(auditor, { to: as('mel'), roles: risk, now: now() });
    const answer = await castFor(as('mel'), promotion, { onBehalfOf: auditor });
    expect(answer).toMatchObject({ code: 'SELF_APPROVAL' });
    expect(answer.message).toContain('ran an audit');
    // The requester gives away nothing that they lack themselves.
    await give('pat', 'mel', { roles: ['PRODUCT_MANAGER'] });
    const ofPat = await requested('of pat', as('pat'));
    expect(await castFor(as('mel'), ofPat, { onBehalfOf: as('pat') })).toMatchObject({
      code: 'SELF_APPROVAL',
    });
    expect(await castFor(as('mel'), ofPat)).toMatchObject({ code: 'ROLE_NOT_REQUIRED' });
  });

  it('P-134 counts one of the two votes, and seats one body once', async () => {
    const [one, other, third] = [await requested('one'), await requested('other'), await requested('third')];
    await give('riley', 'sam');
    expect(await castFor(as('sam'), one, { onBehalfOf: as('riley') })).toMatchObject({
      promotion: { state: 'IN_REVIEW' },
    });
    expect(await castFor(as('riley'), one)).toMatchObject({ code: 'ALREADY_VOTED' });
    // Sam's own vote beside Riley's that Sam cast: one person, and one of two seats.
    expect(await castFor(as('sam'), one)).toMatchObject({
      vote: { counts: true },
      promotion: { state: 'IN_REVIEW' },
    });
    expect(await castFor(as('riley'), other)).toMatchObject({ vote: { counts: true } });
    expect(await castFor(as('sam'), other, { onBehalfOf: as('riley') })).toMatchObject({
      code: 'ALREADY_VOTED',
    });
    await give('riley', 'mel');
    await castFor(as('mel'), third, { onBehalfOf: as('riley') });
    expect(await castFor(as('sam'), third, { onBehalfOf: as('riley') })).toMatchObject({
      code: 'ALREADY_VOTED',
    });
  });

  it('P-135 lets a vote fall with the roles of either, and not with the end of the delegation', async () => {
    const promotion = await requested('falling');
    const { delegation } = await give('riley', 'mel');
    await castFor(as('mel'), promotion, { onBehalfOf: as('riley') });
    await revoke('riley', delegation.id);
    const counts = async () => {
      const query = 'query ($id: ID!) { promotion(id: $id) { votes { counts } } }';
      const { promotion: found } = await as('ada').data<{ promotion: { votes: { counts: boolean }[] } }>(
        query,
        {
          id: promotion.id,
        },
      );
      return found.votes[0]?.counts;
    };
    expect(await counts()).toBe(true);
    await setRoles('mel', ['DATA_ENGINEER']);
    expect(await counts()).toBe(false);
    await setRoles('mel', ['ML_ENGINEER']);
    expect(await counts()).toBe(true);
    await setRoles('riley', ['AUDITOR']);
    expect(await counts()).toBe(false);
    await setRoles('riley', risk);
  });

  it('P-136 shows whose votes wait for the delegate, and tells both what was given', async () => {
    const promotion = await requested('waiting');
    await give('riley', 'mel', { modelIds: [promotion.modelId] });
    const asked = `query ($id: ID!) { inbox { kind promotion { id } onBehalfOf { name } }
      promotion(id: $id) { votesForOthers { onBehalfOf { name } allowed code } }
      delegations { state reason delegator { name } delegate { name } roles models { name } } }`;
    const given = {
      ...{ state: 'IN_FORCE', reason: 'Away.', roles: risk, models: [{ name: 'waiting' }] },
      ...{ delegator: { name: 'Riley Moreau' }, delegate: { name: 'Mel Tanaka' } },
    };
    const riley = { name: 'Riley Moreau' };
    const seen = await as('mel').data<{ inbox: unknown[]; delegations: unknown[] }>(asked, {
      id: promotion.id,
    });
    expect(seen.inbox).toContainEqual({
      kind: 'REVIEW',
      promotion: { id: promotion.id },
      onBehalfOf: [riley],
    });
    expect(seen).toMatchObject({
      promotion: { votesForOthers: [{ onBehalfOf: riley, allowed: true, code: null }] },
    });
    expect(seen.delegations[0]).toEqual(given);
    await castFor(as('mel'), promotion, { onBehalfOf: as('riley') });
    expect(await as('mel').data(asked, { id: promotion.id })).toMatchObject({
      promotion: { votesForOthers: [{ onBehalfOf: riley, allowed: false, code: 'ALREADY_VOTED' }] },
    });
    const own = await as('riley').data<{ delegations: unknown[] }>(asked, { id: promotion.id });
    expect(own.delegations[0]).toEqual(given);
  });

  it('P-137 tells the passport who gave which vote, which takes it again from the log', async () => {
    const { modelVersionId } = await measuredVersion(api, 'passed on');
    const { promotion } = await run<{ promotion: Voted }>(as('dana'), 'requestPromotion', {
      input: { modelVersionId, rationale: 'Better.' },
    });
    await give('riley', 'mel');
    await castFor(as('mel'), promotion, { onBehalfOf: as('riley') });
    expect(await castFor(as('sam'), promotion)).toMatchObject({ promotion: { state: 'APPROVED' } });
    const { bytes } = await api.services.passports.passport(
      {
        ...{ kind: 'person', id: await idOf(as('ada')), name: 'Ada' },
        workspaceId: api.workspaceId,
        roles: ['auditor'],
      },
      promotion.id,
    );
    const keys = (await api.services.auditLog.keys({ workspaceId: api.workspaceId } as never)).map((text) =>
      parseVerifierKey(text)!,
    );
    const verify = (file: Uint8Array) => verifyPassport(file, { hashing: nativeHashing, keys });
    const { valid, checks } = verify(bytes);
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(valid).toBe(true);
    const [riley, mel] = [await idOf(as('riley')), await idOf(as('mel'))];
    expect(checks.find(({ check }) => check === 'decision')?.detail).toContain(
      `risk officer: ${mel} for ${riley}`,
    );

    const forger = new PassportForger(api.services.auditExtract.signer(api.workspaceId));
    const files = forger.open(bytes);
    const lines = forger.text(files, 'audit/entries.ndjson').trimEnd().split('\n');
    const without = lines.filter((line) => !line.includes('"action\\":\\"delegate\\"'));
    expect(without).toHaveLength(lines.length - 1);
    const cut = verify(forger.put(files, 'audit/entries.ndjson', `${without.join('\n')}\n`));
    expect(cut.checks.find(({ check }) => check === 'case')).toMatchObject({
      ...{ status: 'failed', detail: expect.stringContaining('for somebody who had not given it') },
    });
    const recorded = JSON.parse(forger.text(forger.open(bytes), 'case.json')) as {
      votes: { onBehalfOf?: string }[];
    };
    for (const vote of recorded.votes) delete vote.onBehalfOf;
    const own = verify(forger.put(forger.open(bytes), 'case.json', canonicalJson(recorded)));
    expect(own.checks.find(({ check }) => check === 'case')?.status).toBe('failed');
  });
});
