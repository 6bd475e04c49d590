import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDataDir } from './data-dir';
import { writeOnce } from './write-once';

const shape = /^[0-9a-f]{64}$/;

/** The secret in `file`, or null when there is no such file. Throws when the file holds something else. */
function readSecret(file: string): string | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (!shape.test(text)) throw new Error(`${file} does not hold a secret of 64 hexadecimal digits.`);
  return text;
}

/** The secret in `file`; made of 32 random bytes (as hex, file mode 0600) when there is none. */
export function readOrCreateSecret(file: string): string {
  const existing = readSecret(file);
  if (existing) return existing;
  writeOnce(file, `${randomBytes(32).toString('hex')}\n`);
  return readOrCreateSecret(file);
}

/**
 * The secret by which whoever owns the machine can always get in: DATA_DIR/secrets/bootstrap, made on first use.
 *
 * @returns 64 hexadecimal digits
 */
export function bootstrapSecret(dataDir: string): string {
  return readOrCreateSecret(join(prepareDataDir(dataDir).secrets, 'bootstrap'));
}
