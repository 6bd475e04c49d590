import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { base64Decode, base64Encode } from '../../audit-log';
import { exampleChain, exampleTime } from '../../certificates/example-certificates';
import { attachedText, readAttached } from '../../gate-evidence';
import {
  artifactDigest,
  bundleOf,
  exampleSigner,
  hexOf,
  modelStatement,
} from '../../gate-evidence/example-documents';
import {
  evaluateGate,
  readPolicy,
  builtInPolicy,
  lintPolicy,
  type GateEvidence,
  type GateRule,
} from '../index';

type SignatureRule = Extract<GateRule, { kind: 'signature' }>;
type Signing = Pick<SignatureRule, 'publicKey' | 'certificates'>;

/** What tools/reference/signed_models.py writes. */
interface Bundles {
  /** Of the one file that is signed. */
  content: string;
  validFrom: string;
  cases: {
    name: string;
    rule: Signing;
    client: 'verified' | 'refused';
    bundle: {
      dsseEnvelope: { payload: string; signatures: { sig: string }[] };
      verificationMaterial: {
        x509CertificateChain?: { certificates: { rawBytes: string }[] };
        tlogEntries?: object[];
      };
    };
  }[];
}
const bundles = JSON.parse(
  readFileSync(join(__dirname, '../../certificates/model-signing-bundles.json'), 'utf8'),
) as Bundles;

const day = 86_400_000;
const base = { id: 'signed', title: 'Signed', kind: 'signature' } as const;

const evidenceOf = (document: unknown, attachedAt: number, digest = artifactDigest): GateEvidence =>
  readAttached(
    attachedText({
      ...{ kind: 'signature', document, facts: {}, modelVersionId: 'v1', artifactDigest: digest },
      attachedAt: new Date(attachedAt).toISOString(),
    }),
  );
const told = (signing: Signing, evidence: GateEvidence, now = evidence.producedAt): string => {
  const context = { modelVersionId: 'v1', now, evidenceMaxAgeDays: 4000 };
  const { verdict, reason } = evaluateGate({ ...base, ...signing }, evidence, context);
  return `${verdict}: ${reason}`;
};

/** A bundle that is signed by a certificate. */
const certified = (
  { chain, key, root }: ReturnType<typeof exampleChain>,
  { statement = modelStatement(artifactDigest), isSingle = false } = {},
) => {
  const certificates = chain.map((each) => ({ rawBytes: base64Encode(each) }));
  return {
    ...bundleOf(statement, key),
    verificationMaterial: isSingle
      ? { certificate: certificates[0] }
      : { x509CertificateChain: { certificates: [...certificates, { rawBytes: base64Encode(root) }] } },
  };
};

describe('bundles of OpenSSF Model Signing, by its own client', () => {
  const attachedAt = Date.parse(bundles.validFrom) + day / 2;
  const signedFile = hexOf(bundles.content);
  const passed = "pass: The certificate of release@example.org signed the artefact's digest.";
  const unread = ' Its entry in a transparency log was not looked at: the policy names no log.';
  const wanted: Readonly<Record<string, string>> = {
    'a key': "pass: The key that the policy names signed the artefact's digest.",
    'a key of P-384': "pass: The key that the policy names signed the artefact's digest.",
    'another key': 'fail: The signature is not of the key that the policy names.',
    'a chain': passed,
    'a chain without its root': passed,
    'a chain in another order': passed,
    'a chain for an identity': passed,
    'a chain for an identity of a provider': passed,
    'a chain over P-384': "pass: The certificate of large signed the artefact's digest.",
    'a chain over two curves': "pass: The certificate of small signed the artefact's digest.",
    'a chain without the middle': 'fail: No certificate that the policy trusts vouches for who signed.',
    'a chain to another root of the same name':
      'fail: No certificate that the policy trusts vouches for who signed.',
    'a middle that is no authority': 'fail: Certificate 2 of the path may not certify others.',
    'a path that is too long': 'fail: Certificate 3 of the path may not certify through so many others.',
    'a certificate for a server': 'fail: Certificate 1 of the path is not for signing code.',
    'a certificate of a day': "pass: The certificate of x signed the artefact's digest.",
    'a chain over P-521':
      'unknown: The key of who signed is of a type that is not verified here: P-256, P-384 and Ed25519 are.',
    'a chain for somebody else':
      'fail: The certificate is not for somebody@example.org, whom the policy names.',
    'a certificate of minutes with its log': passed,
    'a certificate of minutes, by a policy without a log': `unknown: Certificate 1 of the path was no longer valid when the signature was recorded.${unread}`,
    'a certificate with a log, by a policy without one': `pass: The certificate of x signed the artefact's digest.${unread}`,
    'an entry of another log':
      'fail: The transparency log that the policy names did not sign the time of the entry.',
    'an entry with another time':
      'fail: The transparency log that the policy names did not sign the time of the entry.',
    'an entry of another signature':
      'fail: The entry of the transparency log is of another signature, or of another kind.',
    'an entry that stands in no tree':
      'fail: The entry does not stand in a tree that the transparency log signed.',
    'an entry without a time':
      'unknown: The bundle has no entry of a transparency log with a time that the log signed.',
    'an entry after the end of the certificate':
      'unknown: Certificate 1 of the path was no longer valid when the signature was recorded.',
    'a chain of another provider':
      'fail: The certificate does not say that https://example.net knew whom it is for.',
  };

  it.each(bundles.cases)(
    'GE-28 GE-35 tell $name: the client says $client',
    ({ name, rule, bundle, client }) => {
      const found = told(rule, evidenceOf(bundle, attachedAt, signedFile));
      expect(found).toBe(wanted[name]);
      // We ask for more than the client does, and never for less.
      if (client === 'refused') expect(found).not.toMatch(/^pass/);
    },
  );

  it('GE-28 are of some another artefact than this one', () => {
    const { rule, bundle } = bundles.cases.find(({ name }) => name === 'a chain')!;
    expect(told(rule, evidenceOf(bundle, attachedAt))).toBe(
      'fail: The key signed another artefact than that of this version.',
    );
  });

  it('GE-30 count from when they were attached, and not from when they are looked at', () => {
    const { rule, bundle } = bundles.cases.find(({ name }) => name === 'a certificate of a day')!;
    const intime = evidenceOf(bundle, attachedAt, signedFile);
    expect(told(rule, intime, attachedAt + 30 * day)).toMatch(/^pass/);
    expect(told(rule, evidenceOf(bundle, attachedAt + 2 * day, signedFile))).toBe(
      'unknown: Certificate 1 of the path was no longer valid when the signature was recorded.',
    );
    expect(told(rule, evidenceOf(bundle, attachedAt - day, signedFile))).toBe(
      'fail: Certificate 1 of the path was not valid yet when the signature was recorded.',
    );
  });

  it('GE-34 never pass with one byte of signature, payload or chain changed (seed 6, 150 changes)', () => {
    const { rule, bundle } = bundles.cases.find(({ name }) => name === 'a chain without its root')!;
    const parts = [
      bundle.dsseEnvelope.payload,
      bundle.dsseEnvelope.signatures[0]!.sig,
      ...bundle.verificationMaterial.x509CertificateChain!.certificates.map(({ rawBytes }) => rawBytes),
    ].map((part) => base64Decode(part)!);
    const change = fc.record({ which: fc.nat(3), place: fc.nat(), by: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(change, ({ which, place, by }) => {
        const [payload, sig, ...chain] = parts.map((part, at) => {
          const bytes = Uint8Array.from(part);
          if (at === which) bytes[place % bytes.length]! ^= by;
          return base64Encode(bytes);
        });
        const changed = {
          ...bundle,
          dsseEnvelope: { ...bundle.dsseEnvelope, payload, signatures: [{ sig, keyid: '' }] },
          verificationMaterial: {
            x509CertificateChain: { certificates: chain.map((rawBytes) => ({ rawBytes })) },
          },
        };
        expect(told(rule, evidenceOf(changed, attachedAt, signedFile))).toMatch(/^(fail|unknown): /);
      }),
      { seed: 6, numRuns: 150 },
    );
  });
});

describe('entries of a transparency log', () => {
  const attachedAt = Date.parse(bundles.validFrom) + day / 2;
  const signedFile = hexOf(bundles.content);
  const { rule, bundle } = bundles.cases.find(
    ({ name }) => name === 'a certificate of minutes with its log',
  )!;
  const entry = bundle.verificationMaterial.tlogEntries![0]!;
  const withEntries = (...tlogEntries: unknown[]) => ({
    ...bundle,
    verificationMaterial: { ...bundle.verificationMaterial, tlogEntries },
  });
  const toldOf = (...entries: unknown[]) =>
    told(rule, evidenceOf(withEntries(...entries), attachedAt, signedFile));

  /** Every text of the entry, by its path. */
  const texts = (value: unknown, path: readonly string[] = []): string[][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, member]) => texts(member, [...path, name]))
      : [[...path]];
  const changed = (
    value: unknown,
    [name, ...rest]: readonly string[],
    by: (text: string) => unknown,
  ): unknown => {
    if (name === undefined) return by(value as string);
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
      string,
      unknown
    >;
    copy[name] = changed(copy[name], rest, by);
    return copy;
  };
  // What sort the body is of, it says itself, signed.
  const all = texts(entry).filter(([name]) => name !== 'kindVersion');

  it.each(all.map((path) => [path.join('.'), path] as const))(
    'GE-35 never pass with another %s',
    (_name, path) => {
      expect(toldOf(entry)).toMatch(/^pass/);
      for (const by of [
        (text: string) => text.slice(0, -1),
        (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`,
        (text: string) => `${text.slice(0, 8)}${text.charAt(8) === 'w' ? 'x' : 'w'}${text.slice(9)}`,
        (text: string) => String(Number(text) + 1),
        () => undefined,
        () => null,
        () => 7,
        () => ({}),
        () => '',
      ])
        expect(toldOf(JSON.parse(JSON.stringify(changed(entry, path, by))))).toMatch(/^(fail|unknown): /);
    },
  );

  it('GE-35 are none where there are none or several, and nothing that can be read', () => {
    const none = 'unknown: The bundle has no entry of a transparency log with a time that the log signed.';
    expect(toldOf()).toBe(none);
    expect(toldOf(entry, entry)).toBe(none);
    expect(toldOf('x')).toBe(none);
    expect(toldOf({})).toBe(none);
  });

  it('GE-35 are not believed when they are dated after the attachment, by more than clocks differ', () => {
    const at = (instant: number) => told(rule, evidenceOf(bundle, instant, signedFile));
    const logged = Date.parse(bundles.validFrom) + 60_000;
    expect(at(logged)).toMatch(/^pass/);
    expect(at(logged - 300_000)).toMatch(/^pass/);
    expect(at(logged - 300_001)).toBe(
      'unknown: The transparency log took the signature in after the bundle was attached.',
    );
  });

  it('GE-35 are unknown by a key that is none, and fail by the key of another log', () => {
    const by = (log: string) =>
      told({ certificates: { ...rule.certificates!, log } }, evidenceOf(bundle, attachedAt, signedFile));
    expect(by('x')).toBe(
      'unknown: The key of the transparency log is no P-256, P-384 or Ed25519 key in PEM.',
    );
    expect(by(exampleSigner('p256').pem)).toMatch(/^fail: The transparency log/);
  });
});

describe('gates on signatures by a certificate', () => {
  const good = exampleChain();
  const trusted: Signing = { certificates: { roots: good.roots } };
  const at = (document: unknown) => evidenceOf(document, exampleTime);

  it('GE-28 read a certificate that is alone, as bundles since version 0.3 hold it', () => {
    const { roots } = exampleChain({}, 'p256');
    const short = {
      ...exampleChain(),
      chain: [exampleChain({ signer: { issuer: 'Root', issuerKey: good.rootKey } }).signer],
    };
    expect(told({ certificates: { roots } }, at(certified(short, { isSingle: true })))).toMatch(/^pass/);
  });

  it('GE-33 are unknown on a bundle of a key, and gates on a key on a bundle of a certificate', () => {
    const signer = exampleSigner('p256');
    expect(told(trusted, at(bundleOf(modelStatement(artifactDigest), signer)))).toBe(
      'unknown: The bundle is signed by a key; this gate verifies signatures by a certificate.',
    );
    expect(told({ publicKey: signer.pem }, at(certified(good)))).toBe(
      'unknown: The bundle is signed by a certificate; this gate verifies signatures of a key.',
    );
  });

  it('GE-28 fail on a signature that is not by the key of the certificate', () => {
    const other = { ...good, key: exampleChain().middleKey };
    expect(told(trusted, at(certified(other)))).toBe(
      'fail: The signature is not of the certificate of release@example.org.',
    );
  });

  it('GE-28 say what they ask for', () => {
    const requirement = (certificates: object) =>
      evaluateGate({ ...base, certificates: { roots: good.roots, ...certificates } }, null, {
        ...{ modelVersionId: 'v1', now: 0, evidenceMaxAgeDays: 1 },
      }).requirement;
    expect(requirement({})).toBe(
      'The artefact is signed (OpenSSF Model Signing v1.0) by a certificate, for which authorities vouch that the policy names.',
    );
    expect(requirement({ identity: 'ci', provider: 'https://a.example', log: 'x' })).toBe(
      'The artefact is signed (OpenSSF Model Signing v1.0) by the certificate of ci, whom https://a.example knew, for which authorities vouch that the policy names, and the transparency log that it names took that in.',
    );
  });

  const policyWith = (signing: object) => ({ ...builtInPolicy, gates: [{ ...base, ...signing }] });
  it('GE-33 name a key or certificates: one of the two', () => {
    const { pem } = exampleSigner('p256');
    const faults = (signing: object) => readPolicy(policyWith(signing)).faults.map(({ pointer }) => pointer);
    expect(faults(trusted)).toEqual([]);
    expect(faults({ publicKey: pem })).toEqual([]);
    expect(faults({})).toEqual(['/gates/0']);
    expect(faults({ publicKey: pem, ...trusted })).toEqual(['/gates/0']);
    expect(faults({ certificates: {} })).toEqual(['/gates/0/certificates/roots']);
    expect(faults({ certificates: { roots: pem } })).toEqual(['/gates/0/certificates/roots']);
    expect(faults({ certificates: { roots: good.roots.repeat(60) } })).toEqual([
      '/gates/0/certificates/roots',
    ]);
    expect(faults({ certificates: { roots: good.roots, issuer: 'x' } })).toEqual([
      '/gates/0/certificates/issuer',
    ]);
  });

  it.each<[string, object, string, RegExp]>([
    ['roots that are none', { roots: 'x' }, '/gates/0/certificates/roots', /not in PEM/],
    ['somebody whom a root certifies', { roots: good.roots }, '/gates/0/certificates', /Everybody whom/],
    [
      'a key of a log that is none',
      { roots: good.roots, log: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' },
      ...(['/gates/0/certificates/log', /no public key/] as const),
    ],
  ])('GE-33 P-66 find %s', (_what, certificates, pointer, sentence) => {
    const policy = policyWith({ certificates }) as typeof builtInPolicy;
    const found = lintPolicy(policy, { members: [] }).filter((each) => each.pointer === pointer);
    expect(found.map((each) => each.sentence).join()).toMatch(sentence);
    const named = policyWith({ certificates: { roots: good.roots, identity: 'ci' } }) as typeof builtInPolicy;
    expect(
      lintPolicy(named, { members: [] }).filter((each) => each.pointer.includes('certificates')),
    ).toEqual([]);
  });
});
