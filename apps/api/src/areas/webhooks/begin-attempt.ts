import { type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transaction';
import { believedUntil, longestPause } from './retry-schedule';
import { WebhookAttempt } from './webhook-attempt.entity';
import { WebhookDelivery } from './webhook-delivery.entity';
import { Webhook } from './webhook.entity';

/** How long a server may call a receiver before another takes over: longer than any call. */
const claimLength = 60_000;

export interface BegunAttempt {
  id: string;
  /** Whose attempt it is. */
  claim: string;
  webhook: Webhook;
  delivery: WebhookDelivery;
  /** Whether somebody asked for it; otherwise it is the delivery's turn. */
  isAsked: boolean;
}

type Beginning = Pick<Transaction, 'manager' | 'now' | 'newId'>;

/**
 * Takes the next delivery of a webhook and writes the attempt down before it is made. Null when there is nothing to do, or
 * another server does it; a claim of one's own ends with that.
 */
export async function beginAttempt(
  tx: Beginning,
  { workspaceId, webhookId, claim }: { workspaceId: string; webhookId: string; claim: string },
): Promise<BegunAttempt | null> {
  const { manager, now, newId } = tx;
  const webhook = await lockWebhook(manager, webhookId);
  if (!webhook || isClaimedByAnother(webhook, claim, now)) return null;
  const delivery = await nextDelivery(manager, webhook, now);
  if (!delivery) {
    if (webhook.claim !== null)
      await manager.update(Webhook, { id: webhookId }, { claim: null, claimedUntil: null });
    return null;
  }
  const claimedUntil = new Date(now.getTime() + claimLength);
  await manager.update(Webhook, { id: webhookId }, { claim, claimedUntil });
  const attempt = { id: newId(), workspaceId, deliveryId: delivery.id, begunAt: now };
  await manager.insert(WebhookAttempt, { ...attempt, endedAt: null, status: null, fault: null });
  return { id: attempt.id, claim, webhook, delivery, isAsked: delivery.askedAt !== null };
}

/** Webhooks for which something is to be done now, as far as nobody does it. */
export async function dueWebhooks(manager: EntityManager, workspaceId: string, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(
    `SELECT webhook.id FROM webhook
     WHERE webhook.workspace_id = $1 AND (claimed_until > $2 AND claimed_until <= $3) IS NOT TRUE AND (
       EXISTS (SELECT FROM webhook_delivery asked
               WHERE asked.workspace_id = $1 AND asked.webhook_id = webhook.id AND asked.asked_at IS NOT NULL)
       OR disabled_at IS NULL AND (retry_at > $2 AND retry_at <= $4) IS NOT TRUE
         AND EXISTS (SELECT FROM webhook_delivery next
                     WHERE next.workspace_id = $1 AND next.webhook_id = webhook.id AND next.state = 'waiting'))
     ORDER BY webhook.id`,
    [workspaceId, now, believedUntil(now, claimLength), believedUntil(now, longestPause)],
  );
  return rows.map(({ id }) => id);
}

/** Held to the end of the transaction; null where it was deleted. */
export const lockWebhook = (manager: EntityManager, id: string): Promise<Webhook | null> =>
  manager.findOne(Webhook, { where: { id }, lock: { mode: 'pessimistic_write' } });

function isClaimedByAnother({ claim, claimedUntil }: Webhook, own: string, now: Date): boolean {
  return claim !== null && claim !== own && isToCome(claimedUntil, now, claimLength);
}

function isToCome(at: Date | null, now: Date, longest: number): boolean {
  return at !== null && at > now && at <= believedUntil(now, longest);
}

/** What somebody asked for comes first; then the oldest that waits, and nothing after it before it is delivered. */
async function nextDelivery(
  manager: EntityManager,
  { id: webhookId, disabledAt, retryAt }: Webhook,
  now: Date,
): Promise<WebhookDelivery | null> {
  const rows = () =>
    manager.createQueryBuilder(WebhookDelivery, 'row').where('row.webhookId = :webhookId', { webhookId });
  const asked = await rows().andWhere('row.askedAt IS NOT NULL').orderBy('row.askedAt').getOne();
  if (asked || disabledAt || isToCome(retryAt, now, longestPause)) return asked;
  const waiting = rows().andWhere(`row.state = 'waiting'`);
  return waiting.orderBy('row.sequence').addOrderBy('row.place').limit(1).getOne();
}
