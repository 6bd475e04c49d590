import { builtInPolicy } from '@countersign/domain/approvals';
import { verifyPassport } from '@countersign/domain/passport';
import { jobs } from '../../../jobs/run-jobs';
import { systemActor } from '../../../jobs/job';
import { createTokenFor, idOf, makeAccount } from '../../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../../testing/api';
import { type Releasable, releasableVersion } from '../../../testing/releasable-version';
import { run } from '../../../testing/release-path';
import {
  activate,
  alarm,
  codeOf,
  publish,
  reinstateDocument,
  rollBackDocument,
  type TestPlace,
} from '../../../testing/serving';

const hour = 3_600_000;
const urgent: TestPlace = { environment: 'STAGING', alias: 'urgent' };
const answer = `__typename ... on Refusal { code message } ... on PromotionChanged {
  promotion { id state emergency { id } } auditEntry { sequence } }`;
const proposeDocument = `mutation ($promotionId: ID!, $incident: String!, $justification: String!) {
  answer: proposeEmergency(promotionId: $promotionId, incident: $incident, justification: $justification) { ${answer} } }`;
const confirmDocument = `mutation ($promotionId: ID!, $emergencyId: ID!, $subjectDigest: String!) {
  answer: confirmEmergency(promotionId: $promotionId, emergencyId: $emergencyId, subjectDigest: $subjectDigest) { ${answer} } }`;

interface Shown {
  id: string;
  state: string;
  round: number;
  subjectDigest: string;
  approvedAt: string | null;
  activatedAt: string | null;
  suspension: { cause: string; reason: string } | null;
  emergencyTerms: { ttlHours: number; perMonth: number; used: number } | null;
  emergency: {
    id: string;
    incident: string;
    isPending: boolean;
    proposedBy: { id: string };
    confirmedBy: { id: string } | null;
    until: string | null;
    waived: { gateId: string; verdict: string; reason: string }[];
  } | null;
}

describe('an emergency', () => {
  let api: TestApi;
  let ahead = 0;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead));
    await publish(api, {
      ...{ name: 'urgent', environment: 'staging', alias: 'urgent' },
      breakGlass: { ttlHours: 4, perMonth: 2 },
    });
    await publish(api, {
      ...{ name: 'audited', environment: 'staging', alias: 'audited' },
      gates: builtInPolicy.gates.filter(({ kind }) => kind === 'fairness'),
      breakGlass: { ttlHours: 4, perMonth: 2 },
    });
    await publish(api, { name: 'calm', environment: 'staging', alias: 'calm' });
  });
  afterEach(() => {
    ahead = 0;
  });
  afterAll(() => api.stop());

  const show = async (id: string): Promise<Shown> => {
    const { promotion } = await (
      await api.as('ada')
    ).data<{ promotion: Shown }>(
      `query ($id: ID!) { promotion(id: $id) { id state round subjectDigest approvedAt activatedAt
        suspension { cause reason } emergencyTerms { ttlHours perMonth used }
        emergency { id incident isPending proposedBy { id } confirmedBy { id } until
          waived { gateId verdict reason } } } }`,
      { id },
    );
    return promotion;
  };
  const request = async ({ modelVersionId }: Releasable, place = urgent): Promise<Shown> => {
    const input = { modelVersionId, rationale: 'It burns.', ...place };
    const { promotion } = await run<{ promotion: { id: string } }>(await api.as('dana'), 'requestPromotion', {
      input,
    });
    return show(promotion.id);
  };
  const propose = async (id: string, by: ApiClient | string = 'mel', incident = 'INC-7') =>
    codeOf(
      await (typeof by === 'string' ? await api.as(by) : by).graphql(proposeDocument, {
        ...{ promotionId: id, incident, justification: 'Nothing answers.' },
      }),
    );
  const confirm = async (id: string, by: ApiClient | string = 'riley', more: Record<string, string> = {}) => {
    const { emergency, subjectDigest } = await show(id);
    const caller = typeof by === 'string' ? await api.as(by) : by;
    return codeOf(
      await caller.graphql(confirmDocument, {
        ...{ promotionId: id, emergencyId: emergency?.id ?? id, subjectDigest, ...more },
      }),
    );
  };
  const vote = async (id: string, persona: string, decision = 'APPROVE') => {
    const { round, subjectDigest } = await show(id);
    return run(await api.as(persona), 'castVote', {
      input: { promotionId: id, round, subjectDigest, decision, comment: '' },
    });
  };
  const endDue = () => api.services.emergencies.endDue(systemActor(api.workspaceId));
  const liveOf = async (modelId: string) =>
    (
      await api.owner.query<{ promotion_id: string; pointed: string }>(
        `SELECT promotion_id, (SELECT promotion_id FROM model_alias WHERE model_id = $1) AS pointed
         FROM deployment WHERE model_id = $1 AND ended_at IS NULL`,
        [modelId],
      )
    ).rows.map((row) => (row.promotion_id === row.pointed ? row.promotion_id : 'apart'));
  const entriesOf = async (id: string, action: string) =>
    (
      await api.owner.query<{ actor: string; outcome: string; payload: Record<string, unknown> }>(
        `SELECT actor, outcome, payload FROM audit_entry
         WHERE workspace_id = $1 AND subject_id = $2 AND action = $3 ORDER BY sequence`,
        [api.workspaceId, id, action],
      )
    ).rows;
  /** A version that serves, and another whose drift gate fails. */
  const broken = async (name: string): Promise<[Releasable, string, Releasable]> => {
    const one = await releasableVersion(api, name);
    const first = await activate(api, one.modelVersionId, urgent);
    const two = await one.next();
    await two.drift('alert');
    return [one, first, two];
  };
  const serving = async (name: string) => {
    const [one, first, two] = await broken(name);
    const { id } = await request(two);
    expect(await propose(id)).toBe('OK');
    expect(await confirm(id)).toBe('OK');
    return { one, first, two, id };
  };
  let token = '';
  const ask = async (path: string) => {
    token ||= (await createTokenFor(await api.as('ira'), { name: 'gate', scope: 'READ' })).secret;
    const response = await fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return (await response.json()) as {
      allowed: boolean;
      code?: string;
      reasons: { code: string; message: string }[];
      promotion: { state: string };
      emergency?: { incident: string; until: string };
    };
  };
  const gate = ({ modelId, modelVersionId }: Releasable, more = '') =>
    ask(`/v1/gate?model=${modelId}&version=${modelVersionId}&to=staging&alias=urgent${more}`);

  it('P-116 P-118 lets a version serve unapproved, in one transaction, and tells the log everything', async () => {
    const [one, first, two] = await broken('burns');
    const asked = await request(two);
    expect(asked).toMatchObject({ state: 'BLOCKED', emergency: null });
    expect(asked.emergencyTerms).toEqual({ ttlHours: 4, perMonth: 2, used: 0 });
    expect(await propose(asked.id)).toBe('OK');
    expect(await show(asked.id)).toMatchObject({
      ...{ state: 'BLOCKED', emergency: { incident: 'INC-7', isPending: true, confirmedBy: null } },
    });
    expect(await liveOf(one.modelId)).toEqual([first]);
    expect(await confirm(asked.id)).toBe('OK');
    const now = await show(asked.id);
    expect(now).toMatchObject({ state: 'PROVISIONAL', approvedAt: null, emergencyTerms: { used: 1 } });
    const waived = [
      { gateId: 'drift-quiet', verdict: 'FAIL', reason: expect.stringContaining('age') as string },
    ];
    expect(now.emergency).toMatchObject({ isPending: false, waived });
    expect(Date.parse(now.emergency?.until ?? '') - Date.parse(now.activatedAt ?? '')).toBe(4 * hour);
    expect(await liveOf(one.modelId)).toEqual([asked.id]);
    expect((await show(first)).state).toBe('SUPERSEDED');
    const [proposed] = await entriesOf(asked.id, 'proposeEmergency');
    expect(proposed).toMatchObject({
      ...{ actor: `person:${await idOf(await api.as('mel'))}`, outcome: 'done' },
      payload: { incident: 'INC-7', justification: 'Nothing answers.', state: 'blocked' },
    });
    const [confirmed] = await entriesOf(asked.id, 'confirmEmergency');
    expect(confirmed).toMatchObject({
      ...{ actor: `person:${await idOf(await api.as('riley'))}`, outcome: 'done' },
      payload: {
        ...{ state: 'provisional', incident: 'INC-7', justification: 'Nothing answers.', superseded: first },
        ...{
          proposedBy: `person:${await idOf(await api.as('mel'))}`,
          confirmedBy: `person:${await idOf(await api.as('riley'))}`,
        },
        ...{ until: now.emergency?.until, waived: [{ gateId: 'drift-quiet', verdict: 'fail' }] },
      },
    });
  });

  it('P-118 is recorded also where every gate had passed', async () => {
    const one = await releasableVersion(api, 'green all along');
    const { id, state } = await request(one);
    expect(state).toBe('IN_REVIEW');
    expect([await propose(id), await confirm(id)]).toEqual(['OK', 'OK']);
    expect((await entriesOf(id, 'confirmEmergency'))[0]?.payload).toMatchObject({ waived: [] });
  });

  it('P-116 P-117 is refused without the policy, the second person, or what both saw, and the refusal is recorded', async () => {
    const [one, first, two] = await broken('refused');
    const calm = await request(two, { environment: 'STAGING', alias: 'calm' });
    expect(await propose(calm.id)).toBe('NO_BREAK_GLASS');
    const { id } = await request(two);
    expect(await confirm(id)).toBe('NO_EMERGENCY');
    for (const persona of ['dana', 'sam', 'ira', 'ada']) expect(await propose(id, persona)).toBe('FORBIDDEN');
    expect(await propose(id)).toBe('OK');
    expect(await confirm(id, 'mel')).toBe('SECOND_PERSON_NEEDED');
    expect(await confirm(id, 'riley', { subjectDigest: 'f'.repeat(64) })).toBe('STALE_ROUND');
    expect(await confirm(id, 'riley', { emergencyId: id })).toBe('NO_EMERGENCY');
    const greta = await makeAccount(api, { email: 'greta@example.org', roles: ['ML_ENGINEER'] });
    expect(await propose(id, greta)).toBe('OK');
    expect(await liveOf(one.modelId)).toEqual([first]);
    await two.drift('alert');
    expect(await confirm(id)).toBe('STALE_ROUND');
    expect(await liveOf(one.modelId)).toEqual([first]);
    ahead = 4 * hour;
    expect(await confirm(id)).toBe('NO_EMERGENCY');
    const refused = await entriesOf(id, 'confirmEmergency');
    expect(refused.map(({ outcome, payload }) => [outcome, payload['refusal']])).toEqual(
      [
        'NO_EMERGENCY',
        'SECOND_PERSON_NEEDED',
        'STALE_ROUND',
        'NO_EMERGENCY',
        'STALE_ROUND',
        'NO_EMERGENCY',
      ].map((code) => ['refused', code]),
    );
  });

  it.each([
    ['without a name', { incident: ' ' }, 'BAD_INPUT'],
    ['with too long a name', { incident: 'x'.repeat(201) }, 'BAD_INPUT'],
    ['without a reason', { justification: '' }, 'BAD_INPUT'],
    ['of what is not there', { promotionId: '01000000-0000-7000-8000-000000000000' }, 'NOT_FOUND'],
    ['of what is no id', { promotionId: 'x' }, 'NOT_FOUND'],
  ])('P-116 names what is bad about a proposal %s', async (_what, more, code) => {
    const { id } = await request(await releasableVersion(api, `bad ${_what}`));
    const input = { promotionId: id, incident: 'INC-7', justification: 'Nothing answers.', ...more };
    expect(codeOf(await (await api.as('mel')).graphql(proposeDocument, input))).toBe(code);
  });

  it('P-119 has its number within 30 days, and afterwards again', async () => {
    const { one, two, id } = await serving('budget');
    ahead = 4 * hour;
    await endDue();
    const three = await two.next();
    await three.drift('alert');
    const second = await request(three);
    expect([await propose(second.id), await confirm(second.id)]).toEqual(['OK', 'OK']);
    ahead = 8 * hour;
    await endDue();
    const four = await three.next();
    const third = await request(four);
    expect(third.emergencyTerms).toEqual({ ttlHours: 4, perMonth: 2, used: 2 });
    expect(await propose(third.id)).toBe('EMERGENCY_BUDGET_SPENT');
    ahead = 30 * 24 * hour;
    const fresh = await api.as('mel');
    expect(await propose(third.id, fresh)).toBe('OK');
    expect((await show(id)).state).toBe('ROLLED_BACK');
    expect(await liveOf(one.modelId)).toHaveLength(1);
  });

  it('P-120 is answered no at the gate, and yes to who means the emergency; its pods come up with a warning', async () => {
    const { two } = await serving('at the gate');
    const no = await gate(two);
    expect(no).toMatchObject({ allowed: false, promotion: { state: 'provisional' } });
    expect(no.reasons.map(({ code }) => code)).toEqual([
      ...['PROMOTION_PROVISIONAL', 'GATES_NOT_PASSED', 'QUORUM_NOT_REACHED', 'QUORUM_NOT_REACHED'],
    ]);
    expect(no.emergency).toMatchObject({ incident: 'INC-7' });
    const yes = await gate(two, '&emergency=true');
    expect(yes).toMatchObject({ allowed: true, reasons: no.reasons, emergency: no.emergency });
    expect(await gate(two, '&emergency=perhaps')).toMatchObject({ code: 'BAD_INPUT' });
    const other = await gate(await two.next(), '&emergency=true');
    expect(other.allowed).toBe(false);
  });

  it('P-121 P-88 is ratified by the ordinary votes and gates, which count for what alarmed before', async () => {
    const { two, id } = await serving('ratified');
    await vote(id, 'sam');
    expect((await show(id)).state).toBe('PROVISIONAL');
    await alarm(api, two.modelVersionId);
    await two.drift('ok');
    await two.fairness('Once more, since an alarm ends an audit.');
    const mel = await api.as('mel');
    const refresh = `mutation ($id: ID!) { answer: refreshGates(promotionId: $id) { ${answer} } }`;
    expect(codeOf(await mel.graphql(refresh, { id }))).toBe('OK');
    expect(await show(id)).toMatchObject({ state: 'PROVISIONAL', round: 2, approvedAt: null });
    await vote(id, 'sam');
    await vote(id, 'riley');
    const ratified = await show(id);
    expect(ratified).toMatchObject({ state: 'ACTIVE', round: 2 });
    expect(Date.parse(ratified.approvedAt ?? '')).toBeGreaterThan(Date.parse(ratified.activatedAt ?? ''));
    expect(await gate(two)).toMatchObject({ allowed: true });
    ahead = 4 * hour;
    await endDue();
    await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
    expect((await show(id)).state).toBe('ACTIVE');
    await alarm(api, two.modelVersionId, { at: new Date(Date.now() + ahead) });
    await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
    expect((await show(id)).state).toBe('SUSPENDED');
  });

  it('P-121 P-88 is looked at again where something alarmed that those who ratified it had not seen', async () => {
    const one = await releasableVersion(api, 'unseen');
    const { id } = await request(one);
    expect([await propose(id), await confirm(id)]).toEqual(['OK', 'OK']);
    await alarm(api, one.modelVersionId, { at: new Date() });
    await vote(id, 'sam');
    await vote(id, 'riley');
    expect((await show(id)).state).toBe('ACTIVE');
    await api.services.suspensions.suspendDue(systemActor(api.workspaceId));
    expect(await show(id)).toMatchObject({ state: 'SUSPENDED', suspension: { cause: 'ALERT' } });
  });

  it('P-125 has a passport only once it is ratified, which says so and verifies that', async () => {
    const one = await releasableVersion(api, 'with a passport');
    const { id } = await request(one, { environment: 'STAGING', alias: 'audited' });
    expect([await propose(id), await confirm(id)]).toEqual(['OK', 'OK']);
    const { secret } = await createTokenFor(await api.as('ira'), { name: 'passports', scope: 'READ' });
    const headers = { authorization: `Bearer ${secret}` };
    const passport = () => fetch(`${api.url}/v1/promotions/${id}/passport`, { headers });
    expect((await passport()).status).toBe(404);
    await vote(id, 'sam');
    await vote(id, 'riley');
    expect((await show(id)).state).toBe('ACTIVE');
    const file = await passport();
    expect(file.status).toBe(200);
    const { valid, checks } = verifyPassport(new Uint8Array(await file.arrayBuffer()));
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(valid).toBe(true);
    expect(checks.find(({ check }) => check === 'decision')).toMatchObject({ status: 'passed' });
    expect(checks.find(({ check }) => check === 'times')).toMatchObject({
      status: 'passed',
      detail: expect.stringContaining('served by an emergency (INC-7)') as string,
    });
  });

  it('P-122 gives way to the version before when it is rejected', async () => {
    const { one, first, id } = await serving('rejected');
    await vote(id, 'sam', 'REJECT');
    expect((await show(id)).state).toBe('ROLLED_BACK');
    expect((await show(first)).state).toBe('ACTIVE');
    expect(await liveOf(one.modelId)).toEqual([first]);
    expect((await entriesOf(id, 'castVote'))[0]?.payload).toMatchObject({
      ...{ decision: 'reject', state: 'rolled_back', restored: first },
    });
  });

  it('P-122 gives way when its time is over, written down once by the server', async () => {
    const { one, first, id } = await serving('over');
    await endDue();
    expect((await show(id)).state).toBe('PROVISIONAL');
    ahead = 4 * hour;
    expect((await show(id)).state).toBe('SUSPENDED');
    expect(await vote(id, 'sam')).toMatchObject({ code: 'PROMOTION_CLOSED' });
    await Promise.all([endDue(), endDue()]);
    expect((await show(id)).state).toBe('ROLLED_BACK');
    expect(await liveOf(one.modelId)).toEqual([first]);
    const ended = await entriesOf(id, 'endEmergency');
    expect(ended.filter(({ outcome }) => outcome === 'done')).toMatchObject([
      {
        actor: expect.stringMatching(/^system:/) as string,
        payload: { state: 'rolled_back', restored: first },
      },
    ]);
    expect(jobs.find(({ name }) => name === 'promotion.terms')).toMatchObject({ everySeconds: 60 });
  });

  it('P-122 P-123 serves on suspended where there is no way back, until another promotion or a way back ends that', async () => {
    const one = await releasableVersion(api, 'alone');
    await one.drift('alert');
    const { id } = await request(one);
    expect([await propose(id), await confirm(id)]).toEqual(['OK', 'OK']);
    ahead = 4 * hour;
    await endDue();
    expect(await show(id)).toMatchObject({ state: 'SUSPENDED', suspension: { cause: 'EMERGENCY' } });
    expect(await liveOf(one.modelId)).toEqual([id]);
    const riley = await api.as('riley');
    expect(codeOf(await riley.graphql(reinstateDocument, { id }))).toBe('QUORUM_NOT_REACHED');
    expect(await gate(one, '&emergency=true')).toMatchObject({ allowed: false });
    await one.drift('ok');
    const again = await activate(api, one.modelVersionId, urgent);
    expect([(await show(id)).state, (await show(again)).state]).toEqual(['SUPERSEDED', 'ACTIVE']);
    // What was never approved is no way back (P-124).
    const two = await one.next();
    await activate(api, two.modelVersionId, urgent);
    const input = { ...urgent, modelId: one.modelId, reason: 'It errs.', toPromotionId: id };
    const back = await (await api.as('mel')).graphql(rollBackDocument, { input });
    expect(codeOf(back)).toBe('NO_WAY_BACK');
  });

  it('P-124 may be replaced by another version meanwhile, and not asked for again', async () => {
    const { one, two, id } = await serving('replaced');
    const input = { modelVersionId: two.modelVersionId, rationale: 'Again.', ...urgent };
    expect(await run(await api.as('dana'), 'requestPromotion', { input })).toMatchObject({
      code: 'VERSION_ALREADY_SERVING',
    });
    const three = await two.next();
    const next = await activate(api, three.modelVersionId, urgent);
    expect((await show(id)).state).toBe('SUPERSEDED');
    expect(await liveOf(one.modelId)).toEqual([next]);
    expect(await vote(id, 'sam')).toMatchObject({ code: 'PROMOTION_CLOSED' });
    ahead = 4 * hour;
    await endDue();
    expect((await show(id)).state).toBe('SUPERSEDED');
  });

  it('P-127 waits in the inbox of who could confirm it, and then of its voters until it is over', async () => {
    const inbox = async (persona: string) => {
      const { inbox: all } = await (
        await api.as(persona)
      ).data<{ inbox: { kind: string; due: string | null; promotion: { id: string } | null }[] }>(
        '{ inbox { kind due promotion { id } } }',
      );
      return all;
    };
    const [, , two] = await broken('inbox');
    const { id } = await request(two);
    await propose(id);
    const kindsOf = async (persona: string) =>
      (await inbox(persona)).filter(({ promotion }) => promotion?.id === id).map(({ kind }) => kind);
    expect([await kindsOf('mel'), await kindsOf('riley'), await kindsOf('sam')]).toEqual([
      ...[[], ['CONFIRM'], ['REVIEW']],
    ]);
    await confirm(id);
    const [entry] = (await inbox('sam')).filter(({ promotion }) => promotion?.id === id);
    expect(entry).toMatchObject({ kind: 'REVIEW', due: (await show(id)).emergency?.until });
  });

  it('P-118 is begun once where two confirm it at once', async () => {
    const [one, , two] = await broken('raced');
    const { id } = await request(two);
    await propose(id);
    const rhea = await makeAccount(api, { email: 'rhea@example.org', roles: ['RISK_OFFICER'] });
    const codes = await Promise.all([confirm(id), confirm(id, rhea)]);
    expect(codes.sort()).toEqual(['OK', 'PROMOTION_CLOSED']);
    expect(await liveOf(one.modelId)).toEqual([id]);
  });
});
