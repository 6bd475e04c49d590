// node write-bundle.mjs FILE ENTRIES: writes a bundle, the same bytes whenever it runs. Prints the log's first key.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
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
  verifierKey,
} from '@countersign/domain/audit-log';

const [, , file, count] = process.argv;
const entries = Number(count);
/** Entries between checkpoints, as the server makes them at the latest. */
const stride = 256;
const workspaceId = '01890000-0000-7000-8000-000000000001';
const origin = logOrigin(workspaceId);
const id = (index) => `01890000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
const hashing = { sha256: (bytes) => createHash('sha256').update(bytes).digest('hex') };

function signer(byte) {
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.alloc(32, byte),
  ]);
  const secret = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const bytes = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { key: verifierKey(origin, bytes), sign: (message) => sign(null, message, secret) };
}

function entryOf(sequence, previousHash) {
  const salt = createHash('md5').update(String(sequence)).digest('hex');
  const payload = { decision: 'approve', round: sequence % 5, comment: `seen by reviewer ${sequence % 97}` };
  const draft = {
    id: id(sequence),
    at: new Date(1_700_000_000_000 + sequence * 1000).toISOString(),
    actor: { id: id(sequence % 50), kind: 'person', session: 'oidc' },
    workspaceId,
    action: 'castVote',
    outcome: 'done',
    subject: { type: 'promotion', id: id(sequence % 1000) },
    payload,
  };
  return { ...sealEntry(draft, { sequence, previousHash, salt }), payload, salt };
}

const [first, second] = [signer(1), signer(2)];
const handover = Math.max(1, Math.floor(entries / stride / 2)) * stride;
const noteOf = (size, root) => {
  if (size === handover)
    return signNote(checkpointBody({ origin, size, root, nextKey: second.key }), [first, second]);
  return signNote(checkpointBody({ origin, size, root }), [size < handover ? first : second]);
};

const out = openSync(file, 'w');
const frontier = new Frontier(hashing);
const keys = [first, second].map(({ key }) => formatVerifierKey(key));
let previousHash = genesisHash;
let lines = [
  bundleHeaderLine({ workspaceId, origin, from: 1, to: entries, keys, previousHash, frontier: [] }),
];
for (let sequence = 1; sequence <= entries; sequence += 1) {
  const { canonical, hash, payload, salt } = entryOf(sequence, previousHash);
  frontier.append(hash);
  previousHash = hash;
  lines.push(bundleEntryLine({ canonical, payload, salt }));
  if (sequence % stride !== 0 && sequence !== entries) continue;
  lines.push(bundleCheckpointLine(noteOf(sequence, frontier.root())));
  writeSync(out, lines.join(''));
  lines = [];
}
closeSync(out);
process.stdout.write(keys[0]);
