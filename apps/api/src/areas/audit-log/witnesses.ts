import { type Actor } from '@countersign/domain/access';
import { consistencyRanges } from '@countersign/domain/audit-log';
import { type EntityManager, MoreThan } from 'typeorm';
import { type Database } from '../../database/database';
import { insertNew } from '../../database/insert-new';
import { AuditCheckpoint } from './audit-checkpoint.entity';
import { AuditCosignature } from './audit-cosignature.entity';
import { type CheckpointSigner } from './checkpoint-signer';
import { type HttpWitness } from './http-witness';
import { obtainCosignature } from './obtain-cosignature';
import { lockWitnessDirectory } from './signing-lock';
import { lastCheckpoint } from './stored-checkpoints';
import { StoredTree } from './stored-tree';
import { type WitnessDirectory } from './witness-directory';
import { WitnessFault } from './witness-fault';
import { WitnessStandings } from './witness-standings';

/** Where checkpoints go outside this server; without either they go nowhere. */
export interface WitnessSettings {
  directory?: WitnessDirectory | undefined;
  http?: HttpWitness | undefined;
  /** Told of every turn that an anchor did not take. */
  alarm: (error: unknown, workspaceId: string) => void;
}

/** What is known of a log outside this server. */
export interface Anchor {
  kind: 'directory' | 'witness';
  /** The name a witness signs under; null for the directory. */
  name: string | null;
  /** Entries of the largest checkpoint there. */
  size: number | null;
  at: Date | null;
  /** What went wrong last, as far as this server knows; null when all is well. */
  fault: string | null;
}

/** Notes that are added to the directory under one lock, and for how long: it holds a connection meanwhile. */
const notesAtOnce = 500;
const longestTurn = 20_000;

/** Carries checkpoints to where this server's owner cannot take them back. Nothing here keeps the log from being signed. */
export class Witnesses {
  private readonly turns = new Map<string, Promise<void>>();
  /** Workspaces in which something was signed since their turn began. */
  private readonly waiting = new Set<string>();
  private readonly standings = new WitnessStandings();

  constructor(
    private readonly database: Database,
    checkpoints: CheckpointSigner,
    private readonly settings: WitnessSettings | undefined,
  ) {
    checkpoints.whenSigned((workspaceId) => void this.turn(workspaceId));
  }

  /** Brings every anchor up to the last checkpoint, those that failed lately excepted. Never fails. */
  turn(workspaceId: string): Promise<void> {
    const underWay = this.turns.get(workspaceId);
    if (underWay) {
      this.waiting.add(workspaceId);
      return underWay;
    }
    const turn = this.takeTurns(workspaceId).finally(() => this.turns.delete(workspaceId));
    this.turns.set(workspaceId, turn);
    return turn;
  }

  /** All anchors of the set-up, as they stand with the log of the caller's workspace. */
  async anchors({ workspaceId }: Actor): Promise<Anchor[]> {
    const { directory, http } = this.settings ?? {};
    return [
      ...(directory ? [await this.directoryAnchor(directory, workspaceId)] : []),
      ...(http ? [await this.witnessAnchor(http, workspaceId)] : []),
    ];
  }

  /** Ends what is under way with a witness. */
  async stop(): Promise<void> {
    this.settings?.http?.stop();
    while (this.turns.size > 0) await Promise.all(this.turns.values());
  }

  private async takeTurns(workspaceId: string): Promise<void> {
    const { directory, http } = this.settings ?? {};
    do {
      this.waiting.delete(workspaceId);
      await Promise.all([
        directory && this.attempt('directory', workspaceId, () => this.publish(directory, workspaceId)),
        http && this.attempt('witness', workspaceId, () => this.cosign(http, workspaceId)),
      ]);
    } while (this.waiting.has(workspaceId));
  }

  private async attempt(
    anchor: Anchor['kind'],
    workspaceId: string,
    work: () => Promise<void>,
  ): Promise<void> {
    if (!this.standings.isDue(anchor, workspaceId, this.database.now())) return;
    try {
      await work();
      this.standings.succeeded(anchor, workspaceId);
    } catch (error) {
      const known = error instanceof WitnessFault;
      const fault = known ? error.message : 'It failed; the log of the server says why.';
      this.standings.failed(anchor, workspaceId, { fault, now: this.database.now() });
      this.settings?.alarm(error, workspaceId);
    }
  }

  /** Adds what was signed since the largest checkpoint there; to an empty directory the last one alone. */
  private async publish(directory: WitnessDirectory, workspaceId: string): Promise<void> {
    await this.database.unrecorded(workspaceId, async ({ manager }) => {
      await lockWitnessDirectory(manager, workspaceId);
      const begun = performance.now();
      for (const { size, note } of await missingIn(directory, manager, workspaceId)) {
        if (performance.now() - begun > longestTurn) break;
        await directory.add(workspaceId, size, note);
      }
    });
  }

  private async cosign(http: HttpWitness, workspaceId: string): Promise<void> {
    const checkpoint = await this.unseenBy(http, workspaceId);
    if (!checkpoint) return;
    const { note } = checkpoint;
    const size = Number(checkpoint.size);
    const { oldSize } = checkpoint;
    const prove = (from: number) => this.prove(workspaceId, from, size);
    try {
      const { line, at } = await obtainCosignature(http, { note, size, oldSize, prove });
      await this.database.unrecorded(workspaceId, async ({ manager }) => {
        const cosignature = { workspaceId, size: checkpoint.size, witness: http.key.name, line, at };
        await insertNew(manager, AuditCosignature, cosignature);
      });
    } catch (error) {
      // Another server may have signed and sent a later one meanwhile; the log is behind only when none has.
      const isOvertaken = error instanceof WitnessFault && error.code === 'LOG_BEHIND';
      const latest = isOvertaken ? await this.unseenBy(http, workspaceId) : null;
      if (!isOvertaken || latest?.size === checkpoint.size) throw error;
      this.waiting.add(workspaceId);
    }
  }

  /** The last checkpoint with the size that the witness cosigned before; null when that is this one, or none was signed. */
  private unseenBy(
    { key }: HttpWitness,
    workspaceId: string,
  ): Promise<(AuditCheckpoint & { oldSize: number }) | null> {
    return this.database.read({ workspaceId }, async ({ manager }) => {
      const last = await lastCheckpoint(manager, workspaceId);
      const seen = await lastCosignature(manager, workspaceId, key.name);
      const oldSize = Number(seen?.size ?? 0);
      return last && oldSize < Number(last.size) ? { ...last, oldSize } : null;
    });
  }

  private prove(workspaceId: string, oldSize: number, newSize: number): Promise<string[]> {
    if (oldSize === 0) return Promise.resolve([]);
    return this.database.read({ workspaceId }, ({ manager }) =>
      new StoredTree(manager, workspaceId).rootsOf(consistencyRanges(oldSize, newSize)),
    );
  }

  private async directoryAnchor(directory: WitnessDirectory, workspaceId: string): Promise<Anchor> {
    const anchor = { kind: 'directory' as const, name: null };
    const fault = this.standings.faultOf('directory', workspaceId);
    try {
      const last = await directory.last(workspaceId);
      return { ...anchor, size: last?.size ?? null, at: last?.at ?? null, fault };
    } catch (error) {
      const isLate = error instanceof WitnessFault;
      return {
        ...anchor,
        size: null,
        at: null,
        fault: isLate ? error.message : 'The directory cannot be read.',
      };
    }
  }

  private async witnessAnchor({ key: { name } }: HttpWitness, workspaceId: string): Promise<Anchor> {
    const last = await this.database.read({ workspaceId }, ({ manager }) =>
      lastCosignature(manager, workspaceId, name),
    );
    const fault = this.standings.faultOf('witness', workspaceId);
    return { kind: 'witness', name, size: last ? Number(last.size) : null, at: last?.at ?? null, fault };
  }
}

function lastCosignature(
  manager: EntityManager,
  workspaceId: string,
  witness: string,
): Promise<AuditCosignature | null> {
  return manager.findOne(AuditCosignature, { where: { workspaceId, witness }, order: { size: 'DESC' } });
}

async function missingIn(
  directory: WitnessDirectory,
  manager: EntityManager,
  workspaceId: string,
): Promise<AuditCheckpoint[]> {
  const there = await directory.last(workspaceId);
  if (there)
    return manager.find(AuditCheckpoint, {
      ...{ where: { workspaceId, size: MoreThan(String(there.size)) }, order: { size: 'ASC' } },
      take: notesAtOnce,
    });
  const last = await lastCheckpoint(manager, workspaceId);
  return last ? [last] : [];
}
