import { useDisclosure } from '@mantine/hooks';
import { createContext, useContext } from 'react';
import { t } from '../../texts';

/** Whether the server holds a change of this promotion that the reader has not seen: nothing may be decided then. */
export const StalePage = createContext(false);

/** Why a form about this promotion cannot be sent; undefined where it can. */
export function useHeld(): string | undefined {
  return useContext(StalePage) ? t('promotions.stale.form') : undefined;
}

/** A question that is taken back when the promotion changes under it: what it says may no longer be what happens. */
export function useQuestion(): [boolean, { open: () => void; close: () => void }] {
  const isStale = useContext(StalePage);
  const [asking, question] = useDisclosure(false);
  if (asking && isStale) question.close();
  return [asking && !isStale, question];
}
