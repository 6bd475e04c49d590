import { type Actor } from '@countersign/domain/access';
import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { IsNull } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Database } from '../../database/database';
import { type Recorded, type RecordedRefusal, type Transaction } from '../../database/transaction';
import { Problem } from '../../server/problem';
import { acceptReset, lockActive } from './accept-reset';
import { addMember } from './add-member';
import { normalEmail } from './email';
import { Invitation } from './invitation.entity';
import { issueSession, type IssuedSession } from './issue-session';
import { isOpen } from './issue-invitation';
import { Member } from './member.entity';
import { personOf } from './person';
import { parseCredential } from './secret';
import { weaknessOf } from './weak-password';
import { Workspace } from './workspace.entity';

export interface InvitationSignIn {
  token: string;
  /** Asked of somebody new. */
  name?: string | null;
  email?: string | null;
  password: string;
}

/** An open invitation together with whom it lets in: somebody new, or a member who forgot their password. */
export interface Newcomer {
  actor: Actor;
  invitation: Invitation;
  email: string;
  name: string;
  password: string;
}

const notValid = (): Refusal =>
  refuse('INVITATION_NOT_VALID', 'This invitation is unknown, used, revoked or expired: ask for a new one.');

/** Nobody comes in; `invitation` is there when the token is one of ours. */
export interface TurnedAway {
  refusal: Refusal;
  invitation: Invitation | null;
}

/** Looks up whom an invitation lets in. */
export async function newcomerOf(
  database: Database,
  { token, name: given, email, password }: InvitationSignIn,
): Promise<Newcomer | TurnedAway> {
  const credential = parseCredential(token);
  if (!credential) return { refusal: notValid(), invitation: null };
  const { workspaceId, secretHash } = credential;
  const found = await database.read({ workspaceId }, async ({ manager, now }) => {
    const invitation = await manager.findOneBy(Invitation, { secretHash });
    if (!invitation || !isOpen(invitation, now)) return { invitation };
    const { forMemberId: id } = invitation;
    const member = id === null ? null : await manager.findOneBy(Member, { id, deactivatedAt: IsNull() });
    if (id !== null && !member) return { invitation };
    return { invitation, member, workspace: await manager.findOneByOrFail(Workspace, { id: workspaceId }) };
  });
  const { invitation, member, workspace } = found;
  if (!workspace) return { refusal: notValid(), invitation };
  const address = addressFor(invitation, email);
  const name = member?.name ?? given;
  if (!name) throw new Problem('BAD_INPUT', 'This invitation needs your name.', { field: 'name' });
  const weakness = weaknessOf(password, [address, name, workspace.name]);
  if (weakness !== null) return { refusal: refuse('WEAK_PASSWORD', weakness), invitation };
  const { roles } = invitation;
  const actor: Actor = member
    ? personOf(member, 'password')
    : { kind: 'person', id: uuidv7(), name, workspaceId, roles, session: 'password' };
  return { actor, invitation, email: address, name, password };
}

/** An invitation for an address is for nobody else; one without an address takes the newcomer's word for it. */
function addressFor(invitation: Invitation, given: string | null | undefined): string {
  const email = given === undefined || given === null ? invitation.email : normalEmail(given);
  if (email === null)
    throw new Problem('BAD_INPUT', 'This invitation needs your e-mail address.', { field: 'email' });
  if (invitation.email !== null && email !== invitation.email)
    throw new Problem('BAD_INPUT', 'The invitation is for another address.', { field: 'email' });
  return email;
}

/** Makes the newcomer a member or gives the member their new password, uses the invitation up, and lets them in: all or nothing. */
export async function admit(
  tx: Transaction,
  { actor, invitation: { id, forMemberId }, email, name }: Newcomer,
  passwordHash: string,
): Promise<Recorded<IssuedSession> | RecordedRefusal> {
  const payload = { method: forMemberId === null ? 'invitation' : 'reset', invitation: id };
  const audit = { action: 'signIn', subject: { type: 'member', id: actor.id }, payload };
  const { manager, now } = tx;
  const known = forMemberId === null ? null : await lockActive(manager, forMemberId);
  const locked = await manager.findOneOrFail(Invitation, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  // Somebody else may have come in by it, it was revoked, or its member deactivated, since it was looked up.
  if (!isOpen(locked, now) || (forMemberId !== null && !known)) return { refusal: notValid(), audit };
  const usedUp = { acceptedAt: now, memberId: actor.id };
  if (known) {
    await manager.update(Invitation, { id }, usedUp);
    return acceptReset(tx, known, { passwordHash, audit });
  }
  const { workspaceId, roles } = locked;
  const member = await addMember(tx, { id: actor.id, workspaceId, name, roles, email, passwordHash });
  if (isRefusal(member)) return { refusal: member, audit };
  await manager.update(Invitation, { id }, usedUp);
  return { result: await issueSession(tx, member, { strength: 'password' }), audit };
}
