import { type Checkpoint, Frontier } from '@countersign/domain/audit-log';
import { nativeHashing } from '@countersign/engines/hashing';
import { Between, type EntityManager, MoreThan } from 'typeorm';
import { AuditCheckpoint } from './audit-checkpoint.entity';
import { CheckpointChain } from './checkpoint-chain';
import { fanOut, storedHeights } from './stored-heights';

/** What is known of a log from outside its database. */
export interface TreeExpectations {
  /** The keys this server signs with, as texts: the last checkpoint is signed by one of them. */
  vkeys?: readonly string[];
  /** The last checkpoint noted outside the database. */
  noted?: Checkpoint | null;
}

/** A place at which the tree over the entries is not the one that was signed. */
export interface TreeFault {
  valid: false;
  /** The first entry that no checkpoint bears out any more. */
  firstBad: number;
  reason: string;
}

interface Subtree {
  height: number;
  position: string;
  hash: string;
}

/** Grows the tree over entries that verified, and holds it against everything that is stored of it. */
export class TreeAudit {
  private readonly frontier = new Frontier(nativeHashing);
  /** Of each stored height the subtree that is not complete yet. */
  private readonly growing = storedHeights.map(() => new Frontier(nativeHashing));
  private readonly chain: CheckpointChain;
  /** Entries that the last good checkpoint covers. */
  private covered = 0;

  constructor(
    private readonly manager: EntityManager,
    private readonly workspaceId: string,
    private readonly expectations: TreeExpectations,
  ) {
    this.chain = new CheckpointChain(workspaceId);
  }

  /** Takes the next entries, in order and without gaps; says what does not fit, or null. */
  async follow(entries: readonly { hash: string }[]): Promise<TreeFault | null> {
    const from = this.frontier.size;
    const to = from + entries.length;
    const { manager, workspaceId } = this;
    const checkpoints = await manager.find(AuditCheckpoint, {
      where: { workspaceId, size: Between(String(from + 1), String(to)) },
    });
    const bySize = new Map(checkpoints.map((each) => [Number(each.size), each]));
    const subtrees = await this.subtrees(from, to);
    for (const { hash } of entries) {
      this.frontier.append(hash);
      const { size } = this.frontier;
      if (!this.holds(subtrees, hash))
        return this.fault(`the stored subtree that ends at ${size} has another root`);
      const checkpoint = bySize.get(size);
      const wrong = (checkpoint && this.wrongWith(checkpoint)) ?? this.wrongWithNoted(size);
      if (wrong !== null) return this.fault(wrong);
      if (checkpoint) this.covered = size;
    }
    return null;
  }

  /** After the last entry: no checkpoint covers more than there is, and the key in force is ours. */
  async end(): Promise<TreeFault | null> {
    const { size } = this.frontier;
    const { noted, vkeys } = this.expectations;
    const later = await this.manager.findOneBy(AuditCheckpoint, {
      workspaceId: this.workspaceId,
      size: MoreThan(String(size)),
    });
    const signed = Math.max(Number(later?.size ?? 0), noted?.size ?? 0);
    if (signed > size)
      return {
        ...this.fault(`a checkpoint covers ${signed} entries, the log ends at ${size}`),
        firstBad: size + 1,
      };
    const { inForce } = this.chain;
    if (vkeys && inForce !== null && !vkeys.includes(inForce))
      return { ...this.fault('the last checkpoint is signed by a key that is not ours'), firstBad: 1 };
    return null;
  }

  private wrongWith(checkpoint: AuditCheckpoint): string | null {
    const unsigned = this.chain.follow(checkpoint);
    if (unsigned !== null) return `the checkpoint of ${checkpoint.size} entries ${unsigned}`;
    if (checkpoint.root === this.frontier.root()) return null;
    return `the checkpoint of ${checkpoint.size} entries was signed over other entries`;
  }

  private wrongWithNoted(size: number): string | null {
    const { noted } = this.expectations;
    if (noted?.size !== size || noted.root === this.frontier.root()) return null;
    return `the checkpoint of ${size} entries noted outside the database was signed over other entries`;
  }

  private fault(reason: string): TreeFault {
    return { valid: false, firstBad: this.covered + 1, reason };
  }

  /** Stored roots of complete subtrees, by height and end, that end within a part of the log. */
  private async subtrees(from: number, to: number): Promise<Map<string, string>> {
    const rows = (await this.manager.query(
      `SELECT stored.height, position, hash
       FROM unnest($4::smallint[]) AS wanted (height) JOIN audit_subtree stored
         ON stored.workspace_id = $1 AND stored.height = wanted.height
            AND position >= $2::bigint >> wanted.height AND position < $3::bigint >> wanted.height`,
      [this.workspaceId, from, to, storedHeights],
    )) as Subtree[];
    return new Map(
      rows.map(({ height, position, hash }) => [`${height}:${(Number(position) + 1) * 2 ** height}`, hash]),
    );
  }

  /** Grows the subtrees by a leaf; whether those that it completes have the root that is stored, if one is. */
  private holds(stored: ReadonlyMap<string, string>, leaf: string): boolean {
    let root = leaf;
    for (const [index, height] of storedHeights.entries()) {
      const subtree = this.growing[index]!;
      subtree.append(root);
      if (subtree.size < fanOut) return true;
      root = subtree.root();
      this.growing[index] = new Frontier(nativeHashing);
      if ((stored.get(`${height}:${this.frontier.size}`) ?? root) !== root) return false;
    }
    return true;
  }
}
