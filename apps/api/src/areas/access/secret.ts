import { createHash, randomBytes } from 'node:crypto';

/**
 * A credential is `<workspace id>.<secret>`: the workspace says where to look, the secret (256 random bits) proves
 * the right to. Only the secret's SHA-256 is stored; with that much entropy a slow hash would add nothing.
 */
export interface Credential {
  workspaceId: string;
  secretHash: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function newCredential(workspaceId: string): Credential & { text: string } {
  const secret = randomBytes(32).toString('base64url');
  return { workspaceId, secretHash: hashSecret(secret), text: `${workspaceId}.${secret}` };
}

/** Null when the text is not a credential at all. */
export function parseCredential(text: string): Credential | null {
  const [workspaceId, secret, ...rest] = text.split('.');
  if (!workspaceId || !secret || rest.length > 0 || !uuid.test(workspaceId)) return null;
  return { workspaceId, secretHash: hashSecret(secret) };
}
