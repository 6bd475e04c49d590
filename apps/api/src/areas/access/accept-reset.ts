import { type EntityManager, IsNull } from 'typeorm';
import { type AuditDraft, type Recorded, type Transaction } from '../../database/transaction';
import { issueSession, type IssuedSession } from './issue-session';
import { Member } from './member.entity';
import { Session } from './session.entity';

/** An active member, locked; null when there is none. Before their invitations, as by whoever else changes both. */
export function lockActive(manager: EntityManager, id: string): Promise<Member | null> {
  const where = { id, deactivatedAt: IsNull() };
  return manager.findOne(Member, { where, lock: { mode: 'pessimistic_write' } });
}

/** Gives a locked member the new password and a session; whoever was signed in as them is out. */
export async function acceptReset(
  tx: Transaction,
  member: Member,
  { passwordHash, audit }: { passwordHash: string; audit: AuditDraft },
): Promise<Recorded<IssuedSession>> {
  const { id } = member;
  await tx.manager.update(Member, { id }, { passwordHash });
  const { affected } = await tx.manager.delete(Session, { memberId: id });
  const payload = { ...audit.payload, sessionsEnded: affected ?? 0 };
  const session = await issueSession(tx, member, { strength: 'password' });
  return { result: session, audit: { ...audit, payload } };
}
