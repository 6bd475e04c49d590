import type { Permission } from '@countersign/domain/access';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../texts';
import type { Viewer } from './session';
import { allowanceOf, useViewer } from './use-permission';

const parts = [
  { to: '/people', label: 'people', permission: 'member.read' },
  { to: '/tokens', label: 'tokens', permission: 'access.read' },
  { to: '/workloads', label: 'workloads', permission: 'access.read' },
  { to: '/webhooks', label: 'webhooks', permission: 'webhook.read' },
  { to: '/privacy', label: 'privacy', permission: 'hold.read' },
] as const satisfies readonly { to: string; label: string; permission: Permission }[];

/** What is seldom needed and by few: who comes in, who is told, what is kept. Only what the reader may see. */
export const administrationOf = (viewer: Pick<Viewer, 'permissions'>) =>
  parts.filter(({ permission }) => allowanceOf(viewer, permission).allowed);

/** The way between the pages of the administration; where there is one only, it needs none. */
export function AdministrationParts(): ReactElement | null {
  const permitted = administrationOf(useViewer());
  if (permitted.length < 2) return null;
  const active = { className: 'cs-nav-active' };
  return (
    <nav aria-label={t('administration.label')} className="cs-parts">
      {permitted.map(({ to, label }) => (
        <Link key={to} to={to} activeProps={active}>
          {t(`administration.${label}`)}
        </Link>
      ))}
    </nav>
  );
}
