import { type Actor } from '@countersign/domain/access';
import { refuse, type Refusal } from '@countersign/domain/refusals';
import { IsNull, Not } from 'typeorm';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { notFound } from '../../server/problem';
import { Invitation } from './invitation.entity';
import { issueInvitation, type IssuedInvitation } from './issue-invitation';
import { Member } from './member.entity';
import { isSame } from './members.service';
import { hashPassword, isPasswordOf } from './password';
import { parseCredential } from './secret';
import { Session } from './session.entity';
import { weaknessOf } from './weak-password';
import { Workspace } from './workspace.entity';

export interface ChangePassword {
  currentPassword: string;
  newPassword: string;
  /** The session that stays. */
  sessionCredential: string | null;
}

const wrong = (): Refusal => refuse('WRONG_PASSWORD', 'That is not your current password.');

/** The passwords of people. */
export class PasswordsService {
  constructor(private readonly database: Database) {}

  /** Sets another password, and ends the person's other sessions: whoever knew the old one is out. */
  async change(actor: Actor, request: ChangePassword): Promise<Written<{ sessionsEnded: number }>> {
    const member = await this.memberOf(actor);
    const refusal = await this.objection(member, request);
    const newHash = refusal ? '' : await hashPassword(request.newPassword);
    const audit = { action: 'changePassword', subject: { type: 'member', id: actor.id } };
    return this.database.write<{ sessionsEnded: number }>(actor, async (tx) => {
      if (refusal) return { refusal, audit };
      const sessionsEnded = await replace(tx, member, { newHash, kept: request.sessionCredential });
      return sessionsEnded === null ? { refusal: wrong(), audit } : { result: { sessionsEnded }, audit };
    });
  }

  /** Lets a member who forgot their password set another one, once: an invitation for somebody who is here already. */
  reset(actor: Actor, memberId: string): Promise<Written<IssuedInvitation>> {
    return this.database.write<IssuedInvitation>(actor, async (tx) => {
      const where = { id: memberId };
      const member = await tx.manager.findOne(Member, { where, lock: { mode: 'pessimistic_read' } });
      if (!member) throw notFound('member', memberId);
      const audit = { action: 'resetPassword', subject: { type: 'member', id: memberId } };
      const refusal = objectionToReset(actor, member);
      if (refusal) return { refusal, audit };
      const { email, roles } = member;
      const issued = await issueInvitation(tx, { email, roles, forMemberId: memberId });
      const { id, expiresAt } = issued.invitation;
      const payload = { invitation: id, expiresAt: expiresAt.toISOString() };
      return { result: issued, audit: { ...audit, payload } };
    });
  }

  /** The last reset of a person's own password, whatever became of it. */
  lastReset({ id, workspaceId }: Actor): Promise<Invitation | null> {
    return this.database.read({ workspaceId }, ({ manager }) =>
      manager.findOne(Invitation, { where: { forMemberId: id }, order: { id: 'DESC' } }),
    );
  }

  private memberOf({ id, workspaceId }: Actor): Promise<Member & { workspace: string }> {
    return this.database.read({ workspaceId }, async ({ manager }) => {
      const member = await manager.findOneByOrFail(Member, { id });
      const { name } = await manager.findOneByOrFail(Workspace, { id: workspaceId });
      return Object.assign(member, { workspace: name });
    });
  }

  private async objection(
    { passwordHash, email, name, workspace }: Member & { workspace: string },
    { currentPassword, newPassword }: ChangePassword,
  ): Promise<Refusal | null> {
    if (!passwordHash || !(await isPasswordOf(passwordHash, currentPassword))) return wrong();
    const weakness = weaknessOf(newPassword, [email ?? '', name, workspace]);
    return weakness === null ? null : refuse('WEAK_PASSWORD', weakness);
  }
}

/** A reset replaces a password. It is no second way in for whom somebody else vouches, and no way around the old one. */
function objectionToReset(
  actor: Actor,
  { id, name, email, passwordHash, deactivatedAt }: Member,
): Refusal | null {
  if (isSame(actor, id)) return refuse('OWN_PASSWORD', 'Another admin has to reset your password.');
  if (deactivatedAt) return refuse('MEMBER_DEACTIVATED', `${name} is deactivated.`);
  const hasPassword = passwordHash !== null && email !== null;
  return hasPassword ? null : refuse('NO_PASSWORD', `${name} does not sign in by a password.`);
}

/** The number of sessions ended; null when the password was changed by somebody else in the meantime. */
async function replace(
  { manager, now }: Transaction,
  { id, passwordHash }: Member,
  { newHash, kept }: { newHash: string; kept: string | null },
): Promise<number | null> {
  const { affected } = await manager.update(
    Member,
    { id, passwordHash: passwordHash ?? '' },
    { passwordHash: newHash },
  );
  if (affected !== 1) return null;
  // Whoever knows the old one needs no reset, and whoever else has its secret must not use it any more.
  const open = { forMemberId: id, acceptedAt: IsNull(), revokedAt: IsNull() };
  await manager.update(Invitation, open, { revokedAt: now });
  const keptHash = (kept === null ? null : parseCredential(kept)?.secretHash) ?? '';
  const ended = await manager.delete(Session, { memberId: id, secretHash: Not(keptHash) });
  return ended.affected ?? 0;
}
