import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type Transaction } from '../../database/transaction';
import { entriesAfter, logSize, type LoggedEntry } from '../audit-log/logged-entries';
import { promotionSubjects } from '../promotions/promotion-subjects';
import { messagesOf, promotionsOf } from './compose-messages';
import { WebhookDelivery } from './webhook-delivery.entity';
import { Webhook } from './webhook.entity';

/** Entries that are looked at in one transaction. */
const atOnce = 500;

type Making = Pick<Transaction, 'manager' | 'now' | 'newId'>;

/**
 * Makes the deliveries of what was written into the log since this was done last, together with how far it went: each
 * happening becomes a delivery of a webhook once, whoever does it and wherever it stops.
 */
export async function collectDeliveries(database: Database, workspaceId: string): Promise<void> {
  const behind = await database.read({ workspaceId }, async ({ manager }) => {
    const size = await logSize(manager, workspaceId);
    const query = manager.createQueryBuilder(Webhook, 'row').select('row.id');
    const rows = await query.where('row.disabledAt IS NULL AND row.collected < :size', { size }).getMany();
    return rows.map(({ id }) => id);
  });
  for (const id of behind) {
    let isBehind = true;
    while (isBehind)
      isBehind = await database.unrecorded(workspaceId, (tx) => collect(tx, { workspaceId, id }));
  }
}

/** Whether there may be more. */
async function collect(
  tx: Making,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<boolean> {
  const { manager } = tx;
  const query = manager
    .createQueryBuilder(Webhook, 'row')
    .where('row.id = :id AND row.disabledAt IS NULL', { id });
  // Whoever holds it does the same at this moment.
  const webhook = await query.setLock('pessimistic_write').setOnLocked('skip_locked').getOne();
  if (!webhook) return false;
  const { collected: sequence } = webhook;
  const entries = await entriesAfter(manager, workspaceId, { sequence, limit: atOnce });
  const last = entries.at(-1);
  if (!last) return false;
  const deliveries = await deliveriesOf(tx, webhook, entries);
  if (deliveries.length > 0) await manager.insert(WebhookDelivery, deliveries);
  await manager.update(Webhook, { id }, { collected: last.sequence });
  return entries.length === atOnce;
}

async function deliveriesOf(
  { manager, now, newId }: Making,
  { id: webhookId, workspaceId, events }: Webhook,
  entries: readonly LoggedEntry[],
): Promise<Partial<WebhookDelivery>[]> {
  const subjects = await subjectsOf(manager, entries);
  return entries.flatMap((entry) =>
    messagesOf(entry, { workspaceId, subjects })
      .filter(({ event }) => events.includes(event))
      .map(({ event, place, body }) => ({
        ...{ id: newId(), workspaceId, webhookId, event, sequence: entry.sequence, place, body },
        ...{ createdAt: now, state: 'waiting' as const, askedAt: null, endedAt: null },
      })),
  );
}

const subjectsOf = (manager: EntityManager, entries: readonly LoggedEntry[]) =>
  promotionSubjects(manager, [...new Set(entries.flatMap(promotionsOf))]);
