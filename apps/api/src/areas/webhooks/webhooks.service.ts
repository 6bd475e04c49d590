import { type Actor } from '@countersign/domain/access';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { type EntityManager } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound, Problem } from '../../server/problem';
import { logSize } from '../audit-log/logged-entries';
import { lockWebhook } from './begin-attempt';
import { disableWebhook } from './disable-webhook';
import { receiverFault, type ReceiverRules } from './receiver-address';
import { type SigningSecrets } from './signing-secrets';
import { WebhookDelivery } from './webhook-delivery.entity';
import { type WebhookEvent } from './webhook-events';
import { Webhook } from './webhook.entity';

/** Each is called beside all others. */
const mostWebhooks = 20;
const hour = 60 * 60 * 1000;

export interface WebhookRequest {
  url: string;
  events: WebhookEvent[];
  description: string;
}

/** A webhook whose secret is new; it is shown this once. */
export interface WithSecret {
  webhook: Webhook;
  secret: string;
}

/** Who is told what happens. */
export class WebhooksService {
  constructor(
    private readonly database: Database,
    private readonly settings: ReceiverRules & { secrets: SigningSecrets },
  ) {}

  /** It is told what happens from now on. */
  create(actor: Actor, request: WebhookRequest): Promise<Written<WithSecret>> {
    const fault = receiverFault(request.url, this.settings);
    if (fault !== null) throw new Problem('BAD_INPUT', `url ${fault}.`, { field: 'input.url' });
    const { origin } = new URL(request.url);
    return this.database.write<WithSecret>(actor, async (tx) => {
      // Those that are made at once do not see one another: one is made after the other.
      await tx.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `webhook:${actor.workspaceId}`,
      ]);
      const created = await this.insert(tx, request);
      // The path and the query may be a secret between the receiver and us; the log is for everybody.
      const payload = { origin, events: created.webhook.events };
      const audit = { action: 'createWebhook', subject: subjectOf(created.webhook.id), payload };
      const refusal = await refusalOf(tx.manager);
      return refusal ? { refusal, audit } : { result: created, audit };
    });
  }

  /** Messages carry a signature by either secret for some hours, so that the receiver can change over when it likes. */
  rotateSecret(
    actor: Actor,
    { id, keepOldHours }: { id: string; keepOldHours: number },
  ): Promise<Written<WithSecret>> {
    return this.database.write<WithSecret>(actor, async ({ manager, now }) => {
      const webhook = await locked(manager, id);
      const { text, sealed } = this.settings.secrets.make(webhook);
      const isKept = keepOldHours > 0 && this.settings.secrets.inForce(webhook, now) !== null;
      const values = {
        ...{ secret: sealed, previousSecret: isKept ? webhook.secret : null },
        previousUntil: isKept ? new Date(now.getTime() + keepOldHours * hour) : null,
      };
      await manager.update(Webhook, { id }, values);
      const audit = { action: 'rotateWebhookSecret', subject: subjectOf(id), payload: { keepOldHours } };
      return { result: { webhook: Object.assign(webhook, values), secret: text }, audit };
    });
  }

  disable(actor: Actor, id: string): Promise<Written<Webhook>> {
    return disableWebhook(this.database, actor, { id, reason: 'asked' });
  }

  /** Goes on where it stopped, or with what happens from now on. */
  enable(actor: Actor, { id, skipMissed }: { id: string; skipMissed: boolean }): Promise<Written<Webhook>> {
    return this.database.write<Webhook>(actor, async ({ manager, now }) => {
      const webhook = await locked(manager, id);
      if (skipMissed) await skipWaiting(manager, webhook, now);
      const values = {
        ...{ disabledAt: null, disabledBy: null, disabledReason: null },
        ...{ failures: 0, failingSince: null, retryAt: null },
        ...(skipMissed && { collected: await logSize(manager, actor.workspaceId) }),
      };
      await manager.update(Webhook, { id }, values);
      const audit = { action: 'enableWebhook', subject: subjectOf(id), payload: { skipMissed } };
      return { result: Object.assign(webhook, values), audit };
    });
  }

  /** With its deliveries; the log keeps that it was there. */
  delete(actor: Actor, id: string): Promise<Written<Webhook>> {
    return this.database.write<Webhook>(actor, async ({ manager }) => {
      const webhook = await locked(manager, id);
      await manager.delete(Webhook, { id });
      return { result: webhook, audit: { action: 'deleteWebhook', subject: subjectOf(id) } };
    });
  }

  /** Newest first. */
  list(actor: Actor, bounds: PageBounds): Promise<Page<Webhook>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(Webhook, 'row');
    return readPage<Webhook>(this.database, actor, { ...bounds, build, key: 'id', direction: 'DESC' });
  }

  async webhook(actor: Actor, id: string): Promise<Webhook> {
    const found = await this.database.read(actor, ({ manager }) => manager.findOneBy(Webhook, { id }));
    if (!found) throw notFound('webhook', id);
    return found;
  }

  private async insert(
    { manager, actor, now, newId }: Transaction,
    { url, events, description }: WebhookRequest,
  ): Promise<WithSecret> {
    const { workspaceId } = actor;
    const id = newId();
    const { text, sealed } = this.settings.secrets.make({ id, workspaceId });
    const webhook = manager.create(Webhook, {
      ...{ id, workspaceId, url: new URL(url).href, description, events: [...new Set(events)].sort() },
      ...{ secret: sealed, previousSecret: null, previousUntil: null },
      ...{ createdAt: now, createdBy: actorReference(actor), collected: await logSize(manager, workspaceId) },
      ...{ failures: 0, failingSince: null, retryAt: null, claim: null, claimedUntil: null },
      ...{ disabledAt: null, disabledBy: null, disabledReason: null },
    });
    await manager.insert(Webhook, webhook);
    return { webhook, secret: text };
  }
}

const subjectOf = (id: string) => ({ type: 'webhook', id });

async function locked(manager: EntityManager, id: string): Promise<Webhook> {
  const webhook = await lockWebhook(manager, id);
  if (!webhook) throw notFound('webhook', id);
  return webhook;
}

/** Asked after the insert: what is refused is rolled back. */
async function refusalOf(manager: EntityManager): Promise<Refusal | null> {
  const count = await manager.count(Webhook);
  if (count <= mostWebhooks) return null;
  return refuse('TOO_MANY_WEBHOOKS', `A workspace has ${mostWebhooks} webhooks at most.`);
}

async function skipWaiting(manager: EntityManager, { id: webhookId }: Webhook, now: Date): Promise<void> {
  const skipped = { state: 'skipped' as const, askedAt: null, endedAt: now };
  await manager.update(WebhookDelivery, { webhookId, state: 'waiting' }, skipped);
}
