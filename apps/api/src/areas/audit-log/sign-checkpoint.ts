import {
  checkpointBody,
  type Checkpoint,
  emptyHead,
  formatVerifierKey,
  Frontier,
  logOrigin,
  parseCheckpoint,
  type Signer,
  signNote,
  verifyNote,
} from '@countersign/domain/audit-log';
import { nativeHashing } from '@countersign/engines/hashing';
import { type EntityManager } from 'typeorm';
import { type Concluded } from '../../database/transaction';
import { AuditCheckpoint } from './audit-checkpoint.entity';
import { type CheckpointMemory } from './checkpoint-memory';
import { extendSubtrees } from './extend-subtrees';
import { type SigningKeys } from './signing-key';
import { lockSigning } from './signing-lock';
import { SigningRefused } from './signing-refused';
import { lastCheckpoint, logSize } from './stored-checkpoints';
import { storedHeights } from './stored-heights';
import { StoredTree } from './stored-tree';
import { verifyStoredEntries } from './verify-stored-entries';

/** What a signature needs to know. */
export interface Signing {
  manager: EntityManager;
  workspaceId: string;
  now: Date;
  keys: SigningKeys;
  memory: CheckpointMemory;
  /** The last checkpoint that is kept outside this server. */
  witnessed: Checkpoint | null;
  /** How far the log is on disk: what a crash could still take away is not signed. */
  durable: number;
  /** Sign the log as it was at this size, unless a later one was signed before. */
  size?: number | undefined;
}

/** A log as the database, the file beside it and the directory outside tell of it. */
interface LogState {
  size: number;
  last: AuditCheckpoint | null;
  noted: Checkpoint | null;
  witnessed: Checkpoint | null;
}

/** The last checkpoint, null for an empty log, and what its transaction ends with. */
export type Signed = Concluded<AuditCheckpoint | null>;

/**
 * Signs the log of a workspace, if there is something new to sign. The caller's transaction holds the workspace's signing
 * lock from here to its end.
 * @throws SigningRefused when the log does not continue what was signed before
 */
export async function signCheckpoint(signing: Signing): Promise<Signed> {
  const { manager, workspaceId, memory } = signing;
  await lockSigning(manager, workspaceId);
  const state = await readState(signing);
  const { last, noted, witnessed } = state;
  const tree = await requireContinuation(signing, state);
  const signers = await requireSigners(signing, last);
  const least = Math.max(Number(last?.size ?? 0), noted?.size ?? 0, witnessed?.size ?? 0);
  const size = signing.size !== undefined && signing.size >= least ? signing.size : signing.durable;
  if (size <= least && size <= Number(last?.size ?? 0)) {
    // A replica that has not signed itself notes what another one has.
    if (last && (noted?.size ?? 0) < Number(last.size)) await memory.note(workspaceId, last.note);
    return { answer: last, last: [] };
  }
  // Noted by somebody whose transaction then failed, a moment ago: the next turn continues it.
  if (size < least) return { answer: last, last: [] };
  const later = [noted, witnessed].filter((head) => head !== null).filter((head) => head.size > tree.size);
  await requireEntries(signing, { tree, later, to: size });
  return storeCheckpoint(signing, { tree, signers });
}

async function storeCheckpoint(
  { manager, workspaceId, memory, now }: Signing,
  { tree, signers }: { tree: Frontier; signers: readonly Signer[] },
): Promise<Signed> {
  const { size } = tree;
  const root = tree.root();
  await extendSubtrees(manager, { workspaceId, size });
  if ((await new StoredTree(manager, workspaceId).root(size)) !== root)
    throw new SigningRefused(
      'LOG_INCONSISTENT',
      `The stored subtrees over the first ${size} entries are not made of these entries.`,
    );
  const current = signers[signers.length - 1]!.key;
  const nextKey = signers.length > 1 ? { nextKey: current } : {};
  const note = signNote(checkpointBody({ origin: logOrigin(workspaceId), size, root, ...nextKey }), signers);
  // Remembered before it is stored, hence before anybody can see it: what was shown must never be forgotten. If the
  // transaction then fails, the file tells of a tree that the log still continues.
  await memory.note(workspaceId, note);
  const vkey = formatVerifierKey(current);
  const checkpoint = { workspaceId, size: String(size), root, note, vkey, at: now };
  await manager.insert(AuditCheckpoint, checkpoint);
  // Whoever changes something waits while the head is held: no answer to the server and back lies in between.
  const turn = { text: 'SELECT take_audit_turn($1)', values: [workspaceId] };
  const head = {
    text: 'UPDATE audit_head SET signed_size = $2 WHERE workspace_id = $1',
    values: [workspaceId, String(size)],
  };
  return { answer: checkpoint, last: [turn, head] };
}

async function readState({ manager, workspaceId, memory, witnessed }: Signing): Promise<LogState> {
  const last = await lastCheckpoint(manager, workspaceId);
  const noted = await memory.last(workspaceId);
  return { size: await logSize(manager, workspaceId), last, noted, witnessed };
}

/**
 * The log still holds all that was signed: no fewer entries, and over each checkpoint's entries the same root. Answers the
 * tree that was signed last in the database. What comes of it is signed, and not what is stored of subtrees: whoever owns
 * the database could put another history there.
 */
async function requireContinuation({ manager, workspaceId }: Signing, state: LogState): Promise<Frontier> {
  const known = [
    ...(state.last ? [{ where: 'in the database', ...readCheckpoint(state.last) }] : []),
    ...(state.noted ? [{ where: 'noted in the data directory', ...state.noted }] : []),
    ...(state.witnessed ? [{ where: 'in the witness directory', ...state.witnessed }] : []),
  ];
  // The last entries speak for themselves: up to 255 are read, which a change of one of them would show in.
  const believed = storedHeights.filter((height) => height >= 8);
  const tree = new StoredTree(manager, workspaceId, believed);
  const trees = new Map<number, Frontier>();
  for (const { where, size, root } of known) {
    if (size > state.size)
      throw new SigningRefused(
        'LOG_SMALLER',
        `The log has ${state.size} entries, but the last checkpoint ${where} covers ${size}: entries are missing, or the database was restored from an old copy.`,
      );
    const found = trees.get(size) ?? (await tree.frontier(size));
    trees.set(size, found);
    if (found.root() !== root)
      throw new SigningRefused(
        'LOG_INCONSISTENT',
        `The first ${size} entries are not those that the last checkpoint ${where} covers.`,
      );
  }
  return trees.get(Number(state.last?.size ?? 0)) ?? new Frontier(nativeHashing);
}

/** A stored checkpoint as its note says it. */
function readCheckpoint(row: AuditCheckpoint): Checkpoint {
  const checkpoint = parseCheckpoint(row.note);
  const isSame =
    checkpoint?.origin === logOrigin(row.workspaceId) &&
    checkpoint.size === Number(row.size) &&
    checkpoint.root === row.root;
  if (!isSame)
    throw new SigningRefused(
      'CHECKPOINT_BROKEN',
      `The stored checkpoint of ${row.size} entries was changed.`,
    );
  return checkpoint;
}

/** Who signs next: the current key, and before it the key it takes over from. */
async function requireSigners(
  { manager, workspaceId, keys }: Signing,
  last: AuditCheckpoint | null,
): Promise<Signer[]> {
  const signers = keys.signers(logOrigin(workspaceId));
  const current = signers[signers.length - 1]!;
  if (!last) return [current];
  const previous = signers.find(({ key }) => formatVerifierKey(key) === last.vkey);
  if (!previous)
    throw new SigningRefused(
      'KEY_UNKNOWN',
      `AUDIT_KEY_FILE does not hold the key that signed the last checkpoint, ${last.vkey}: put it before the new one.`,
    );
  if (!verifyNote(readCheckpoint(last).note, [previous.key], nativeHashing)?.length)
    throw new SigningRefused(
      'CHECKPOINT_BROKEN',
      `The stored checkpoint of ${last.size} entries was not signed.`,
    );
  if (previous === current) return [current];
  if (await manager.existsBy(AuditCheckpoint, { workspaceId, vkey: formatVerifierKey(current.key) }))
    throw new SigningRefused(
      'KEY_RETIRED',
      'The last key of AUDIT_KEY_FILE has handed over to another one before: a retired key does not come back.',
    );
  return [previous, current];
}

/**
 * The entries since the last checkpoint verify: what was changed before it was ever signed is not signed. The tree grows by
 * them, and has to meet what is known outside of a later tree.
 */
async function requireEntries(
  signing: Signing,
  { tree, later, to }: { tree: Frontier; later: readonly Checkpoint[]; to: number },
): Promise<void> {
  const { manager, workspaceId } = signing;
  const [before] = (await manager.query(
    'SELECT hash FROM audit_entry WHERE workspace_id = $1 AND sequence = $2',
    [workspaceId, tree.size],
  )) as { hash: string }[];
  let from = before ? { size: tree.size, hash: before.hash } : emptyHead;
  const heads = [...later].sort((a, b) => a.size - b.size);
  for (const { size, root } of [...heads, { size: to, root: null }]) {
    const { valid, firstBad, reason, head } = await verifyStoredEntries(manager, {
      ...{ workspaceId, from, to: size, tree },
    });
    if (!valid)
      throw new SigningRefused(
        'ENTRIES_BROKEN',
        `Entry ${firstBad ?? '?'} of the log does not verify: ${reason ?? ''}.`,
      );
    if (root !== null && tree.root() !== root)
      throw new SigningRefused(
        'LOG_INCONSISTENT',
        `The first ${size} entries are not those that were signed.`,
      );
    from = head;
  }
}
