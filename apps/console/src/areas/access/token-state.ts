import type { IconName } from '../../ui/icons';

export type TokenState = 'working' | 'soon' | 'expired' | 'revoked' | 'stopped';

/** The sign of each state; `ok` and the others name its tone too. */
export const tokenIcons = {
  working: 'ok',
  soon: 'warning',
  expired: 'unknown',
  revoked: 'alert',
  stopped: 'alert',
} as const satisfies Record<TokenState, IconName>;

const week = 7 * 24 * 60 * 60 * 1000;

interface Token {
  revokedAt: string | null;
  expiresAt: string;
  sponsor: { id: string } | null;
}

/** Whether a token works; `deactivated` are the ids of members who answer for nothing. */
export function tokenState(
  { revokedAt, expiresAt, sponsor }: Token,
  { now, deactivated }: { now: Date; deactivated: ReadonlySet<string> },
): TokenState {
  if (revokedAt) return 'revoked';
  const left = new Date(expiresAt).getTime() - now.getTime();
  if (left <= 0) return 'expired';
  if (sponsor && deactivated.has(sponsor.id)) return 'stopped';
  return left < week ? 'soon' : 'working';
}
