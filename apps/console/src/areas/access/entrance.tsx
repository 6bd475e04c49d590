import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { t } from '../../texts';

/** The frame of the pages that somebody without a session sees. */
export function Entrance({ children }: { children: ReactNode }): ReactElement {
  return (
    <main id="content" className="cs-sign-in">
      <Link to="/sign-in" className="cs-product">
        {t('ui.product')}
      </Link>
      {children}
    </main>
  );
}
