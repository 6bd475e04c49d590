import { type Actor } from '@countersign/domain/access';
import {
  type Checkpoint,
  emptyHead,
  formatVerifierKey,
  type LogHead,
  logOrigin,
  type LogVerification,
} from '@countersign/domain/audit-log';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { AuditCheckpoint } from './audit-checkpoint.entity';
import { AuditEntry } from './audit-entry.entity';
import { AuditHead } from './audit-head.entity';
import { type CheckpointSigner, type SignerSettings } from './checkpoint-signer';
import { keysInUse, lastCheckpoint } from './stored-checkpoints';
import { verifyStoredLog } from './verify-stored-log';

/** Where a log ends, and how much of it is signed. */
export interface SignedHead extends LogHead {
  checkpoint: AuditCheckpoint | null;
  /** Seconds since the last checkpoint. */
  checkpointAge: number | null;
  unsignedEntries: number;
  /** Why nothing is signed at present. */
  signingFault: string | null;
}

/** Reads and checks the workspace's log; entries are appended by `Database.write` alone. */
export class AuditLogService {
  constructor(
    private readonly database: Database,
    private readonly checkpoints: CheckpointSigner,
    private readonly settings: SignerSettings,
  ) {}

  list(actor: Actor, bounds: PageBounds): Promise<Page<AuditEntry>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(AuditEntry, 'row');
    return readPage<AuditEntry>(this.database, actor, {
      ...bounds,
      build,
      key: 'sequence',
      direction: 'DESC',
    });
  }

  listCheckpoints(actor: Actor, bounds: PageBounds): Promise<Page<AuditCheckpoint>> {
    const build = (manager: EntityManager) => manager.createQueryBuilder(AuditCheckpoint, 'row');
    return readPage<AuditCheckpoint>(this.database, actor, {
      ...bounds,
      build,
      key: 'size',
      direction: 'DESC',
    });
  }

  /** The entry at a place of the log. */
  async entry({ workspaceId }: Actor, sequence: number): Promise<AuditEntry> {
    const found = await this.database.read({ workspaceId }, ({ manager }) =>
      manager.findOneBy(AuditEntry, { workspaceId, sequence: String(sequence) }),
    );
    if (!found) throw notFound('audit entry', String(sequence));
    return found;
  }

  /** Where the log ends; a workspace without changes has an empty log. */
  head({ workspaceId }: Actor): Promise<SignedHead> {
    return this.database.read({ workspaceId }, async ({ manager, now }) => {
      const row = await manager.findOneBy(AuditHead, { workspaceId });
      const head = row ? { size: Number(row.size), hash: row.hash } : emptyHead;
      const checkpoint = await lastCheckpoint(manager, workspaceId);
      const age = checkpoint && Math.max(0, Math.floor((now.getTime() - checkpoint.at.getTime()) / 1000));
      return {
        ...head,
        checkpoint,
        checkpointAge: age,
        unsignedEntries: Math.max(0, head.size - Number(checkpoint?.size ?? 0)),
        signingFault: this.checkpoints.faultOf(workspaceId),
      };
    });
  }

  /** The keys that signed the log, in order of use; the one that signs next is the last, also before it has. */
  async keys({ workspaceId }: Actor): Promise<string[]> {
    const used = await this.database.read({ workspaceId }, ({ manager }) => keysInUse(manager, workspaceId));
    const current = this.held(workspaceId).slice(-1);
    return [...used.filter((key) => !current.includes(key)), ...current];
  }

  /**
   * Checks every entry, its columns and its payload, the tree over them, every checkpoint, and that the log ends at its
   * head and not before the last checkpoint, be it stored, noted in the data directory or kept in the witness directory.
   */
  async verify({ workspaceId }: Actor): Promise<LogVerification> {
    const noted = await this.largestOutside(workspaceId);
    const vkeys = this.held(workspaceId);
    return this.database.read({ workspaceId }, ({ manager }) =>
      verifyStoredLog(manager, { workspaceId, noted, vkeys }),
    );
  }

  private async largestOutside(workspaceId: string): Promise<Checkpoint | null> {
    const { memory, witness } = this.settings;
    const noted = await memory.last(workspaceId);
    const witnessed = (await witness?.directory?.lastKnown(workspaceId)) ?? null;
    return (witnessed?.size ?? 0) > (noted?.size ?? 0) ? witnessed : noted;
  }

  private held(workspaceId: string): string[] {
    return this.settings.keys.signers(logOrigin(workspaceId)).map(({ key }) => formatVerifierKey(key));
  }
}
