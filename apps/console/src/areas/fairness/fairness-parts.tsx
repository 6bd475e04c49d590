import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../texts';
import { Page } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';

/** The frame of the pages about fairness audits, with the way from one to the other. */
export function FairnessParts(props: { title: string; lead: string; children: ReactNode }): ReactElement {
  const { title, lead, children } = props;
  const active = { className: 'cs-nav-active' };
  return (
    <PermittedPage permission="fairness.read" title={title}>
      <Page title={title} lead={lead}>
        <nav aria-label={t('fairness.parts.label')} className="cs-parts">
          <Link to="/fairness" activeProps={active} activeOptions={{ exact: true }}>
            {t('fairness.parts.audits')}
          </Link>
          <Link to="/fairness/compare" activeProps={active}>
            {t('fairnessCompare.part')}
          </Link>
          <Link to="/fairness/published" activeProps={active}>
            {t('fairness.parts.published')}
          </Link>
        </nav>
        {children}
      </Page>
    </PermittedPage>
  );
}
