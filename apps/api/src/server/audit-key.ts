import { generateKeyPairSync } from 'node:crypto';
import { readSigningKeys } from '../areas/audit-log/signing-key';
import { writeOnce } from '../database/embedded';
import { fileProblem } from './secret-files';

/** Why a file is no usable audit key; null when it is one, and its owner's alone. */
export function auditKeyProblem(file: string): string | null {
  const problem = fileProblem(file);
  if (problem) return problem;
  try {
    readSigningKeys(file);
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
