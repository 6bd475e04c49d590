// Gives the same bundles to both verifiers of the audit log and tells where their results differ.
import { execFile } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseCheckpoint, parseVerifierKey, verifyBundle } from '@countersign/domain/audit-log';

const script = fileURLToPath(new URL('../../verify_audit_log.py', import.meta.url));

/**
 * One bundle and what its reader knows from elsewhere.
 *
 * @typedef {{ what: string, bytes: Buffer | string, keys?: string[], checkpoints?: string[], witnesses?: string[] }} Bundle
 */

/** The fields that have to be equal; the words of the details need not be. */
function comparable({ schema, kind, valid, workspaceId, entries, from, to, root, firstBad, checks }) {
  const statuses = Object.fromEntries(checks.map(({ check, status }) => [check, status]));
  return { schema, kind, valid, workspaceId, entries, from, to, root, firstBad, ...statuses };
}

/** A file's bytes in pieces that know nothing of its lines. */
async function* piecesOf(bytes) {
  const whole = Buffer.from(bytes);
  for (let start = 0; start < whole.length; start += 1000) yield whole.subarray(start, start + 1000);
}

/** The primitives of the runtime, as the command line passes them; without them the verifier uses those of the console. */
const nativeHashing = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  verifyEd25519: (signature, message, publicKey) => {
    const key = createPublicKey({
      key: Buffer.concat([spki, publicKey]),
      format: 'der',
      type: 'spki',
    });
    return signature.length === 64 && verify(null, message, key, signature);
  },
};
const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** The result of the verifier that the command line and the console share. */
function verifyInTypeScript({ bytes, keys = [], checkpoints = [], witnesses = [] }, hashing) {
  return verifyBundle(piecesOf(bytes), {
    ...hashing,
    keys: keys.map(parseVerifierKey),
    checkpoints: checkpoints.map(parseCheckpoint),
    witnesses: witnesses.map(parseVerifierKey),
  });
}

/** Runs the Python verifier once over all bundles. */
async function verifyInPython(bundles) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-verifiers-'));
  try {
    const list = bundles.map(({ bytes, keys = [], checkpoints = [], witnesses = [] }, index) => {
      const file = join(folder, String(index));
      writeFileSync(file, bytes);
      const heads = checkpoints.map((text, place) => {
        writeFileSync(`${file}.${place}`, text);
        return `${file}.${place}`;
      });
      return JSON.stringify({ file, keys, checkpoints: heads, witnesses });
    });
    writeFileSync(join(folder, 'list'), list.join('\n'));
    const run = promisify(execFile)('python3', [script, '--each', join(folder, 'list')], {
      maxBuffer: 2 ** 30,
    });
    // One of them being invalid makes the exit code 1; what counts is a result for each and nothing on stderr.
    const { stdout, stderr } = await run.catch((error) => error);
    if (stderr) throw new Error(stderr);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The results of both, and a line for each field in which they differ. The verifier in TypeScript takes its own primitives
 * and those of the runtime in turn.
 */
export async function compareVerifiers(bundles) {
  const python = verifyInPython(bundles);
  const results = [];
  for (const [index, bundle] of bundles.entries())
    results.push(await verifyInTypeScript(bundle, index % 2 === 0 ? {} : { hashing: nativeHashing }));
  const others = await python;
  if (others.length !== bundles.length)
    throw new Error(`${others.length} results of ${bundles.length} bundles`);
  const differences = results.flatMap((result, index) => {
    const [one, other] = [comparable(result), comparable(others[index])];
    return Object.keys(one)
      .filter((field) => one[field] !== other[field])
      .map(
        (field) => `${bundles[index].what}: ${field} ${one[field]} in TypeScript, ${other[field]} in Python`,
      );
  });
  return { results, differences };
}
