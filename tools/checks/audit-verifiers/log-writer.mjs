// Writes audit logs and bundles from the standards alone, so that a test of the verifiers rests on neither of them.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

export const zeros = '0'.repeat(64);
const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 8785 of plain values: the default order of texts is that of their UTF-16 code units. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

const leafHash = (text) => sha256('\x00', text);
const nodeHash = (left, right) => sha256('\x01', left, right);

/** The root of a tree as RFC 6962, 2.1 defines it: by halves, not by growing. */
export function rootOf(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** The roots of the complete subtrees that cover the leaves, largest first. */
function frontierOf(leaves) {
  const roots = [];
  let [rest, size] = [leaves, 2 ** 40];
  for (; rest.length > 0; size /= 2) {
    if (size > rest.length) continue;
    roots.push(rootOf(rest.slice(0, size)));
    rest = rest.slice(size);
  }
  return roots;
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The id and the text of a key. */
export function keyText(name, type, raw) {
  const material = Buffer.concat([Buffer.of(type), raw]);
  const id = sha256(name, '\n', material).subarray(0, 4);
  return { id, vkey: `${name}+${id.toString('hex')}+${material.toString('base64')}` };
}

/** A key with its name; type 1 signs checkpoints, type 4 cosigns them. */
export function noteKey(name, seed, type = 1) {
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8, sha256(seed)]),
    format: 'der',
    type: 'pkcs8',
  });
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { name, privateKey, ...keyText(name, type, raw) };
}

const signatureLine = (key, signature) =>
  `— ${key.name} ${Buffer.concat([key.id, signature]).toString('base64')}\n`;

/** A checkpoint's signed text; at a change of keys it names the new one. */
export function checkpointBody({ origin, size, root, next }) {
  return `${origin}\n${size}\n${root.toString('base64')}\n${next ? `next-key ${next.vkey}\n` : ''}`;
}

/** A witness's line under a body: the time in eight bytes before the signature. */
export function cosignatureLine(key, body, time = 1_700_000_000n) {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(time);
  const cosigned = Buffer.from(`cosignature/v1\ntime ${time}\n${body}`);
  return signatureLine(key, Buffer.concat([stamp, sign(null, cosigned, key.privateKey)]));
}

/** A note under its keys, cosigned by witnesses. */
export function note(body, keys, witnesses = []) {
  const lines = [
    ...keys.map((key) => signatureLine(key, sign(null, Buffer.from(body), key.privateKey))),
    ...witnesses.map((key) => cosignatureLine(key, body)),
  ];
  return `${body}\n${lines.join('')}`;
}

const words = ['promotion.request', 'vote.cast', 'Zoë €', '😀', 'דּ', 'a"b\\c', '\u0001\u007f', ''];
const pick = (random, values) => values[Math.floor(random() * values.length)];

/** A payload with the values that canonical JSON makes hard. */
function payloadOf(random) {
  const numbers = [0, -0, 1, -7, 0.05, 1e21, 1e-7, 123456789012345680000, 5e-324, 2 ** 53, random(), 1 / 3];
  const payload = { model: pick(random, words), threshold: pick(random, numbers) };
  if (random() < 0.5) payload[pick(random, words)] = { list: [pick(random, numbers), null, true, {}, []] };
  return payload;
}

function entryOf(random, log, sequence) {
  const actor =
    random() < 0.8
      ? { id: 'member-1', kind: 'person', session: pick(random, ['demo', 'password', 'oidc']) }
      : { id: 'token-1', kind: 'service', onBehalfOf: 'member-1', session: 'token' };
  const v = log.versionOne ? 1 : 2;
  const entry = {
    v,
    sequence,
    id: `0190-${sequence}-${Math.floor(random() * 1e9)}`,
    at: new Date(1_700_000_000_000 + sequence * 1000).toISOString(),
    actor: v === 1 ? { id: actor.id, kind: actor.kind } : actor,
    workspaceId: log.workspaceId,
    action: pick(random, words) || 'none',
    outcome: random() < 0.8 ? 'done' : 'refused',
    subject: { type: 'promotion', id: `p-${sequence}` },
  };
  if (random() < 0.3) entry.before = 'a'.repeat(64);
  if (random() < 0.3) entry.after = 'b'.repeat(64);
  return entry;
}

/** Seals an entry behind the ones before it: the text, its leaf, and what may be erased. */
export function seal({ entry, payload, salt }, previousHash) {
  const payloadCommitment = sha256(Buffer.from(salt, 'hex'), canonical(payload)).toString('hex');
  const sealed = { ...entry, payloadCommitment, previousHash };
  return { entry: sealed, canonical: canonical(sealed), payload, salt };
}

/** Seals the entries again, as somebody does who changed one of them and knows how hashes work. */
export function rechain(entries) {
  const chained = [];
  for (const draft of entries) {
    const before = chained.at(-1);
    const previousHash = before ? leafHash(before.canonical).toString('hex') : zeros;
    const entry = { ...draft.entry, sequence: chained.length + 1 };
    chained.push(seal({ ...draft, entry }, previousHash));
  }
  return chained;
}

/** A log of some entries, with keys that sign one after the other and the sizes of its checkpoints. */
export function makeLog(random, options) {
  const { size, workspaceId = 'w-1', keys: keyCount = 1, versionOne = false } = options;
  const origin = `countersign.audit/${workspaceId}`;
  const seed = Math.floor(random() * 2 ** 32);
  const keys = Array.from({ length: keyCount }, (_, index) => noteKey(origin, `${seed}.${index}`));
  const drafts = Array.from({ length: size }, (_, index) => ({
    entry: entryOf(random, { workspaceId, versionOne }, index + 1),
    payload: payloadOf(random),
    salt: sha256(`${seed}.${index}`).toString('hex').slice(0, 32),
  }));
  const entries = rechain(drafts);
  for (const entry of entries) if (random() < 0.1) Object.assign(entry, { erased: true });
  const sizes = entries.map((_, index) => index + 1).filter((at) => at === size || random() < 0.25);
  return { workspaceId, origin, keys: keys.slice(0, sizes.length), entries, sizes };
}

export const leavesOf = (log) => log.entries.map((entry) => leafHash(entry.canonical));

/** Who signs at a size: the keys share the checkpoints in order, and the first of each is signed by the one before too. */
function signersAt(log, size) {
  const turn = (place) => Math.floor((place * log.keys.length) / log.sizes.length);
  const index = log.sizes.findIndex((at) => at >= size);
  const isNew = log.sizes[index] === size;
  return log.keys.slice(turn(isNew ? Math.max(0, index - 1) : index), turn(index) + 1);
}

/** The checkpoint of a log at a size. */
export function checkpointAt(log, size, witnesses = []) {
  const [signer, next] = signersAt(log, size);
  const root = rootOf(leavesOf(log).slice(0, size));
  const body = checkpointBody({ origin: log.origin, size, root, next });
  return note(body, next ? [signer, next] : [signer], witnesses);
}

/** The lines of a bundle, as values; a range ends at one of the log's checkpoints. */
export function bundleOf(log, { from = 1, to = log.entries.length, witnesses = [] } = {}) {
  const leaves = leavesOf(log);
  const lines = [
    {
      schema: 'countersign.audit-bundle/1',
      workspaceId: log.workspaceId,
      origin: log.origin,
      from,
      to,
      keys: log.keys.map(({ vkey }) => vkey),
      previousHash: from === 1 ? zeros : leaves[from - 2].toString('hex'),
      frontier: frontierOf(leaves.slice(0, from - 1)).map((hash) => hash.toString('hex')),
    },
  ];
  for (let sequence = from; sequence <= to; sequence += 1) {
    const { canonical: text, payload, salt, erased } = log.entries[sequence - 1];
    lines.push({ entry: erased ? { canonical: text } : { canonical: text, payload, salt } });
    if (log.sizes.includes(sequence)) lines.push({ checkpoint: checkpointAt(log, sequence, witnesses) });
  }
  return lines;
}

/** The text of a bundle. */
export const bundleText = (lines) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
