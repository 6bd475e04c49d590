import { MalformedDocument, objectOf, oneOf, text, type Read } from '../json-reading';
import { base64UrlDecode } from './base64url';

/** The public key of a passkey as a JSON Web Key (RFC 7517), without members that say nothing about the key itself. */
export type PasskeyKey =
  | { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  | { kty: 'OKP'; crv: 'Ed25519'; x: string }
  | { kty: 'RSA'; n: string; e: 'AQAB' };

/** COSE numbers of the algorithms that a passkey may sign by: EdDSA, ES256, RS256. */
export const passkeyAlgorithms: readonly number[] = [-8, -7, -257];

const coordinate = bytes(32, 32);

/** 2,048 to 4,096 bits. */
const modulus = bytes(256, 512);

const shapes: Record<PasskeyKey['kty'], Read<PasskeyKey>> = {
  EC: objectOf({ kty: oneOf(['EC']), crv: oneOf(['P-256']), x: coordinate, y: coordinate }),
  OKP: objectOf({ kty: oneOf(['OKP']), crv: oneOf(['Ed25519']), x: coordinate }),
  RSA: objectOf({ kty: oneOf(['RSA']), n: modulus, e: oneOf(['AQAB']) }),
};

/** @throws MalformedDocument naming the place, for what is no key that a passkey may have */
export const passkeyKey: Read<PasskeyKey> = (value, place) => {
  const kty = oneOf(['EC', 'OKP', 'RSA'])((value as { kty?: unknown } | null)?.kty, `${place}.kty`);
  return shapes[kty](value, place);
};

function bytes(least: number, most: number): Read<string> {
  return (value, place) => {
    const read = text(value, place);
    const length = base64UrlDecode(read)?.length ?? -1;
    if (length < least || length > most) throw new MalformedDocument(place, 'has another length.');
    return read;
  };
}
