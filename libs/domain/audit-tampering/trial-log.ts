import {
  bundleCheckpointLine,
  bundleEntryLine,
  bundleHeaderLine,
  checkpointBody,
  formatVerifierKey,
  Frontier,
  genesisHash,
  logOrigin,
  sealEntry,
  signNote,
  type AuditDraft,
  type BundleEntry,
  type BundleHeader,
  type Hashing,
  type Signer,
} from '../audit-log';

/** What happened: one item becomes one entry. */
export interface Deed {
  draft: AuditDraft;
  salt: string;
  /** Payload and salt were erased since. */
  isErased?: boolean;
}

/** A log before it is written: deeds, where checkpoints stand, who signs. */
export interface TrialPlan {
  workspaceId: string;
  deeds: readonly Deed[];
  /** Sizes with a checkpoint, ascending; the last one is the number of deeds. */
  checkpoints: readonly number[];
  signer: Signer;
  /** From the checkpoint of this size on another key signs. */
  handover?: { size: number; signer: Signer };
}

/** A log as written. A bundle is `lines(written)`. */
export interface WrittenLog {
  header: BundleHeader;
  entries: BundleEntry[];
  /** Roots at every size from 0. */
  roots: string[];
  frontiers: string[][];
  hashes: string[];
  /** Notes by size. */
  notes: Map<number, string>;
}

/** Seals the deeds and signs the checkpoints. */
export function writeLog(plan: TrialPlan, hashing: Hashing): WrittenLog {
  const { workspaceId, deeds, handover } = plan;
  const origin = logOrigin(workspaceId);
  const frontier = new Frontier(hashing);
  const signers = [plan.signer, ...(handover ? [handover.signer] : [])];
  const keys = signers.map(({ key }) => formatVerifierKey(key));
  const header = {
    workspaceId,
    origin,
    from: 1,
    to: deeds.length,
    keys,
    previousHash: genesisHash,
    frontier: [],
  };
  const log: WrittenLog = {
    ...{ header, entries: [], roots: [frontier.root()], frontiers: [[]] },
    ...{ hashes: [genesisHash], notes: new Map() },
  };
  deeds.forEach(({ draft, salt, isErased }, index) => {
    const place = { sequence: index + 1, previousHash: log.hashes[index]!, salt };
    const { canonical, hash } = sealEntry(draft, place);
    frontier.append(hash);
    log.entries.push({ canonical, ...(!isErased && { payload: draft.payload, salt }) });
    log.hashes.push(hash);
    log.roots.push(frontier.root());
    log.frontiers.push(frontier.hashes());
  });
  for (const size of plan.checkpoints)
    log.notes.set(size, signedNote(plan, { size, root: log.roots[size]! }));
  return log;
}

/** The note of a checkpoint, by whoever signs at this size. */
export function signedNote(
  { workspaceId, signer, handover }: TrialPlan,
  { size, root }: { size: number; root: string },
): string {
  const origin = logOrigin(workspaceId);
  if (handover === undefined || size < handover.size)
    return signNote(checkpointBody({ origin, size, root }), [signer]);
  if (size > handover.size) return signNote(checkpointBody({ origin, size, root }), [handover.signer]);
  const body = checkpointBody({ origin, size, root, nextKey: handover.signer.key });
  return signNote(body, [signer, handover.signer]);
}

/** The lines of the bundle from one entry on, each with its line feed. */
export function bundleOf(log: WrittenLog, from = 1): string[] {
  const { header, entries, notes } = log;
  const previousHash = log.hashes[from - 1]!;
  const lines = [bundleHeaderLine({ ...header, from, previousHash, frontier: log.frontiers[from - 1]! })];
  entries.forEach((entry, index) => {
    if (index + 1 < from) return;
    lines.push(bundleEntryLine(entry));
    const note = notes.get(index + 1);
    if (note !== undefined) lines.push(bundleCheckpointLine(note));
  });
  return lines;
}
