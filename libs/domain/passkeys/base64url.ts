import { base64Decode, base64Encode } from '../audit-log';

/** base64url without padding (RFC 4648, section 5), as WebAuthn writes bytes in JSON. */
export function base64UrlEncode(bytes: Uint8Array): string {
  return base64Encode(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The bytes, or null; only the one text that `base64UrlEncode` writes for them is read. */
export function base64UrlDecode(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const padding = '='.repeat((4 - (text.length % 4)) % 4);
  return base64Decode(text.replaceAll('-', '+').replaceAll('_', '/') + padding);
}
