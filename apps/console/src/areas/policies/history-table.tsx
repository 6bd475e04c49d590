import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import type { HistoryEntry } from './policy-history';

const what = ({ change }: HistoryEntry): string => {
  if (change === null) return t('policies.history.built');
  return t(`policies.history.${change.kind === 'PUBLISH' ? 'publish' : 'retire'}.${change.state}`);
};

const columns: readonly DataColumn<HistoryEntry>[] = [
  {
    id: 'version',
    header: t('policies.history.version'),
    value: ({ version }) => version,
    numeric: true,
    sortable: false,
  },
  {
    id: 'what',
    header: t('policies.history.what'),
    value: what,
    cell: (entry) =>
      entry.change === null ? (
        what(entry)
      ) : (
        <Link to="/policies/changes/$changeId" params={{ changeId: entry.change.id }}>
          {what(entry)}
        </Link>
      ),
    sortable: false,
  },
  {
    id: 'why',
    header: t('policies.history.why'),
    value: ({ change }) => change?.reason ?? '',
    sortable: false,
  },
  {
    id: 'when',
    header: t('policies.history.when'),
    value: ({ change }) => change?.proposedAt ?? '',
    cell: ({ change }) =>
      change
        ? t('models.by', {
            instant: formatInstant(change.decidedAt ?? change.proposedAt),
            name: change.proposedBy.name,
          })
        : '',
    sortable: false,
  },
];

/** What happened to the policy of a name, opened on demand. */
export function History({ name, entries }: { name: string; entries: readonly HistoryEntry[] }): ReactElement {
  return (
    <details>
      <summary>{t('policies.history.label', { name, count: entries.length })}</summary>
      <DataTable
        caption={t('policies.history.caption', { name })}
        columns={columns}
        rows={entries}
        rowKey={({ version, change }) => change?.id ?? String(version)}
        empty={{ title: '', why: '' }}
      />
    </details>
  );
}
