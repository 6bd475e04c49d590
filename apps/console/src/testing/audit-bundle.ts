import {
  bundleCheckpointLine,
  bundleEntryLine,
  bundleHeaderLine,
  checkpointBody,
  ed25519Signer,
  formatVerifierKey,
  Frontier,
  genesisHash,
  logOrigin,
  sealEntry,
  signNote,
} from '@countersign/domain/audit-log';

const workspaceId = 'w1';
const origin = logOrigin(workspaceId);
const signer = ed25519Signer(origin, new Uint8Array(32).fill(1));

/** A log of as many entries, with the checkpoint over all of them and the bundle of the whole. */
export function auditBundleOf(size: number) {
  const frontier = new Frontier();
  const hashes: string[] = [];
  const entries: { canonical: string; payload: unknown; salt: string }[] = [];
  let previousHash = genesisHash;
  for (let sequence = 1; sequence <= size; sequence += 1) {
    const draft = {
      ...{ id: `e${sequence}`, at: '2026-01-02T03:04:05.678Z', workspaceId, action: 'castVote' },
      ...{ actor: { id: 'u1', kind: 'person' as const }, outcome: 'done' as const },
      ...{ subject: { type: 'promotion', id: 'p1' }, payload: { sequence } },
    };
    const salt = sequence.toString(16).padStart(32, '0');
    const { canonical, hash } = sealEntry(draft, { sequence, previousHash, salt });
    entries.push({ canonical, payload: draft.payload, salt });
    hashes.push(hash);
    frontier.append(hash);
    previousHash = hash;
  }
  const root = frontier.root();
  const note = signNote(checkpointBody({ origin, size, root }), [signer]);
  const vkey = formatVerifierKey(signer.key);
  const header = { workspaceId, origin, from: 1, to: size, previousHash: genesisHash, frontier: [] };
  const lines = [
    bundleHeaderLine({ ...header, keys: [vkey] }),
    ...entries.map((entry) => bundleEntryLine(entry)),
    bundleCheckpointLine(note),
  ];
  return { text: lines.join(''), entries, hashes, root, note, vkey };
}
