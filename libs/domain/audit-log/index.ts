export { formatAddCheckpoint, parseAddCheckpoint, type AddCheckpoint } from './add-checkpoint';
export {
  genesisHash,
  sealEntry,
  unplacedEntry,
  type AuditDraft,
  type Place,
  type SealedEntry,
  type SessionStrength,
} from './audit-entry';
export { base64Decode, base64Encode } from './base64';
export {
  bundleCheckpointLine,
  bundleEntryLine,
  bundleHeaderLine,
  bundleSchema,
  type BundleEntry,
  type BundleHeader,
} from './bundle-lines';
export { type BundleCheck, type CheckResult } from './bundle-findings';
export { type BundleOptions } from './bundle-options';
export { BundleVerifier, type BundleVerification } from './bundle-verifier';
export { canonicalJson } from './canonical-json';
export {
  checkpointBody,
  logOrigin,
  parseCheckpoint,
  type Checkpoint,
  type CheckpointBody,
} from './checkpoint';
export { cosign } from './cosignature';
export { digestOf, leafHash, leafHashOf, nodeHash, payloadCommitment, sha256Hex } from './digest';
export { emptyRoot, Frontier } from './frontier';
export { portableHashing, type Hashing } from './hashing';
export { completeSubtrees, type LeafRange } from './leaf-range';
export { consistencyRanges, inclusionRanges } from './proof-ranges';
export { hasRepeatedMember } from './repeated-member';
export { ed25519Signer, parseSignatureLines, type NoteSignature, type Signer } from './signature-line';
export { appendSignatures, parseNote, signNote, verifyNote, type Note, type Signed } from './signed-note';
export { verifyBundle } from './verify-bundle';
export {
  formatVerifierKey,
  parseVerifierKey,
  verifierKey,
  type KeyType,
  type VerifierKey,
} from './verifier-key';
export {
  emptyHead,
  verifyEntries,
  type LogHead,
  type LogVerification,
  type StoredEntry,
  type VerifyOptions,
} from './verify-entries';
export {
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
} from './verify-proof';
export { textOfUtf8 } from './utf-8';
