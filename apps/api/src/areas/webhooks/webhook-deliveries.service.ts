import { type Actor } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { type EntityManager, In, LessThan } from 'typeorm';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { lockWebhook } from './begin-attempt';
import { pingBody } from './compose-messages';
import { WebhookAttempt } from './webhook-attempt.entity';
import { type DeliveryState, WebhookDelivery } from './webhook-delivery.entity';

/** How long deliveries that have ended are kept: the audit log keeps for ever what they told. */
const kept = 30 * 24 * 60 * 60 * 1000;

interface DeliveryFilter {
  webhookId?: string | null;
  state?: DeliveryState | null;
}

/** A delivery with its attempts, oldest first. */
export interface DeliveryRecord {
  row: WebhookDelivery;
  attempts: WebhookAttempt[];
}

/** What receivers were told, and what came of it. */
export class WebhookDeliveriesService {
  constructor(private readonly database: Database) {}

  /** Sends something of no consequence, once; the delivery tells what came of it. */
  ping(actor: Actor, webhookId: string): Promise<Written<DeliveryRecord>> {
    return this.database.write<DeliveryRecord>(actor, async ({ manager, now, newId }) => {
      if (!(await lockWebhook(manager, webhookId))) throw notFound('webhook', webhookId);
      const { workspaceId } = actor;
      const delivery = manager.create(WebhookDelivery, {
        ...{ id: newId(), workspaceId, webhookId, event: 'webhook_ping', sequence: null, place: 0 },
        ...{ body: pingBody(workspaceId, now), createdAt: now },
        ...{ state: 'waiting', askedAt: now, endedAt: null },
      });
      await manager.insert(WebhookDelivery, delivery);
      const subject = { type: 'webhook', id: webhookId };
      return { result: { row: delivery, attempts: [] }, audit: { action: 'pingWebhook', subject } };
    });
  }

  /** Sends it once more, whatever became of it and whatever its turn; the bytes and the id are the same. */
  redeliver(actor: Actor, id: string): Promise<Written<DeliveryRecord>> {
    return this.database.write<DeliveryRecord>(actor, async (tx) => {
      const delivery = await locked(tx, id);
      const asked = { askedAt: delivery.askedAt ?? tx.now };
      await tx.manager.update(WebhookDelivery, { id }, asked);
      const audit = { action: 'redeliverWebhook', subject: { type: 'webhook_delivery', id } };
      return { result: await withAttempts(tx.manager, Object.assign(delivery, asked)), audit };
    });
  }

  /** Gives one up that waits, so that those behind it go out. */
  skip(actor: Actor, id: string): Promise<Written<DeliveryRecord>> {
    return this.database.write<DeliveryRecord>(actor, async (tx) => {
      const delivery = await locked(tx, id);
      const audit = { action: 'skipWebhookDelivery', subject: { type: 'webhook_delivery', id } };
      if (delivery.state !== 'waiting')
        return { refusal: refuse('DELIVERY_NOT_WAITING', `The delivery is ${delivery.state}.`), audit };
      const skipped = { state: 'skipped' as const, askedAt: null, endedAt: tx.now };
      await tx.manager.update(WebhookDelivery, { id }, skipped);
      return { result: await withAttempts(tx.manager, Object.assign(delivery, skipped)), audit };
    });
  }

  /** Newest first. */
  async list(
    actor: Actor,
    bounds: PageBounds,
    { webhookId, state }: DeliveryFilter,
  ): Promise<Page<DeliveryRecord>> {
    const build = (manager: EntityManager) => {
      const query = manager.createQueryBuilder(WebhookDelivery, 'row');
      if (webhookId != null) query.andWhere({ webhookId });
      return state == null ? query : query.andWhere({ state });
    };
    const page = await readPage<WebhookDelivery>(this.database, actor, {
      ...{ ...bounds, build, key: 'id', direction: 'DESC' },
    });
    const rows = await this.database.read(actor, ({ manager }) => recordsOf(manager, page.rows));
    return { ...page, rows, cursorOf: ({ row }) => page.cursorOf(row) };
  }

  delivery(actor: Actor, id: string): Promise<DeliveryRecord> {
    return this.database.read(actor, async ({ manager }) => {
      const found = await manager.findOneBy(WebhookDelivery, { id });
      if (!found) throw notFound('webhook delivery', id);
      return withAttempts(manager, found);
    });
  }

  /** Forgets deliveries that ended long ago. */
  forget({ workspaceId }: Actor): Promise<void> {
    return this.database.unrecorded(workspaceId, async ({ manager, now }) => {
      const before = new Date(now.getTime() - kept);
      const ended = { state: In(['delivered', 'failed', 'skipped']), endedAt: LessThan(before) };
      await manager.delete(WebhookDelivery, ended as never);
    });
  }
}

async function recordsOf(
  manager: EntityManager,
  rows: readonly WebhookDelivery[],
): Promise<DeliveryRecord[]> {
  const where = { deliveryId: In(rows.map(({ id }) => id)) };
  const attempts = rows.length > 0 ? await manager.find(WebhookAttempt, { where, order: { id: 'ASC' } }) : [];
  return rows.map((row) => ({ row, attempts: attempts.filter(({ deliveryId }) => deliveryId === row.id) }));
}

async function withAttempts(manager: EntityManager, row: WebhookDelivery): Promise<DeliveryRecord> {
  const where = { deliveryId: row.id };
  return { row, attempts: await manager.find(WebhookAttempt, { where, order: { id: 'ASC' } }) };
}

async function locked({ manager }: Transaction, id: string): Promise<WebhookDelivery> {
  const found = await manager.findOne(WebhookDelivery, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!found) throw notFound('webhook delivery', id);
  return found;
}
