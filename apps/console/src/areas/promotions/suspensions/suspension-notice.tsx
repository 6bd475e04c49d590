import { Alert } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../../format/times';
import { t } from '../../../texts';
import type { Promotion } from '../promotion';
import { SuspensionFindings } from './suspension-findings';

/** Why an approval permits nothing new, what was found, and what can be gone back to. */
export function SuspensionNotice({ promotion }: { promotion: Promotion }): ReactElement | null {
  const { suspension, modelVersion } = promotion;
  if (!suspension) return null;
  const { reason, since, fallback, findings } = suspension;
  const { number, model } = modelVersion;
  return (
    <Alert color="yellow" title={t('promotions.suspension.title')} className="cs-alert">
      <p>{t('promotions.suspension.since', { reason, instant: formatInstant(since), number })}</p>
      <SuspensionFindings findings={findings} place={{ modelId: model.id, version: number }} />
      <p>
        {fallback ? (
          <Link to="/models/$modelId" params={{ modelId: model.id }} search={{ version: fallback.number }}>
            {t('promotions.suspension.fallback', { number: fallback.number })}
          </Link>
        ) : (
          t('promotions.suspension.noFallback')
        )}
      </p>
    </Alert>
  );
}
