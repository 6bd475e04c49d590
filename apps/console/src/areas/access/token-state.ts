import type { ServiceTokensQuery } from '../../gql/graphql';

export type Token = ServiceTokensQuery['serviceTokens']['nodes'][number];
export type TokenState = 'working' | 'soon' | 'expired' | 'revoked' | 'stopped';

const week = 7 * 24 * 60 * 60 * 1000;

/** Whether a token works; `deactivated` are the ids of members who answer for nothing. */
export function tokenState(
  { revokedAt, expiresAt, sponsor }: Pick<Token, 'revokedAt' | 'expiresAt' | 'sponsor'>,
  { now, deactivated }: { now: Date; deactivated: ReadonlySet<string> },
): TokenState {
  if (revokedAt) return 'revoked';
  const left = new Date(expiresAt).getTime() - now.getTime();
  if (left <= 0) return 'expired';
  if (sponsor && deactivated.has(sponsor.id)) return 'stopped';
  return left < week ? 'soon' : 'working';
}
