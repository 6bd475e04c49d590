import { type Actor } from '@countersign/domain/access';
import {
  bundleCheckpointLine,
  bundleEntryLine,
  bundleHeaderLine,
  genesisHash,
  logOrigin,
  parseCheckpoint,
} from '@countersign/domain/audit-log';
import { type EntityManager, LessThan } from 'typeorm';
import { type Database } from '../../database/database';
import { Problem } from '../../server/problem';
import { AuditCheckpoint } from './audit-checkpoint.entity';
import { type CheckpointSigner } from './checkpoint-signer';
import { cosignedNotes } from './cosigned-notes';
import { SigningRefused } from './signing-refused';
import { checkpointCovering, logSize } from './stored-checkpoints';
import { StoredTree } from './stored-tree';

/** First and last sequence; from the first, or up to the end, where absent. */
export interface RequestedRange {
  from?: number | undefined;
  to?: number | undefined;
}

/** The range that a bundle has: it ends where a checkpoint does. */
export interface BundleRange {
  from: number;
  to: number;
}

/** Takes the parts of a bundle, in order; resolves when it is ready for more. */
export type BundleSink = (text: string, range: BundleRange) => Promise<void>;

const entriesAtOnce = 200;

/** Each holds a connection for as long as its reader takes. */
const exportsAtOnce = 4;

/** Writes a range of the log as a bundle that can be verified without this server. */
export class AuditExportService {
  private running = 0;

  constructor(
    private readonly database: Database,
    private readonly checkpoints: CheckpointSigner,
  ) {}

  /**
   * Signs a checkpoint where the range has no end of its own, records the export, and writes the bundle from one
   * snapshot. The log grows meanwhile; the bundle does not see it.
   */
  async export(actor: Actor, requested: RequestedRange, sink: BundleSink): Promise<void> {
    if (this.running >= exportsAtOnce)
      throw new Problem('RATE_LIMITED', `${exportsAtOnce} exports are running; try again when one is done.`);
    this.running += 1;
    try {
      const range = await this.rangeOf(actor, requested);
      await this.record(actor, range);
      await this.database.snapshot(actor, ({ manager }) =>
        writeBundle({ manager, workspaceId: actor.workspaceId, ...range }, sink),
      );
    } finally {
      this.running -= 1;
    }
  }

  /** A bundle ends with a checkpoint, and no tree smaller than one signed before is signed: it may end a little later. */
  private async rangeOf(
    { workspaceId }: Actor,
    { from = 1, to: requested }: RequestedRange,
  ): Promise<BundleRange> {
    const covering = (to: number) =>
      this.database.read({ workspaceId }, ({ manager }) => checkpointCovering(manager, workspaceId, to));
    const size = await this.database.read({ workspaceId }, ({ manager }) => logSize(manager, workspaceId));
    const to = requested ?? size;
    if (to > size) throw outside('to', `The log ends at ${size}.`);
    if (from > to) throw outside('from', size === 0 ? 'The log is empty.' : `The range ends at ${to}.`);
    const checkpoint = (await covering(to)) ?? (await this.signed(workspaceId, to)) ?? (await covering(to));
    if (!checkpoint) throw new Error(`No checkpoint covers ${to} entries.`);
    return { from, to: Number(checkpoint.size) };
  }

  private async signed(workspaceId: string, to: number): Promise<AuditCheckpoint | null> {
    try {
      return await this.checkpoints.sign(workspaceId, to);
    } catch (error) {
      if (error instanceof SigningRefused) throw new Problem('LOG_NOT_SIGNED', error.message);
      throw error;
    }
  }

  /** A bundle holds the details of every entry: that somebody took them away belongs in the log. */
  private async record(actor: Actor, { from, to }: BundleRange): Promise<void> {
    const subject = { type: 'audit_log', id: actor.workspaceId };
    await this.database.write(actor, () =>
      Promise.resolve({ result: null, audit: { action: 'exportAuditLog', subject, payload: { from, to } } }),
    );
  }
}

function outside(field: string, message: string): Problem {
  return new Problem('BAD_INPUT', message, { field });
}

interface BundleSource extends BundleRange {
  manager: EntityManager;
  workspaceId: string;
}

async function writeBundle(source: BundleSource, sink: BundleSink): Promise<void> {
  const { from, to } = source;
  const range = { from, to };
  await sink(await headerOf(source), range);
  for (let first = from; first <= to; first += entriesAtOnce) {
    const page = { ...source, from: first, to: Math.min(first + entriesAtOnce - 1, to) };
    await sink(await linesOf(page), range);
  }
}

async function headerOf({ manager, workspaceId, from, to }: BundleSource): Promise<string> {
  const frontier = await new StoredTree(manager, workspaceId).frontier(from - 1);
  const [before] = (await manager.query(
    'SELECT hash FROM audit_entry WHERE workspace_id = $1 AND sequence = $2',
    [workspaceId, from - 1],
  )) as { hash: string }[];
  return bundleHeaderLine({
    ...{ workspaceId, origin: logOrigin(workspaceId), from, to },
    keys: await keysOf({ manager, workspaceId, from, to }),
    previousHash: before?.hash ?? genesisHash,
    frontier: frontier.hashes(),
  });
}

/** The keys that signed the range's checkpoints. A handover at its begin is signed by the key before it, too. */
async function keysOf({ manager, workspaceId, from, to }: BundleSource): Promise<string[]> {
  const rows = (await manager.query(
    `SELECT vkey FROM audit_checkpoint WHERE workspace_id = $1 AND size BETWEEN $2 AND $3
     GROUP BY vkey ORDER BY min(size)`,
    [workspaceId, from, to],
  )) as { vkey: string }[];
  const keys = rows.map(({ vkey }) => vkey);
  const first = await checkpointCovering(manager, workspaceId, from);
  if (!first || !parseCheckpoint(first.note)?.nextKey) return keys;
  const where = { workspaceId, size: LessThan(first.size) };
  const before = await manager.findOne(AuditCheckpoint, { where, order: { size: 'DESC' } });
  return before ? [before.vkey, ...keys] : keys;
}

async function linesOf({ manager, workspaceId, from, to }: BundleSource): Promise<string> {
  const entries = (await manager.query(
    `SELECT sequence, canonical, payload, salt FROM audit_entry
     WHERE workspace_id = $1 AND sequence BETWEEN $2 AND $3 ORDER BY sequence`,
    [workspaceId, from, to],
  )) as { sequence: string; canonical: string; payload: unknown; salt: string | null }[];
  const notes = await cosignedNotes(manager, { workspaceId, from, to });
  return entries
    .map(({ sequence, canonical, payload, salt }) => {
      // Half an erasure is none: its line is no line of a bundle, and its reader sees that.
      const isErased = payload === null && salt === null;
      const entry = bundleEntryLine({ canonical, ...(!isErased && { payload, salt: salt ?? undefined }) });
      const note = notes.get(sequence);
      return note === undefined ? entry : entry + bundleCheckpointLine(note);
    })
    .join('');
}
