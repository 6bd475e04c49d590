import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import type { Promotion } from './promotion';

/** Why an approval permits nothing new, and what can be gone back to. */
export function SuspensionNotice({ promotion }: { promotion: Promotion }): ReactElement | null {
  const { suspension, modelVersion } = promotion;
  if (!suspension) return null;
  const { reason, since, fallback } = suspension;
  const { number } = modelVersion;
  return (
    <Alert color="yellow" title={t('promotions.suspension.title')} className="cs-alert">
      <p>{t('promotions.suspension.since', { reason, instant: formatInstant(since), number })}</p>
      <p>
        {fallback
          ? t('promotions.suspension.fallback', { number: fallback.number })
          : t('promotions.suspension.noFallback')}
      </p>
    </Alert>
  );
}
