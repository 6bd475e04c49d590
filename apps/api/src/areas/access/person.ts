import { type Actor } from '@countersign/domain/access';
import { type Member } from './member.entity';
import { type SignInStrength } from './session.entity';

/** A member as the one who acts, by what they proved. */
export function personOf(
  member: Pick<Member, 'id' | 'name' | 'workspaceId' | 'roles'>,
  session: SignInStrength,
  authenticatedAt?: Date,
): Actor {
  const { id, name, workspaceId, roles } = member;
  const proven = authenticatedAt && { authenticatedAt: authenticatedAt.getTime() };
  return { kind: 'person', id, name, workspaceId, roles, session, ...proven };
}
