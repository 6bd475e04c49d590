import type { Permission } from '@countersign/domain/access';
import type { ReactElement, ReactNode } from 'react';
import { usePermission } from '../../app/use-permission';
import { t } from '../../texts';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';

/** A page for holders of a permission; the others are told whom it takes, and nothing is asked of the server. */
export function PermittedPage(props: {
  permission: Permission;
  title: string;
  children: ReactNode;
}): ReactElement {
  const { permission, title, children } = props;
  const { denied } = usePermission(permission);
  if (denied === undefined) return <>{children}</>;
  return (
    <Page title={title}>
      <EmptyState
        title={t('access.closed.title')}
        why={t('access.closed.why', { takes: denied })}
        next={t('access.closed.next')}
      />
    </Page>
  );
}
