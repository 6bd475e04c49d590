export { attachedText, readAttached, type AttachedEnvelope, type ServerFacts } from './attached-envelope';
export type {
  AttachedEvidence,
  AttachedKind,
  CardEvidence,
  DataQualityEvidence,
  ExternalEvidence,
  MeasurementEvidence,
  ReproducibilityEvidence,
  SignatureEvidence,
  TestsEvidence,
} from './attached-evidence';
export { attachedKinds, readDocument } from './read-document';
export { nonceOf } from './read-external';
export { type JUnitSummary } from './read-tests';
export { signedModel } from './signed-model';
export { isStatementSignedBy } from './signed-statement';
