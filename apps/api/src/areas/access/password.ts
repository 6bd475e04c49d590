import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id (the library's default) with 19 MiB, 2 passes and 1 lane: the parameters of OWASP's Password Storage Cheat
 * Sheet. They are part of each hash, so that they can be raised without breaking the hashes that are stored.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password typed on another keyboard is the same: NIST SP 800-63B asks for NFKC before hashing. */
const normal = (password: string): string => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), cost);
}

export function isPasswordOf(storedHash: string, password: string): Promise<boolean> {
  return verify(storedHash, normal(password));
}
