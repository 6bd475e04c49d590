import { type Database } from '../../database/database';
import { type AppendedEntry } from '../../database/transaction';
import { type AuditCheckpoint } from './audit-checkpoint.entity';
import { type CheckpointMemory } from './checkpoint-memory';
import { signCheckpoint } from './sign-checkpoint';
import { type SigningKeys } from './signing-key';
import { SigningRefused } from './signing-refused';
import { logSize } from './stored-checkpoints';
import { isSignedAtOnce } from './urgent-actions';
import { type WitnessSettings } from './witnesses';

export interface SignerSettings {
  keys: SigningKeys;
  memory: CheckpointMemory;
  /** Told of every checkpoint that could not be made. */
  alarm: (error: unknown, workspaceId: string) => void;
  /** Absent: nobody outside this server knows the log. */
  witness?: WitnessSettings | undefined;
}

/** So many unsigned entries ask for a checkpoint: early enough for it to be there before they are 256. */
const nudgeAt = 192;

/** Signs the logs: by the clock, by their growth, and at once after what somebody outside should know of. */
export class CheckpointSigner {
  /** The turn under way, by workspace: callers of one process share it, so they need one connection. */
  private readonly turns = new Map<string, Promise<number>>();
  private readonly faults = new Map<string, string>();
  private signed: (workspaceId: string) => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly settings: SignerSettings,
  ) {
    database.whenAppended((entry) => this.notice(entry));
  }

  /** One listener, told of every checkpoint that is stored. Must not throw. */
  whenSigned(listener: (workspaceId: string) => void): void {
    this.signed = listener;
  }

  /** Why the log of a workspace is not signed at present, as far as this server knows; null when all is well. */
  faultOf(workspaceId: string): string | null {
    return this.faults.get(workspaceId) ?? null;
  }

  /**
   * Signs what is new, or nothing. Any number of servers may try at once: they take turns in the database.
   * @param size the size to sign, where no later one has been; the whole log when absent
   * @returns the last checkpoint, null for an empty log
   * @throws SigningRefused after the alarm
   */
  async sign(workspaceId: string, size?: number): Promise<AuditCheckpoint | null> {
    const { keys, memory, alarm, witness } = this.settings;
    try {
      // Before the lock: a directory that is slow to answer keeps no other server from signing.
      const witnessed = (await witness?.directory?.lastKnown(workspaceId)) ?? null;
      const durable = await this.durableSize(workspaceId);
      const checkpoint = await this.database.conclude(workspaceId, ({ manager, now }) =>
        signCheckpoint({ manager, now, workspaceId, keys, memory, witnessed, size, durable }),
      );
      this.faults.delete(workspaceId);
      if (checkpoint) this.signed(workspaceId);
      return checkpoint;
    } catch (error) {
      const known = error instanceof SigningRefused;
      this.faults.set(workspaceId, known ? error.message : 'Signing failed; the log of the server says why.');
      alarm(error, workspaceId);
      throw error;
    }
  }

  private async durableSize(workspaceId: string): Promise<number> {
    const size = await this.database.read({ workspaceId }, ({ manager }) => logSize(manager, workspaceId));
    await this.database.durable();
    return size;
  }

  /** Resolves when no turn is under way. */
  async settle(): Promise<void> {
    while (this.turns.size > 0) await Promise.all(this.turns.values());
  }

  /** After an entry is committed. Its change has happened: nothing here may fail it. */
  private async notice({ workspaceId, sequence, unsigned, action, outcome }: AppendedEntry): Promise<void> {
    // What was refused is tried again by the clock, not by every change.
    if (this.faults.has(workspaceId)) return;
    if (outcome === 'done' && isSignedAtOnce(action)) await this.cover(workspaceId, sequence);
    else if (unsigned >= nudgeAt) void this.turn(workspaceId);
  }

  private async cover(workspaceId: string, sequence: number): Promise<void> {
    // The turn under way may have begun before the entry was there; the one after it has not.
    const covered = await this.turn(workspaceId);
    if (covered < sequence && !this.faults.has(workspaceId)) await this.turn(workspaceId);
  }

  /** The size that is signed after the turn; 0 when it failed. */
  private turn(workspaceId: string): Promise<number> {
    const underWay = this.turns.get(workspaceId);
    if (underWay) return underWay;
    const turn = this.sign(workspaceId)
      .then((checkpoint) => Number(checkpoint?.size ?? 0))
      .catch(() => 0)
      .finally(() => this.turns.delete(workspaceId));
    this.turns.set(workspaceId, turn);
    return turn;
  }
}
