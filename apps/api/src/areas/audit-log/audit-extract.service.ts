import { type Actor } from '@countersign/domain/access';
import {
  formatVerifierKey,
  inclusionRanges,
  logOrigin,
  parseCheckpoint,
  parseVerifierKey,
  type Signer,
} from '@countersign/domain/audit-log';
import { type PassportEntry, type PassportKeys } from '@countersign/domain/passport';
import { type EntityManager } from 'typeorm';
import { type Database } from '../../database/database';
import { Problem } from '../../server/problem';
import { type CheckpointSigner } from './checkpoint-signer';
import { cosignedNotes } from './cosigned-notes';
import { type SigningKeys } from './signing-key';
import { SigningRefused } from './signing-refused';
import { checkpointCovering, keysInUse, lastCheckpoint } from './stored-checkpoints';
import { StoredTree } from './stored-tree';

/** Entries that lie apart, each with the proof that it stands in the log of one checkpoint. */
export interface AuditExtract {
  entries: PassportEntry[];
  /** The note of the checkpoint, with the lines of witnesses under it. */
  checkpoint: string;
  keys: PassportKeys;
}

/** Takes single entries out of the log so that they can be verified without it. */
export class AuditExtractService {
  constructor(
    private readonly database: Database,
    private readonly checkpoints: CheckpointSigner,
    private readonly keys: SigningKeys,
  ) {}

  /** Who signs for the log of a workspace now. */
  signer(workspaceId: string): Signer {
    return this.keys.signers(logOrigin(workspaceId)).at(-1)!;
  }

  /**
   * The checkpoint is the first that covers them, so that the same entries give the same extract for as long as no witness
   * cosigns it and no key changes; where there is none yet, it is signed.
   * @param sequences of the entries, rising, at least one
   * @throws Problem LOG_NOT_SIGNED
   */
  async extract({ workspaceId }: Actor, sequences: readonly number[]): Promise<AuditExtract> {
    const last = sequences.at(-1) ?? 0;
    if (!(await this.isSigned(workspaceId, last))) await this.sign(workspaceId);
    return this.database.snapshot({ workspaceId }, async ({ manager }) => {
      const covering = await checkpointCovering(manager, workspaceId, last);
      if (!covering) throw new Error(`No checkpoint covers ${last} entries.`);
      const size = Number(covering.size);
      const keys = await keysOf(manager, workspaceId);
      this.requireCurrent(keys);
      const notes = await cosignedNotes(manager, { workspaceId, from: size, to: size });
      return {
        entries: await entriesOf({ manager, workspaceId, size }, sequences),
        checkpoint: notes.get(covering.size) ?? covering.note,
        keys,
      };
    });
  }

  /** A key that no other has handed over to vouches for nothing yet. */
  private requireCurrent({ keys, origin }: PassportKeys): void {
    const last = keys.at(-1);
    const current = this.keys.signers(origin).at(-1)!.key;
    if (last && formatVerifierKey(last) === formatVerifierKey(current)) return;
    throw new Problem(
      'LOG_NOT_SIGNED',
      'The key that signs now has not taken over from the one before it yet.',
    );
  }

  /** Whether a checkpoint covers so many entries, and the key that signs now has taken over. */
  private isSigned(workspaceId: string, size: number): Promise<boolean> {
    const current = formatVerifierKey(this.signer(workspaceId).key);
    return this.database.read({ workspaceId }, async ({ manager }) => {
      const newest = await lastCheckpoint(manager, workspaceId);
      return newest !== null && Number(newest.size) >= size && newest.vkey === current;
    });
  }

  private async sign(workspaceId: string): Promise<void> {
    try {
      await this.checkpoints.sign(workspaceId);
    } catch (error) {
      if (error instanceof SigningRefused) throw new Problem('LOG_NOT_SIGNED', error.message);
      throw error;
    }
  }
}

interface Tree {
  manager: EntityManager;
  workspaceId: string;
  size: number;
}

async function entriesOf(
  { manager, workspaceId, size }: Tree,
  sequences: readonly number[],
): Promise<PassportEntry[]> {
  const rows = (await manager.query(
    `SELECT sequence, canonical, payload, salt FROM audit_entry
     WHERE workspace_id = $1 AND sequence = ANY($2::bigint[]) ORDER BY sequence`,
    [workspaceId, sequences],
  )) as { sequence: string; canonical: string; payload: object | null; salt: string | null }[];
  const tree = new StoredTree(manager, workspaceId);
  const entries: PassportEntry[] = [];
  for (const { sequence, canonical, payload, salt } of rows) {
    const proof = await tree.rootsOf(inclusionRanges(Number(sequence) - 1, size));
    const details = payload !== null &&
      salt !== null && { payload: payload as Record<string, unknown>, salt };
    entries.push({ canonical, proof, ...details });
  }
  return entries;
}

/** Every key that signed the log, and the checkpoints at which each handed over to the next. */
async function keysOf(manager: EntityManager, workspaceId: string): Promise<PassportKeys> {
  const texts = await keysInUse(manager, workspaceId);
  const rows = (await manager.query(
    `SELECT note FROM audit_checkpoint WHERE workspace_id = $1 AND note LIKE '%next-key %' ORDER BY size`,
    [workspaceId],
  )) as { note: string }[];
  const handovers = rows
    .map(({ note }) => note)
    .filter((note) => parseCheckpoint(note)?.nextKey !== undefined);
  const keys = texts.map((text) => parseVerifierKey(text)).filter((key) => key !== null);
  return { origin: logOrigin(workspaceId), keys, handovers };
}
