import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../texts';
import { ErrorState } from '../ui/error-state';
import { Page } from '../ui/page';

/** An address that leads nowhere. */
export function NotFoundPage(): ReactElement {
  return (
    <main id="content">
      <Page title={t('ui.notFound.title')} lead={t('ui.notFound.body')}>
        <Link to="/models">{t('ui.notFound.action')}</Link>
      </Page>
    </main>
  );
}

/** A page that could not be opened: its code could not be loaded, the server is away, or a bug. */
export function RouteErrorPage({ error, reset }: ErrorComponentProps): ReactElement {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={t('ui.error.title')}>
      <ErrorState error={error} onRetry={retry} />
    </Page>
  );
}
