import {
  formatVerifierKey,
  logOrigin,
  parseCheckpoint,
  parseVerifierKey,
  verifyNote,
} from '@countersign/domain/audit-log';
import { type AuditCheckpoint } from './audit-checkpoint.entity';

/** Follows the stored checkpoints of a log in order: each says what its row says and is signed by the key in force. */
export class CheckpointChain {
  /** The key in force, as text; null before the first checkpoint. */
  inForce: string | null = null;

  constructor(private readonly workspaceId: string) {}

  /** Takes the next checkpoint; says what is wrong with it, or null. */
  follow({ size, root, note, vkey }: AuditCheckpoint): string | null {
    const checkpoint = parseCheckpoint(note);
    if (checkpoint?.origin !== logOrigin(this.workspaceId)) return 'is no checkpoint of this log';
    if (checkpoint.size !== Number(size) || checkpoint.root !== root)
      return 'says something else than its row';
    const { nextKey } = checkpoint;
    const next = nextKey ? formatVerifierKey(nextKey) : (this.inForce ?? vkey);
    const required = [this.inForce ?? vkey, next];
    if (!required.every((key) => isSignedBy(checkpoint.note, key)))
      return 'is not signed by the key in force';
    if (vkey !== next) return 'names another key than the one that signed it';
    this.inForce = next;
    return null;
  }
}

function isSignedBy(note: Parameters<typeof verifyNote>[0], text: string): boolean {
  const key = parseVerifierKey(text);
  return key !== null && (verifyNote(note, [key])?.length ?? 0) > 0;
}
