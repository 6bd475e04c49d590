import { createPublicKey, verify } from 'node:crypto';
import { portableHashing, verifierKey } from './index';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const byOpenSsl = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
};

/** A key of prime order whose holder added a point of order 8 to the R of a signature. */
const twistedSignature = {
  message: bytes('6f726967696e0a330a6162630a'),
  publicKey: bytes('cd977bb6a45ae50a6c379f21dfbb27f295bd79b7e6dd5bbb18651a2ae004db88'),
  signature: bytes(
    '40a4cf5c611d737a2f1c6fcca84d9cabfed80987f186a5a6c57e629bff1af27fbb8128ce2b7d582a1b77000ba97e6f68f855366fb0a4aa0e3ecb4dd6777df10d',
  ),
};
/** The same point added to the key. */
const twistedKey = bytes('73fc365ce71a6c9946b81b1b709567ff2a787eba2e69f285615d28c1feb3e8f5');

describe('portableHashing', () => {
  // RFC 8032, 7.1, test 2.
  const publicKey = bytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
  const signature = bytes(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );

  it('L-23 verifies the signature of RFC 8032', () => {
    expect(portableHashing.verifyEd25519(signature, bytes('72'), publicKey)).toBe(true);
    expect(portableHashing.verifyEd25519(signature, bytes('73'), publicKey)).toBe(false);
  });

  it('L-23 refuses a signature that holds only times the cofactor, as OpenSSL does', () => {
    const { message, ...twisted } = twistedSignature;
    expect(byOpenSsl(twisted.signature, message, twisted.publicKey)).toBe(false);
    expect(portableHashing.verifyEd25519(twisted.signature, message, twisted.publicKey)).toBe(false);
  });

  it('L-21 takes no key with a part of small order', () => {
    expect(() => verifierKey('a', twistedKey)).toThrow(RangeError);
    expect(() => verifierKey('a', twistedSignature.publicKey)).not.toThrow();
  });
});
