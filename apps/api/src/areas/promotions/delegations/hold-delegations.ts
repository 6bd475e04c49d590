import { type EntityManager } from 'typeorm';

const key = `hashtextextended('delegation:' || $1::text, 0)`;

/** Nobody of the workspace gives votes away until the transaction ends; who does already is waited for. */
export async function holdDelegations(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock_shared(${key})`, [workspaceId]);
}

/** No step is taken, and nobody else gives votes away, until the transaction ends. */
export async function lockDelegations(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(${key})`, [workspaceId]);
}
