export {
  genesisHash,
  sealEntry,
  type AuditDraft,
  type Place,
  type SealedEntry,
  type SessionStrength,
} from './audit-entry';
export { canonicalJson } from './canonical-json';
export { digestOf, leafHash, payloadCommitment, sha256Hex } from './digest';
export {
  emptyHead,
  verifyEntries,
  type LogHead,
  type LogVerification,
  type StoredEntry,
  type VerifyOptions,
} from './verify-entries';
