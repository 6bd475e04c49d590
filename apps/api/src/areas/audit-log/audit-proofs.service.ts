import { type Actor } from '@countersign/domain/access';
import { consistencyRanges, inclusionRanges } from '@countersign/domain/audit-log';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { Problem } from '../../server/problem';
import { AuditCheckpoint } from './audit-checkpoint.entity';
import { lastCheckpoint, logSize } from './stored-checkpoints';
import { StoredTree } from './stored-tree';

/** That an entry stands in the log. */
export interface InclusionProof {
  sequence: number;
  size: number;
  hash: string;
  root: string;
  proof: string[];
  /** The signed statement of this size and root; null where none was made. */
  checkpoint: AuditCheckpoint | null;
}

/** That a log was only added to. */
export interface ConsistencyProof {
  oldSize: number;
  newSize: number;
  oldRoot: string;
  newRoot: string;
  proof: string[];
}

/** Proofs over a workspace's log, for whoever does not want to read all of it. */
export class AuditProofsService {
  constructor(private readonly database: Database) {}

  /** @param size of the tree that holds the entry; when absent the last signed one, or the whole log where that is too small */
  inclusion(actor: Actor, sequence: number, size?: number | null): Promise<InclusionProof> {
    const { workspaceId } = actor;
    return this.database.read(actor, async ({ manager }) => {
      const end = await logSize(manager, workspaceId);
      requireSize(sequence, { field: 'sequence', least: 1, most: end });
      const last = size == null ? await lastCheckpoint(manager, workspaceId) : null;
      const covering = last && Number(last.size) >= sequence ? last : null;
      const within = size ?? Number(covering?.size ?? end);
      requireSize(within, { field: 'size', least: sequence, most: end });
      const leaf = { from: sequence - 1, to: sequence };
      const ranges = [leaf, { from: 0, to: within }, ...inclusionRanges(leaf.from, within)];
      const [hash = '', root = '', ...proof] = await new StoredTree(manager, workspaceId).rootsOf(ranges);
      const checkpoint = covering ?? (await checkpointOf(manager, workspaceId, within));
      return { sequence, size: within, hash, root, proof, checkpoint };
    });
  }

  /** @param newSize the whole log when absent */
  consistency(actor: Actor, oldSize: number, newSize?: number | null): Promise<ConsistencyProof> {
    const { workspaceId } = actor;
    return this.database.read(actor, async ({ manager }) => {
      const end = await logSize(manager, workspaceId);
      const later = newSize ?? end;
      requireSize(later, { field: 'newSize', least: 1, most: end });
      requireSize(oldSize, { field: 'oldSize', least: 1, most: later });
      const whole = [oldSize, later].map((to) => ({ from: 0, to }));
      const ranges = [...whole, ...consistencyRanges(oldSize, later)];
      const [oldRoot = '', newRoot = '', ...proof] = await new StoredTree(manager, workspaceId).rootsOf(
        ranges,
      );
      return { oldSize, newSize: later, oldRoot, newRoot, proof };
    });
  }
}

function checkpointOf(manager: EntityManager, workspaceId: string, size: number) {
  return manager.findOneBy(AuditCheckpoint, { workspaceId, size: String(size) });
}

function requireSize(
  size: number,
  { field, least, most }: { field: string; least: number; most: number },
): void {
  if (Number.isSafeInteger(size) && size >= least && size <= most) return;
  const range = most < least ? 'The log is empty.' : `It must be between ${least} and ${most}.`;
  throw new Problem('BAD_INPUT', `${field} is ${size}. ${range}`, { field });
}
