import { type Actor } from '@countersign/domain/access';
import { LessThan } from 'typeorm';
import { type Transaction } from '../../database/transaction';
import { type Member } from './member.entity';
import { personOf } from './person';
import { newCredential } from './secret';
import { Session, type SignInStrength } from './session.entity';

export interface IssuedSession {
  actor: Actor;
  /** The cookie's value; not kept anywhere in the clear. */
  credential: string;
  expiresAt: Date;
}

const hour = 60 * 60 * 1000;

/** No session outlives a working day. */
const longestHours = 12;

/** What the person proved, and for how many hours it may count. */
export interface Proof {
  strength: SignInStrength;
  hours?: number;
  /** When they proved it, where that was before now. */
  at?: Date | undefined;
}

/**
 * Issues a session: the one place that does, whichever way the person came in. A way in that ends elsewhere would be
 * a way around the rules that hold for the others.
 */
export async function issueSession(
  { manager, now, newId }: Pick<Transaction, 'manager' | 'now' | 'newId'>,
  member: Member,
  { strength, hours = longestHours, at }: Proof,
): Promise<IssuedSession> {
  const { secretHash, text } = newCredential(member.workspaceId);
  const expiresAt = new Date(now.getTime() + Math.min(hours, longestHours) * hour);
  await manager.delete(Session, { memberId: member.id, expiresAt: LessThan(now) });
  await manager.insert(Session, {
    ...{ id: newId(), workspaceId: member.workspaceId, memberId: member.id, secretHash },
    ...{ createdAt: now, expiresAt, strength, authenticatedAt: at && at < now ? at : now },
  });
  return { actor: personOf(member, strength), credential: text, expiresAt };
}
