import { assertionFault, type Assertion } from '@countersign/domain/passkeys';
import { type Refusal } from '@countersign/domain/refusals';
import { nativeHashing } from '@countersign/engines/hashing';
import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { IsNull } from 'typeorm';
import { type Transaction } from '../../database/transaction';
import { Passkey } from './passkey.entity';
import { readAuthentication } from './passkey-response';
import { type PasskeySite } from './passkey-site';
import { notAnswered } from './passkeys.service';

/** What was signed by which passkey. */
export interface PasskeyProof {
  passkeyId: string;
  assertion: Assertion;
}

/** What a passkey of the caller has to have signed, and where. */
export interface Asked {
  /** In base64url. */
  challenge: string;
  site: PasskeySite | null;
}

/**
 * Whether an answer is the caller's passkey's over this challenge, and counts its use. It is verified twice: as WebAuthn asks,
 * and by the function with which whoever holds a passport verifies it, so that nothing is taken here that fails there.
 */
export async function passkeyProof(
  { manager, actor, now }: Transaction,
  text: string,
  { challenge, site }: Asked,
): Promise<PasskeyProof | Refusal> {
  const response = readAuthentication(text);
  if (response === null || site === null) return notAnswered();
  const passkey = await manager.findOne(Passkey, {
    where: { credentialId: response.id, memberId: actor.id, removedAt: IsNull(), ...site },
    lock: { mode: 'pessimistic_write' },
  });
  if (!passkey) return notAnswered();
  const counter = await countedUse(passkey, response, challenge);
  const { clientDataJSON, authenticatorData, signature } = response.response;
  const assertion = { authenticatorData, clientDataJSON, signature };
  const { key, id: passkeyId } = passkey;
  const fault = assertionFault(assertion, { challenge, key, ...site }, nativeHashing);
  if (counter === null || fault !== null) return notAnswered();
  await manager.update(Passkey, { id: passkeyId }, { counter: String(counter), lastUsedAt: now });
  return { passkeyId, assertion };
}

/** The authenticator's counter after this use; null where the answer does not verify, or the counter went back. */
async function countedUse(
  { credentialId: id, publicKey, counter, origin, rpId }: Passkey,
  response: AuthenticationResponseJSON,
  challenge: string,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...{ response, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpId },
      requireUserVerification: true,
      credential: {
        id,
        publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
        counter: Number(counter),
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
