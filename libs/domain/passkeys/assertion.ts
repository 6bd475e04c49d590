import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Hashing, textOfUtf8 } from '../audit-log';
import { objectOf, type Read, text } from '../json-reading';
import { base64UrlDecode } from './base64url';
import { isSignatureOf } from './key-signature';
import { type PasskeyKey } from './passkey-key';

/** What an authenticator answered when it was asked to sign, in base64url: WebAuthn Level 3, 5.2.2. */
export interface Assertion {
  authenticatorData: string;
  clientDataJSON: string;
  signature: string;
}

/** What an assertion has to be about. */
export interface Expected {
  /** In base64url. */
  challenge: string;
  key: PasskeyKey;
  /** Where the person was asked, such as `https://models.example.org`. */
  origin: string;
  /** Whom the passkey is for: the host of the origin. */
  rpId: string;
}

export const assertion: Read<Assertion> = objectOf<Assertion>({
  ...{ authenticatorData: text, clientDataJSON: text, signature: text },
});

/** Flags of authenticator data: somebody was there, and was known by PIN, finger or face. */
const [present, verified] = [0x01, 0x04];

/**
 * Why an assertion is none of this key's over this challenge, with its person known to be there; null when it is.
 * Source: WebAuthn Level 3, 7.2, steps that concern the signature; counters are for whoever keeps them.
 */
export function assertionFault(given: Assertion, expected: Expected, hashing: Hashing): string | null {
  const data = base64UrlDecode(given.authenticatorData);
  const client = base64UrlDecode(given.clientDataJSON);
  const signature = base64UrlDecode(given.signature);
  if (data === null || client === null || signature === null) return 'is not in its one spelling';
  const fault = clientFault(client, expected) ?? dataFault(data, expected, hashing);
  if (fault !== null) return fault;
  const message = concatBytes(data, hexToBytes(hashing.sha256(client)));
  return isSignatureOf(expected.key, { signature, message }, hashing)
    ? null
    : 'is not by the registered passkey';
}

function clientFault(client: Uint8Array, { challenge, origin }: Expected): string | null {
  const told = parsed(client);
  if (told?.['type'] !== 'webauthn.get') return 'is no signature of a passkey';
  if (told['challenge'] !== challenge) return 'is on something else';
  if (told['origin'] !== origin || told['crossOrigin'] === true) return 'was made at another site';
  return null;
}

function dataFault(data: Uint8Array, { rpId }: Expected, { sha256 }: Hashing): string | null {
  if (data.length < 37) return 'has too little authenticator data';
  const site = Array.from(data.subarray(0, 32), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (site !== sha256(utf8ToBytes(rpId))) return 'was made for another site';
  const flags = data[32]!;
  return flags & present && flags & verified ? null : 'was made without its person being verified';
}

function parsed(bytes: Uint8Array): Partial<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(textOfUtf8(bytes));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
