import { type PasskeyKey, passkeyAlgorithms, passkeyKey } from '@countersign/domain/passkeys';
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import { z } from 'zod';
import { type PasskeySite } from './passkey-site';

const bytes = z.string().regex(/^[A-Za-z0-9_-]{1,16000}$/);
const transport = z.string().regex(/^[a-z-]{1,20}$/);
const credential = { id: bytes.max(1400), rawId: bytes, type: z.literal('public-key') };

const registration = z.object({
  ...credential,
  response: z.object({
    ...{ clientDataJSON: bytes, attestationObject: bytes, transports: z.array(transport).max(10).optional() },
  }),
});

const authentication = z.object({
  ...credential,
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
});

/** A passkey that a browser made. */
export interface NewPasskey {
  credentialId: string;
  publicKey: string;
  key: PasskeyKey;
  counter: number;
  transports: string[];
}

/** What a browser answered when it was asked to sign, or null for what is none. */
export function readAuthentication(text: string): AuthenticationResponseJSON | null {
  const read = authentication.safeParse(parsed(text));
  return read.success ? { ...read.data, clientExtensionResults: {} } : null;
}

/** The passkey that a browser made for this challenge at this site, its person verified; null for anything else. */
export async function readRegistration(
  text: string,
  { challenge, site }: { challenge: string; site: PasskeySite },
): Promise<NewPasskey | null> {
  const read = registration.safeParse(parsed(text));
  if (!read.success) return null;
  const { transports = [] } = read.data.response;
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...read.data, clientExtensionResults: {} } as RegistrationResponseJSON,
      ...{ expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.rpId },
      ...{ requireUserVerification: true, supportedAlgorithmIDs: [...passkeyAlgorithms] },
    });
    if (!registrationInfo) return null;
    const { id: credentialId, publicKey, counter } = registrationInfo.credential;
    const key = keyOf(publicKey);
    return {
      credentialId,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      key,
      counter,
      transports,
    };
  } catch {
    // The library says with an exception, and we with a key that is not taken, that this is no such registration.
    return null;
  }
}

type CoseKey = Parameters<typeof cose.isCOSEPublicKeyEC2>[0];

/** A COSE key as a JSON Web Key. @throws MalformedDocument for one that no passkey may have here */
function keyOf(publicKey: Uint8Array<ArrayBuffer>): PasskeyKey {
  const decoded: CoseKey = decodeCredentialPublicKey(publicKey);
  const text = (value: Uint8Array | undefined) => Buffer.from(value ?? []).toString('base64url');
  const { x, y, n, e, crv } = cose.COSEKEYS;
  if (cose.isCOSEPublicKeyRSA(decoded))
    return passkeyKey({ kty: 'RSA', n: text(decoded.get(n)), e: text(decoded.get(e)) }, 'key');
  if (cose.isCOSEPublicKeyEC2(decoded)) {
    const curve = decoded.get(crv) === cose.COSECRV.P256 ? 'P-256' : 'other';
    return passkeyKey({ kty: 'EC', crv: curve, x: text(decoded.get(x)), y: text(decoded.get(y)) }, 'key');
  }
  return passkeyKey(
    { kty: 'OKP', crv: 'Ed25519', x: text(cose.isCOSEPublicKeyOKP(decoded) ? decoded.get(x) : undefined) },
    'key',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
