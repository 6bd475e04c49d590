import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { connect } from '../../database/data-source';
import { createTokenFor, idOf } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { auditedVersion, type AuditedVersion, type RanAudit } from '../../testing/audited-version';
import { registerDataset } from '../../testing/release-path';
import { PublishedSummariesService } from './published-summaries.service';

const publication = `{ id path digest publishedAt publishedBy { name } withdrawnAt withdrawnBy { name } reason }`;
const publish = `mutation ($input: PublishFairnessSummaryInput!) { answer: publishFairnessSummary(input: $input) {
  __typename ... on Refusal { code }
  ... on FairnessSummaryPublished { auditEntry { action outcome subjectType subjectId canonical } publication ${publication} } } }`;
const withdraw = `mutation ($input: WithdrawPublishedSummaryInput!) { answer: withdrawPublishedSummary(input: $input) {
  __typename ... on Refusal { code }
  ... on PublishedSummaryWithdrawn { auditEntry { action outcome subjectType subjectId canonical } publication ${publication} } } }`;
const shown = `query ($id: ID!) { fairnessAudit(id: $id) { publication ${publication} } }`;

interface Publication {
  id: string;
  path: string;
  digest: string;
}

interface Answer {
  __typename: string;
  code?: string;
  publication?: Publication;
}

const hour = 3_600_000;
const nobodys = '00000000-0000-7000-8000-000000000000';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Seven people of one region, whom no public page may show; the other two are large. */
const regions = [
  ...Array.from({ length: 400 }, (_, at) => ['north', 'south'][at % 2] as string),
  ...Array.from({ length: 7 }, () => 'isle'),
];
const people = regions.map((region, at) => `${at % 3 ? 1 : 0},${at % 2},${region}`);

describe('published summaries of fairness audits', () => {
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
    // An audit ends with the next one of its version.
    clock = new Date(clock.getTime() + hour);
    riley = await api.as('riley');
    audit = await version.run(await api.as('dana'));
  });

  const ask = async (client: ApiClient, { id, evidenceDigest }: Partial<RanAudit> = audit) =>
    (await client.data<{ answer: Answer }>(publish, { input: { auditId: id, evidenceDigest } })).answer;
  const published = async (): Promise<Publication> => {
    const answer = await ask(riley);
    if (!answer.publication) throw new Error(`It was not published: ${JSON.stringify(answer)}`);
    return answer.publication;
  };
  const take = async (client: ApiClient, id: string) =>
    (await client.data<{ answer: Answer }>(withdraw, { input: { id, reason: 'Wrong data.' } })).answer;
  const open = (path: string, init: RequestInit = {}) =>
    fetch(`${api.url}${path}`, { ...init, headers: { connection: 'close', ...init.headers } });
  const pageOf = async (path: string) => (await open(path)).text();
  const summaryOf = async (client: ApiClient, id: string) => {
    const { workspaceId } = api;
    const actor = { kind: 'person' as const, id: await idOf(client), name: 'Riley', roles: [], workspaceId };
    return (await api.services.fairnessReports.summary(actor, id)).document;
  };
  const codeOf = async (client: ApiClient, document: string, input: unknown) =>
    (await client.graphql(document, { input })).errors?.[0]?.extensions['code'];

  it('FR-27 are for a risk officer to publish, who looked at the evidence, and for nobody else', async () => {
    const input = { auditId: audit.id, evidenceDigest: audit.evidenceDigest };
    const write = await createTokenFor(await api.as('ira'), { scope: 'ADMIN' });
    for (const client of [
      ...(await Promise.all(['dana', 'sam', 'ada', 'ira', 'pat', 'mel'].map((who) => api.as(who)))),
      api.withToken(write.secret),
    ])
      expect(await codeOf(client, publish, input)).toBe('FORBIDDEN');
    expect(await codeOf(api.anonymous, publish, input)).toBe('UNAUTHENTICATED');
    expect(await ask(riley)).toMatchObject({
      auditEntry: { action: 'publishFairnessSummary', outcome: 'DONE' },
      publication: { publishedBy: { name: 'Riley Moreau' }, withdrawnAt: null, reason: null },
    });
  });

  it('FR-27 are not for whoever ran the audit, nor for who answers for the service that did', async () => {
    expect(await ask(riley, await version.run(riley))).toMatchObject({ code: 'OWN_AUDIT' });
  });

  it('FR-28 say what the summary says, the day, and what their address would say later', async () => {
    const { path } = await published();
    const page = await pageOf(path);
    const day = clock.toISOString().slice(0, 10);
    expect(page).toContain(`<p>Published on ${day}. This page stays as it was that day: `);
    expect(page).toContain('Should the publication be withdrawn, this address says so in its place.');
    const { title, sections } = await summaryOf(riley, audit.id);
    for (const words of [title, ...sections.map((section) => section.title)]) expect(page).toContain(words);
    expect(page).not.toMatch(/<script|<link|<img|https?:/);
  });

  it('FR-28 show no small number, no person and no workspace, whoever published them', async () => {
    const dana = await api.as('dana');
    const file = ['prediction,label,region', ...people].join('\n');
    const datasetVersionId = await registerDataset(dana, 'regions', await dana.upload('people.csv', file));
    const small = await version.run(dana, { datasetVersionId, sensitive: ['region'] });
    const sign = `mutation ($input: SignFairnessAuditInput!) { signFairnessAudit(input: $input) { __typename } }`;
    await (
      await api.as('sam')
    ).data(sign, {
      input: {
        auditId: small.id,
        evidenceDigest: small.evidenceDigest,
        decision: 'AGREES',
        independence: null,
      },
    });
    const { path } = (await ask(riley, small)).publication as Publication;
    const page = await pageOf(path);
    // All rows are told: one small group alone could be computed from the others, so that a large one is hidden as well.
    expect(page).toContain('407');
    const hidden = page.match(/<th scope="row">(\w+)<\/th>(<td class="right">hidden<\/td>)+<\/tr>/g) ?? [];
    expect(hidden.filter((row) => row.includes('>isle<'))).toHaveLength(1);
    expect(hidden).toHaveLength(2);
    expect(page).toContain('Signed by 1, of whom 0 dissent');
    const { rows } = await api.owner.query<{ name: string; email: string | null }>(
      'SELECT name, email FROM member WHERE workspace_id = $1',
      [api.workspaceId],
    );
    const { rows: own } = await api.owner.query<{ name: string }>(
      'SELECT name FROM workspace WHERE id = $1',
      [api.workspaceId],
    );
    const names = [...rows.flatMap(({ name, email }) => [name, email]), own[0]?.name, api.workspaceId];
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => name && page.includes(name))).toEqual([]);
    for (const id of [small.id, audit.id, await idOf(riley)]) expect(page).not.toContain(id);
  });

  it('FR-28 keep their bytes, whatever happens to the audit later', async () => {
    const { path, digest } = await published();
    const before = await pageOf(path);
    expect(sha256(before)).toBe(digest);
    const sign = `mutation ($input: SignFairnessAuditInput!) { signFairnessAudit(input: $input) { __typename } }`;
    await (
      await api.as('sam')
    ).data(sign, {
      input: {
        ...{ auditId: audit.id, evidenceDigest: audit.evidenceDigest, decision: 'DISSENTS' },
        ...{ independence: null, note: 'Too few people.' },
      },
    });
    clock = new Date(clock.getTime() + hour);
    await version.run(await api.as('dana'));
    const changed = await summaryOf(riley, audit.id);
    expect(JSON.stringify(changed)).toContain('THE AUDIT NO LONGER HOLDS');
    expect(JSON.stringify(changed)).toContain('Signed by 1');
    expect(await pageOf(path)).toBe(before);
  });

  it('FR-29 are refused of other evidence and of an audit that no longer holds', async () => {
    const other = { id: audit.id, evidenceDigest: 'a'.repeat(64) };
    expect(await ask(riley, other)).toMatchObject({ code: 'OTHER_EVIDENCE' });
    clock = new Date(clock.getTime() + hour);
    await version.run(await api.as('dana'));
    expect(await ask(riley)).toMatchObject({ code: 'AUDIT_ENDED' });
    expect(await riley.data(shown, { id: audit.id })).toEqual({ fairnessAudit: { publication: null } });
  });

  it('FR-29 are one at a time, also where two publish at once', async () => {
    const answers = await Promise.all([ask(riley), ask(riley), ask(riley)]);
    expect(answers.map(({ code }) => code ?? 'published').sort()).toEqual([
      'ALREADY_PUBLISHED',
      'ALREADY_PUBLISHED',
      'published',
    ]);
    expect(await ask(riley)).toMatchObject({ code: 'ALREADY_PUBLISHED' });
  });

  it('FR-29 are not taken where a page has more than 4 MB', async () => {
    const count = async () => (await api.owner.query('SELECT FROM published_summary')).rowCount;
    const before = await count();
    const large = { publishedPage: () => Promise.resolve('é'.repeat(2 * 1024 * 1024 + 1)) };
    const service = new PublishedSummariesService(api.database, large);
    const { workspaceId } = api;
    const actor = { kind: 'person' as const, id: await idOf(riley), name: 'Riley', workspaceId };
    await expect(
      service.publish(
        { ...actor, roles: ['risk_officer'] },
        { auditId: audit.id, evidenceDigest: audit.evidenceDigest },
      ),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await count()).toBe(before);
  });

  it('FR-30 are withdrawn once, with a reason, and their address says so and no more', async () => {
    const { id, path, digest } = await published();
    for (const who of ['dana', 'sam', 'ira'])
      expect(await codeOf(await api.as(who), withdraw, { id, reason: 'x' })).toBe('FORBIDDEN');
    expect(await codeOf(riley, withdraw, { id, reason: ' ' })).toBe('BAD_INPUT');
    expect(await take(riley, id)).toMatchObject({
      auditEntry: {
        action: 'withdrawPublishedSummary',
        subjectId: id,
        canonical: expect.stringContaining(digest) as string,
      },
      publication: { id, withdrawnBy: { name: 'Riley Moreau' }, reason: 'Wrong data.' },
    });
    expect(await take(riley, id)).toMatchObject({ code: 'PUBLICATION_WITHDRAWN' });
    const gone = await open(path, { headers: { 'if-none-match': `"${digest}"` } });
    expect([gone.status, gone.headers.get('content-type')]).toEqual([410, 'text/html; charset=utf-8']);
    const page = await gone.text();
    expect(page).toContain('<h1>This summary of a fairness audit was withdrawn</h1>');
    expect(page).not.toMatch(/loans|Wrong data|Moreau|[0-9a-f]{64}/);
    const next = await published();
    expect(next.path).not.toBe(path);
    expect((await open(next.path)).status).toBe(200);
    expect((await open(path)).status).toBe(410);
  });

  it('FR-31 are a page for anybody, in which nothing runs, for a minute at most', async () => {
    const { path, digest } = await published();
    const answer = await open(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    expect(answer.headers.get('etag')).toBe(`"${digest}"`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const page = await answer.text();
    const head = await open(path, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, `"${digest}"`, '']);
    for (const tag of [`"${digest}"`, `W/"${digest}"`]) {
      const known = await open(path, { headers: { 'if-none-match': tag } });
      expect([known.status, await known.text()]).toEqual([304, '']);
    }
    const other = await open(path, { headers: { 'if-none-match': `"${'0'.repeat(64)}"` } });
    expect([other.status, await other.text()]).toEqual([200, page]);
    // Whoever calls is not looked up: a credential that is nobody's changes nothing.
    const named = await open(path, {
      headers: { authorization: 'Bearer nobody', cookie: 'countersign_session=x' },
    });
    expect([named.status, await named.text()]).toEqual([200, page]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await open(path, { method })).status).toBe(405);
  });

  it('FR-31 have one answer for what was never published and for what is no id', async () => {
    const { path, id } = await published();
    const answers = await Promise.all(
      [
        nobodys,
        uuidv7(),
        audit.id,
        'x',
        `${id}0`,
        id.toUpperCase(),
        `${id}%00`,
        "'%20OR%201=1",
        '%E2%80%AE',
      ].map(async (each) => {
        const answer = await open(path.replace(id, each));
        const headers = [...answer.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
        return JSON.stringify([answer.status, headers, await answer.text()]);
      }),
    );
    expect(answers[0]).toMatch(/^\[404,.*no-store.*There is no published summary here/);
    expect(new Set(answers).size).toBe(1);
  });

  it('FR-31 cost one look by the primary key, and none for what is no id', async () => {
    const { id } = await published();
    const asked = jest.spyOn(api.database, 'publishedPage');
    await open('/v1/published-audits/x');
    expect(asked).not.toHaveBeenCalled();
    await open(`/v1/published-audits/${id}`);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
    // With sequential scans as dear as they are among many rows.
    await api.owner.query('SET enable_seqscan = off');
    const { rows } = await api.owner.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT html FROM published_summary s WHERE s.id = '${id}'`,
    );
    await api.owner.query('RESET enable_seqscan');
    expect(rows.map((row) => row['QUERY PLAN']).join()).toContain('published_summary_pkey');
  });

  it('FR-32 cannot be changed, deleted or brought back by the application, nor by anybody', async () => {
    const { id, path } = await published();
    const before = await pageOf(path);
    const application = await connect(process.env['TEST_DATABASE_URL'] ?? '', []);
    const here = (sql: string) =>
      application.transaction(async (manager) => {
        await manager.query(`SELECT set_config('countersign.workspace_id', $1, true)`, [api.workspaceId]);
        return manager.query<unknown>(sql, [id]);
      });
    const take = `withdrawn_at = now(), withdrawn_by = 'person:x', withdrawal_reason = 'x'`;
    try {
      for (const sql of [
        `UPDATE published_summary SET html = 'x' WHERE id = $1`,
        `UPDATE published_summary SET digest = 'x', ${take} WHERE id = $1`,
        'DELETE FROM published_summary WHERE id = $1',
      ])
        await expect(here(sql)).rejects.toThrow('permission denied');
      const withdrawal = `UPDATE published_summary SET ${take} WHERE id = $1`;
      await expect(here(withdrawal)).rejects.toThrow('must have its entry in the audit log');
      // Outside its workspace there is no row, and nothing but the one function.
      expect(await application.query('SELECT id FROM published_summary')).toEqual([]);
      const columns = await application.query<object[]>(`SELECT * FROM published_page($1, NULL)`, [id]);
      expect(columns.map((row) => Object.keys(row))).toEqual([['digest', 'html', 'is_withdrawn']]);
    } finally {
      await application.destroy();
    }
    for (const sql of [
      `UPDATE published_summary SET html = 'x', digest = '${sha256('x')}' WHERE id = $1`,
      'DELETE FROM published_summary WHERE id = $1',
    ])
      await expect(api.owner.query(sql, [id])).rejects.toThrow('can only be withdrawn, once');
    await expect(api.owner.query('TRUNCATE published_summary')).rejects.toThrow(
      'can only be withdrawn, once',
    );
    expect(await pageOf(path)).toBe(before);
    await riley.data(withdraw, { input: { id, reason: 'Wrong data.' } });
    await expect(
      api.owner.query(
        'UPDATE published_summary SET withdrawn_at = NULL, withdrawn_by = NULL, withdrawal_reason = NULL WHERE id = $1',
        [id],
      ),
    ).rejects.toThrow('can only be withdrawn, once');
  });

  it('FR-32 are not made public behind the log, nor by who ran the audit, nor under another digest', async () => {
    const insert = async (who: string, html: string, digest: string) =>
      api.owner.query(
        `INSERT INTO published_summary (id, workspace_id, audit_id, evidence_digest, html, digest, published_by, published_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
        [
          ...[uuidv7(), api.workspaceId, audit.id, audit.evidenceDigest, html, digest],
          `person:${await idOf(await api.as(who))}`,
        ],
      );
    await expect(insert('riley', 'x', sha256('x'))).rejects.toThrow('must have its entry in the audit log');
    await expect(insert('dana', 'x', sha256('x'))).rejects.toThrow('somebody else than who ran the audit');
    await expect(insert('riley', 'x', sha256('y'))).rejects.toThrow('violates check constraint');
  });

  it('FR-34 stand in the report, also where they were withdrawn', async () => {
    const reported = async () => {
      const { workspaceId } = api;
      const actor = { kind: 'person' as const, id: await idOf(riley), name: 'Riley', workspaceId };
      const { document } = await api.services.fairnessReports.report({ ...actor, roles: [] }, audit.id);
      return JSON.stringify(document.sections.filter(({ title }) => title.endsWith('Publication')));
    };
    expect(await reported()).toContain('Whether and where a summary is published');
    const { id, path, digest } = await published();
    const day = clock.toISOString().slice(0, 10);
    const page = `at ${path} of this server (SHA-256 ${digest})`;
    expect(await reported()).toContain(`A summary has been public since ${day} ${page}.`);
    await take(riley, id);
    expect(await reported()).toContain(`to ${day} ${page}, and was withdrawn: Wrong data.`);
    // Of an earlier one the public page says nothing.
    const next = await published();
    expect(await pageOf(next.path)).not.toMatch(/withdrawn:|Wrong data/);
  });

  it('FR-33 are told of to every reader of the audit, with who published and withdrew them', async () => {
    const ada = await api.as('ada');
    expect(await ada.data(shown, { id: audit.id })).toEqual({ fairnessAudit: { publication: null } });
    const { id, path, digest } = await published();
    expect(path).toBe(`/v1/published-audits/${id}`);
    expect(await ada.data(shown, { id: audit.id })).toEqual({
      fairnessAudit: {
        publication: {
          ...{ id, path, digest, publishedAt: clock.toISOString(), publishedBy: { name: 'Riley Moreau' } },
          ...{ withdrawnAt: null, withdrawnBy: null, reason: null },
        },
      },
    });
    await take(riley, id);
    expect(await ada.data(shown, { id: audit.id })).toMatchObject({
      fairnessAudit: { publication: { id, withdrawnAt: clock.toISOString(), reason: 'Wrong data.' } },
    });
  });

  it('FR-27 FR-30 of another workspace are answered like those that nobody has', async () => {
    const { id } = await published();
    const other = await startTestApi(() => clock);
    try {
      const stranger = await other.as('riley');
      const { evidenceDigest } = audit;
      for (const auditId of [audit.id, nobodys])
        expect(await codeOf(stranger, publish, { auditId, evidenceDigest })).toBe('NOT_FOUND');
      for (const each of [id, nobodys])
        expect(await codeOf(stranger, withdraw, { id: each, reason: 'x' })).toBe('NOT_FOUND');
      expect((await open(`/v1/published-audits/${id}`)).status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});
