import * as fc from 'fast-check';
import { createPrivateKey, sign } from 'node:crypto';
import {
  codeSigning,
  email,
  exampleCertificate,
  exampleChain,
  exampleKey,
  exampleTime,
  extension,
  pemOf,
  rawText,
  utf8String,
} from './example-certificates';
import { findSigner, rootsFault, type TrustedSigners } from './index';

const day = 86_400_000;
const told = (chain: readonly Uint8Array[], trusted: TrustedSigners, at = exampleTime): string => {
  const found = findSigner(chain, trusted, at);
  return 'verdict' in found ? `${found.verdict}: ${found.reason}` : `signed: ${found.names.join(' ')}`;
};
const good = exampleChain();
const toldOf = (
  changes: Parameters<typeof exampleChain>[0],
  trusted: Partial<TrustedSigners> = {},
): string => {
  const { chain, roots } = exampleChain(changes);
  return told(chain, { roots, ...trusted });
};
const passed = 'signed: release@example.org spiffe://example.org/release';
/** Signs as OpenSSL does, by the private key of an example. */
const signerOf = (hash: string, { secret }: ReturnType<typeof exampleKey>) => {
  const sec1 = Buffer.concat([
    Buffer.from('30310201010420', 'hex'),
    secret,
    Buffer.from('a00a06082a8648ce3d030107', 'hex'),
  ]);
  const key = createPrivateKey({ key: sec1, format: 'der', type: 'sec1' });
  return (bytes: Uint8Array): Uint8Array => new Uint8Array(sign(hash, bytes, key));
};
const provider = 'https://accounts.example.org';

describe('whose certificate signed', () => {
  it.each(['p256', 'p384', 'ed25519'] as const)('GE-28 is found over %s', (type) => {
    const { chain, roots } = exampleChain({}, type);
    expect(told(chain, { roots })).toBe(passed);
  });

  it('GE-28 is found over keys of several types, and another hash than the usual one of a curve', () => {
    const [rootKey, middleKey] = [exampleKey('p384', 1), exampleKey('ed25519', 2)];
    const { chain, roots } = exampleChain({
      root: { key: rootKey, issuerKey: rootKey },
      middle: { key: middleKey, issuerKey: rootKey },
      signer: { issuerKey: middleKey },
    });
    expect(told(chain, { roots })).toBe(passed);
    const sha512OverP256 = { ...exampleKey('p256', 2), sign: signerOf('sha512', good.middleKey) };
    expect(toldOf({ signer: { issuerKey: sha512OverP256, algorithm: '1.2.840.10045.4.3.4' } })).toBe(passed);
    // The hash that the certificate names is the one that counts.
    expect(toldOf({ signer: { issuerKey: sha512OverP256 } })).toMatch(/^fail: No certificate/);
  });

  it('GE-28 is found whatever the order of the others, with the root among them or more than is needed', () => {
    const other = exampleChain({ root: { subject: 'Other', issuer: 'Other' } });
    expect(told([good.signer, good.root, good.middle], good)).toBe(passed);
    expect(told([good.signer, other.root, good.middle], good)).toBe(passed);
    expect(told([good.signer, good.middle], { roots: pemOf(other.root, good.root) })).toBe(passed);
    // Whoever trusts only a part of what a root certifies pins that part.
    expect(told([good.signer], { roots: pemOf(good.middle) })).toBe(passed);
    expect(told([good.signer, good.middle, good.root], { roots: pemOf(good.middle) })).toBe(passed);
  });

  it.each<[string, Parameters<typeof exampleChain>[0]]>([
    ['fail: No certificate that the policy trusts vouches for who signed.', { middle: { issuer: 'Nobody' } }],
    [
      'fail: No certificate that the policy trusts vouches for who signed.',
      { middle: { issuerKey: exampleKey('p256', 9) } },
    ],
    [
      'fail: No certificate that the policy trusts vouches for who signed.',
      { signer: { issuerKey: exampleKey('p256', 9) } },
    ],
    [
      'unknown: A certificate is signed in a way that is not verified here: P-256, P-384 and Ed25519 are.',
      { root: { key: exampleKey('p521', 1) }, middle: { issuerKey: exampleKey('p521', 1) } },
    ],
    [
      'unknown: A certificate is signed in a way that is not verified here: P-256, P-384 and Ed25519 are.',
      // sha256WithRSAEncryption
      { signer: { algorithm: '1.2.840.113549.1.1.11' } },
    ],
    [
      'unknown: A certificate is signed in a way that is not verified here: P-256, P-384 and Ed25519 are.',
      // ecdsa-with-SHA1
      { middle: { algorithm: '1.2.840.10045.4.1' } },
    ],
    [
      'unknown: The key of who signed is of a type that is not verified here: P-256, P-384 and Ed25519 are.',
      { signer: { key: exampleKey('p521', 3) } },
    ],
  ])('GE-29 is told as %s', (wanted, changes) => {
    expect(toldOf(changes)).toBe(wanted);
  });

  it.each<[string, Parameters<typeof exampleChain>[0]]>([
    [
      'fail: Certificate 1 of the path was not valid yet when the signature was recorded.',
      { signer: { notBefore: exampleTime + 1000 } },
    ],
    [
      'unknown: Certificate 1 of the path was no longer valid when the signature was recorded.',
      { signer: { notAfter: exampleTime - 1000 } },
    ],
    [
      'unknown: Certificate 2 of the path was no longer valid when the signature was recorded.',
      { middle: { notAfter: exampleTime - 1000 } },
    ],
    [
      'unknown: The root certificate was no longer valid when the signature was recorded.',
      { root: { notAfter: exampleTime - 1000 } },
    ],
  ])('GE-30 is told as %s', (wanted, changes) => {
    expect(toldOf(changes)).toBe(wanted);
  });

  it('GE-30 is known at both ends of the time for which certificates are valid', () => {
    expect(told(good.chain, good, exampleTime - 30 * day)).toBe(passed);
    expect(told(good.chain, good, exampleTime + 30 * day)).toBe(passed);
    expect(told(good.chain, good, exampleTime - 30 * day - 1)).toMatch(/^fail: .* not valid yet/);
    expect(told(good.chain, good, exampleTime + 30 * day + 1)).toMatch(/^unknown: .* no longer valid/);
    expect(told(good.chain, good, Number.NaN)).toMatch(/^fail/);
  });

  const unknownExtension = (critical: boolean) => [
    extension('1.3.6.1.4.1.99999.1', utf8String('?'), critical),
  ];
  it.each<[string, Parameters<typeof exampleChain>[0]]>([
    ['fail: Certificate 2 of the path may not certify others.', { middle: { isAuthority: false } }],
    // digitalSignature
    ['fail: Certificate 2 of the path may not certify others.', { middle: { usage: 1 } }],
    ['fail: The root certificate may not certify others.', { root: { isAuthority: false, usage: 32 } }],
    [
      'fail: Certificate 2 of the path may not certify anybody for signing code.',
      { middle: { purposes: ['1.3.6.1.5.5.7.3.1'] } },
    ],
    ['fail: The root certificate may not certify through so many others.', { root: { pathLength: 0 } }],
    [
      'fail: Certificate 1 of the path is of an authority, which certifies others and signs no models.',
      { signer: { isAuthority: true, usage: 33, purposes: [codeSigning] } },
    ],
    // keyAgreement
    ['fail: Certificate 1 of the path is not for signatures.', { signer: { usage: 16 } }],
    ['fail: Certificate 1 of the path is not for signing code.', { signer: { purposes: null } }],
    [
      'fail: Certificate 1 of the path is not for signing code.',
      { signer: { purposes: ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'] } },
    ],
    [
      'unknown: Certificate 1 of the path is limited in a way that is not understood here (1.3.6.1.4.1.99999.1).',
      { signer: { more: unknownExtension(true) } },
    ],
    [
      'unknown: Certificate 2 of the path is limited in a way that is not understood here (1.3.6.1.4.1.99999.1).',
      { middle: { more: unknownExtension(true) } },
    ],
    [
      'unknown: Certificate 2 of the path is limited in a way that is not understood here (2.5.29.30).',
      { middle: { more: [extension('2.5.29.30', Uint8Array.of(0x30, 0))] } },
    ],
  ])('GE-31 is told as %s', (wanted, changes) => {
    expect(toldOf(changes)).toBe(wanted);
  });

  it('GE-31 is found where a certificate says nothing of its usage, or more that limits nothing', () => {
    expect(toldOf({ root: { usage: null }, middle: { usage: null }, signer: { usage: null } })).toBe(passed);
    expect(toldOf({ middle: { purposes: [codeSigning] } })).toBe(passed);
    expect(toldOf({ middle: { purposes: ['2.5.29.37.0'] } })).toBe(passed);
    expect(toldOf({ signer: { more: unknownExtension(false) } })).toBe(passed);
    expect(toldOf({ root: { pathLength: 1 } })).toBe(passed);
  });

  it('GE-32 is whom the policy names, exactly', () => {
    const bare = { signer: { names: [] } };
    expect(toldOf({}, { identity: 'release@example.org' })).toBe(passed);
    expect(toldOf({}, { identity: 'spiffe://example.org/release' })).toBe(passed);
    expect(toldOf(bare, { identity: 'release@example.org' })).toBe('signed: release@example.org');
    for (const identity of [
      'release@example.or',
      'Release@example.org',
      'example.org',
      'Middle',
      ' release@example.org',
    ])
      expect(toldOf({}, { identity })).toBe(
        `fail: The certificate is not for ${identity}, whom the policy names.`,
      );
    // The subject counts only where there is no alternative name.
    expect(toldOf({ signer: { subject: 'ci' } }, { identity: 'ci' })).toMatch(/^fail: .* is not for ci/);
  });

  it('GE-32 is known to the provider that the policy names, in both forms of Fulcio', () => {
    const [newer, older] = ['1.3.6.1.4.1.57264.1.8', '1.3.6.1.4.1.57264.1.1'];
    const with_ = (...more: unknown[]) => ({ signer: { more } });
    const wanted = `fail: The certificate does not say that ${provider} knew whom it is for.`;
    expect(toldOf(with_(extension(newer, utf8String(provider))), { provider })).toBe(passed);
    expect(toldOf(with_(extension(older, rawText(provider))), { provider })).toBe(passed);
    expect(
      toldOf(with_(extension(older, rawText(provider)), extension(newer, utf8String(provider))), {
        provider,
      }),
    ).toBe(passed);
    expect(toldOf({}, { provider })).toBe(wanted);
    expect(toldOf(with_(extension(newer, utf8String(`${provider}/x`))), { provider })).toBe(wanted);
    expect(
      toldOf(with_(extension(older, rawText('other')), extension(newer, utf8String(provider))), { provider }),
    ).toBe('unknown: Certificate 1 of the bundle names two providers of identity.');
  });
});

describe('what is no certificate', () => {
  const unreadable = (...chain: Uint8Array[]) => told(chain, good);
  it('GE-29 is unknown when it is cut off anywhere, or has something after its end (DER)', () => {
    for (let length = 0; length < good.signer.length; length += 3)
      expect(unreadable(good.signer.subarray(0, length), good.middle)).toMatch(
        /^unknown: Certificate 1 of the bundle /,
      );
    expect(unreadable(Uint8Array.from([...good.signer, 0]), good.middle)).toBe(
      'unknown: Certificate 1 of the bundle has another encoding than DER.',
    );
  });

  it('GE-29 is unknown when it is another spelling of the same (BER)', () => {
    // An indefinite length in place of the definite one of the outermost sequence.
    const body = good.signer.subarray(4);
    expect(good.signer[1]).toBe(0x82);
    const spelled = Uint8Array.from([0x30, 0x80, ...body, 0, 0]);
    expect(unreadable(spelled, good.middle)).toMatch(
      /^unknown: Certificate 1 of the bundle (has another|is no)/,
    );
    const long = Uint8Array.from([0x30, 0x83, 0, ...good.signer.subarray(2)]);
    expect(unreadable(long, good.middle)).toMatch(
      /^unknown: Certificate 1 of the bundle (has another|is no)/,
    );
  });

  it('GE-29 is unknown when it is nested too deep or too long, in little time', () => {
    const nested = new Uint8Array(16_000).fill(0x30);
    for (let at = 1; at < nested.length; at += 2) nested[at] = 0x80;
    const started = performance.now();
    expect(unreadable(nested)).toBe('unknown: Certificate 1 of the bundle is no DER of what it has to be.');
    expect(unreadable(new Uint8Array(16_001))).toBe(
      'unknown: Certificate 1 of the bundle is longer than 16000 bytes.',
    );
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('GE-29 is unknown with an extension twice, and with one that is not of its kind', () => {
    const twice = (oid: string, value: Uint8Array) =>
      toldOf({ signer: { more: [extension(oid, value)], names: [email('a@example.org')] } });
    expect(twice('2.5.29.19', Uint8Array.of(0x30, 0))).toBe(
      'unknown: Certificate 1 of the bundle has the extension 2.5.29.19 twice.',
    );
    expect(toldOf({ signer: { names: [], more: [extension('2.5.29.17', Uint8Array.of(5, 0))] } })).toBe(
      'unknown: Certificate 1 of the bundle is no DER of what it has to be.',
    );
  });

  it('GE-29 ends in a loop of authorities that certify each other', () => {
    const [one, other] = [exampleKey('p256', 21), exampleKey('p256', 22)];
    const loop = [
      exampleCertificate({ subject: 'A', issuer: 'B', key: one, issuerKey: other, isAuthority: true }),
      exampleCertificate({ subject: 'B', issuer: 'A', key: other, issuerKey: one, isAuthority: true }),
    ];
    const signer = exampleCertificate({ subject: 'S', issuer: 'A', key: good.key, issuerKey: one });
    expect(told([signer, ...loop], good)).toBe(
      'fail: No certificate that the policy trusts vouches for who signed.',
    );
    expect(told([], good)).toBe('fail: No certificate that the policy trusts vouches for who signed.');
  });

  it('GE-29 bounds what six certificates of one name with one signature each cost', () => {
    const same = exampleKey('p384', 5);
    const many = [6, 7, 8, 9, 10].map((seed) =>
      exampleCertificate({
        ...{ subject: 'A', issuer: 'A', key: exampleKey('p384', seed), issuerKey: same, isAuthority: true },
      }),
    );
    const started = performance.now();
    const signer = exampleCertificate({ subject: 'S', issuer: 'A', key: good.key, issuerKey: same });
    expect(told([signer, ...many], good)).toMatch(/^fail: No certificate/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('GE-33 is told of the roots of a policy as well', () => {
    const roots = (text: string) => told(good.chain, { roots: text });
    expect(roots('')).toBe(
      'unknown: A root certificate of the policy is not in PEM, with nothing around it.',
    );
    expect(roots(`${good.roots}x`)).toMatch(/nothing around it/);
    expect(roots(pemOf(good.root.subarray(1)))).toMatch(
      /^unknown: A root certificate of the policy is no DER/,
    );
    expect(roots(pemOf(...Array.from({ length: 11 }, () => good.root)))).toMatch(/more than 10/);
    expect(rootsFault(good.roots)).toBeNull();
    expect(rootsFault(pemOf(good.signer))).toBe('is not of an authority, which may certify others');
    expect(rootsFault(pemOf(exampleChain({ root: { key: exampleKey('p521', 1) } }).root))).toMatch(
      /another type/,
    );
    expect(rootsFault('x')).toMatch(/not in PEM/);
  });
});

describe('a chain that somebody changed', () => {
  it('GE-34 is never taken with one byte of it changed (seed 3, 250 changes)', () => {
    const change = fc.record({
      which: fc.integer({ min: 0, max: 1 }),
      place: fc.nat(),
      by: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(change, ({ which, place, by }) => {
        const chain = good.chain.map((each) => Uint8Array.from(each));
        const bytes = chain[which]!;
        bytes[place % bytes.length]! ^= by;
        expect(told(chain, good)).toMatch(/^(fail|unknown): /);
      }),
      { seed: 3, numRuns: 250 },
    );
  });

  it('GE-34 is never taken with bytes removed or put in (seed 4, 120 changes)', () => {
    const change = fc.record({
      ...{ which: fc.integer({ min: 0, max: 1 }), place: fc.nat(), removed: fc.nat(3) },
      added: fc.uint8Array({ maxLength: 3 }),
    });
    fc.assert(
      fc.property(change, ({ which, place, removed, added }) => {
        const bytes = good.chain[which]!;
        const at = place % bytes.length;
        const changed = Uint8Array.from([
          ...bytes.subarray(0, at),
          ...added,
          ...bytes.subarray(at + removed),
        ]);
        fc.pre(!Buffer.from(changed).equals(Buffer.from(bytes)));
        expect(told(good.chain.with(which, changed), good)).toMatch(/^(fail|unknown): /);
      }),
      { seed: 4, numRuns: 120 },
    );
  });

  it('GE-29 answers any bytes (seed 5)', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), (chain) => {
        expect(told(chain, good)).toMatch(/^(fail|unknown): /);
      }),
      { seed: 5, numRuns: 150 },
    );
  });
});
