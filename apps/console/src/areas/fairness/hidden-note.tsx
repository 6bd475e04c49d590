import { whoMay } from '@countersign/domain/access';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import { attributeName, type Audit, type AttributeAudit } from './forest';

/** Says that the viewer is not shown every number, and who is; nothing to those who are. */
export function HiddenNote({ audit }: { audit: Audit }): ReactElement | null {
  if (!audit.isSuppressed) return null;
  return (
    <div role="note" className="cs-hidden-note">
      <p>{t('fairness.hidden.what')}</p>
      <p>{t('fairness.hidden.why')}</p>
      <p>{t('fairness.hidden.who', { roles: whoMay('fairness.small_cells') })}</p>
    </div>
  );
}

/** What is hidden of all groups of an attribute. */
export function WithheldNote({ part }: { part: AttributeAudit }): ReactElement | null {
  if (part.withheld === 'NONE') return null;
  const attribute = attributeName(part);
  return (
    <p role="note">
      {t(part.withheld === 'ALL' ? 'fairness.hidden.all' : 'fairness.hidden.outcomes', { attribute })}
    </p>
  );
}
