import { verifyEntries, type LogVerification } from '@countersign/domain/audit-log';
import type { AuditLogQuery } from '../../gql/graphql';

export type Entry = AuditLogQuery['auditLog']['nodes'][number];

/** What the browser itself found: the range it checked and the verdict. */
export interface LoadedVerification extends LogVerification {
  from: number;
  to: number;
}

/**
 * Checks the entries loaded so far, oldest first, from the hash that the oldest one names as its predecessor.
 * Null without entries: nothing was checked, so nothing is claimed.
 */
export function verifyLoaded(entries: readonly Entry[]): LoadedVerification | null {
  const ordered = [...entries].sort((a, b) => a.sequence - b.sequence);
  const first = ordered[0];
  const last = ordered.at(-1);
  if (!first || !last) return null;
  const rows = ordered.map(({ sequence, previousHash, canonical, hash, action }) => ({
    sequence,
    previousHash,
    canonical,
    hash,
    columns: { action },
  }));
  const verification = verifyEntries(rows, { from: { size: first.sequence - 1, hash: first.previousHash } });
  return { ...verification, from: first.sequence, to: last.sequence };
}
