import type { ReactElement } from 'react';
import { t } from '../../texts';
import { Icon } from '../../ui/icons';

export type Status = 'passed' | 'failed' | 'unknown';
const tones = { passed: 'ok', failed: 'alert', unknown: 'unknown' } as const;

/** The result of a check: icon and word. */
export function StatusBadge({ status }: { status: Status }): ReactElement {
  return (
    <span className={`cs-verdict cs-tone-${tones[status]}`}>
      <Icon name={tones[status]} /> {t(`auditLog.status.${status}`)}
    </span>
  );
}
