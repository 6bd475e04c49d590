import { randomBytes } from 'node:crypto';
import { type EntityManager, IsNull } from 'typeorm';
import { type Transaction } from '../../database/transaction';
import { notFound } from '../../server/problem';
import { Invitation } from './invitation.entity';
import { Member } from './member.entity';
import { Passkey } from './passkey.entity';
import { ServiceToken } from './service-token.entity';
import { Session } from './session.entity';

/** A member, for those who decide whether what is known of them is kept. */
export type ErasableMember = Member;

/** The member of this id, locked against everybody who lets them in or changes them. */
export async function lockErasable(manager: EntityManager, id: string): Promise<ErasableMember> {
  const member = await manager.findOne(Member, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!member) throw notFound('member', id);
  return member;
}

/** Takes away what leads from a member to a person: names, addresses, identities, credentials. The row stays. */
export async function pseudonymise(
  { manager, now }: Pick<Transaction, 'manager' | 'now'>,
  member: ErasableMember,
): Promise<ErasableMember> {
  const { id, email } = member;
  const mark = randomBytes(2).toString('hex');
  for (const theirs of [{ memberId: id }, ...(email === null ? [] : [{ email }])]) {
    // Without its address an open invitation would let anybody in.
    const open = { ...theirs, acceptedAt: IsNull(), revokedAt: IsNull() };
    await manager.update(Invitation, open, { revokedAt: now });
    await manager.update(Invitation, theirs, { email: null });
  }
  for (const theirs of [{ sponsorId: id }, { createdBy: `person:${id}` }])
    await manager.update(ServiceToken, theirs, { name: `Token of former member ${mark}` });
  await manager.delete(Session, { memberId: id });
  // What they signed names the keys; what they called them goes.
  await manager.update(Passkey, { memberId: id, removedAt: IsNull() }, { name: '', removedAt: now });
  const gone = { email: null, passwordHash: null, oidcIssuer: null, oidcSubject: null };
  const erased = { ...gone, name: `Former member ${mark}`, pseudonymisedAt: now };
  await manager.update(Member, { id }, erased);
  return Object.assign(member, erased);
}
