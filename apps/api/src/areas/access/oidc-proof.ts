import { isRefusal, refuse, type Refusal } from '@countersign/domain/refusals';
import { type Database } from '../../database/database';
import { Problem } from '../../server/problem';
import { lockActive } from './accept-reset';
import { type OidcFlow } from './oidc-flow';
import { type OidcIdentity } from './oidc-identity';
import { isIdentityOf } from './oidc-members';
import { type NotProven } from './oidc-provider';
import { personOf } from './person';
import { Session } from './session.entity';

/** Whose session it is, and which. */
export type Proving = NonNullable<OidcFlow['proving']>;

/**
 * Dates a session's proof by when the provider saw its person, and changes nothing else of it. Somebody else whom the provider
 * knows proves nothing about them. It stands in the audit log, refused or not.
 */
export async function renewProof(
  database: Database,
  { memberId: id, workspaceId, secretHash }: Proving,
  identity: OidcIdentity | NotProven,
): Promise<Refusal | null> {
  const actor = personOf({ id, workspaceId, name: '', roles: [] }, 'oidc');
  const written = await database.write<true>(actor, async (tx) => {
    const payload = { method: 'oidc', reason: 'issuer' in identity ? undefined : identity.message };
    const audit = { action: 'proveIdentity', subject: { type: 'member', id }, payload };
    const member = await lockActive(tx.manager, id);
    if (member === null)
      return { refusal: refuse('MEMBER_DEACTIVATED', 'Your account here is deactivated.'), audit };
    if (!('issuer' in identity) || !identity.authenticatedAt || !isIdentityOf(member, identity))
      return {
        refusal: refuse('IDENTITY_NOT_PROVEN', 'What came back does not prove that it is you.'),
        audit,
      };
    const at = identity.authenticatedAt < tx.now ? identity.authenticatedAt : tx.now;
    const { affected } = await tx.manager.update(
      Session,
      { secretHash, memberId: id },
      { authenticatedAt: at },
    );
    if (affected !== 1) throw new Problem('UNAUTHENTICATED', 'Your session has ended; sign in again.');
    return { result: true, audit };
  });
  return isRefusal(written) ? written : null;
}
