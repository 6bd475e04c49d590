import type { InvitationsQuery, MembersQuery, Role } from '../../gql/graphql';
import { listOf, word } from '../../format/words';
import { t } from '../../texts';

export type Member = MembersQuery['members']['nodes'][number];
export type Invitation = InvitationsQuery['invitations']['nodes'][number];

export const roleNames = (roles: readonly Role[]): string => listOf(roles.map((role) => word('role', role)));

/** What became of an invitation, and when. */
export function invitationState(
  { acceptedAt, revokedAt, expiresAt }: Pick<Invitation, 'acceptedAt' | 'revokedAt' | 'expiresAt'>,
  now: Date,
): { state: 'open' | 'accepted' | 'revoked' | 'expired'; at: string } {
  if (acceptedAt) return { state: 'accepted', at: acceptedAt };
  if (revokedAt) return { state: 'revoked', at: revokedAt };
  return { state: new Date(expiresAt) > now ? 'open' : 'expired', at: expiresAt };
}

/** Whom an invitation is for, in words. */
export const invitedAs = ({ email }: Pick<Invitation, 'email'>): string =>
  email ?? t('people.invitations.setUp');
