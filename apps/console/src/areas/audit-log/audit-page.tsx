import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../texts';
import { Page } from '../../ui/page';
import { PermittedPage } from '../access/permitted-page';

/** The frame of the pages about the audit log, with the way from one to the other. */
export function AuditPage(props: {
  title: string;
  lead: string;
  actions?: ReactNode;
  /** A page of one entry belongs to the entries. */
  isEntry?: boolean;
  children: ReactNode;
}): ReactElement {
  const { title, lead, actions, isEntry = false, children } = props;
  const active = { className: 'cs-nav-active' };
  const exact = { exact: !isEntry };
  return (
    <PermittedPage permission="audit.read" title={title}>
      <Page title={title} lead={lead} actions={actions}>
        <nav aria-label={t('auditLog.parts.label')} className="cs-parts">
          <Link to="/audit" activeProps={active} activeOptions={exact}>
            {t('auditLog.parts.entries')}
          </Link>
          <Link to="/audit/checkpoints" activeProps={active}>
            {t('auditLog.parts.checkpoints')}
          </Link>
          <Link to="/audit/verify" activeProps={active}>
            {t('auditLog.parts.verify')}
          </Link>
        </nav>
        {children}
      </Page>
    </PermittedPage>
  );
}
