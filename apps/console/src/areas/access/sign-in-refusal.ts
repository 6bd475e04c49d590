import { errorCodes, refusalCodes } from '@countersign/domain/refusals';
import { t } from '../../texts';

/** What the way through the provider's sign-in page ended with. */
export interface SignInRefusal {
  code: string;
  meaning: string;
  next: string;
}

const meanings: Readonly<Record<string, string>> = { ...errorCodes, ...refusalCodes };
const forAdmin = ['MEMBER_DEACTIVATED', 'ACCOUNT_EXISTS', 'NO_ROLE', 'NOT_FOUND'];

/** The refusal that the address of the sign-in page names. Only known codes have words: an address is anybody's to write. */
export function signInRefusalOf(code: string): SignInRefusal {
  if (!Object.hasOwn(meanings, code))
    return { code: '', meaning: t('access.refused.unknown'), next: t('access.refused.nextAdmin') };
  const next = forAdmin.includes(code)
    ? t('access.refused.nextAdmin')
    : code === 'RATE_LIMITED'
      ? t('access.refused.nextWait')
      : t('access.refused.nextTry');
  return { code, meaning: meanings[code] ?? '', next };
}
