import { createHash } from 'node:crypto';
import { digestOf, leafHash, payloadCommitment, sha256Hex } from './index';

const sha256 = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
const salt = '00112233445566778899aabbccddeeff';

describe('digests', () => {
  it('hashes the test vector "abc" of FIPS 180-4', () => {
    expect(sha256Hex(Uint8Array.of(0x61, 0x62, 0x63))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('L-4 puts a zero byte before the text and takes it as UTF-8', () => {
    expect(leafHash('{"name":"Zoë €"}')).toBe(sha256(Buffer.of(0), '{"name":"Zoë €"}'));
  });

  it('L-4 hashes an empty leaf as RFC 6962 does', () => {
    expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });

  it('L-5 commits to salt and payload', () => {
    expect(payloadCommitment({ b: 1, a: 'é' }, salt)).toBe(
      sha256(Buffer.from(salt, 'hex'), '{"a":"é","b":1}'),
    );
    expect(payloadCommitment({}, salt)).not.toBe(payloadCommitment({}, 'ff'.repeat(16)));
  });

  it('L-14 addresses a value by its content, whatever the order of its keys', () => {
    expect(digestOf({ b: 1, a: [true, null] })).toBe(sha256('{"a":[true,null],"b":1}'));
    expect(digestOf({ a: [true, null], b: 1 })).toBe(digestOf({ b: 1, a: [true, null] }));
  });
});
