import { refuse, type Refusal } from '@countersign/domain/refusals';
import { insertNew } from '../../database/insert-new';
import { type Transaction } from '../../database/transaction';
import { Member } from './member.entity';

type Identity = Pick<Member, 'email' | 'passwordHash' | 'oidcIssuer' | 'oidcSubject'>;

/**
 * Adds a person to the workspace; refused when somebody there already has the address or the identity of the OpenID
 * provider. Two accounts of one person would be two votes.
 */
export async function addMember(
  { manager, now }: Transaction,
  person: Pick<Member, 'id' | 'workspaceId' | 'name' | 'roles'> & Partial<Identity>,
): Promise<Member | Refusal> {
  const nobody = { email: null, passwordHash: null, oidcIssuer: null, oidcSubject: null, persona: null };
  const member = manager.create(Member, { ...nobody, ...person, createdAt: now, deactivatedAt: null });
  return (await insertNew(manager, Member, member))
    ? member
    : refuse('ACCOUNT_EXISTS', 'This workspace already has an account for this person.');
}
