import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../texts';

/** The way between the promotions and the policies that they are decided by. */
export function PromotionParts(): ReactElement {
  const active = { className: 'cs-nav-active' };
  return (
    <nav aria-label={t('policies.parts.label')} className="cs-parts">
      <Link to="/promotions" activeProps={active} activeOptions={{ exact: true, includeSearch: false }}>
        {t('policies.parts.promotions')}
      </Link>
      <Link to="/policies" activeProps={active}>
        {t('policies.parts.policies')}
      </Link>
    </nav>
  );
}
