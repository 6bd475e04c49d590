import {
  leafHash,
  parseCheckpoint,
  parseVerifierKey,
  verifyInclusion,
  verifyNote,
  type Checkpoint,
} from '@countersign/domain/audit-log';
import { counted } from '../../format/counted';
import type { AuditInclusionProofQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { shortDigest } from '../../ui/digest-text';
import type { Status } from './status-badge';
import type { Entry } from './verify-loaded';
import { keyIdOf } from './vkey';

export type InclusionProof = AuditInclusionProofQuery['auditInclusionProof'];
export type StepName = 'text' | 'leaf' | 'path' | 'note' | 'signature' | 'key';

/** One step from the entry to the key, with what came of it. */
export interface ProofStep {
  step: StepName;
  status: Status;
  detail: string;
}

type Proved = Pick<Entry, 'sequence' | 'canonical' | 'hash'>;
const statusOf = (isGood: boolean): Status => (isGood ? 'passed' : 'failed');

function textStep({ canonical, hash }: Proved): ProofStep {
  const computed = leafHash(canonical);
  const values = { hash: shortDigest(computed) };
  return computed === hash
    ? { step: 'text', status: 'passed', detail: t('auditLog.prove.textPassed', values) }
    : { step: 'text', status: 'failed', detail: t('auditLog.prove.textFailed', values) };
}

function leafStep({ sequence, hash }: Proved, proof: InclusionProof): ProofStep {
  return proof.hash === hash && proof.sequence === sequence
    ? { step: 'leaf', status: 'passed', detail: t('auditLog.prove.leafPassed', { sequence }) }
    : { step: 'leaf', status: 'failed', detail: t('auditLog.prove.leafFailed') };
}

/** From what this browser computed, so that no step rests on another that failed. */
function pathStep({ sequence, canonical }: Proved, { size, proof, root }: InclusionProof): ProofStep {
  const claim = { index: sequence - 1, size, leaf: leafHash(canonical), proof, root };
  const values = { count: proof.length, root: shortDigest(root), entries: counted(size, 'entries') };
  return verifyInclusion(claim)
    ? { step: 'path', status: 'passed', detail: t('auditLog.prove.pathPassed', values) }
    : { step: 'path', status: 'failed', detail: t('auditLog.prove.pathFailed', values) };
}

function noteStep({ checkpoint, size, root }: InclusionProof, read: Checkpoint | null): ProofStep {
  if (!checkpoint) return { step: 'note', status: 'unknown', detail: t('auditLog.prove.noteUnknown') };
  const status = statusOf(read?.size === size && read.root === root);
  const detail =
    status === 'passed'
      ? t('auditLog.prove.notePassed', { entries: counted(size, 'entries') })
      : t('auditLog.prove.noteFailed');
  return { step: 'note', status, detail };
}

function signatureSteps({ checkpoint }: InclusionProof, read: Checkpoint | null): ProofStep[] {
  if (!checkpoint)
    return [{ step: 'signature', status: 'unknown', detail: t('auditLog.prove.signatureUnknown') }];
  const { vkey } = checkpoint;
  const key = parseVerifierKey(vkey);
  const signed = key && read ? verifyNote(read.note, [key]) : null;
  const isSigned = signed !== null && signed.length > 0 && key?.name === read?.origin;
  const keyId = keyIdOf(vkey);
  return [
    {
      step: 'signature',
      status: statusOf(isSigned),
      detail: t(`auditLog.prove.${isSigned ? 'signaturePassed' : 'signatureFailed'}`, { keyId }),
    },
    { step: 'key', status: 'unknown', detail: t('auditLog.prove.keyUnknown', { keyId }) },
  ];
}

/** Every step of the proof that an entry stands in the log, worked out here from what the server answered. */
export function proveEntry(entry: Proved, proof: InclusionProof): ProofStep[] {
  const read = proof.checkpoint ? parseCheckpoint(proof.checkpoint.note) : null;
  return [
    textStep(entry),
    leafStep(entry, proof),
    pathStep(entry, proof),
    noteStep(proof, read),
    ...signatureSteps(proof, read),
  ];
}
