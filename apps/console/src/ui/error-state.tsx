import { Button, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { isMissing, isSignedOut, problemOf } from '../app/errors';
import { t } from '../texts';
import { useCopy } from './copy';

/** Why something could not be loaded, with the request id for support and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactElement {
  const { copied, copy } = useCopy();
  const problem = problemOf(error);
  const requestId = problem.requestId ?? t('ui.error.noRequestId');
  // Without the fragment: that of an invitation is its secret.
  const page = window.location.href.split('#')[0];
  const report = JSON.stringify({ ...problem, page }, null, 2);
  if (isSignedOut(problem))
    return (
      <div className="cs-error" role="alert">
        <p className="cs-empty-title">{t('ui.error.expired')}</p>
        <Button
          component="a"
          href={`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`}
        >
          {t('ui.error.signIn')}
        </Button>
      </div>
    );
  return (
    <div className="cs-error" role="alert">
      <p className="cs-empty-title">{t('ui.error.title')}</p>
      <p>{t('ui.error.cause', { cause: problem.cause })}</p>
      <p className="cs-muted">{t('ui.error.requestId', { requestId })}</p>
      <Group gap="xs">
        {onRetry && !isMissing(problem) ? <Button onClick={onRetry}>{t('ui.error.retry')}</Button> : null}
        <Button variant="default" onClick={() => void copy(report)}>
          {copied === 'no' ? t('ui.error.support') : copied === 'yes' ? t('ui.copied') : t('ui.copyFailed')}
        </Button>
      </Group>
    </div>
  );
}
