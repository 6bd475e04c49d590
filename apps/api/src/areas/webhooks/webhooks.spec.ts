import { createServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { systemActor } from '../../jobs/job';
import { makeLogger } from '../../server/logger';
import { createTokenFor } from '../../testing/accounts';
import { receiversHere, startTestApi, type ApiClient, type TestApi } from '../../testing/api';
import { startNameServer } from '../../testing/name-server';
import { releasableVersion } from '../../testing/releasable-version';
import { run } from '../../testing/release-path';
import { selfSigned } from '../../testing/self-signed';
import { until } from '../../testing/until';
import { startReceiver, type Receiver } from '../../testing/webhook-receiver';
import { deliverWebhooks } from './deliver-webhooks';
import { resolveApart } from './resolve-apart';
import { SigningSecrets } from './signing-secrets';
import { webhookEvents } from './webhook-events';
import { makeWebhookServices, type WebhookSettings } from './webhook-services';

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
      // Somebody looks again, and finds what is known.
      await (
        await api.as('dana')
      ).data('mutation ($id: ID!) { refreshGates(promotionId: $id) { __typename } }', { id: promotionId });
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
      'promotion.approved approved',
      'promotion.gates_refreshed approved',
      'promotion.activated active',
    ];
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

  /** What becomes of a ping by a server of another set-up. */
  const pinged = async (url: string, settings: WebhookSettings) => {
    const { webhook } = await created({ url });
    const { id } = webhook;
    // Another secret, so that no other server can take it up.
    const { sealed } = new SigningSecrets('another').make({ id, workspaceId: api.workspaceId });
    await api.owner.query('UPDATE webhook SET secret = $2 WHERE id = $1', [id, sealed]);
    await ira.data('mutation ($id: ID!) { pingWebhook(id: $id) { __typename } }', { id });
    const { webhookDispatch } = makeWebhookServices(api.database, 'another', settings);
    await webhookDispatch.turn(api.workspaceId);
    await webhookDispatch.settle();
    const { webhookDeliveries } = await ira.data<{ webhookDeliveries: { nodes: object[] } }>(
      'query ($id: ID!) { webhookDeliveries(webhookId: $id) { nodes { state attempts { fault status } } } }',
      { id },
    );
    return webhookDeliveries.nodes;
  };

  it.each<[string, string[][], number]>([
    ['this machine', [['127.0.0.1']], 1],
    ['a public address and one of this machine', [['8.8.8.8', '127.0.0.1']], 1],
    ['the metadata of a cloud', [['169.254.169.254']], 1],
    ['this machine after it was looked at elsewhere', [['127.0.0.1'], ['8.8.8.8']], 1],
  ])('WH-4 call no name that leads to %s, and ask for it once', async (_what, answers, questions) => {
    const names = await startNameServer(...answers);
    try {
      const before = receiver.received.length;
      const { port } = new URL(receiver.url);
      const found = await pinged(`https://rebound.example.org:${port}/`, {
        resolve: resolveApart([names.address]),
      });
      expect(found).toEqual([{ state: 'FAILED', attempts: [{ fault: 'NOT_PUBLIC', status: null }] }]);
      expect(names.asked.filter((each) => each === 'rebound.example.org A')).toHaveLength(questions);
      expect(receiver.received).toHaveLength(before);
    } finally {
      await names.stop();
    }
  });

  it('WH-7 WH-12 give up on a name that no name server tells', async () => {
    const names = await startNameServer(null);
    try {
      const settings = { resolve: resolveApart([names.address]), patience: 200 };
      const found = await pinged('https://silent.example.org/', settings);
      expect(found).toEqual([{ state: 'FAILED', attempts: [{ fault: 'TIMED_OUT', status: null }] }]);
      await until(() => names.asked.includes('silent.example.org A'));
    } finally {
      await names.stop();
    }
  });

  it('WH-4 call a host of the list by the names that the machine knows', async () => {
    const url = receiver.url.replace('127.0.0.1', 'localhost');
    expect(await pinged(url, receiversHere)).toMatchObject([{ state: 'DELIVERED' }]);
    expect(await pinged(url, { ...receiversHere, privateHosts: new Set() })).toMatchObject([
      { attempts: [{ fault: 'NOT_PUBLIC' }] },
    ]);
  });

  it('WH-7 send nothing to a receiver whose certificate is not to be believed, and tell it from one that is away', async () => {
    let requests = 0;
    const server = createServer(selfSigned(), (_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const found = () => pinged(`https://127.0.0.1:${port}/`, receiversHere);
    try {
      expect(await found()).toEqual([
        { state: 'FAILED', attempts: [{ fault: 'CERTIFICATE', status: null }] },
      ]);
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
    expect(requests).toBe(0);
    expect(await found()).toEqual([{ state: 'FAILED', attempts: [{ fault: 'UNREACHABLE', status: null }] }]);
  });

  it('WH-17 are twenty at most in a workspace, also of those made at once', async () => {
    const made = await Promise.all(Array.from({ length: 24 }, () => created()));
    expect(made.map(({ code }) => code)).toContain('TOO_MANY_WEBHOOKS');
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
