import { randomUUID } from 'node:crypto';
import { systemActor } from '../../jobs/job';
import { type Database } from '../../database/database';
import { beginAttempt, dueWebhooks, type BegunAttempt } from './begin-attempt';
import { collectDeliveries } from './collect-deliveries';
import { disableWebhook } from './disable-webhook';
import { endAttempt } from './end-attempt';
import { type Outcome, sendMessage, type SendSettings } from './send-message';
import { signatureHeaders, type SigningSecrets } from './signing-secrets';

export interface DispatchSettings extends Omit<SendSettings, 'stopping'> {
  secrets: SigningSecrets;
  /** Told of every failure that is not the receiver's. */
  alarm: (error: unknown, workspaceId: string) => void;
  random?: () => number;
}

/**
 * Calls receivers, one message after the other for each and all receivers beside one another: a slow one holds up nobody
 * but itself. Nothing waits for it, and no connection to the database is held while it is called.
 */
export class WebhookDispatch {
  private readonly stopping = new AbortController();
  /** What is under way, by webhook. */
  private readonly working = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly settings: DispatchSettings,
  ) {}

  /** Takes up what happened since, and begins to tell it; resolves when it has begun. */
  async turn(workspaceId: string): Promise<void> {
    if (this.stopping.signal.aborted) return;
    await collectDeliveries(this.database, workspaceId);
    const due = await this.database.read({ workspaceId }, ({ manager, now }) =>
      dueWebhooks(manager, workspaceId, now),
    );
    for (const webhookId of due) this.start({ workspaceId, webhookId });
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working.values());
  }

  /** Begins nothing further, and ends the calls that are under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.settle();
  }

  private start({ workspaceId, webhookId }: Receiver): void {
    if (this.working.has(webhookId)) return;
    const work = this.work({ workspaceId, webhookId })
      .catch((error: unknown) => this.settings.alarm(error, workspaceId))
      .finally(() => this.working.delete(webhookId));
    this.working.set(webhookId, work);
  }

  /** One delivery after the other, until there is nothing to do. */
  private async work(receiver: Receiver): Promise<void> {
    const claim = randomUUID();
    let goesOn = true;
    while (goesOn && !this.stopping.signal.aborted) goesOn = await this.step(receiver, claim);
  }

  private async step({ workspaceId, webhookId }: Receiver, claim: string): Promise<boolean> {
    const attempt = await this.database.unrecorded(workspaceId, (tx) =>
      beginAttempt(tx, { workspaceId, webhookId, claim }),
    );
    if (!attempt) return false;
    const outcome = await this.call(attempt);
    const random = this.settings.random ?? Math.random;
    const reason = await this.database.unrecorded(workspaceId, (tx) =>
      endAttempt(tx, attempt, { ...outcome, random }),
    );
    if (reason) await disableWebhook(this.database, systemActor(workspaceId), { id: webhookId, reason });
    return true;
  }

  private async call({ webhook, delivery: { id, body } }: BegunAttempt): Promise<Outcome> {
    const at = this.database.now();
    const secrets = this.settings.secrets.inForce(webhook, at);
    // Nothing unsigned goes out.
    if (!secrets) return { status: null, fault: 'secret_unreadable' };
    const headers = {
      ...{ 'content-type': 'application/json', 'user-agent': 'Countersign-Webhooks/1' },
      ...signatureHeaders({ id, at, body }, secrets),
    };
    const { settings, stopping } = this;
    return sendMessage({ url: webhook.url, headers, body }, { ...settings, stopping: stopping.signal });
  }
}

interface Receiver {
  workspaceId: string;
  webhookId: string;
}
