import { connect } from '../../database/data-source';
import { createTokenFor, idOf, makeAccount } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { auditedVersion, type AuditedVersion, type RanAudit } from '../../testing/audited-version';

const waiver = `{ id criterion attributes justification owner { name } signedAt until state endedAt endedBy { name } endReason }`;
const waive = `mutation ($input: WaiveFairnessCriterionInput!) { answer: waiveFairnessCriterion(input: $input) {
  __typename ... on Refusal { code } ... on FairnessCriterionWaived { auditEntry { action outcome } waiver ${waiver} } } }`;
const end = `mutation ($input: EndFairnessWaiverInput!) { answer: endFairnessWaiver(input: $input) {
  __typename ... on Refusal { code } ... on FairnessWaiverEnded { auditEntry { action outcome } waiver ${waiver} } } }`;
const waivers = `query ($id: ID!) { fairnessAudit(id: $id) { verdict waivers { id state } } }`;

const day = 86_400_000;

interface Answer {
  __typename: string;
  code?: string;
  waiver?: { id: string };
}

describe('waivers of what a fairness audit found', () => {
  let api: TestApi;
  let clock: Date;
  let version: AuditedVersion;
  let riley: ApiClient;
  let audit: RanAudit;
  beforeAll(async () => {
    clock = new Date('2026-03-01T12:00:00Z');
    api = await startTestApi(() => clock);
    version = await auditedVersion(api, 'loans');
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clock = new Date('2026-03-01T12:00:00Z');
    riley = await api.as('riley');
    audit = await version.run(await api.as('dana'));
  });

  /** Sessions end when so much time has passed. */
  const pass = async (ms: number) => {
    clock = new Date(clock.getTime() + ms);
    riley = await api.as('riley');
  };
  const after = (days: number) => new Date(clock.getTime() + days * day).toISOString();
  const inputOf = (changes: Record<string, unknown> = {}) => ({
    ...{ auditId: audit.id, criterion: 'IMPACT_RATIO', attributes: ['sex'], until: after(30) },
    ...{ justification: 'A pilot of 30 days, each refusal read by a person.', ...changes },
  });
  const ask = async (client: ApiClient, changes?: Record<string, unknown>) =>
    (await client.data<{ answer: Answer }>(waive, { input: inputOf(changes) })).answer;
  const fault = async (client: ApiClient, changes?: Record<string, unknown>) =>
    (await client.graphql(waive, { input: inputOf(changes) })).errors?.[0]?.extensions;
  const finish = async (client: ApiClient, waiverId = '') =>
    (await client.data<{ answer: Answer }>(end, { input: { waiverId, reason: 'The pilot is over.' } }))
      .answer;
  const shown = async () =>
    (
      await riley.data<{ fairnessAudit: { verdict: string; waivers: { state: string }[] } }>(waivers, {
        id: audit.id,
      })
    ).fairnessAudit;
  const reported = async () => {
    const actor = { kind: 'person' as const, id: await idOf(riley), name: 'Riley', roles: [] };
    const { workspaceId } = api;
    const { document } = await api.services.fairnessReports.report({ ...actor, workspaceId }, audit.id);
    return JSON.stringify(document);
  };

  it('FS-10 say for which criterion, why, until when and who answers for it', async () => {
    expect(await ask(riley)).toMatchObject({
      waiver: {
        ...{ criterion: 'IMPACT_RATIO', attributes: ['sex'], owner: { name: 'Riley Moreau' } },
        ...{ justification: 'A pilot of 30 days, each refusal read by a person.', state: 'IN_FORCE' },
        ...{ signedAt: '2026-03-01T12:00:00.000Z', until: '2026-03-31T12:00:00.000Z', endedAt: null },
      },
      auditEntry: { action: 'waiveFairnessCriterion', outcome: 'DONE' },
    });
  });

  it('FS-11 change neither the verdict nor what a gate reads', async () => {
    const gate = () =>
      api.database.read({ workspaceId: api.workspaceId }, ({ manager, now }) =>
        api.services.fairness.latest(manager, version.modelVersionId, now),
      );
    const before = [await shown(), await gate()] as const;
    await ask(riley);
    expect(before[0].verdict).toBe('FAIL');
    expect((await shown()).verdict).toBe('FAIL');
    expect(await gate()).toEqual(before[1]);
  });

  it('FS-12 are for risk officers, none of whom ran the audit', async () => {
    const others = await Promise.all(['sam', 'dana', 'mel', 'ada', 'ira'].map((who) => api.as(who)));
    const { secret } = await createTokenFor(await api.as('ira'), { scope: 'ADMIN' });
    for (const client of [...others, api.withToken(secret)])
      expect(await fault(client)).toMatchObject({ code: 'FORBIDDEN' });
    audit = await version.run(riley);
    expect(await ask(riley)).toMatchObject({ code: 'OWN_AUDIT' });
    const operator = api.withToken(api.bootstrapSecret);
    const service = await createTokenFor(operator, { scope: 'WRITE', sponsorId: await idOf(riley) });
    audit = await version.run(api.withToken(service.secret));
    expect(await ask(riley)).toMatchObject({ code: 'OWN_AUDIT' });
    expect((await shown()).waivers).toEqual([]);
  });

  it('FS-13 are for criteria that the audit judged and did not find met, there', async () => {
    expect(await ask(riley, { attributes: ['city'] })).toMatchObject({ code: 'NOTHING_TO_WAIVE' });
    expect(await fault(riley, { criterion: 'EQUAL_OPPORTUNITY' })).toMatchObject({
      ...{ code: 'BAD_INPUT', field: 'criterion' },
    });
    for (const attributes of [[], ['age'], ['sex', 'city'], ['sex', 'sex']])
      expect(await fault(riley, { attributes })).toMatchObject({ code: 'BAD_INPUT' });
    expect((await shown()).waivers).toEqual([]);
    audit = await version.run(await api.as('dana'), { minimumGroupSize: 1000, intersections: true });
    expect(audit.verdict).toBe('INSUFFICIENT_EVIDENCE');
    expect(await ask(riley, { attributes: ['city', 'sex'] })).toMatchObject({
      waiver: { attributes: ['sex', 'city'] },
    });
  });

  it('FS-14 end within a year, and by themselves', async () => {
    for (const days of [-1, 0, 365.001, 100_000])
      expect(await fault(riley, { until: after(days) })).toMatchObject({ code: 'BAD_INPUT', field: 'until' });
    await ask(riley, { until: after(365) });
    await pass(365 * day - 1);
    expect((await shown()).waivers).toMatchObject([{ state: 'IN_FORCE' }]);
    await pass(1);
    expect((await shown()).waivers).toMatchObject([{ state: 'EXPIRED' }]);
  });

  it('FS-15 are one at a time for the same, also when two are asked for at once', async () => {
    const second = await makeAccount(api, {
      email: 'risk@example.org',
      name: 'Rui Costa',
      roles: ['RISK_OFFICER'],
    });
    const answers = await Promise.all([ask(riley), ask(second)]);
    expect(answers.map(({ code }) => code ?? 'done').sort()).toEqual(['ALREADY_WAIVED', 'done']);
    await pass(30 * day);
    expect(await ask(riley)).toMatchObject({ __typename: 'FairnessCriterionWaived' });
    expect((await shown()).waivers.map(({ state }) => state)).toEqual(['EXPIRED', 'IN_FORCE']);
  });

  it('FS-16 can be ended once before their term, and stay to be seen', async () => {
    const { waiver: given } = await ask(riley);
    for (const who of ['sam', 'dana', 'ira']) {
      const { errors } = await (
        await api.as(who)
      ).graphql(end, { input: { waiverId: given?.id, reason: 'x' } });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    }
    await pass(day);
    expect(await finish(riley, given?.id)).toMatchObject({
      waiver: {
        ...{ state: 'ENDED', endedAt: '2026-03-02T12:00:00.000Z', endedBy: { name: 'Riley Moreau' } },
        endReason: 'The pilot is over.',
      },
      auditEntry: { action: 'endFairnessWaiver', outcome: 'DONE' },
    });
    expect(await finish(riley, given?.id)).toMatchObject({ code: 'WAIVER_ENDED' });
    const { waiver: next } = await ask(riley);
    await pass(30 * day);
    expect(await finish(riley, next?.id)).toMatchObject({ code: 'WAIVER_ENDED' });
    expect((await shown()).waivers.map(({ state }) => state)).toEqual(['ENDED', 'EXPIRED']);
  });

  it('FS-17 cannot be reworded or prolonged by the application, nor given by who ran the audit', async () => {
    await ask(riley);
    const application = await connect(process.env['TEST_DATABASE_URL'] ?? '', []);
    try {
      for (const sql of [
        `UPDATE fairness_waiver SET until = until + interval '1 day'`,
        `UPDATE fairness_waiver SET justification = 'x'`,
        'DELETE FROM fairness_waiver',
      ])
        await expect(application.query(sql)).rejects.toThrow('permission denied');
    } finally {
      await application.destroy();
    }
    const forge = async (who: string, term: string) =>
      api.owner.query(
        `INSERT INTO fairness_waiver VALUES
           (gen_random_uuid(), $1, $2, $3, 'impact_ratio', '{sex}', 'x', $4, now(), now() + $5::interval)`,
        [
          ...[api.workspaceId, audit.id, audit.evidenceDigest],
          `person:${await idOf(await api.as(who))}`,
          term,
        ],
      );
    await expect(forge('dana', '1 day')).rejects.toThrow('somebody else than who ran it');
    await expect(forge('riley', '366 days')).rejects.toThrow('violates check constraint');
    await expect(forge('riley', '1 day')).resolves.toMatchObject({ rowCount: 1 });
  });

  it('FS-18 are printed in the report, those that expired or were ended marked', async () => {
    await ask(riley);
    expect(await reported()).toContain('impact ratio for sex');
    expect(await reported()).toContain('"2026-03-31 12:00 UTC"');
    await pass(30 * day);
    expect(await reported()).toContain('"2026-03-31 12:00 UTC (EXPIRED)"');
    await finish(riley, (await ask(riley)).waiver?.id);
    expect(await reported()).toContain('"ended early, 2026-03-31 12:00 UTC"');
  });

  it('FS-19 of another workspace are answered like those that nobody has', async () => {
    const { waiver: given } = await ask(riley);
    const other = await startTestApi(() => clock);
    try {
      const stranger = await other.as('riley');
      expect(await fault(stranger)).toMatchObject({ code: 'NOT_FOUND' });
      for (const waiverId of [given?.id, '00000000-0000-7000-8000-000000000000']) {
        const { errors } = await stranger.graphql(end, { input: { waiverId, reason: 'x' } });
        expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
      }
    } finally {
      await other.stop();
    }
  });
});
