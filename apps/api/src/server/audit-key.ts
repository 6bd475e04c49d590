import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeOnce } from '../database/embedded';
import { fileProblem } from './secret-files';

/**
 * The key that signs checkpoints of the audit log: an Ed25519 private key, PKCS #8 in PEM, as
 * `openssl genpkey -algorithm ed25519` writes it. It lies in a file, never in the database that it vouches for.
 *
 * @returns the 32 bytes of its seed
 * @throws Error when the file holds no such key
 */
export function readAuditKey(file: string): Uint8Array {
  const key = createPrivateKey(readFileSync(file, 'utf8'));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key.`);
  return Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
}

/** Why a file is no usable audit key; null when it is one, and its owner's alone. */
export function auditKeyProblem(file: string): string | null {
  const problem = fileProblem(file);
  if (problem) return problem;
  try {
    readAuditKey(file);
    return null;
  } catch {
    return 'the file holds no Ed25519 private key in PEM';
  }
}

/** Makes the key, mode 0600, unless the file is there. */
export function makeAuditKey(file: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeOnce(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
}
