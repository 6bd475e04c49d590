import { type Statement } from './batch';
import { postponeDurability } from './durability';

/** Names the workspace that row-level security lets through, to the end of the transaction. */
const enter = (workspaceId: string): Statement => ({
  text: `SELECT set_config('countersign.workspace_id', $1, true)`,
  values: [workspaceId],
});

const start = (mode: string): Statement => ({ text: `START TRANSACTION ISOLATION LEVEL ${mode}` });

/** What each kind of transaction begins with. */
export const opening = {
  reading: (workspaceId: string) => [start('READ COMMITTED READ ONLY'), enter(workspaceId)],
  snapshot: (workspaceId: string) => [start('REPEATABLE READ READ ONLY'), enter(workspaceId)],
  writing: (workspaceId: string) => [start('READ COMMITTED'), enter(workspaceId)],
  // The entry reaches the disk before the answer, together with those of others.
  recorded: (workspaceId: string) => [...opening.postponed(workspaceId), { text: 'SAVEPOINT work' }],
  postponed: (workspaceId: string) => [start('READ COMMITTED'), enter(workspaceId), postponeDurability],
};

export const commitNow: Statement = { text: 'COMMIT' };
