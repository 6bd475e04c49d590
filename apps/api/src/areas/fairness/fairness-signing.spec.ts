import { connect } from '../../database/data-source';
import { createTokenFor, idOf } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { auditedVersion, type AuditedVersion, type RanAudit } from '../../testing/audited-version';

const sign = `mutation ($input: SignFairnessAuditInput!) { answer: signFairnessAudit(input: $input) {
  __typename ... on Refusal { code } ... on FairnessAuditSigned {
    auditEntry { action outcome subjectId canonical }
    signOff { id person { name } roles decision independence note evidenceDigest signedAt }
    audit { signOffs { id } } } } }`;
const signOffs = `query ($id: ID!) { fairnessAudit(id: $id) { verdict signOffs { person { name } decision note } } }`;

interface Answer {
  __typename: string;
  code?: string;
  signOff?: { id: string; signedAt: string };
}

describe('the signatures under a fairness audit', () => {
  let api: TestApi;
  let clock: Date;
  let version: AuditedVersion;
  let sam: ApiClient;
  let riley: ApiClient;
  let audit: RanAudit;
  beforeAll(async () => {
    clock = new Date('2026-03-01T12:00:00Z');
    api = await startTestApi(() => clock);
    version = await auditedVersion(api, 'loans');
    [sam, riley] = [await api.as('sam'), await api.as('riley')];
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    audit = await version.run(await api.as('dana'));
  });

  const inputOf = (changes: Record<string, unknown> = {}, of = audit) => ({
    ...{ auditId: of.id, evidenceDigest: of.evidenceDigest, decision: 'AGREES' },
    ...{ independence: 'I work in another department.', ...changes },
  });
  const ask = async (client: ApiClient, changes?: Record<string, unknown>, of?: RanAudit) =>
    (await client.data<{ answer: Answer }>(sign, { input: inputOf(changes, of) })).answer;
  const fault = async (client: ApiClient, input: Record<string, unknown>) =>
    (await client.graphql(sign, { input })).errors?.[0]?.extensions;
  const signed = async ({ id } = audit) =>
    (await sam.data<{ fairnessAudit: { signOffs: unknown[] } }>(signOffs, { id })).fairnessAudit.signOffs;

  it('FS-1 stand under it, with who, in which roles, what, when, and the entry of the log', async () => {
    const answer = await ask(sam, { note: 'Small city groups.' });
    expect(answer).toMatchObject({
      signOff: {
        ...{ person: { name: 'Sam Lindqvist' }, roles: ['SUBJECT_MATTER_EXPERT'], decision: 'AGREES' },
        ...{ independence: 'I work in another department.', note: 'Small city groups.' },
        ...{ evidenceDigest: audit.evidenceDigest, signedAt: '2026-03-01T12:00:00.000Z' },
      },
      auditEntry: {
        ...{ action: 'signFairnessAudit', outcome: 'DONE', subjectId: audit.id },
        canonical: expect.stringContaining(`"digest":"${audit.evidenceDigest}"`) as string,
      },
      audit: { signOffs: [{ id: answer.signOff?.id }] },
    });
  });

  it('FS-2 are for experts of the subject and risk officers, and for no service', async () => {
    const ira = await api.as('ira');
    const others = await Promise.all(['dana', 'mel', 'devi', 'pat', 'ada', 'ira'].map((who) => api.as(who)));
    const tokens = await Promise.all(
      ['READ', 'WRITE', 'ADMIN'].map(async (scope) =>
        api.withToken((await createTokenFor(ira, { scope })).secret),
      ),
    );
    for (const client of [...others, ...tokens])
      expect(await fault(client, inputOf())).toMatchObject({ code: 'FORBIDDEN' });
    expect(await signed()).toEqual([]);
    expect(await ask(riley)).toMatchObject({ __typename: 'FairnessAuditSigned' });
  });

  it('FS-3 are of nobody who ran it, by themselves or through a service they answer for', async () => {
    const own = await version.run(sam);
    expect(await ask(sam, {}, own)).toMatchObject({ code: 'OWN_AUDIT' });
    const sponsorId = await idOf(riley);
    const operator = api.withToken(api.bootstrapSecret);
    const { secret } = await createTokenFor(operator, { scope: 'WRITE', sponsorId });
    const automatic = await version.run(api.withToken(secret));
    expect(await ask(riley, {}, automatic)).toMatchObject({ code: 'OWN_AUDIT' });
    expect([await signed(own), await signed(automatic)]).toEqual([[], []]);
    expect(await ask(riley, {}, own)).toMatchObject({ __typename: 'FairnessAuditSigned' });
    expect(await ask(sam, {}, automatic)).toMatchObject({ __typename: 'FairnessAuditSigned' });
    const { rows } = await api.owner.query(
      `SELECT subject_id FROM audit_entry WHERE workspace_id = $1 AND payload ->> 'refusal' = 'OWN_AUDIT' ORDER BY sequence`,
      [api.workspaceId],
    );
    expect(rows).toEqual([{ subject_id: own.id }, { subject_id: automatic.id }]);
  });

  it('FS-4 are for the evidence that was looked at', async () => {
    const other = await version.run(await api.as('dana'), { rationale: 'Another one.' });
    for (const evidenceDigest of [other.evidenceDigest, 'x', ''])
      expect(await ask(sam, { evidenceDigest })).toMatchObject({ code: 'OTHER_EVIDENCE' });
    expect(await signed()).toEqual([]);
  });

  it('FS-5 declare independence or, in so many words, nothing; and a dissent says why', async () => {
    expect(await fault(sam, inputOf({ independence: undefined }))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'independence',
    });
    for (const independence of ['', ' \n', 'x'.repeat(4001)])
      expect(await fault(sam, inputOf({ independence }))).toMatchObject({ code: 'BAD_INPUT' });
    for (const note of [undefined, null])
      expect(await fault(sam, inputOf({ decision: 'DISSENTS', note }))).toMatchObject({
        ...{ code: 'BAD_INPUT', field: 'note' },
      });
    expect(await signed()).toEqual([]);
    const note = 'The label is not what harms.';
    expect(await ask(sam, { decision: 'DISSENTS', note, independence: null })).toMatchObject({
      signOff: { decision: 'DISSENTS', note, independence: null },
    });
  });

  it('FS-6 are one of each person, also when two are sent at once, and none is replaced', async () => {
    const answers = await Promise.all([ask(sam), ask(sam, { decision: 'DISSENTS', note: 'No.' })]);
    expect(answers.map(({ code }) => code ?? 'done').sort()).toEqual(['ALREADY_SIGNED', 'done']);
    const before = await signed();
    expect(await ask(sam, { note: 'On second thoughts.' })).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(await signed()).toEqual(before);
    await ask(riley, { decision: 'DISSENTS', note: 'I disagree.' });
    expect(await signed()).toEqual([
      ...before,
      { person: { name: 'Riley Moreau' }, decision: 'DISSENTS', note: 'I disagree.' },
    ]);
  });

  it('FS-7 cannot be changed by the application, nor forged past its rules by its owner', async () => {
    await ask(sam);
    const application = await connect(process.env['TEST_DATABASE_URL'] ?? '', []);
    try {
      for (const sql of [
        `UPDATE fairness_sign_off SET decision = 'dissents', note = 'x'`,
        'UPDATE fairness_sign_off SET note = NULL',
        'DELETE FROM fairness_sign_off',
        'TRUNCATE fairness_sign_off',
      ])
        await expect(application.query(sql)).rejects.toThrow('permission denied');
    } finally {
      await application.destroy();
    }
    const forge = async (who: ApiClient, digest: string) =>
      api.owner.query(
        `INSERT INTO fairness_sign_off VALUES (gen_random_uuid(), $1, $2, $3, $4, '{auditor}', 'agrees', NULL, NULL, now())`,
        [api.workspaceId, audit.id, digest, `person:${await idOf(who)}`],
      );
    const dana = await api.as('dana');
    await expect(forge(dana, audit.evidenceDigest)).rejects.toThrow('somebody else than who ran it');
    await expect(forge(riley, 'ab'.repeat(32))).rejects.toThrow('violates foreign key constraint');
    await expect(forge(sam, audit.evidenceDigest)).rejects.toThrow('violates unique constraint');
    await expect(forge(riley, audit.evidenceDigest)).resolves.toMatchObject({ rowCount: 1 });
  });

  it('FS-8 are printed in the report, the dissent with its reason', async () => {
    await ask(sam, { independence: null });
    await ask(riley, { decision: 'DISSENTS', note: 'The label is arrests, not crimes.' });
    const { document } = await api.services.fairnessReports.report(
      {
        ...{ kind: 'person', id: await idOf(sam), name: 'Sam', workspaceId: api.workspaceId },
        roles: ['subject_matter_expert'],
      },
      audit.id,
    );
    const text = JSON.stringify(document);
    for (const words of [
      'Sam Lindqvist (subject-matter expert), Riley Moreau (risk officer)',
      'no declaration',
      'Riley Moreau (DISSENTS): The label is arrests, not crimes.',
      '2026-03-01 12:00 UTC',
    ])
      expect(text).toContain(words);
  });

  it('FS-9 change no verdict, and are of no use for audits of others', async () => {
    const before = await sam.data<object>(signOffs, { id: audit.id });
    await ask(sam, { decision: 'DISSENTS', note: 'It should pass.' });
    expect(await sam.data<object>(signOffs, { id: audit.id })).toMatchObject({
      fairnessAudit: { verdict: 'FAIL' },
    });
    expect(before).toMatchObject({ fairnessAudit: { verdict: 'FAIL' } });
    const other = await startTestApi();
    try {
      const stranger = await other.as('sam');
      for (const auditId of [audit.id, '00000000-0000-7000-8000-000000000000'])
        expect(await fault(stranger, inputOf({ auditId }))).toMatchObject({ code: 'NOT_FOUND' });
    } finally {
      await other.stop();
    }
  });
});
