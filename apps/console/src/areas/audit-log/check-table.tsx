import type { ReactElement } from 'react';
import { t } from '../../texts';
import { StatusBadge, type Status } from './status-badge';

export interface ShownCheck {
  check: string;
  /** What the check asks. */
  name: string;
  status: Status;
  detail: string;
}

/** Every check of a file, with what came of it. */
export function CheckTable({ checks }: { checks: readonly ShownCheck[] }): ReactElement {
  return (
    <table className="cs-table cs-table-reflow">
      <caption className="cs-hidden">{t('auditLog.checks.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('auditLog.checks.check')}</th>
          <th scope="col">{t('auditLog.checks.result')}</th>
          <th scope="col">{t('auditLog.checks.found')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ check, name, status, detail }) => (
          <tr key={check}>
            <td data-label={t('auditLog.checks.check')}>{name}</td>
            <td data-label={t('auditLog.checks.result')}>
              <StatusBadge status={status} />
            </td>
            <td data-label={t('auditLog.checks.found')}>{detail}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
