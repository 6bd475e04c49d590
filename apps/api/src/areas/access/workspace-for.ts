import { type Actor } from '@countersign/domain/access';
import { type Database } from '../../database/database';
import { Problem } from '../../server/problem';

/** The workspace an operator names, or the caller's own; nobody else learns which workspaces there are. */
export async function workspaceIdFor(
  database: Database,
  actor: Actor,
  name: string | null | undefined,
): Promise<string> {
  if (name === undefined || name === null) return actor.workspaceId;
  const id = await database.workspaceIdOf(name);
  if (!id || (actor.kind !== 'operator' && id !== actor.workspaceId)) {
    throw new Problem('NOT_FOUND', 'There is no workspace of this name.', { field: 'workspace', id: name });
  }
  return id;
}
