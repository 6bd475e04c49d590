import type { Problem } from '../../app/errors';
import { t } from '../../texts';

/** What a browser says when a passkey was not used, in words for its owner. */
export function passkeyTrouble(error: unknown): Problem {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError')
    return { cause: t('passkeys.failed', { reason: t('passkeys.cancelled') }) };
  if (name === 'InvalidStateError') return { cause: t('passkeys.failed', { reason: t('passkeys.known') }) };
  return { cause: t('passkeys.failed', { reason: error instanceof Error ? error.message : name }) };
}
