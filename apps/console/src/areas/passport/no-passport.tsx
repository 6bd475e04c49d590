import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { word } from '../../format/words';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import type { Promotion } from '../promotions/promotion';

const stillOpen: readonly Promotion['state'][] = ['BLOCKED', 'IN_REVIEW'];

/**
 * Why there is no passport for this reader; null where there is one.
 * @param denied what reading the audit log takes, where the reader may not
 */
export function whyNoPassport(
  { approvedAt, state }: Pick<Promotion, 'approvedAt' | 'state'>,
  denied: string | undefined,
): string | null {
  if (denied !== undefined) return t('passport.empty.closed', { takes: denied });
  if (approvedAt !== null) return null;
  if (state === 'PROVISIONAL') return t('passport.empty.provisional');
  const values = { state: word('promotionState', state).toLowerCase() };
  return t(stillOpen.includes(state) ? 'passport.empty.waiting' : 'passport.empty.ended', values);
}

export function NoPassport({ promotionId, why }: { promotionId: string; why: string }): ReactElement {
  return (
    <EmptyState
      title={t('passport.empty.title')}
      why={why}
      next={
        <Link to="/promotions/$promotionId" params={{ promotionId }}>
          {t('passport.empty.next')}
        </Link>
      }
    />
  );
}
