import { type Database } from '../../database/database';
import { systemActor } from '../../jobs/job';
import { isRefusal } from '@countersign/domain/refusals';
import { issueInvitation } from './issue-invitation';
import { Member } from './member.entity';

/**
 * The token by which the first admin of a workspace comes in; null when it has an active admin. Only its hash is kept,
 * so that the terminal that started the server is the one place to read it, and a token of an earlier start stops
 * working.
 */
export async function ensureSetUp(database: Database, workspaceId: string): Promise<string | null> {
  const hasAdmin = await database.read({ workspaceId }, ({ manager }) =>
    manager
      .createQueryBuilder(Member, 'member')
      .where(`member.deactivated_at IS NULL AND 'admin' = ANY(member.roles)`)
      .getExists(),
  );
  if (hasAdmin) return null;
  const written = await database.write<string>(systemActor(workspaceId), async (tx) => {
    const { invitation, token } = await issueInvitation(tx, { email: null, roles: ['admin'] });
    const subject = { type: 'invitation', id: invitation.id };
    return { result: token, audit: { action: 'inviteMember', subject, payload: { roles: ['admin'] } } };
  });
  if (isRefusal(written)) throw new Error('An invitation of the set-up was refused.');
  return written.result;
}
