// How many of fourteen kinds of tampering with the audit log its verifier finds, and where it says they are.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { verifierKey } from '@countersign/domain/audit-log';
import { attackers, runCleanTrial, runTrial, tamperings } from '@countersign/domain/audit-tampering';
import { writeStudy } from './write-study.mjs';

/** Attacks over all kinds and attackers, and clean logs: what G25 asks for. */
const total = 10_000;
const trials = Math.ceil(total / tamperings.length / attackers.length);

const der = (prefix, bytes) => Buffer.concat([Buffer.from(prefix, 'hex'), bytes]);
const publicKeys = new Map();
function publicKey(bytes) {
  const spki = der('302a300506032b6570032100', bytes);
  const text = spki.toString('hex');
  const key = publicKeys.get(text) ?? createPublicKey({ key: spki, format: 'der', type: 'spki' });
  publicKeys.set(text, key);
  return key;
}

/** The runtime's own primitives. */
const tools = {
  hashing: {
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    verifyEd25519: (signature, message, key) =>
      signature.length === 64 && verify(null, message, publicKey(key), signature),
  },
  signer(name, secret, type = 1) {
    const key = createPrivateKey({
      key: der('302e020100300506032b657004220420', secret),
      format: 'der',
      type: 'pkcs8',
    });
    const bytes = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
    return { key: verifierKey(name, bytes, type), sign: (message) => sign(null, message, key) };
  },
};

/** Found, at the place that the rules name, and with a sequence rather than none. */
async function tally(kind, attacker) {
  const counts = { found: 0, named: 0, placed: 0, missed: [] };
  for (let seed = 1; seed <= trials; seed += 1) {
    publicKeys.clear();
    const { isFound, isNamed, verification } = await runTrial({ seed, kind, attacker }, tools);
    counts.found += isFound ? 1 : 0;
    counts.named += isNamed ? 1 : 0;
    counts.placed += verification.firstBad === null ? 0 : 1;
    if (!isFound || !isNamed) counts.missed.push(seed);
  }
  return counts;
}

async function cleanAlarms() {
  const alarms = [];
  for (let seed = 1; seed <= total; seed += 1) {
    publicKeys.clear();
    const { valid, firstBad } = await runCleanTrial(seed, tools);
    if (!valid || firstBad !== null) alarms.push(seed);
  }
  return alarms;
}

export async function study() {
  const rows = [];
  const missed = [];
  for (const kind of tamperings) {
    const counts = [];
    for (const attacker of attackers) {
      const found = await tally(kind, attacker);
      counts.push(`${found.found} | ${found.named} | ${found.placed}`);
      missed.push(...found.missed.map((seed) => `${attacker}, ${kind}, seed ${seed}`));
    }
    rows.push(`| ${kind} | ${trials} | ${counts.join(' | ')} |`);
  }
  const alarms = await cleanAlarms();
  await writeStudy('tampering', documentOf({ rows, missed, alarms }));
  if (missed.length + alarms.length > 0) process.exitCode = 1;
}

function documentOf({ rows, missed, alarms }) {
  return `# Tampering with the audit log

${new Date().toISOString().slice(0, 10)}, Node ${process.version}. \`npm run study -- tampering\` writes this page. Logs of 12 to 40 entries with a checkpoint each 3 to 8, in a third of them a change of keys; log, attack and its place are drawn from the seeds 1 to ${trials}.

Attacker A may write every byte of an export and cannot sign; the reader has pinned the log's first key. Attacker B holds the signing key and signs a rewritten log from end to end; the reader knows heads from before, noted down or cosigned, or the key of a witness. "At its place": \`firstBad\` is what rule L-37 of docs/spec/audit-log.md says for this attack. "With a sequence": it is not null; a file signed throughout by another key, or without its witness, is bad as a whole.

| kind | trials each | A: found | at its place | with a sequence | B: found | at its place | with a sequence |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

Not found, or at another place: ${missed.length === 0 ? 'none' : missed.join('; ')}.

False alarms on ${total} logs that nobody touched, some entries erased, exported from any entry on, held against keys, heads and witnesses: ${alarms.length === 0 ? 'none' : alarms.join(', ')}.

An old backup under attacker A is found by a later head only, which the reader was given here; without one the same file is valid, and every such trial checks that this is so and that \`checkpoint\` is unknown.
`;
}
