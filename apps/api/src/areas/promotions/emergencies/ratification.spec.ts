import { builtInPolicy } from '@countersign/domain/approvals';
import { startTestApi, type TestApi } from '../../../testing/api';
import { type Releasable, releasableVersion } from '../../../testing/releasable-version';
import { type Answered, run } from '../../../testing/release-path';
import { alarm, codeOf, publish, type TestPlace } from '../../../testing/serving';

const hour = 3_600_000;
const day = 24 * hour;
const urgent: TestPlace = { environment: 'STAGING', alias: 'ratified' };
const audited: TestPlace = { environment: 'STAGING', alias: 'audited' };
const lenient: TestPlace = { environment: 'STAGING', alias: 'lenient' };
const breakGlass = { ttlHours: 4, perMonth: 2 };

const begin = `mutation ($id: ID!) {
  answer: proposeEmergency(promotionId: $id, incident: "INC-8", justification: "Nothing answers.") {
    ... on Refusal { code } ... on PromotionChanged { promotion { subjectDigest emergency { id } } } } }`;
const confirm = `mutation ($id: ID!, $emergencyId: ID!, $subjectDigest: String!) {
  answer: confirmEmergency(promotionId: $id, emergencyId: $emergencyId, subjectDigest: $subjectDigest) {
    ... on Refusal { code } } }`;
const waive = `mutation ($id: ID!, $subjectDigest: String!) {
  answer: waiveGate(promotionId: $id, gateId: "performance-holds", reason: "Near.", subjectDigest: $subjectDigest) {
    ... on Refusal { code } } }`;
const refresh = `mutation ($id: ID!) { answer: refreshGates(promotionId: $id) { ... on Refusal { code } } }`;

interface Shown {
  state: string;
  round: number;
  subjectDigest: string;
  votes: { decision: string }[];
  waivers: { gateId: string }[];
  gates: { verdict: string }[];
}

describe('the approval of what serves by an emergency', () => {
  let api: TestApi;
  let ahead = 0;
  beforeAll(async () => {
    api = await startTestApi(() => new Date(Date.now() + ahead));
    await publish(api, { name: 'ratified', environment: 'staging', alias: 'ratified', breakGlass });
    await publish(api, {
      ...{ name: 'audited', environment: 'staging', alias: 'audited', breakGlass },
      gates: builtInPolicy.gates.filter(({ kind }) => kind === 'fairness'),
    });
    await publish(api, {
      ...{ name: 'lenient', environment: 'staging', alias: 'lenient', breakGlass },
      gates: builtInPolicy.gates
        .filter(({ kind }) => kind !== 'fairness')
        .map((gate) =>
          gate.kind === 'performance' ? { ...gate, minimum: 0.99, severity: 'soft' as const } : gate,
        ),
    });
  });
  afterEach(() => {
    ahead = 0;
  });
  afterAll(() => api.stop());

  const show = async (id: string) =>
    (
      await (
        await api.as('ada')
      ).data<{ promotion: Shown }>(
        `query ($id: ID!) { promotion(id: $id) { state round subjectDigest votes { decision }
           waivers { gateId } gates { verdict } } }`,
        { id },
      )
    ).promotion;
  const provisional = async ({ modelVersionId }: Releasable, place = urgent): Promise<string> => {
    const input = { modelVersionId, rationale: 'It burns.', ...place };
    const { promotion } = await run<{ promotion: { id: string } }>(await api.as('dana'), 'requestPromotion', {
      input,
    });
    const { id } = promotion;
    const { answer } = await (
      await api.as('mel')
    ).data<{
      answer: { promotion: { subjectDigest: string; emergency: { id: string } } };
    }>(begin, { id });
    const { subjectDigest, emergency } = answer.promotion;
    const said = { id, subjectDigest, emergencyId: emergency.id };
    expect(codeOf(await (await api.as('riley')).graphql(confirm, said))).toBe('OK');
    return id;
  };
  const vote = async (id: string, persona: string, decision = 'APPROVE') => {
    const { round, subjectDigest } = await show(id);
    const input = { promotionId: id, round, subjectDigest, decision, comment: '' };
    const { code } = (await run(await api.as(persona), 'castVote', { input })) as Answered<object>;
    return code ?? 'OK';
  };
  const lastVote = async (id: string) => {
    const { rows } = await api.owner.query<{ payload: Record<string, unknown> }>(
      `SELECT payload FROM audit_entry WHERE workspace_id = $1 AND subject_id = $2 AND action = 'castVote'
       ORDER BY sequence DESC LIMIT 1`,
      [api.workspaceId, id],
    );
    return rows[0]?.payload;
  };

  it('P-170 looks at the gates once more, says so in the log, and holds where they do', async () => {
    const id = await provisional(await releasableVersion(api, 'holds'));
    expect([await vote(id, 'sam'), await vote(id, 'riley')]).toEqual(['OK', 'OK']);
    expect(await show(id)).toMatchObject({ state: 'ACTIVE', round: 1 });
    expect(await lastVote(id)).toMatchObject({
      ...{ state: 'active', lookedAnew: [{ gateId: 'drift-quiet', verdict: 'pass' }] },
      decided: { gates: [{ gateId: 'drift-quiet', verdict: 'pass' }] },
    });
  });

  it('P-170 is not given where a gate fell meanwhile: the vote stands, and what was found', async () => {
    const version = await releasableVersion(api, 'fell');
    const id = await provisional(version, audited);
    expect(await vote(id, 'sam')).toBe('OK');
    await alarm(api, version.modelVersionId);
    expect(await show(id)).toMatchObject({ gates: [{ verdict: 'PASS' }] });
    expect(await vote(id, 'riley')).toBe('OK');
    expect(await show(id)).toMatchObject({
      ...{ state: 'PROVISIONAL', round: 1, gates: [{ verdict: 'UNKNOWN' }] },
      votes: [{ decision: 'APPROVE' }, { decision: 'APPROVE' }],
    });
    await version.fairness('Once more, since an alarm ends an audit.');
    expect(codeOf(await (await api.as('mel')).graphql(refresh, { id }))).toBe('OK');
    expect(await show(id)).toMatchObject({ state: 'PROVISIONAL', round: 2 });
  });

  it('P-170 is not given on evidence that grew too old by the vote that would', async () => {
    const version = await releasableVersion(api, 'aged');
    await version.drift('ok', new Date(Date.now() - 30 * day + hour));
    const id = await provisional(version);
    expect(await vote(id, 'sam')).toBe('OK');
    ahead = 2 * hour;
    expect(await vote(id, 'riley')).toBe('OK');
    expect(await show(id)).toMatchObject({ state: 'PROVISIONAL', gates: [{ verdict: 'UNKNOWN' }] });
  });

  it('P-170 refuses the vote that would on other evidence or by another policy, and takes a rejection', async () => {
    const one = await releasableVersion(api, 'newer evidence');
    const id = await provisional(one);
    expect(await vote(id, 'sam')).toBe('OK');
    await one.drift('alert');
    expect(await vote(id, 'riley')).toBe('STALE_ROUND');
    expect(await show(id)).toMatchObject({ state: 'PROVISIONAL', votes: [{ decision: 'APPROVE' }] });
    expect(await vote(id, 'riley', 'REJECT')).toBe('OK');
    expect((await show(id)).state).toBe('SUSPENDED');
    const other = await provisional(await releasableVersion(api, 'newer policy'));
    expect(await vote(other, 'sam')).toBe('OK');
    await publish(api, {
      ...{ name: 'ratified', environment: 'staging', alias: 'ratified', breakGlass },
      ...{ version: builtInPolicy.version + 1, approvalTtlDays: 3 },
    });
    expect(await vote(other, 'riley')).toBe('STALE_ROUND');
    expect((await show(other)).state).toBe('PROVISIONAL');
  });

  it('P-170 holds for a waiver that would as well', async () => {
    const waiving = async (name: string, before: (version: Releasable) => Promise<void>) => {
      const version = await releasableVersion(api, name);
      const id = await provisional(version, lenient);
      expect([await vote(id, 'sam'), await vote(id, 'riley')]).toEqual(['OK', 'OK']);
      await before(version);
      const { subjectDigest } = await show(id);
      const code = codeOf(await (await api.as('riley')).graphql(waive, { id, subjectDigest }));
      return [code, await show(id)] as const;
    };
    const [held, active] = await waiving('waived', () => Promise.resolve());
    expect([held, active.state]).toEqual(['OK', 'ACTIVE']);
    const [stale, shown] = await waiving('waived in vain', (version) => version.drift('alert'));
    expect(stale).toBe('STALE_ROUND');
    expect(shown).toMatchObject({ state: 'PROVISIONAL', waivers: [] });
  });
});
