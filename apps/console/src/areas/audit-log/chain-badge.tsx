import { useQuery } from '@apollo/client/react';
import { useMemo, type ReactElement } from 'react';
import { counted } from '../../format/counted';
import { t } from '../../texts';
import { ErrorState } from '../../ui/error-state';
import { Icon } from '../../ui/icons';
import { verifyAuditLogDocument } from './operations';
import { verifyLoaded, type Entry } from './verify-loaded';

function Finding({ valid, children }: { valid: boolean | null; children: string }): ReactElement {
  const tone = valid === null ? 'unknown' : valid ? 'ok' : 'alert';
  return (
    <p className={`cs-verdict cs-verdict-wrap cs-tone-${tone}`}>
      <Icon name={tone} size={18} /> <span>{children}</span>
    </p>
  );
}

/** What this browser computes over the entries shown. */
function BrowserFinding({ entries }: { entries: readonly Entry[] }): ReactElement {
  const found = useMemo(() => verifyLoaded(entries), [entries]);
  if (!found) return <Finding valid={null}>{t('auditLog.browser.waiting')}</Finding>;
  const text = found.valid
    ? t('auditLog.browser.ok', { entries: counted(found.entries, 'entries'), from: found.from, to: found.to })
    : t('auditLog.browser.bad', { firstBad: found.firstBad ?? '', reason: found.reason ?? '' });
  return <Finding valid={found.valid}>{text}</Finding>;
}

/** What the server finds over the whole log. */
function ServerFinding(): ReactElement {
  const { data, error, refetch } = useQuery(verifyAuditLogDocument, { fetchPolicy: 'network-only' });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Finding valid={null}>{t('auditLog.server.checking')}</Finding>;
  const { valid, entries, firstBad, reason } = data.verifyAuditLog;
  const text = valid
    ? t('auditLog.server.ok', { entries: counted(entries, 'entries') })
    : t('auditLog.server.bad', { firstBad: firstBad ?? '', reason: reason ?? '' });
  return <Finding valid={valid}>{text}</Finding>;
}

/** The state of the hash chain, found twice: here, and by the server. */
export function ChainBadge({ entries }: { entries: readonly Entry[] }): ReactElement {
  return (
    <div role="status">
      <BrowserFinding entries={entries} />
      <ServerFinding />
    </div>
  );
}
