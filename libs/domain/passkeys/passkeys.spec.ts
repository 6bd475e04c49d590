import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import * as fc from 'fast-check';
import { portableHashing } from '../audit-log';
import {
  type Assertion,
  assertionFault,
  base64UrlDecode,
  base64UrlEncode,
  challengeOf,
  commentDigest,
  type Expected,
  type PasskeyKey,
  passkeyKey,
  passkeySignature,
  statementOf,
} from './index';

const statement = statementOf({
  ...{ promotionId: 'p', round: 2, subjectDigest: 'a'.repeat(64), evidenceDigests: ['b'.repeat(64)] },
  ...{ policyDigest: 'c'.repeat(64), decision: 'approve', commentDigest: commentDigest('Seen.') },
  ...{ personId: 'riley', meaning: 'I approve.', nameCommitment: 'd'.repeat(64), nonce: 'n' },
});
const origin = 'https://models.example.org';
const rpId = 'models.example.org';

interface Pair {
  privateKey: KeyObject;
  key: PasskeyKey;
}

function pairOf({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }): Pair {
  const { kty, crv, x, y, n, e } = publicKey.export({ format: 'jwk' });
  const members = Object.entries({ kty, crv, x, y, n, e }).filter(([, member]) => member !== undefined);
  return { privateKey, key: passkeyKey(Object.fromEntries(members), 'key') };
}

const pairs = {
  ES256: pairOf(generateKeyPairSync('ec', { namedCurve: 'P-256' })),
  EdDSA: pairOf(generateKeyPairSync('ed25519')),
  RS256: pairOf(generateKeyPairSync('rsa', { modulusLength: 2048 })),
};
type Algorithm = keyof typeof pairs;
const algorithms = Object.keys(pairs) as Algorithm[];

interface Made {
  client?: object;
  flags?: number;
  site?: string;
}

/** As an authenticator makes it. */
function assertionBy(algorithm: Algorithm, { client, flags = 0x05, site = rpId }: Made = {}): Assertion {
  const told = { type: 'webauthn.get', challenge: challengeOf(statement), origin, crossOrigin: false };
  const clientData = Buffer.from(JSON.stringify({ ...told, ...client }));
  const data = Buffer.concat([createHash('sha256').update(site).digest(), Buffer.from([flags, 0, 0, 0, 1])]);
  const message = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
  const signature = sign(algorithm === 'EdDSA' ? null : 'sha256', message, pairs[algorithm].privateKey);
  return {
    authenticatorData: data.toString('base64url'),
    clientDataJSON: clientData.toString('base64url'),
    signature: signature.toString('base64url'),
  };
}

const expected = (algorithm: Algorithm): Expected => ({
  ...{ challenge: challengeOf(statement), key: pairs[algorithm].key, origin, rpId },
});
const faultOf = (given: Assertion, algorithm: Algorithm, changed: Partial<Expected> = {}) =>
  assertionFault(given, { ...expected(algorithm), ...changed }, portableHashing);

describe('a signature of a passkey', () => {
  it.each(algorithms)('P-142 of %s holds as OpenSSL made it, and not by another key', (algorithm) => {
    for (let time = 0; time < 8; time += 1) expect(faultOf(assertionBy(algorithm), algorithm)).toBeNull();
    const others = algorithms.filter((other) => other !== algorithm);
    for (const other of others)
      expect(faultOf(assertionBy(algorithm), other)).toBe('is not by the registered passkey');
  });

  it('P-142 does not hold with any bit of it changed', () => {
    const given = Object.fromEntries(algorithms.map((each) => [each, assertionBy(each)])) as Record<
      Algorithm,
      Assertion
    >;
    const parts = ['authenticatorData', 'clientDataJSON', 'signature'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...algorithms),
        fc.constantFrom(...parts),
        fc.nat(),
        (algorithm, part, bit) => {
          const bytes = base64UrlDecode(given[algorithm][part])!.slice();
          const at = bit % (bytes.length * 8);
          bytes[at >> 3]! ^= 1 << (at & 7);
          const changed = { ...given[algorithm], [part]: base64UrlEncode(bytes) };
          expect(faultOf(changed, algorithm)).not.toBeNull();
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('P-142 is on this statement, made at this site, with its person verified', () => {
    expect(faultOf(assertionBy('ES256'), 'ES256', { challenge: 'other' })).toBe('is on something else');
    const faults: [Made, string][] = [
      [{ client: { type: 'webauthn.create' } }, 'is no signature of a passkey'],
      [{ client: { origin: 'https://evil.example' } }, 'was made at another site'],
      [{ client: { crossOrigin: true } }, 'was made at another site'],
      [{ site: 'evil.example' }, 'was made for another site'],
      [{ flags: 0x01 }, 'was made without its person being verified'],
      [{ flags: 0x04 }, 'was made without its person being verified'],
    ];
    for (const [made, fault] of faults) expect(faultOf(assertionBy('ES256', made), 'ES256')).toBe(fault);
    const spelled = { ...assertionBy('ES256'), signature: `${assertionBy('ES256').signature}=` };
    expect(faultOf(spelled, 'ES256')).toBe('is not in its one spelling');
    const short = { ...assertionBy('ES256'), authenticatorData: 'AAAA' };
    expect(faultOf(short, 'ES256')).toBe('has too little authenticator data');
  });

  it('P-141 is on every member of the statement: another one has another challenge', () => {
    const changed: Partial<Record<keyof typeof statement, unknown>> = {
      ...{ promotionId: 'q', round: 3, subjectDigest: 'e'.repeat(64), evidenceDigests: [] },
      ...{ policyDigest: 'e'.repeat(64), decision: 'reject', commentDigest: commentDigest('No.') },
      ...{ personId: 'sam', meaning: 'I reject.', nameCommitment: 'e'.repeat(64), nonce: 'm' },
      ...{ onBehalfOf: 'ada', schema: 'other' },
    };
    const challenges = Object.entries(changed).map(([name, value]) =>
      challengeOf({ ...statement, [name]: value } as never),
    );
    expect(new Set([challengeOf(statement), ...challenges]).size).toBe(Object.keys(changed).length + 1);
    expect(Object.keys(changed)).toEqual(expect.arrayContaining(Object.keys(statement)));
    expect(base64UrlDecode(challengeOf(statement))).toHaveLength(32);
  });

  it('P-142 is read strictly, as are keys', () => {
    const signature = { passkeyId: 'k', statement, assertion: assertionBy('ES256') };
    expect(passkeySignature(signature, 's')).toEqual(signature);
    expect(() => passkeySignature({ ...signature, more: 1 }, 's')).toThrow('s has a member "more"');
    const { key } = pairs.RS256;
    const faulty: [unknown, string][] = [
      [null, 'key.kty has to be one of EC, OKP, RSA.'],
      [{ ...pairs.ES256.key, crv: 'P-384' }, 'key.crv has to be one of P-256.'],
      [{ ...pairs.EdDSA.key, x: 'AAAA' }, 'key.x has another length.'],
      [{ ...key, e: 'Aw' }, 'key.e has to be one of AQAB.'],
      [{ ...key, n: base64UrlEncode(new Uint8Array(128).fill(255)) }, 'key.n has another length.'],
    ];
    for (const [value, message] of faulty) expect(() => passkeyKey(value, 'key')).toThrow(message);
  });

  it('P-142 of RSA is compared whole: what is appended, or as long as the modulus, is none', () => {
    const modulus = (pairs.RS256.key as { n: string }).n;
    const given = assertionBy('RS256');
    expect(faultOf({ ...given, signature: modulus }, 'RS256')).toBe('is not by the registered passkey');
    const longer = base64UrlEncode(new Uint8Array([0, ...base64UrlDecode(given.signature)!]));
    expect(faultOf({ ...given, signature: longer }, 'RS256')).toBe('is not by the registered passkey');
  });
});
