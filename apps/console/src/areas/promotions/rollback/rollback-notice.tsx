import { Alert } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../../format/times';
import { t } from '../../../texts';
import { AcknowledgeForm } from './acknowledge-form';
import type { Promotion } from '../promotion';

/** Who went back from a version and why, and what somebody found who looked at it. */
export function RollbackNotice({ promotion }: { promotion: Promotion }): ReactElement | null {
  const { rollback } = promotion;
  if (!rollback) return null;
  const { by, at, reason, restored, restoredPromotionId, acknowledgedBy, acknowledgedAt, finding } = rollback;
  const what = { name: by.name, number: restored.number, instant: formatInstant(at), reason };
  return (
    <Alert color="yellow" title={t('living.rollback.title')} className="cs-alert">
      <p>{t('living.rollback.what', what)}</p>
      <p>
        <Link to="/promotions/$promotionId" params={{ promotionId: restoredPromotionId }}>
          {t('living.rollback.earlier')}
        </Link>
      </p>
      {acknowledgedBy && acknowledgedAt ? (
        <>
          <p>
            {t('living.rollback.closed', {
              ...{ name: acknowledgedBy.name, instant: formatInstant(acknowledgedAt) },
            })}
          </p>
          <blockquote>{finding}</blockquote>
        </>
      ) : (
        <p>{t('living.rollback.open')}</p>
      )}
      <AcknowledgeForm
        promotionId={promotion.id}
        isOpen={acknowledgedAt === null}
        denied={rollback.viewerHindrance ?? undefined}
      />
    </Alert>
  );
}
