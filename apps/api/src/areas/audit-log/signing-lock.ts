import { type EntityManager } from 'typeorm';

/** Held to the end of the transaction: one server at a time adds to the witness directory, and keeps nobody from signing. */
export async function lockWitnessDirectory(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('countersign.audit.witness/' || $1::text, 0))`,
    [workspaceId],
  );
}

/** Held to the end of the transaction: one server at a time signs a workspace's log, or changes its key. */
export async function lockSigning(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('countersign.audit.sign/' || $1::text, 0))`,
    [workspaceId],
  );
}
