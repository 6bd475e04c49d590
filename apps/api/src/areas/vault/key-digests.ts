import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/**
 * Names people of one collection by HMAC-SHA-256 of their key, cut to 128 bits and written as a UUID. The key of the
 * digests is derived from the server's secret, which is in no database.
 */
export class KeyDigests {
  /** Public: equal for equal secrets, and of no use to who lacks it. */
  readonly check: string;
  readonly #key: KeyObject;

  constructor(secret: string, { workspaceId, id }: { workspaceId: string; id: string }) {
    const derived = (use: string) =>
      Buffer.from(hkdfSync('sha256', secret, '', `countersign.vault ${use} ${workspaceId} ${id}`, 32));
    this.#key = createSecretKey(derived('keys'));
    this.check = derived('check').toString('hex');
  }

  of(key: string): string {
    const hex = createHmac('sha256', this.#key).update(key).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
  }
}
