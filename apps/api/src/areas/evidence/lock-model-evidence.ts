import { type EntityManager } from 'typeorm';

/** One at a time attaches evidence to versions of a model or registers limits for it, so that both are counted in order. */
export async function lockModelEvidence(manager: EntityManager, modelId: string): Promise<void> {
  const key = `countersign.evidence/${modelId}`;
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
}
