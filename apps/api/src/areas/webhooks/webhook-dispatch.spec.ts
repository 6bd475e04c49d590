import { type ServerResponse } from 'node:http';
import { Webhook as Verifier } from 'standardwebhooks';
import { v7 as uuidv7 } from 'uuid';
import { systemActor } from '../../jobs/job';
import { createTokenFor } from '../../testing/accounts';
import { collectGarbage } from '../../testing/collect-garbage';
import { startTestApi, receiversHere, type ApiClient, type TestApi } from '../../testing/api';
import { until } from '../../testing/until';
import { databaseBehind } from '../../testing/walls';
import { startReceiver, type Received, type Receiver } from '../../testing/webhook-receiver';
import { deliverWebhooks, forgetDeliveries } from './deliver-webhooks';
import { makeWebhookServices } from './webhook-services';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

const create = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
  ... on Refusal { code } ... on WebhookCreated { secret webhook { id } } } }`;
const rotate = `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) {
  ... on WebhookSecretRotated { secret webhook { previousUntil } } } }`;
const shown = `{ id event sequence state endedAt body attempts { begunAt endedAt status fault } }`;
const deliveries = `query ($webhookId: ID!, $first: Int! = 50) { webhookDeliveries(webhookId: $webhookId, first: $first) {
  totalCount nodes ${shown} } }`;
const state = `query ($id: ID!) { webhook(id: $id) {
  failingSince retryAt disabledAt disabledReason disabledBy { kind } } }`;

interface Delivery {
  id: string;
  event: string;
  sequence: number | null;
  state: string;
  endedAt: string | null;
  body: string;
  attempts: { begunAt: string; endedAt: string | null; status: number | null; fault: string | null }[];
}
interface State {
  failingSince: string | null;
  retryAt: string | null;
  disabledAt: string | null;
  disabledReason: string | null;
  disabledBy: { kind: string } | null;
}

describe('deliveries of webhooks', () => {
  let api: TestApi;
  let ira: ApiClient;
  let receiver: Receiver;
  let offset = 0;
  const hashKey = uuidv7();
  /** Where a test depends on how little time passes. */
  let frozen: number | null = null;
  const clock = () => new Date((frozen ?? Date.now()) + offset);
  beforeAll(async () => {
    api = await startTestApi(clock, { hashKey });
    // Sessions end while the clock is moved; tokens last.
    const { secret } = await createTokenFor(await api.as('ira'), { scope: 'ADMIN', days: 60 });
    ira = api.withToken(secret);
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    offset = 0;
    frozen = null;
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await receiver.stop();
    for (const { id } of (
      await ira.data<{ webhooks: { nodes: { id: string }[] } }>('{ webhooks { nodes { id } } }')
    ).webhooks.nodes)
      await ira.data('mutation ($id: ID!) { deleteWebhook(id: $id) { __typename } }', { id });
  });

  const subscribe = async (url = receiver.url, events = ['MODEL_VERSION_REGISTERED']) => {
    const input = { url, events, description: 'A test.' };
    const { createWebhook } = await ira.data<{ createWebhook: { secret: string; webhook: { id: string } } }>(
      create,
      {
        input,
      },
    );
    return { id: createWebhook.webhook.id, secret: createWebhook.secret };
  };
  /** Entries of which the webhooks here are told. */
  const happen = async (count = 1, action = 'registerModelVersion') => {
    const actor = systemActor(api.workspaceId);
    const subjects = Array.from({ length: count }, () => uuidv7());
    for (const id of subjects)
      await api.database.write(actor, async () => ({
        result: null,
        audit: { action, subject: { type: 'model_version', id } },
      }));
    return subjects;
  };
  const turn = async (services = api.services) => {
    await deliverWebhooks.run(services, systemActor(api.workspaceId));
    await services.webhookDispatch.settle();
  };
  const deliveriesOf = async (webhookId: string) =>
    (
      await ira.data<{ webhookDeliveries: { nodes: Delivery[] } }>(deliveries, { webhookId })
    ).webhookDeliveries.nodes
      .slice()
      .reverse();
  const stateOf = async (id: string) => (await ira.data<{ webhook: State }>(state, { id })).webhook;
  const subjectsIn = (received: readonly Received[]) =>
    received.map(({ body }) => (JSON.parse(body) as { data: { subject: { id: string } } }).data.subject.id);
  const verify = ({ headers, body }: Received, secret: string) => new Verifier(secret).verify(body, headers);

  it('WH-1 WH-6 sends what the log says, signed so that the library of the specification verifies it', async () => {
    const { id, secret } = await subscribe();
    const [subject] = await happen();
    await turn();
    expect(receiver.received).toHaveLength(1);
    const [message] = receiver.received as [Received];
    const [delivery] = (await deliveriesOf(id)) as [Delivery];
    expect(verify(message, secret)).toEqual({
      ...{ schema: 'countersign.webhook/1', type: 'model.version_registered' },
      timestamp: expect.stringMatching(/Z$/),
      data: {
        workspaceId: api.workspaceId,
        entry: {
          ...{ sequence: delivery.sequence, id: expect.any(String) },
          ...{ action: 'registerModelVersion', outcome: 'done' },
        },
        actor: { kind: 'system', id: 'system' },
        subject: { type: 'model_version', id: subject },
      },
    });
    expect(message.headers['webhook-id']).toBe(delivery.id);
    expect(message.headers['content-type']).toBe('application/json');
    expect(delivery).toMatchObject({
      state: 'DELIVERED',
      event: 'model.version_registered',
      body: message.body,
    });
    expect(delivery.attempts).toMatchObject([{ status: 204, fault: null }]);
  });

  it('WH-6 is not verified by another secret, nor for another body or time', async () => {
    const { secret } = await subscribe();
    await happen();
    await turn();
    const [message] = receiver.received as [Received];
    const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const later = String(Number(message.headers['webhook-timestamp']) + 1);
    expect(() => verify(message, other)).toThrow('No matching signature');
    expect(() => verify({ ...message, body: `${message.body} ` }, secret)).toThrow('No matching signature');
    const moved = { ...message.headers, 'webhook-timestamp': later };
    expect(() => verify({ ...message, headers: moved }, secret)).toThrow('No matching signature');
  });

  it('WH-2 tells nothing from before, and each thing once, however often it looks', async () => {
    await happen(3);
    await subscribe();
    const subjects = await happen(2);
    await turn();
    await turn();
    expect(subjectsIn(receiver.received)).toEqual(subjects);
  });

  it('WH-2 WH-9 a receiver that was down for a day gets everything afterwards, in order', async () => {
    const { id } = await subscribe();
    await receiver.down();
    const subjects = await happen(3);
    for (let passed = 0; passed <= day; passed += 2 * hour) {
      offset = passed;
      await turn();
    }
    // More of the log than is looked at in one transaction.
    await happen(510, 'registerModel');
    subjects.push(...(await happen(3)));
    expect(receiver.received).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ disabledAt: null, failingSince: expect.any(String) });
    await receiver.up();
    offset += 2 * hour;
    await turn();
    expect(subjectsIn(receiver.received)).toEqual(subjects);
    expect((await stateOf(id)).failingSince).toBeNull();
  }, 60_000);

  it('WH-8 tries again after a pause that doubles, with the same id and bytes, and a new time', async () => {
    frozen = Date.now();
    const { id, secret } = await subscribe();
    receiver.answer(500, 503, 'hang up');
    await happen();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await turn();
      const { retryAt } = await stateOf(id);
      pauses.push(new Date(retryAt ?? 0).getTime() - clock().getTime());
      await turn();
      expect(receiver.received).toHaveLength(attempt + 1);
      offset += (pauses.at(-1) ?? 0) + 1;
    }
    await turn();
    // Half at least.
    for (const [index, longest] of [10_000, 20_000, 40_000].entries()) {
      expect(pauses[index]).toBeGreaterThanOrEqual(longest / 2);
      expect(pauses[index]).toBeLessThanOrEqual(longest);
    }
    const [delivery] = (await deliveriesOf(id)) as [Delivery];
    expect(delivery.state).toBe('DELIVERED');
    expect(delivery.attempts.map(({ status, fault }) => [status, fault])).toEqual([
      ...[
        [500, 'REFUSED'],
        [503, 'REFUSED'],
        [null, 'UNREACHABLE'],
        [204, null],
      ],
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(4);
    for (const { headers, body } of receiver.received) {
      const at = new Date(Number(headers['webhook-timestamp']) * 1000);
      expect(new Verifier(secret).sign(headers['webhook-id'] ?? '', at, body)).toBe(
        headers['webhook-signature'],
      );
    }
  });

  it('WH-8 WH-13 waits for no time that a clock which ran ahead wrote down', async () => {
    const { id } = await subscribe();
    await receiver.down();
    const [subject] = await happen();
    const day = 24 * 60 * 60 * 1000;
    offset = 2 * day;
    await turn();
    offset = 0;
    expect(new Date((await stateOf(id)).retryAt ?? 0).getTime()).toBeGreaterThan(clock().getTime() + day);
    // A server that ran ahead and stopped in the middle of a call leaves its claim behind as well.
    await api.owner.query('UPDATE webhook SET claim = $2, claimed_until = $3 WHERE id = $1', [
      ...[id, uuidv7(), new Date(clock().getTime() + 2 * day)],
    ]);
    await receiver.up();
    await turn();
    expect(subjectsIn(receiver.received)).toEqual([subject]);
  });

  it('WH-10 is disabled after three days without one success, says so in the log, and goes on where it stopped', async () => {
    const { id } = await subscribe();
    await receiver.down();
    const subjects = await happen(2);
    await turn();
    offset = 3 * day - hour;
    await turn();
    expect((await stateOf(id)).disabledAt).toBeNull();
    offset = 3 * day + hour;
    await turn();
    expect(await stateOf(id)).toMatchObject({
      disabledReason: 'UNREACHABLE',
      disabledBy: { kind: 'SYSTEM' },
    });
    const { auditLog } = await ira.data<{ auditLog: { nodes: unknown[] } }>(
      '{ auditLog(first: 1) { nodes { action outcome subjectId payload } } }',
    );
    expect(auditLog.nodes).toEqual([
      { action: 'disableWebhook', outcome: 'DONE', subjectId: id, payload: { reason: 'unreachable' } },
    ]);
    await receiver.up();
    subjects.push(...(await happen(1)));
    offset = 9 * day;
    await turn();
    expect(receiver.received).toEqual([]);
    await ira.data('mutation ($id: ID!) { enableWebhook(input: { id: $id }) { __typename } }', { id });
    await turn();
    expect(subjectsIn(receiver.received)).toEqual(subjects);
  });

  it('WH-10 leaves out what was missed, where whoever enables it says so', async () => {
    const { id } = await subscribe();
    receiver.answer(500);
    await happen(2);
    await turn();
    await ira.data('mutation ($id: ID!) { disableWebhook(id: $id) { __typename } }', { id });
    await happen(2);
    await ira.data(
      'mutation ($id: ID!) { enableWebhook(input: { id: $id, skipMissed: true }) { __typename } }',
      { id },
    );
    const subjects = await happen(1);
    await turn();
    expect(subjectsIn(receiver.received.slice(1))).toEqual(subjects);
    expect((await deliveriesOf(id)).map((each) => each.state)).toEqual(['SKIPPED', 'SKIPPED', 'DELIVERED']);
  });

  it('WH-11 is disabled at once by a receiver that is gone', async () => {
    const { id } = await subscribe();
    receiver.answer(410);
    await happen(2);
    await turn();
    expect(receiver.received).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ disabledReason: 'GONE' });
  });

  it('WH-7 follows no redirect', async () => {
    const elsewhere = await startReceiver();
    try {
      const { id } = await subscribe();
      receiver.answer((response) => response.writeHead(307, { location: elsewhere.url }).end());
      await happen();
      await turn();
      expect(elsewhere.received).toEqual([]);
      expect((await deliveriesOf(id))[0]?.attempts).toMatchObject([{ status: 307, fault: 'REDIRECTED' }]);
    } finally {
      await elsewhere.stop();
    }
  });

  it('WH-7 takes the offer of another protocol for no acceptance, and calls again', async () => {
    const { id } = await subscribe();
    let isClosed = false;
    receiver.answer(({ socket }) => {
      socket?.on('close', () => (isClosed = true));
      socket?.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
    });
    await happen();
    await turn();
    await until(() => isClosed);
    expect((await deliveriesOf(id))[0]?.attempts).toMatchObject([{ status: 101, fault: 'REFUSED' }]);
    offset += 11_000;
    await turn();
    expect((await deliveriesOf(id))[0]).toMatchObject({ state: 'DELIVERED' });
  }, 20_000);

  it('WH-7 reads no long answer: the status counts, and the connection is closed', async () => {
    const { id } = await subscribe();
    let written = 0;
    let isClosed = false;
    receiver.answer((response) => {
      const part = Buffer.alloc(65_536, 120);
      response.on('close', () => (isClosed = true));
      response.writeHead(200);
      const write = (): void => {
        written += part.length;
        if (!isClosed && written < 2 ** 30) response.write(part, () => setImmediate(write));
      };
      write();
    });
    await happen();
    await turn();
    await until(() => isClosed);
    expect(written).toBeLessThan(2 ** 26);
    expect((await deliveriesOf(id))[0]).toMatchObject({ state: 'DELIVERED', attempts: [{ status: 200 }] });
  });

  it('WH-7 closes the connection in time also where an answer that counts never ends', async () => {
    const impatient = makeWebhookServices(api.database, hashKey, { ...receiversHere, patience: 300 });
    try {
      const { id } = await subscribe();
      let isClosed = false;
      receiver.answer((response) => {
        response.on('close', () => (isClosed = true));
        response.writeHead(200, { 'content-length': 1000 }).write('a');
      });
      await happen();
      await impatient.webhookDispatch.turn(api.workspaceId);
      await impatient.webhookDispatch.settle();
      collectGarbage();
      await until(() => isClosed);
      expect((await deliveriesOf(id))[0]).toMatchObject({ state: 'DELIVERED', attempts: [{ status: 200 }] });
    } finally {
      await impatient.webhookDispatch.stop();
    }
  }, 20_000);

  it('WH-7 WH-12 gives up on one that never answers, while all others are told', async () => {
    const other = await startReceiver();
    const patient = makeWebhookServices(api.database, hashKey, { ...receiversHere, patience: 300 });
    try {
      const slow = await subscribe();
      await subscribe(other.url);
      receiver.answer('silence');
      await happen(2);
      await patient.webhookDispatch.turn(api.workspaceId);
      // Both were told the other while the first was still being waited for.
      await until(() => other.received.length === 2);
      await patient.webhookDispatch.settle();
      expect((await deliveriesOf(slow.id))[0]?.attempts).toMatchObject([
        { status: null, fault: 'TIMED_OUT' },
      ]);
      expect(receiver.received).toHaveLength(1);
    } finally {
      await patient.webhookDispatch.stop();
      await other.stop();
    }
  });

  it('WH-8 leaves a receiver alone that asks for it, and passes over what it cannot mean', async () => {
    const { id } = await subscribe();
    const asks = (value: string) => (response: ServerResponse) =>
      response.writeHead(503, { 'retry-after': value }).end();
    receiver.answer(asks('600'), asks('soon'));
    await happen();
    await turn();
    const pause = async () => new Date((await stateOf(id)).retryAt ?? 0).getTime() - clock().getTime();
    expect(await pause()).toBeGreaterThan(590_000);
    offset += 601_000;
    await turn();
    expect(await pause()).toBeLessThanOrEqual(20_000);
  });

  it('WH-12 holds no connection to the database while it calls', async () => {
    const database = await databaseBehind({ first: true, second: true }, { poolSize: 1 });
    const alone = makeWebhookServices(database, hashKey, receiversHere);
    try {
      await subscribe();
      receiver.answer('silence');
      await happen();
      await alone.webhookDispatch.turn(api.workspaceId);
      await until(() => receiver.received.length === 1);
      // The only one there is.
      await expect(database.ping()).resolves.toBeUndefined();
    } finally {
      await alone.webhookDispatch.stop();
      await database.close();
    }
  });

  it('WH-13 is called by one server at a time, and is told each thing once', async () => {
    const others = [1, 2, 3].map(() => makeWebhookServices(api.database, hashKey, receiversHere));
    await subscribe();
    const subjects = await happen(20);
    let under = 0;
    let most = 0;
    receiver.answer(
      ...subjects.map(() => (response: ServerResponse) => {
        under += 1;
        most = Math.max(most, under);
        setImmediate(() => {
          under -= 1;
          response.writeHead(204).end();
        });
      }),
    );
    await Promise.all(others.map(({ webhookDispatch }) => webhookDispatch.turn(api.workspaceId)));
    await Promise.all(others.map(({ webhookDispatch }) => webhookDispatch.settle()));
    for (const { webhookDispatch } of others) await webhookDispatch.turn(api.workspaceId);
    await Promise.all(others.map(({ webhookDispatch }) => webhookDispatch.settle()));
    expect(subjectsIn(receiver.received)).toEqual(subjects);
    expect(most).toBe(1);
  });

  it('WH-13 another server takes over from one that stopped in the middle, after a minute', async () => {
    const { id } = await subscribe();
    const [subject] = await happen();
    await api.services.webhookDispatch.turn(api.workspaceId);
    await api.services.webhookDispatch.settle();
    // As a server leaves it that is killed while it calls.
    await api.owner.query(`UPDATE webhook SET claim = gen_random_uuid(), claimed_until = $2 WHERE id = $1`, [
      id,
      new Date(clock().getTime() + 60_000),
    ]);
    await api.owner.query(
      `UPDATE webhook_delivery SET state = 'waiting', ended_at = NULL WHERE webhook_id = $1`,
      [id],
    );
    await turn();
    expect(receiver.received).toHaveLength(1);
    offset += 61_000;
    await turn();
    expect(subjectsIn(receiver.received)).toEqual([subject, subject]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('WH-13 a server that is stopped ends its calls, and leaves them to others at once', async () => {
    const stopped = makeWebhookServices(api.database, hashKey, receiversHere);
    const { id } = await subscribe();
    receiver.answer('silence');
    await happen();
    await stopped.webhookDispatch.turn(api.workspaceId);
    await until(() => receiver.received.length === 1);
    await stopped.webhookDispatch.stop();
    expect(await stateOf(id)).toMatchObject({ failingSince: null });
    await turn();
    expect((await deliveriesOf(id))[0]).toMatchObject({
      state: 'DELIVERED',
      attempts: [{ fault: 'INTERRUPTED' }, { fault: null }],
    });
  });

  it('WH-5 signs with both secrets while the old one is kept, and with the new one alone after that', async () => {
    const { id, secret } = await subscribe();
    const rotated = async (keepOldHours: number) =>
      (await ira.data<{ rotateWebhookSecret: { secret: string } }>(rotate, { input: { id, keepOldHours } }))
        .rotateWebhookSecret.secret;
    const second = await rotated(24);
    expect(second).not.toBe(secret);
    const next = async () => {
      await happen();
      await turn();
      return receiver.received.at(-1) as Received;
    };
    const both = await next();
    expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const each of [secret, second]) expect(verify(both, each)).toBeDefined();
    const third = await rotated(0);
    const alone = await next();
    expect(verify(alone, third)).toBeDefined();
    for (const each of [secret, second]) expect(() => verify(alone, each)).toThrow('No matching');
    const fourth = await rotated(1);
    offset += hour + 1;
    const { headers, body } = await next();
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    expect(headers['webhook-signature']).toBe(
      new Verifier(fourth).sign(headers['webhook-id'] ?? '', at, body),
    );
  });

  it('WH-5 sends nothing where the secret cannot be read any more, and says so', async () => {
    const { id } = await subscribe();
    await happen();
    const elsewhere = makeWebhookServices(api.database, uuidv7(), receiversHere);
    await elsewhere.webhookDispatch.turn(api.workspaceId);
    await elsewhere.webhookDispatch.settle();
    expect(receiver.received).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ disabledReason: 'SECRET_UNREADABLE' });
  });

  it('WH-14 a ping comes at once, also while the webhook is disabled, and is tried once', async () => {
    const { id, secret } = await subscribe();
    await ira.data('mutation ($id: ID!) { disableWebhook(id: $id) { __typename } }', { id });
    const ping = () => ira.data('mutation ($id: ID!) { pingWebhook(id: $id) { __typename } }', { id });
    await ping();
    await turn();
    expect(verify(receiver.received[0] as Received, secret)).toMatchObject({ type: 'webhook.ping' });
    receiver.answer(500);
    await ping();
    await turn();
    offset += day;
    await turn();
    expect(receiver.received).toHaveLength(2);
    expect((await deliveriesOf(id)).map((each) => [each.state, each.sequence])).toEqual([
      ...[
        ['DELIVERED', null],
        ['FAILED', null],
      ],
    ]);
  });

  it('WH-15 sends one again on request, ahead of those that wait, with the same id', async () => {
    frozen = Date.now();
    const { id } = await subscribe();
    const [first] = await happen();
    await turn();
    receiver.answer(500);
    const [second] = await happen(2);
    await turn();
    const again = (await deliveriesOf(id))[0]?.id;
    await ira.data('mutation ($id: ID!) { redeliverWebhook(deliveryId: $id) { __typename } }', { id: again });
    receiver.answer(500);
    await turn();
    // The receiver refuses that one too: what waits is not touched by it.
    expect(subjectsIn(receiver.received)).toEqual([first, second, first]);
    expect((await deliveriesOf(id)).map((each) => each.state)).toEqual(['DELIVERED', 'WAITING', 'WAITING']);
    const waiting = (await deliveriesOf(id))[1]?.id;
    await ira.data('mutation ($id: ID!) { redeliverWebhook(deliveryId: $id) { __typename } }', {
      id: waiting,
    });
    await turn();
    // One success shows that it is well again: the rest follows without waiting for its time.
    expect((await deliveriesOf(id)).map((each) => each.state)).toEqual([
      'DELIVERED',
      'DELIVERED',
      'DELIVERED',
    ]);
  });

  it('WH-15 lets one be given up that the receiver never takes, and refuses it for one that has ended', async () => {
    const { id } = await subscribe();
    receiver.answer(422);
    const [, second] = await happen(2);
    await turn();
    const [poison] = (await deliveriesOf(id)) as [Delivery];
    const skip = () =>
      ira.data<{ skipWebhookDelivery: { code?: string } }>(
        'mutation ($id: ID!) { skipWebhookDelivery(deliveryId: $id) { ... on Refusal { code } } }',
        { id: poison.id },
      );
    expect(await skip()).toEqual({ skipWebhookDelivery: {} });
    expect(await skip()).toEqual({ skipWebhookDelivery: { code: 'DELIVERY_NOT_WAITING' } });
    offset += hour;
    await turn();
    expect(subjectsIn(receiver.received.slice(1))).toEqual([second]);
  });

  it('WH-16 forgets what ended more than 30 days ago, and nothing that waits', async () => {
    const { id } = await subscribe();
    await happen();
    await turn();
    receiver.answer(500);
    await happen();
    await turn();
    offset = 29 * day;
    await forgetDeliveries.run(api.services, systemActor(api.workspaceId));
    expect(await deliveriesOf(id)).toHaveLength(2);
    offset = 31 * day;
    await forgetDeliveries.run(api.services, systemActor(api.workspaceId));
    expect((await deliveriesOf(id)).map((each) => each.state)).toEqual(['WAITING']);
  });
});
