import { type Actor } from '@countersign/domain/access';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Written } from '../../database/transaction';
import { notFound } from '../../server/problem';
import { lockWebhook } from './begin-attempt';
import { type DisabledReason, Webhook } from './webhook.entity';

interface Disabling {
  id: string;
  reason: DisabledReason;
}

/** From here on it is told nothing; what happens meanwhile waits in the log. */
export function disableWebhook(
  database: Database,
  actor: Actor,
  { id, reason }: Disabling,
): Promise<Written<Webhook>> {
  return database.write<Webhook>(actor, async ({ manager, now }) => {
    const webhook = await lockWebhook(manager, id);
    if (!webhook) throw notFound('webhook', id);
    const audit = { action: 'disableWebhook', subject: { type: 'webhook', id }, payload: { reason } };
    if (webhook.disabledAt) return { result: webhook, audit };
    const disabled = { disabledAt: now, disabledBy: actorReference(actor), disabledReason: reason };
    await manager.update(Webhook, { id }, disabled);
    return { result: Object.assign(webhook, disabled), audit };
  });
}
