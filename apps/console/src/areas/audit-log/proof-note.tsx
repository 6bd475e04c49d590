import type { ReactElement } from 'react';
import { t } from '../../texts';

/** What the log proves and what it does not. */
export function ProofNote(): ReactElement {
  return (
    <details className="cs-note">
      <summary>{t('auditLog.proof.title')}</summary>
      <p>{t('auditLog.proof.proved')}</p>
      <p>{t('auditLog.proof.notProved')}</p>
    </details>
  );
}
