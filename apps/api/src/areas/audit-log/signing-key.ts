import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Signer, verifierKey } from '@countersign/domain/audit-log';
import { ConfigError } from '../../server/config-error';

/** The private keys that sign audit logs, in the order of their file. They leave this object only as signatures. */
export class SigningKeys {
  readonly #keys: readonly { secret: KeyObject; publicKey: Uint8Array }[];

  constructor(keys: readonly KeyObject[]) {
    if (keys.length === 0) throw new RangeError('somebody has to sign');
    this.#keys = keys.map((secret) => ({ secret, publicKey: publicBytes(secret) }));
  }

  /** Who signs under this name: the current key last, the keys before it for a handover. */
  signers(name: string): Signer[] {
    return this.#keys.map(({ secret, publicKey }) => ({
      key: verifierKey(name, publicKey),
      sign: (message) => sign(null, message, secret),
    }));
  }
}

const pemBlock = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/**
 * The keys of a file, read once, at start: Ed25519, PKCS#8 PEM, one after the other. The last one signs; the ones
 * before it are there to hand over.
 * @throws ConfigError that names the variable, and never says what the file holds
 */
export function readSigningKeys(file: string): SigningKeys {
  const keys = [...readFileSync(file, 'utf8').matchAll(pemBlock)].map(([block], index) => {
    const key = parseKey(block);
    if (key?.asymmetricKeyType === 'ed25519') return key;
    throw refused(`key ${index + 1} of ${file} is no Ed25519 private key in PKCS#8 PEM`);
  });
  if (keys.length === 0) throw refused(`${file} holds no private key in PEM`);
  const different = new Set(keys.map((key) => publicBytes(key).toString('hex')));
  if (different.size < keys.length) throw refused(`${file} holds a key twice; the last one is to sign`);
  return new SigningKeys(keys);
}

function refused(problem: string): ConfigError {
  return new ConfigError([`AUDIT_KEY_FILE: ${problem}`]);
}

function parseKey(block: string): KeyObject | null {
  try {
    return createPrivateKey(block);
  } catch {
    // Its message could quote the key.
    return null;
  }
}

function publicBytes(key: KeyObject): Buffer {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url');
}
