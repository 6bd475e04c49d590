import { type AttachedKind, nonceOf, type ServerFacts } from '@countersign/domain/gate-evidence';
import { In } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Transaction } from '../../database/transaction';
import { Problem } from '../../server/problem';
import { AttachedEvidenceRow } from './attached-evidence.entity';
import { type AttachedDocument } from './document-of-text';
import { ExternalCheckRow } from './external-check.entity';
import { RegisteredThresholdRow } from './registered-threshold.entity';

/** A document that was not attached to the version before. */
export interface NewEvidence {
  kind: AttachedKind;
  read: AttachedDocument;
  version: { id: string; modelId: string; artifactDigest: string; registeredBy: string };
  /** Ids of all versions of the model. */
  siblings: readonly string[];
}

interface Known {
  facts: ServerFacts;
  /** The question that an answer from outside is to. */
  externalCheckId: string | null;
}

/** What the server knows about a document when it is attached, and no document can say of itself. */
export async function serverFacts(tx: Transaction, given: NewEvidence): Promise<Known> {
  if (given.kind === 'external') return answered(tx, given);
  if (given.kind === 'measurement') return { facts: await measured(tx, given), externalCheckId: null };
  if (given.kind !== 'reproducibility') return { facts: {}, externalCheckId: null };
  return { facts: { isIndependent: await isIndependent(tx, given) }, externalCheckId: null };
}

/** What was registered for the model on this data until now, and how often the metric was measured on it. */
async function measured(
  { manager }: Transaction,
  { read, version, siblings }: NewEvidence,
): Promise<ServerFacts> {
  const { name: metric, datasetDigest } = read;
  if (metric === null || datasetDigest === null) return { thresholds: [], timesEvaluated: null };
  const rows = await manager.find(RegisteredThresholdRow, {
    ...{ where: { modelId: version.modelId, metric, datasetDigest }, order: { id: 'ASC' } },
  });
  const before = await manager.countBy(AttachedEvidenceRow, {
    ...{ kind: 'measurement', name: metric, datasetDigest, modelVersionId: In([...siblings]) },
  });
  const thresholds = rows.map(({ op, limit, registeredAt }) => ({
    ...{ metric, op, limit, datasetDigest, registeredAt: registeredAt.toISOString() },
  }));
  return { thresholds, timesEvaluated: before + 1 };
}

/** Whether different people are behind the version and what was said about it; where nobody is known, they are not. */
async function isIndependent({ manager, actor }: Transaction, { version }: NewEvidence): Promise<boolean> {
  const [found] = (await manager.query('SELECT person_behind($1) <> person_behind($2) AS differ', [
    ...[version.registeredBy, actorReference(actor)],
  ])) as { differ: boolean | null }[];
  return found?.differ === true;
}

/** @throws Problem BAD_INPUT where nobody asked this of the version, or it was answered */
async function answered({ manager }: Transaction, { read, version }: NewEvidence): Promise<Known> {
  const field = 'document.nonce';
  const nonce = nonceOf(read.document);
  const asked = await manager.findOneBy(ExternalCheckRow, { nonce, modelVersionId: version.id });
  if (!asked || asked.name !== read.name)
    throw new Problem('BAD_INPUT', 'Nobody asked this check about this version with such a nonce.', {
      field,
    });
  if (await manager.existsBy(AttachedEvidenceRow, { externalCheckId: asked.id }))
    throw new Problem('BAD_INPUT', 'This question was answered before: ask again.', { field });
  return { facts: { askedAt: asked.askedAt.toISOString() }, externalCheckId: asked.id };
}
