import type { Viewer } from '../../app/session';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';

/** What became of the last reset of a password, in one sentence. */
export function resetSentence(reset: NonNullable<Viewer['passwordReset']>, now: Date): string {
  const { issuedBy, usedAt, revokedAt, expiresAt } = reset;
  const said = { name: issuedBy.name, issued: formatInstant(reset.issuedAt) };
  if (usedAt) return t('access.me.reset.used', { ...said, used: formatInstant(usedAt) });
  if (revokedAt) return t('access.me.reset.revoked', { ...said, revoked: formatInstant(revokedAt) });
  if (new Date(expiresAt) <= now) return t('access.me.reset.lapsed', said);
  return t('access.me.reset.open', { ...said, expires: formatInstant(expiresAt) });
}
