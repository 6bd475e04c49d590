import { type Role } from '@countersign/domain/access';
import { IsNull } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Transaction } from '../../database/transaction';
import { Invitation } from './invitation.entity';
import { newCredential } from './secret';

export interface IssuedInvitation {
  invitation: Invitation;
  /** Shown once; only its hash is kept. */
  token: string;
}

const day = 24 * 60 * 60 * 1000;
/** An invitation travels to a mailbox; a reset is waited for; a set-up token is read from the terminal by whoever started the server. */
const invitationLength = 7 * day;
const resetLength = day;
const setUpLength = 30 * 60 * 1000;

/** Who may come in: somebody new with these roles, or the member who forgot their password. */
interface Invited {
  email: string | null;
  roles: Role[];
  forMemberId?: string | null;
}

/** Issues an invitation; an older open one for the same address, or for the set-up, stops working. */
export async function issueInvitation(
  { manager, actor, now, newId }: Transaction,
  { email, roles, forMemberId = null }: Invited,
): Promise<IssuedInvitation> {
  const { workspaceId } = actor;
  const { secretHash, text } = newCredential(workspaceId);
  const ordinary = email === null ? setUpLength : invitationLength;
  const length = forMemberId === null ? ordinary : resetLength;
  const open = { email: email ?? IsNull(), acceptedAt: IsNull(), revokedAt: IsNull() };
  await manager.update(Invitation, open, { revokedAt: now });
  const invitation = manager.create(Invitation, {
    ...{
      id: newId(),
      workspaceId,
      email,
      roles,
      secretHash,
      createdAt: now,
      createdBy: actorReference(actor),
    },
    ...{ expiresAt: new Date(now.getTime() + length), acceptedAt: null, memberId: null },
    ...{ forMemberId, revokedAt: null },
  });
  await manager.insert(Invitation, invitation);
  return { invitation, token: text };
}

/** Whether somebody can still come in by it. */
export function isOpen({ acceptedAt, revokedAt, expiresAt }: Invitation, now: Date): boolean {
  return !acceptedAt && !revokedAt && expiresAt > now;
}
