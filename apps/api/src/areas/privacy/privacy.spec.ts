import {
  createTokenFor,
  goodPassword,
  idOf,
  invitationFor,
  isSomebody,
  makeAccount,
} from '../../testing/accounts';
import { connect } from '../../database/data-source';
import { entities } from '../../database/entities';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { eraseDetailsOfMember } from './details-of-members';

const refusal = '... on Refusal { code message }';
const erase = `mutation ($id: ID!, $reason: String!) { answer: eraseMember(input: { memberId: $id, reason: $reason }) {
  __typename ${refusal} ... on MemberErased { erasedDetails member { id name email deactivatedAt } } } }`;
const deactivate = `mutation ($id: ID!) { answer: deactivateMember(memberId: $id) { __typename ${refusal} } }`;
const reactivate = `mutation ($id: ID!) { answer: reactivateMember(memberId: $id) { __typename ${refusal} } }`;
const hold = `{ id memberId reason placedBy { name } releasedAt releaseReason }`;
const place = `mutation ($id: ID!, $reason: String!) { answer: placeLegalHold(input: { memberId: $id, reason: $reason }) {
  __typename ${refusal} ... on LegalHoldPlaced { hold ${hold} } } }`;
const release = `mutation ($id: ID!, $reason: String!) { answer: releaseLegalHold(input: { id: $id, reason: $reason }) {
  __typename ${refusal} ... on LegalHoldReleased { hold ${hold} } } }`;
const holds = `{ legalHolds(first: 50) { nodes ${hold} } }`;
const setRetention = `mutation ($months: Int) { answer: setAuditDetailRetention(months: $months) {
  __typename ${refusal} ... on AuditDetailRetentionSet { retention { months } } } }`;

interface Answer {
  answer: {
    __typename: string;
    code?: string;
    retention?: { months: number | null };
    erasedDetails?: number;
    member?: { id: string; name: string; email: string | null };
    hold?: { id: string; releasedAt: string | null; releaseReason: string | null };
  };
}

describe('privacy', () => {
  let api: TestApi;
  let ira: ApiClient;
  let clock: Date;
  beforeEach(async () => {
    clock = new Date('2026-03-01T12:00:00Z');
    api = await startTestApi(() => clock);
    ira = await api.as('ira');
  });
  afterEach(() => api.stop());

  const ask = async (client: ApiClient, document: string, variables: Record<string, unknown>) =>
    (await client.data<Answer>(document, variables)).answer;
  const codeOf = async (client: ApiClient, document: string, variables: Record<string, unknown>) =>
    (await client.graphql(document, variables)).errors?.[0]?.extensions;
  const entries = async (condition = 'true') =>
    (
      await api.owner.query<{ sequence: string; action: string; payload: unknown; outcome: string }>(
        `SELECT sequence, action, payload, outcome FROM audit_entry
         WHERE workspace_id = $1 AND ${condition} ORDER BY sequence`,
        [api.workspaceId],
      )
    ).rows;
  const isWhole = async () =>
    (await ira.data<{ verifyAuditLog: { valid: boolean } }>('{ verifyAuditLog { valid } }')).verifyAuditLog
      .valid;
  const leaver = async (email: string, name = 'Lea Ver') => {
    const client = await makeAccount(api, { email, name, roles: ['ADMIN'] });
    return { client, id: await idOf(client) };
  };
  const reason = 'Request 12 of March.';

  describe('erasure', () => {
    it('PV-1 is for members who were deactivated, hence for nobody by themselves', async () => {
      const { client, id } = await leaver('leaver@example.org');
      expect(await ask(ira, erase, { id, reason })).toMatchObject({ code: 'MEMBER_ACTIVE' });
      expect(await ask(client, erase, { id, reason })).toMatchObject({ code: 'MEMBER_ACTIVE' });
      await ask(ira, deactivate, { id });
      expect(await ask(ira, erase, { id, reason })).toMatchObject({ __typename: 'MemberErased' });
      expect(await ask(ira, erase, { id, reason })).toMatchObject({ code: 'MEMBER_ERASED' });
    });

    it('PV-1 asks for the permission, and answers a foreign id like one that nobody has', async () => {
      const { id } = await leaver('leaver@example.org');
      for (const persona of ['dana', 'ada', 'riley'])
        expect(await codeOf(await api.as(persona), erase, { id, reason })).toMatchObject({
          code: 'FORBIDDEN',
        });
      const other = await startTestApi();
      try {
        const foreign = await idOf(await other.as('sam'));
        for (const each of [foreign, 'nonsense', ''])
          expect(await codeOf(ira, erase, { id: each, reason })).toMatchObject({ code: 'NOT_FOUND' });
      } finally {
        await other.stop();
      }
    });

    it('PV-2 leaves a made-up name, and no address, password, identity, session or named token', async () => {
      const { client, id } = await leaver('leaver@example.org', 'Lea Ver');
      await createTokenFor(client, { name: "Lea's laptop", scope: 'READ' });
      await api.owner.query(
        `UPDATE member SET oidc_issuer = 'https://id.example', oidc_subject = 'lea-7' WHERE id = $1`,
        [id],
      );
      await ask(ira, deactivate, { id });
      const { member } = await ask(ira, erase, { id, reason });
      expect(member).toMatchObject({
        id,
        email: null,
        name: expect.stringMatching(/^Former member [0-9a-f]{4}$/),
      });
      const { rows } = await api.owner.query(
        `SELECT email, password_hash, oidc_issuer, oidc_subject, pseudonymised_at,
           (SELECT count(*)::int FROM session WHERE member_id = member.id) AS sessions,
           (SELECT array_agg(name) FROM service_token WHERE sponsor_id = member.id) AS tokens,
           (SELECT array_agg(email) FROM invitation WHERE member_id = member.id) AS invitations
         FROM member WHERE id = $1`,
        [id],
      );
      expect(rows).toEqual([
        {
          ...{ email: null, password_hash: null, oidc_issuer: null, oidc_subject: null, sessions: 0 },
          ...{ pseudonymised_at: clock, invitations: [null] },
          tokens: [expect.stringMatching(/^Token of former member [0-9a-f]{4}$/)],
        },
      ]);
    });

    it('PV-12 looks the entries up, however many others the log holds', async () => {
      const { id } = await leaver('leaver@example.org');
      await api.owner.query(
        `INSERT INTO audit_entry (workspace_id, sequence, id, at, actor, action, outcome, subject_type, subject_id,
           canonical, previous_hash, hash, payload, salt)
         SELECT $1, 1000000 + n, gen_random_uuid(), now(), 'person:x', 'logLabels', 'done', 'model', n, '', '', '', '{}', 'x'
         FROM generate_series(1, 20000) n`,
        [api.workspaceId],
      );
      await api.owner.query('ANALYZE audit_entry');
      const application = await connect(process.env['TEST_DATABASE_URL'] ?? '', entities, { poolSize: 1 });
      try {
        const plan = await application.transaction(async (manager) => {
          await manager.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
          return (await manager.query(`EXPLAIN ${eraseDetailsOfMember}`, [api.workspaceId, id])) as Record<
            string,
            string
          >[];
        });
        const text = plan.map((line) => line['QUERY PLAN']).join('\n');
        expect(text).not.toContain('Seq Scan on audit_entry');
        expect(text).toContain('audit_entry_about_people');
        expect(text).toContain('audit_entry_with_identity');
      } finally {
        await application.destroy();
      }
    });

    it('PV-2 shows since when there is nobody to be known', async () => {
      const { id } = await leaver('leaver@example.org');
      await ask(ira, deactivate, { id });
      await ask(ira, erase, { id, reason });
      const { members } = await ira.data<{ members: { nodes: { id: string; erasedAt: string | null }[] } }>(
        '{ members(first: 50) { nodes { id erasedAt } } }',
      );
      for (const member of members.nodes)
        expect(member.erasedAt).toBe(member.id === id ? clock.toISOString() : null);
    });

    it('PV-2 takes an open invitation for the address back, instead of leaving it for anybody', async () => {
      const { id } = await leaver('leaver@example.org');
      const token = await invitationFor(api, 'second@example.org');
      await api.owner.query(
        'UPDATE invitation SET email = $2 WHERE workspace_id = $1 AND accepted_at IS NULL',
        [...[api.workspaceId, 'leaver@example.org']],
      );
      await ask(ira, deactivate, { id });
      await ask(ira, erase, { id, reason });
      await expect(
        api.signIn({
          invitation: { token, name: 'Any Body', email: 'any@example.org', password: goodPassword },
        }),
      ).rejects.toThrow('INVITATION_NOT_VALID');
    });

    it('PV-3 takes the details of the entries about the person, and leaves those of what they did', async () => {
      const { client, id } = await leaver('leaver@example.org');
      await client.data(`mutation { registerModel(input: { name: "kept", purpose: "p" }) { __typename } }`);
      const token = await createTokenFor(client, { name: "Lea's laptop", scope: 'READ' });
      await ask(ira, deactivate, { id });
      const before = await entries(`subject_id = '${id}' AND payload IS NOT NULL`);
      expect(before.length).toBeGreaterThanOrEqual(2);
      const { erasedDetails } = await ask(ira, erase, { id, reason });
      const after = await entries(`subject_id IN ('${id}', '${token.id}') AND payload IS NOT NULL`);
      expect(after).toMatchObject([{ action: 'eraseMember', payload: { reason, erasedDetails } }]);
      // The invitation's and the token's, too.
      expect(erasedDetails).toBe(before.length + 2);
      expect(
        await entries(`actor = 'person:${id}' AND action = 'registerModel' AND payload IS NOT NULL`),
      ).toHaveLength(1);
      expect(await isWhole()).toBe(true);
    });

    it('PV-4 has no way back: not by an admin, not by the password, not by the name', async () => {
      const { client, id } = await leaver('leaver@example.org');
      await ask(ira, deactivate, { id });
      await ask(ira, erase, { id, reason });
      expect(await ask(ira, reactivate, { id })).toMatchObject({ code: 'MEMBER_ERASED' });
      expect(await isSomebody(client)).toBe(false);
      await expect(
        api.signIn({ password: { email: 'leaver@example.org', password: goodPassword } }),
      ).rejects.toThrow('SIGN_IN_FAILED');
      const again = await makeAccount(api, { email: 'leaver@example.org' });
      expect(await idOf(again)).not.toBe(id);
    });

    it('PV-5 keeps the name and the address out of the reason, which stays', async () => {
      const { id } = await leaver('leaver@example.org', 'Lea Ver');
      await ask(ira, deactivate, { id });
      for (const text of ['LEA VER asked.', 'For Leaver@Example.org', 'Ｌea Ver'])
        for (const document of [erase, place])
          expect(await codeOf(ira, document, { id, reason: text })).toMatchObject({
            ...{ code: 'BAD_INPUT', field: 'reason' },
          });
      for (const text of ['', '  ', 'x'.repeat(2001)])
        expect(await codeOf(ira, erase, { id, reason: text })).toBeDefined();
    });
  });

  describe('a legal hold', () => {
    it('PV-6 keeps a person from being erased, until the last one is released', async () => {
      const { id } = await leaver('leaver@example.org');
      await ask(ira, deactivate, { id });
      const riley = await api.as('riley');
      const placed = [
        await ask(riley, place, { id, reason: 'Case 7.' }),
        await ask(ira, place, { id, reason: 'Case 8.' }),
      ];
      for (const { hold: each } of placed) {
        expect(await ask(ira, erase, { id, reason })).toMatchObject({ code: 'LEGAL_HOLD' });
        expect(await ask(riley, release, { id: each?.id, reason: 'Settled.' })).toMatchObject({
          hold: { releaseReason: 'Settled.' },
        });
      }
      expect(await ask(ira, erase, { id, reason })).toMatchObject({ __typename: 'MemberErased' });
      expect(await ask(ira, place, { id, reason: 'Too late.' })).toMatchObject({ code: 'MEMBER_ERASED' });
    });

    it('PV-7 is listed with its reason to those who may, and the log does not say why', async () => {
      const { id } = await leaver('leaver@example.org');
      await ask(ira, place, { id, reason: 'Case 7.' });
      for (const persona of ['ira', 'riley', 'ada'])
        expect(await (await api.as(persona)).data(holds)).toMatchObject({
          legalHolds: { nodes: [{ memberId: id, reason: 'Case 7.', placedBy: { name: 'Ira Castellan' } }] },
        });
      expect(await codeOf(await api.as('dana'), holds, {})).toMatchObject({ code: 'FORBIDDEN' });
      expect(await codeOf(await api.as('ada'), place, { id, reason })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await entries(`action = 'placeLegalHold'`)).toMatchObject([{ payload: { memberId: id } }]);
      expect(JSON.stringify(await entries())).not.toContain('Case 7');
    });

    it('PV-7 can be asked for one member, whose name stands beside it', async () => {
      const { id } = await leaver('leaver@example.org', 'Lea Ver');
      const other = await leaver('other@example.org', 'Otto Her');
      await ask(ira, place, { id, reason: 'Case 7.' });
      await ask(ira, place, { id: other.id, reason: 'Case 8.' });
      const of = `query ($id: ID) { legalHolds(memberId: $id) { totalCount nodes { reason member { id name } } } }`;
      expect(await ira.data(of, { id })).toEqual({
        legalHolds: { totalCount: 1, nodes: [{ reason: 'Case 7.', member: { id, name: 'Lea Ver' } }] },
      });
      expect(await ira.data(of, { id: null })).toMatchObject({ legalHolds: { totalCount: 2 } });
      const nobody = '01900000-0000-7000-8000-000000000000';
      expect(await ira.data(of, { id: nobody })).toEqual({ legalHolds: { totalCount: 0, nodes: [] } });
      for (const each of ['', 'nonsense'])
        expect(await codeOf(ira, of, { id: each })).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('PV-7 stays as it was released, and an unknown one is not found', async () => {
      const { id } = await leaver('leaver@example.org');
      const { hold: placed } = await ask(ira, place, { id, reason: 'Case 7.' });
      const first = await ask(ira, release, { id: placed?.id, reason: 'Settled.' });
      clock = new Date(clock.getTime() + 60_000);
      expect(await ask(ira, release, { id: placed?.id, reason: 'Again.' })).toEqual(first);
      for (const each of ['01900000-0000-7000-8000-000000000000', 'nonsense', id])
        expect(await codeOf(ira, release, { id: each, reason })).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  describe('retention', () => {
    const day = 24 * 60 * 60 * 1000;
    const apply = () =>
      api.services.retention.apply({
        ...{ kind: 'system', id: 'system', name: 'Countersign', workspaceId: api.workspaceId, roles: [] },
      });
    const left = async () => (await entries('payload IS NOT NULL')).map(({ action }) => action);

    it('PV-8 G30 is six months at least: less is refused, and the database refuses it too', async () => {
      for (const months of [5, 0, -1])
        expect(await ask(ira, setRetention, { months })).toMatchObject({ code: 'RETENTION_TOO_SHORT' });
      for (const variables of [{ months: 121 }, {}])
        expect(await codeOf(ira, setRetention, variables)).toMatchObject({
          code: 'BAD_INPUT',
          field: 'months',
        });
      for (const months of [6, 7, 8, 13, 120, null]) {
        expect(await ask(ira, setRetention, { months })).toMatchObject({ retention: { months } });
        expect(await ira.data('{ auditDetailRetention { months } }')).toEqual({
          auditDetailRetention: { months },
        });
      }
      await expect(
        api.database.unrecorded(api.workspaceId, ({ manager }) =>
          manager.query('UPDATE workspace SET audit_detail_days = 183 WHERE id = $1', [api.workspaceId]),
        ),
      ).rejects.toThrow('audit_detail_days');
      expect(await codeOf(await api.as('riley'), setRetention, { months: 6 })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });

    it('PV-9 G30 erases the details that are older, and one entry says how many; a turn without any says nothing', async () => {
      const dana = await api.as('dana');
      await dana.data('mutation { registerModel(input: { name: "old", purpose: "p" }) { __typename } }');
      expect(await apply()).toBe(0);
      await ask(ira, setRetention, { months: 6 });
      clock = new Date(clock.getTime() + 184 * day);
      await (
        await api.as('dana')
      ).data('mutation { registerModel(input: { name: "new", purpose: "p" }) { __typename } }');
      expect(await apply()).toBe(0);
      const before = await entries();
      clock = new Date(clock.getTime() + 1000);
      const erased = await apply();
      // All but the sign-in and the model of today.
      expect(erased).toBe(before.length - 2);
      const after = await entries();
      expect(after.slice(0, erased).map(({ payload }) => payload)).toEqual(Array(erased).fill(null));
      expect(after.slice(before.length)).toMatchObject([{ action: 'applyRetention', payload: { erased } }]);
      expect(after.map(({ action }) => action).slice(0, -1)).toEqual(before.map(({ action }) => action));
      expect(await left()).toEqual(['signIn', 'registerModel', 'applyRetention']);
      expect(await apply()).toBe(0);
      ira = await api.as('ira');
      expect(await isWhole()).toBe(true);
    });

    it('PV-9 runs on any number of servers at once: one of them erases', async () => {
      await ask(ira, setRetention, { months: 6 });
      clock = new Date(clock.getTime() + 400 * day);
      const counts = await Promise.all([apply(), apply(), apply()]);
      expect(counts.filter((count) => count > 0)).toHaveLength(1);
      expect(await entries(`action = 'applyRetention'`)).toHaveLength(1);
    });

    it('PV-10 keeps what is under a legal hold: what is told of the person and what they did', async () => {
      const { client, id } = await leaver('leaver@example.org');
      const { secret } = await createTokenFor(client, { name: 'bot', scope: 'WRITE', days: 365 });
      await api
        .withToken(secret)
        .data('mutation { registerModel(input: { name: "bot", purpose: "p" }) { __typename } }');
      const { hold: placed } = await ask(ira, place, { id, reason: 'Case 7.' });
      await ask(ira, setRetention, { months: 6 });
      clock = new Date(clock.getTime() + 400 * day);
      await apply();
      expect(await left()).toEqual([
        'inviteMember',
        'signIn',
        'createServiceToken',
        'registerModel',
        'applyRetention',
      ]);
      ira = await api.as('ira');
      await ask(ira, release, { id: placed?.id, reason: 'Settled.' });
      await apply();
      expect(await left()).toEqual(['applyRetention', 'signIn', 'releaseLegalHold', 'applyRetention']);
      expect(await isWhole()).toBe(true);
    });
  });
});
