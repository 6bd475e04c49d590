import { createHmac, randomBytes } from 'node:crypto';
import { Seal } from '../../server/seal';
import { type Webhook } from './webhook.entity';

const prefix = 'whsec_';

type Of = Pick<Webhook, 'id' | 'workspaceId'>;

/** Secrets that messages are signed with, as they are shown once and as they are kept. */
export class SigningSecrets {
  private readonly sealed: Seal;

  constructor(serverSecret: string) {
    this.sealed = new Seal(serverSecret, 'countersign secrets of webhooks');
  }

  /** A new one: as text for the receiver, and sealed for the row. */
  make(webhook: Of): { text: string; sealed: string } {
    const text = `${prefix}${randomBytes(32).toString('base64')}`;
    return { text, sealed: this.sealed.seal(text, placeOf(webhook)) };
  }

  /** Those in force, the newest first; null where the server's own secret is another than when they were made. */
  inForce(webhook: Webhook, now: Date): string[] | null {
    const { secret, previousSecret, previousUntil } = webhook;
    const isKept = previousSecret !== null && previousUntil !== null && previousUntil > now;
    const texts = [secret, ...(isKept ? [previousSecret] : [])].map((each) =>
      this.sealed.open(each, placeOf(webhook)),
    );
    return texts.every((text) => text !== null) ? texts : null;
  }
}

const placeOf = ({ workspaceId, id }: Of): string => `${workspaceId}/${id}`;

export interface Signed {
  /** The same at each attempt, so that a receiver knows what it had before. */
  id: string;
  at: Date;
  body: string;
}

/**
 * The headers of a message: HMAC-SHA256 over its id, the time of the attempt and its body, once for each secret.
 *
 * Source: Standard Webhooks, https://www.standardwebhooks.com, "Webhook metadata" and "Signature scheme".
 */
export function signatureHeaders(
  { id, at, body }: Signed,
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
