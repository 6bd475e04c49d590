import type { ReactElement } from 'react';
import { t } from '../../texts';

/** What erasing a person takes away, and what it leaves. */
export function ErasureEffects(): ReactElement {
  return (
    <div className="cs-form">
      <div>
        <h3>{t('privacy.goes.title')}</h3>
        <ul className="cs-help">
          <li>{t('privacy.goes.account')}</li>
          <li>{t('privacy.goes.traces')}</li>
          <li>{t('privacy.goes.details')}</li>
        </ul>
      </div>
      <div>
        <h3>{t('privacy.stays.title')}</h3>
        <ul className="cs-help">
          <li>{t('privacy.stays.acts')}</li>
          <li>{t('privacy.stays.log')}</li>
          <li>{t('privacy.stays.copies')}</li>
        </ul>
      </div>
    </div>
  );
}
