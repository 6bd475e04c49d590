import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64Encode, canonicalJson } from '../audit-log';

/** Documents of every kind about one artefact, for specs. */
export const hexOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

export const artifactDigest = hexOf('model.onnx');
export const datasetDigest = hexOf('test.parquet');

const pemOf = (head: string, key: Uint8Array): string =>
  `-----BEGIN PUBLIC KEY-----\n${base64Encode(concatBytes(hexToBytes(head), key))}\n-----END PUBLIC KEY-----\n`;

const heads = {
  p256: '3059301306072a8648ce3d020106082a8648ce3d030107034200',
  ed25519: '302a300506032b6570032100',
};

/** A key pair of each type, always the same; `seed` makes another. */
export function exampleSigner(type: 'p256' | 'ed25519', seed = 7) {
  const secret = new Uint8Array(32).fill(seed);
  const isP256 = type === 'p256';
  const publicKey = isP256 ? p256.getPublicKey(secret, false) : ed25519.getPublicKey(secret);
  return {
    pem: pemOf(heads[type], publicKey),
    sign: (bytes: Uint8Array): Uint8Array =>
      isP256 ? p256.sign(bytes, secret, { format: 'der', lowS: false }) : ed25519.sign(bytes, secret),
  };
}

/** The root of files by their digests, as OpenSSF Model Signing v1.0 computes it. */
export const rootOf = (...files: string[]): string =>
  bytesToHex(sha256(concatBytes(...files.map((file) => hexToBytes(file)))));

/** A model-signing statement over files. */
export const modelStatement = (...files: string[]) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'model', digest: { sha256: rootOf(...files) } }],
  predicateType: 'https://model_signing/signature/v1.0',
  predicate: {
    serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false, ignore_paths: [] },
    resources: files.map((digest, at) => ({ name: `file-${at}`, algorithm: 'sha256', digest })),
  },
});

const inTotoType = 'application/vnd.in-toto+json';

/** A Sigstore bundle around a statement. */
export function bundleOf(
  statement: unknown,
  { sign }: Pick<ReturnType<typeof exampleSigner>, 'sign'>,
  payloadType = inTotoType,
) {
  const payload = utf8ToBytes(typeof statement === 'string' ? statement : JSON.stringify(statement));
  const head = `DSSEv1 ${utf8ToBytes(payloadType).length} ${payloadType} ${payload.length} `;
  const sig = base64Encode(sign(concatBytes(utf8ToBytes(head), payload)));
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: 'any' }, tlogEntries: [] },
    dsseEnvelope: { payload: base64Encode(payload), payloadType, signatures: [{ sig, keyid: '' }] },
  };
}

export const testResult = (predicate: object = {}, subject = artifactDigest) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'model.onnx', digest: { sha256: subject } }],
  predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
  predicate: {
    result: 'PASSED',
    configuration: [{ name: 'unit', uri: 'https://ci.example.org/unit.yml' }],
    passedTests: ['adds', 'subtracts'],
    ...predicate,
  },
});

export const junit = (...suites: object[]) => ({
  schema: 'countersign.junit/1',
  reportDigest: hexOf('report.xml'),
  suites,
});

export const modelCard = {
  model_details: { name: 'loans', overview: 'Who pays back.', owners: [{ name: 'Risk' }] },
  considerations: { limitations: [{ description: 'Adults only.' }], tradeoffs: [], use_cases: [''] },
  license: '[More Information Needed]',
};

export const measurement = (changes: object = {}) => ({
  schema: 'countersign.measurement/1',
  metric: 'roc_auc',
  unit: null,
  estimate: {
    value: 0.8,
    n: 1000,
    method: 'mann_whitney',
    interval: { lower: 0.77, upper: 0.83, confidenceLevel: 0.95, method: 'delong' },
  },
  datasetDigest,
  labelCoverage: 0.9,
  codeCommit: '0f1e2d3c4b5a',
  artifactDigest,
  measuredAt: '2026-06-01T10:00:00Z',
  ...changes,
});

const check = (name: string, outcome: 'passed' | 'failed' | 'unknown') => ({
  ...{ check: name, value: 0, limit: 0, n: 10, method: 'counted', ci: null, ciMethod: null },
  ...{ passed: outcome === 'passed', status: outcome === 'unknown' ? 'not_computable' : 'ok', reason: null },
});

export const quality = (age: Parameters<typeof check>[1] = 'passed', rows = 500) => ({
  schema: 'countersign.quality/1',
  reference: null,
  current: { rows },
  summary: { checks: 99, passed: 99, failed: 0, unknown: 0 },
  dataset: { checks: [check('columns_gone', 'passed')] },
  columns: [{ column: 'age', kind: 'numeric', checks: [check('missing_share', age)] }],
  expectations: {},
});

export const reproduction = (changes: object = {}) => ({
  schema: 'countersign.reproduction/1',
  artifactDigest,
  rebuiltDigest: artifactDigest,
  codeCommit: '0f1e2d3c4b5a',
  dataDigests: [datasetDigest],
  environment: 'registry.example.org/train@sha256:1',
  rebuiltAt: '2026-06-01T10:00:00Z',
  ...changes,
});

/** A service's answer, signed over all its other members. */
export function externalVerdict(changes: object = {}, signer = exampleSigner('ed25519')) {
  const said = {
    schema: 'countersign.external-verdict/1',
    nonce: hexOf('nonce'),
    check: 'legal-review',
    artifactDigest,
    verdict: 'pass',
    reason: 'Cleared.',
    ...changes,
  };
  return { ...said, signature: base64Encode(signer.sign(utf8ToBytes(canonicalJson(said)))) };
}
