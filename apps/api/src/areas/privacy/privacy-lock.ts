import { type EntityManager } from 'typeorm';

/**
 * Held to the end of the transaction: one at a time places a hold, erases a person or applies retention in a workspace.
 * What a hold is to keep is then either gone before it, or kept.
 */
export async function lockPrivacy(manager: EntityManager, workspaceId: string): Promise<void> {
  await manager.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('countersign.privacy/' || $1::text, 0))`,
    [workspaceId],
  );
}
