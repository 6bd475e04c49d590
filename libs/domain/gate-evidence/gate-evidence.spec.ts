import { createPublicKey, createSign, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../audit-log';
import { readPublicKey } from '../certificates';
import { MalformedDocument } from '../json-reading';
import {
  artifactDigest,
  bundleOf,
  datasetDigest,
  exampleSigner,
  externalVerdict,
  hexOf,
  junit,
  measurement,
  modelCard,
  modelStatement,
  quality,
  reproduction,
  rootOf,
  testResult,
} from './example-documents';
import {
  attachedText,
  isStatementSignedBy,
  readAttached,
  readDocument,
  signedModel,
  type AttachedKind,
} from './index';

const at = Date.UTC(2026, 5, 1, 10);
const envelope = (kind: AttachedKind, document: unknown, more: object = {}) => ({
  ...{ kind, modelVersionId: 'v1', artifactDigest, attachedAt: '2026-06-01T12:00:00.000Z' },
  ...{ facts: {}, document },
  ...more,
});
const estimate = measurement().estimate;

const rawBytes = 'AAAA';
const certificateFaults = [
  {},
  { x509CertificateChain: { certificates: [] } },
  { certificate: { rawBytes }, publicKey: {} },
  { certificate: { rawBytes }, x509CertificateChain: { certificates: [{ rawBytes }] } },
];

describe('documents that cannot be read', () => {
  it.each<[string, AttachedKind, unknown]>([
    ['document', 'tests', null],
    ['document', 'tests', []],
    ['document.schema', 'tests', {}],
    ['document.suites[0].failed', 'tests', junit({ name: 'unit', passed: 1, failed: -1, skipped: 0 })],
    ['document.suites[0]', 'tests', junit({ name: 'unit', passed: 1, failed: 0, skipped: 0, errors: 0 })],
    ['document.reportDigest', 'tests', { ...junit(), reportDigest: 'abc' }],
    ['document.at', 'tests', { ...junit(), at: '2026-06-01' }],
    ['document._type', 'tests', { ...testResult(), _type: 'https://in-toto.io/Statement/v0.1' }],
    ['document.predicateType', 'tests', { ...testResult(), predicateType: 'https://slsa.dev/provenance/v1' }],
    ['document.subject', 'tests', { ...testResult(), subject: [] }],
    ['document.subject[0].digest.sha256', 'tests', { ...testResult(), subject: [{ digest: { sha1: 'a' } }] }],
    ['document.predicate.result', 'tests', testResult({ result: 'passed' })],
    ['document.predicate.failedTests', 'tests', testResult({ failedTests: ['adds'] })],
    ['document.predicate.passedTests[1]', 'tests', testResult({ passedTests: ['a', 2] })],
    ['document.predicate', 'tests', { ...testResult(), predicate: undefined }],
    ['document.mediaType', 'signature', {}],
    ['document.mediaType', 'signature', { ...bundleOf({}, exampleSigner('p256')), mediaType: 'text/plain' }],
    ...certificateFaults.map((material): [string, AttachedKind, unknown] => [
      'document.verificationMaterial',
      'signature',
      { ...bundleOf({}, exampleSigner('p256')), verificationMaterial: material },
    ]),
    ['document.dsseEnvelope.payload', 'signature', withEnvelope({ payload: '*' })],
    ['document.dsseEnvelope.signatures', 'signature', withEnvelope({ signatures: [] })],
    [
      'document.dsseEnvelope.signatures',
      'signature',
      withEnvelope({ signatures: [{ sig: 'AA==' }, { sig: 'AA==' }] }),
    ],
    ['document', 'card', 'a card'],
    ['document', 'card', null],
    ['document', 'measurement', { ...measurement(), colour: 'red' }],
    ['document.metric', 'measurement', measurement({ metric: '  ' })],
    ['document.unit', 'measurement', measurement({ unit: undefined })],
    ['document.estimate.value', 'measurement', measurement({ estimate: { ...estimate, value: '0.8' } })],
    ['document.estimate.n', 'measurement', measurement({ estimate: { ...estimate, n: 10.5 } })],
    ['document.estimate.interval', 'measurement', measurement({ estimate: { ...estimate, value: 0.9 } })],
    [
      'document.estimate.interval.confidenceLevel',
      'measurement',
      measurement({ estimate: { ...estimate, interval: { ...estimate.interval, confidenceLevel: 1 } } }),
    ],
    ['document.labelCoverage', 'measurement', measurement({ labelCoverage: 1.1 })],
    ['document.datasetDigest', 'measurement', measurement({ datasetDigest: 'sha256:abc' })],
    ['document.measuredAt', 'measurement', measurement({ measuredAt: '2026-06-01T10:00:00' })],
    ['document.measuredAt', 'measurement', measurement({ measuredAt: '2026-02-30T10:00:00Z' })],
    ['document.measuredAt', 'measurement', measurement({ measuredAt: '2026-06-01T24:00:00Z' })],
    ['document.schema', 'data_quality', { ...quality(), schema: 'countersign.quality/2' }],
    ['document.current.rows', 'data_quality', quality('passed', -1)],
    [
      'document.dataset.checks[0].passed',
      'data_quality',
      { ...quality(), dataset: { checks: [{ check: 'x' }] } },
    ],
    ['document.columns', 'data_quality', { ...quality(), columns: {} }],
    ['document.rebuiltDigest', 'reproducibility', reproduction({ rebuiltDigest: undefined })],
    ['document.dataDigests', 'reproducibility', reproduction({ dataDigests: [] })],
    [
      'document.metrics[0].rebuilt',
      'reproducibility',
      reproduction({ metrics: [{ name: 'a', recorded: 1 }] }),
    ],
    ['document.rebuiltAt', 'reproducibility', reproduction({ rebuiltAt: 'yesterday' })],
    ['document.nonce', 'external', externalVerdict({ nonce: 'abc' })],
    ['document.verdict', 'external', externalVerdict({ verdict: 'maybe' })],
    ['document.reason', 'external', externalVerdict({ reason: 'x'.repeat(1001) })],
    ['document.signature', 'external', { ...externalVerdict(), signature: 'AAAA' }],
  ])('GE-4 are refused at %s (%s)', (place, kind, document) => {
    const read = () => readDocument(kind, document);
    expect(read).toThrow(MalformedDocument);
    expect(read).toThrow(expect.objectContaining({ place }) as Error);
  });

  it('GE-4 are refused when they are dated after the instant at which they were attached', () => {
    const late = (measuredAt: string) => attachedText(envelope('measurement', measurement({ measuredAt })));
    expect(() => late('2026-06-01T12:05:00.001Z')).toThrow(/after the instant/);
    expect(readAttached(late('2026-06-01T12:05:00Z')).producedAt).toBe(Date.UTC(2026, 5, 1, 12));
  });
});

function withEnvelope(changes: object) {
  const bundle = bundleOf({}, exampleSigner('p256'));
  return { ...bundle, dsseEnvelope: { ...bundle.dsseEnvelope, ...changes } };
}

describe('an envelope', () => {
  it('GE-1 holds all that is read of it, under one digest', () => {
    const text = attachedText(
      envelope('measurement', measurement(), {
        facts: {
          timesEvaluated: 7,
          thresholds: [
            {
              ...{ metric: 'roc_auc', op: 'at_least', limit: 0.7, datasetDigest },
              registeredAt: '2026-05-01T00:00:00Z',
            },
          ],
        },
      }),
    );
    expect(readAttached(text)).toEqual({
      ...{ kind: 'measurement', modelVersionId: 'v1', artifactDigest, digest: hexOf(text), producedAt: at },
      ...{ metric: 'roc_auc', unit: null, datasetDigest, labelCoverage: 0.9, codeCommit: '0f1e2d3c4b5a' },
      ...{ about: [artifactDigest], estimate: { status: 'ok', ...estimate }, timesEvaluated: 7 },
      thresholds: [
        {
          ...{ metric: 'roc_auc', op: 'at_least', limit: 0.7, datasetDigest },
          registeredAt: Date.UTC(2026, 4, 1),
        },
      ],
    });
  });

  it.each<[string, (text: string) => string]>([
    ['no JSON', (text) => text.slice(1)],
    ['another spelling', (text) => `${text} `],
    ['an unknown member', (text) => canonicalJson({ ...(JSON.parse(text) as object), colour: 'red' })],
    ['another schema', (text) => text.replace('attached-evidence/1', 'attached-evidence/2')],
    ['another kind', (text) => text.replace('"kind":"card"', '"kind":"poem"')],
  ])('GE-1 is none with %s', (_name, change) => {
    const text = attachedText(envelope('card', modelCard));
    expect(readAttached(text).kind).toBe('card');
    expect(() => readAttached(change(text))).toThrow(MalformedDocument);
  });

  it('GE-5 ages from when the document was made, and at the latest from when it was attached', () => {
    const offset = measurement({ measuredAt: '2026-06-01T12:30:00.250+02:30' });
    expect(readAttached(attachedText(envelope('measurement', offset))).producedAt).toBe(at + 250);
    expect(readAttached(attachedText(envelope('card', modelCard))).producedAt).toBe(at + 2 * 3_600_000);
    const negative = measurement({ measuredAt: '2026-06-01T09:30:00-00:30' });
    expect(readAttached(attachedText(envelope('measurement', negative))).producedAt).toBe(at);
  });

  it('GE-17 of an answer needs the instant of the question', () => {
    expect(() => attachedText(envelope('external', externalVerdict()))).toThrow(/facts.askedAt/);
  });
});

describe('public keys of policies', () => {
  const exported = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }) as string;

  it('GE-8 are of three types in PEM, as OpenSSL writes them', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const larger = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const ed = generateKeyPairSync('ed25519');
    expect(readPublicKey(exported(ec.publicKey))?.type).toBe('p256');
    expect(readPublicKey(exported(larger.publicKey))?.type).toBe('p384');
    expect(readPublicKey(exported(ed.publicKey))?.type).toBe('ed25519');
    expect(readPublicKey(exported(ed.publicKey).replaceAll('\n', '\r\n'))?.type).toBe('ed25519');
    expect(createPublicKey(exampleSigner('p256').pem).asymmetricKeyType).toBe('ec');
  });

  it.each([
    ['P-521', exported(generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey)],
    ['secp256k1', exported(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey)],
    ['RSA', exported(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)],
    [
      'a private key',
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    ],
    ['nothing', ''],
    ['two keys', exampleSigner('ed25519').pem.repeat(2)],
    ['a point off the curve', exampleSigner('p256').pem.replace(/.{4}(\n-----END)/, 'AAAA$1')],
    [
      'a key of small order',
      `-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n-----END PUBLIC KEY-----`,
    ],
  ])('GE-8 are not %s', (_name, pem) => {
    expect(readPublicKey(pem)).toBeNull();
  });
});

describe('what a key signed', () => {
  it.each([
    ['P-256', 'sha256'],
    ['P-384', 'sha384'],
  ])(
    'GE-8 is verified as OpenSSL signs it over %s, whichever of the two values of s it chose',
    (namedCurve, hash) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
      const key = readPublicKey(publicKey.export({ type: 'spki', format: 'pem' }) as string);
      const signer = {
        sign: (bytes: Uint8Array) => new Uint8Array(createSign(hash).update(bytes).sign(privateKey)),
      };
      for (let time = 0; time < 8; time += 1) {
        const { signed } = readDocument('signature', bundleOf(modelStatement(artifactDigest), signer));
        expect(isStatementSignedBy(signed, key!)).toBe(true);
        const altered = {
          ...signed,
          payload: signed.payload.map((byte, place) => (place === 9 ? byte ^ 1 : byte)),
        };
        expect(isStatementSignedBy(altered, key!)).toBe(false);
        expect(isStatementSignedBy({ ...signed, payloadType: 'text/plain' }, key!)).toBe(false);
      }
    },
  );

  it('GE-8 is verified with Ed25519 as well', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = readPublicKey(publicKey.export({ type: 'spki', format: 'pem' }) as string);
    const signer = { sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)) };
    const { signed } = readDocument('signature', bundleOf(modelStatement(artifactDigest), signer));
    expect(isStatementSignedBy(signed, key!)).toBe(true);
    expect(isStatementSignedBy({ ...signed, signature: signed.signature.slice(1) }, key!)).toBe(false);
    expect(isStatementSignedBy(signed, readPublicKey(exampleSigner('ed25519').pem)!)).toBe(false);
  });

  it('GE-8 names the root of its files, and of one file that file', () => {
    const payloadOf = (statement: unknown) => new TextEncoder().encode(JSON.stringify(statement));
    const other = hexOf('config.json');
    expect(signedModel(payloadOf(modelStatement(artifactDigest)))).toEqual([
      rootOf(artifactDigest),
      artifactDigest,
    ]);
    expect(signedModel(payloadOf(modelStatement(artifactDigest, other)))).toEqual([
      rootOf(artifactDigest, other),
    ]);
    const moved = { ...modelStatement(artifactDigest), subject: modelStatement(other).subject };
    expect(() => signedModel(payloadOf(moved))).toThrow(/the root of/);
    const twice = JSON.stringify(modelStatement(other)).replace('{', '{"predicateType":"x",');
    expect(() => signedModel(new TextEncoder().encode(twice))).toThrow(/every member once/);
    expect(() => signedModel(Uint8Array.of(0xff))).toThrow(MalformedDocument);
  });
});
