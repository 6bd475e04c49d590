import { Webhook as Verifier } from 'standardwebhooks';
import { systemActor } from '../../jobs/job';
import { makeLogger } from '../../server/logger';
import { createTokenFor } from '../../testing/accounts';
import { startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { releasableVersion } from '../../testing/releasable-version';
import { run } from '../../testing/release-path';
import { startReceiver, type Receiver } from '../../testing/webhook-receiver';
import { deliverWebhooks } from './deliver-webhooks';
import { SigningSecrets } from './signing-secrets';
import { webhookEvents } from './webhook-events';
import { makeWebhookServices } from './webhook-services';

const create = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
  ... on Refusal { code message } ... on WebhookCreated { secret webhook { id url events description } } } }`;
const rotate = `mutation ($id: ID!) { rotateWebhookSecret(input: { id: $id }) { ... on WebhookSecretRotated { secret } } }`;

interface Created {
  code?: string;
  secret: string;
  webhook: { id: string; url: string; events: string[]; description: string };
}

describe('webhooks', () => {
  let api: TestApi;
  let ira: ApiClient;
  let receiver: Receiver;
  const lines: string[] = [];
  beforeAll(async () => {
    const logger = makeLogger('trace', { write: (line) => void lines.push(line) });
    api = await startTestApi(undefined, {}, logger);
    ira = await api.as('ira');
    receiver = await startReceiver();
  });
  afterAll(async () => {
    await receiver.stop();
    await api.stop();
  });

  const input = (changes = {}) => ({
    ...{ url: receiver.url, events: ['PROMOTION_APPROVED'], description: 'A test.', ...changes },
  });
  const created = async (changes = {}) =>
    (await ira.data<{ createWebhook: Created }>(create, { input: input(changes) })).createWebhook;
  const turn = async () => {
    await deliverWebhooks.run(api.services, systemActor(api.workspaceId));
    await api.services.webhookDispatch.settle();
  };

  it('WH-1 WH-3 tell a whole release: asked, voted, approved, activated, and the one before superseded', async () => {
    const all = Object.keys(webhookEvents).map((event) => event.toUpperCase());
    const { secret, webhook } = await created({ events: all });
    const release = async (version: { modelVersionId: string }) => {
      const { promotion } = await run<{ promotion: { id: string; round: number; subjectDigest: string } }>(
        await api.as('dana'),
        'requestPromotion',
        { input: { modelVersionId: version.modelVersionId, rationale: 'A secret reason.' } },
      );
      const { id: promotionId, round, subjectDigest } = promotion;
      for (const voter of ['sam', 'riley'])
        await run(await api.as(voter), 'castVote', {
          input: { promotionId, round, subjectDigest, decision: 'APPROVE', comment: 'A secret comment.' },
        });
      await run(await api.as('mel'), 'activatePromotion', { id: promotionId });
      return promotionId;
    };
    const version = await releasableVersion(api, 'told');
    const first = await release(version);
    const second = await release(await version.next());
    await turn();
    const messages = receiver.received.map(
      ({ headers, body }) =>
        new Verifier(secret).verify(body, headers) as {
          type: string;
          data: { promotion?: { id: string; state: string; round?: number }; path?: string };
        },
    );
    const of = (id: string) =>
      messages
        .filter(({ data }) => data.promotion?.id === id)
        .map(({ type, data }) => `${type} ${data.promotion?.state}`);
    const way = [
      'promotion.requested in_review',
      'promotion.voted in_review',
      'promotion.voted approved',
    ].concat(...['promotion.approved approved', 'promotion.activated active']);
    expect(of(first)).toEqual([...way, 'promotion.superseded superseded']);
    expect(of(second)).toEqual(way);
    expect(messages.filter(({ type }) => type === 'model.version_registered')).toHaveLength(2);
    const activated = messages.find(({ type }) => type === 'promotion.activated')?.data;
    expect(activated).toMatchObject({
      promotion: {
        ...{ id: first, state: 'active', round: 1, modelId: version.modelId },
        ...{ modelVersionId: version.modelVersionId, environment: 'production', alias: 'champion' },
        artifactDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      path: `/promotions/${first}`,
    });
    const text = receiver.received.map(({ body }) => body).join('\n');
    const { rows } = await api.owner.query<{ text: string }>(
      'SELECT unnest(ARRAY[name, email]) AS text FROM member WHERE workspace_id = $1',
      [api.workspaceId],
    );
    for (const each of ['secret', ...rows.map((row) => row.text)].filter(Boolean))
      expect(text).not.toContain(each);
    await ira.data('mutation ($id: ID!) { deleteWebhook(id: $id) { __typename } }', { id: webhook.id });
  });

  it('WH-5 WH-17 show the secret once, keep it sealed, and name it and the path in no log', async () => {
    const url = `${receiver.url}/sesam-path?token=sesam-token`;
    const { secret, webhook } = await created({ url });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const rotated = await ira.data<{ rotateWebhookSecret: { secret: string } }>(rotate, { id: webhook.id });
    await ira.data('mutation ($id: ID!) { pingWebhook(id: $id) { __typename } }', { id: webhook.id });
    await turn();
    expect(receiver.received.at(-1)?.body).toContain('webhook.ping');
    const tables = await api.owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
    );
    let stored = '';
    for (const { name } of tables.rows)
      stored += JSON.stringify((await api.owner.query(`SELECT * FROM ${name}`)).rows);
    const answers = JSON.stringify(
      await ira.data(
        '{ webhooks { nodes { id url description } } auditLog(first: 20) { nodes { canonical payload } } }',
      ),
    );
    for (const each of [secret, rotated.rotateWebhookSecret.secret]) {
      const key = each.slice('whsec_'.length);
      const forms = [
        key,
        Buffer.from(key, 'base64').toString('hex'),
        Buffer.from(key, 'base64').toString('base64url'),
      ];
      for (const form of forms)
        for (const text of [stored, answers, lines.join('')]) expect(text.includes(form)).toBe(false);
    }
    const { auditLog } = await ira.data<{ auditLog: unknown }>(
      '{ auditLog(first: 500) { nodes { canonical payload } } }',
    );
    for (const text of [JSON.stringify(auditLog), lines.join('')]) expect(text.includes('sesam')).toBe(false);
    expect(JSON.stringify(auditLog)).toContain(new URL(url).origin);
  });

  it('WH-17 are set up by admins, and seen by auditors besides', async () => {
    const call = async (client: ApiClient, text: string) =>
      (await client.graphql(text)).errors?.[0]?.extensions['code'] ?? 'yes';
    const look = '{ webhooks { totalCount } webhookDeliveries { totalCount } }';
    const make = `mutation { createWebhook(input: { url: "https://example.org", events: [MONITOR_RAN], description: "x" }) { __typename } }`;
    const told = async (client: ApiClient) => [await call(client, look), await call(client, make)];
    expect(await told(api.anonymous)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    for (const persona of ['dana', 'devi', 'mel', 'pat', 'riley', 'sam'])
      expect([persona, ...(await told(await api.as(persona)))]).toEqual([persona, 'FORBIDDEN', 'FORBIDDEN']);
    expect(await told(await api.as('ada'))).toEqual(['yes', 'FORBIDDEN']);
    for (const scope of ['INGEST', 'READ', 'WRITE']) {
      const { secret } = await createTokenFor(ira, { scope });
      expect([scope, ...(await told(api.withToken(secret)))]).toEqual([scope, 'FORBIDDEN', 'FORBIDDEN']);
    }
    const { secret } = await createTokenFor(ira, { scope: 'ADMIN' });
    expect(await told(api.withToken(secret))).toEqual(['yes', 'yes']);
  });

  it.each([
    ['http://10.0.0.1/', 'input.url'],
    ['https://10.0.0.1/', 'input.url'],
    ['https://169.254.169.254/latest', 'input.url'],
    ['https://[::ffff:169.254.169.254]/', 'input.url'],
    ['ftp://example.org/', 'input.url'],
  ])('WH-4 refuse the address %s as bad input, and name the place', async (url, field) => {
    const { errors } = await ira.graphql(create, { input: input({ url }) });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it.each([
    ['no event', { events: [] }],
    ['no description', { description: ' ' }],
    ['a description that reorders text', { description: 'a\u202eb' }],
    ['a long address', { url: `https://example.org/${'a'.repeat(2000)}` }],
  ])('WH-17 refuse %s as bad input', async (_what, changes) => {
    const { errors } = await ira.graphql(create, { input: input(changes) });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
  });

  it('WH-4 call no name that leads to this machine, unless the operator lists it', async () => {
    const { webhook } = await created({ url: receiver.url.replace('http://127.0.0.1', 'https://localhost') });
    const before = receiver.received.length;
    const strict = makeWebhookServices(api.database, 'another', {});
    const id = webhook.id;
    // The strict server reads the secret as well.
    const { sealed } = sealedFor(id, 'another');
    await api.owner.query('UPDATE webhook SET secret = $2 WHERE id = $1', [id, sealed]);
    await ira.data('mutation ($id: ID!) { pingWebhook(id: $id) { __typename } }', { id });
    await strict.webhookDispatch.turn(api.workspaceId);
    await strict.webhookDispatch.settle();
    const { webhookDeliveries } = await ira.data<{ webhookDeliveries: { nodes: unknown[] } }>(
      'query ($id: ID!) { webhookDeliveries(webhookId: $id) { nodes { state attempts { fault status } } } }',
      { id },
    );
    expect(webhookDeliveries.nodes).toEqual([
      { state: 'FAILED', attempts: [{ fault: 'NOT_PUBLIC', status: null }] },
    ]);
    expect(receiver.received).toHaveLength(before);
  });

  const sealedFor = (id: string, serverSecret: string) =>
    new SigningSecrets(serverSecret).make({ id, workspaceId: api.workspaceId });

  it('WH-7 say that nobody listens there', async () => {
    const { webhook } = await created({ url: 'https://127.0.0.1:1/' });
    await ira.data('mutation ($id: ID!) { pingWebhook(id: $id) { __typename } }', { id: webhook.id });
    await turn();
    const { webhookDeliveries } = await ira.data<{ webhookDeliveries: { nodes: unknown[] } }>(
      'query ($id: ID!) { webhookDeliveries(webhookId: $id) { nodes { attempts { fault } } } }',
      { id: webhook.id },
    );
    expect(webhookDeliveries.nodes).toEqual([{ attempts: [{ fault: 'UNREACHABLE' }] }]);
  });

  it('WH-17 are twenty at most in a workspace', async () => {
    const codes: (string | undefined)[] = [];
    for (let count = 0; count < 21; count += 1) codes.push((await created()).code);
    expect(codes.at(-1)).toBe('TOO_MANY_WEBHOOKS');
    const { webhooks } = await ira.data<{ webhooks: { totalCount: number } }>('{ webhooks { totalCount } }');
    expect(webhooks.totalCount).toBe(20);
  });

  it('G22 WH-16 keep what came of an attempt as it was, also for whoever writes SQL under the role of the server', async () => {
    const { rows } = await api.owner.query<{ id: string }>(
      'SELECT id FROM webhook_attempt WHERE workspace_id = $1 AND ended_at IS NOT NULL LIMIT 1',
      [api.workspaceId],
    );
    const change = (sql: string) =>
      api.database.unrecorded(api.workspaceId, ({ manager }) =>
        manager.query(sql, [api.workspaceId, rows[0]?.id]),
      );
    await expect(
      change('UPDATE webhook_attempt SET status = 200, fault = NULL WHERE workspace_id = $1 AND id = $2'),
    ).rejects.toThrow('cannot be changed');
    for (const sql of [
      'DELETE FROM webhook_attempt WHERE workspace_id = $1 AND id = $2',
      `UPDATE webhook_delivery SET body = '' WHERE workspace_id = $1 AND id = $2`,
      `UPDATE webhook SET url = '' WHERE workspace_id = $1 AND id = $2`,
    ])
      await expect(change(sql)).rejects.toThrow('permission denied');
  });
});
