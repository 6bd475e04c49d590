import { type EntityManager } from 'typeorm';
import { type ReadTransaction } from '../../database/transaction';
import { type BegunAttempt, lockWebhook } from './begin-attempt';
import { patience, pauseAfter } from './retry-schedule';
import { type Outcome } from './send-message';
import { WebhookAttempt } from './webhook-attempt.entity';
import { WebhookDelivery } from './webhook-delivery.entity';
import { type DisabledReason, Webhook } from './webhook.entity';

/** Answers to which a receiver never comes back. */
const gone = 410;

interface Ending extends Outcome {
  random: () => number;
}

/** Writes down what came of an attempt; answers why the webhook has to be disabled, or null. */
export async function endAttempt(
  { manager, now }: ReadTransaction,
  attempt: BegunAttempt,
  { status, fault, ...pause }: Ending,
): Promise<DisabledReason | null> {
  // Deleted meanwhile, with all its deliveries.
  const webhook = await lockWebhook(manager, attempt.webhook.id);
  if (!webhook) return null;
  await manager.update(WebhookAttempt, { id: attempt.id }, { endedAt: now, status, fault });
  const change = (values: Partial<Webhook>) => manager.update(Webhook, { id: webhook.id }, values);
  const isOwn = webhook.claim === attempt.claim;
  // A server that stops says nothing of the receiver, and leaves the rest to another.
  if (fault === 'interrupted') {
    if (isOwn) await change({ claim: null, claimedUntil: null });
    return null;
  }
  await endDelivery(manager, attempt, { isDelivered: fault === null, now });
  if (fault === 'secret_unreadable') return fault;
  if (fault === null) {
    await change({ failures: 0, failingSince: null, retryAt: null });
    return null;
  }
  // What somebody asked for says nothing of the deliveries that wait; nor does a call that took longer than its claim.
  if (attempt.isAsked || !isOwn) return null;
  const failures = webhook.failures + 1;
  const failingSince = webhook.failingSince ?? now;
  const retryAt = new Date(now.getTime() + pauseAfter(failures, pause));
  await change({ failures, failingSince, retryAt });
  if (status === gone) return 'gone';
  return now.getTime() - failingSince.getTime() >= patience ? 'unreachable' : null;
}

async function endDelivery(
  manager: EntityManager,
  { delivery: { id, sequence }, isAsked }: BegunAttempt,
  { isDelivered, now }: { isDelivered: boolean; now: Date },
): Promise<void> {
  // It may have been skipped, or delivered on request, meanwhile.
  const current = await manager.findOneByOrFail(WebhookDelivery, { id });
  const isPing = sequence === null;
  const state = isDelivered ? 'delivered' : isPing ? 'failed' : current.state;
  const hasEnded = state !== 'waiting' && current.state === 'waiting';
  await manager.update(
    WebhookDelivery,
    { id },
    {
      state,
      ...(isAsked && { askedAt: null }),
      ...(hasEnded && { endedAt: now }),
    },
  );
}
