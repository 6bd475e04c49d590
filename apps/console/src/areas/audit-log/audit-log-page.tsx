import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DataTable, type DataColumn, type RowDetail } from '../../ui/data-table';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Section } from '../../ui/page';
import { AuditPage } from './audit-page';
import { ChainBadge } from './chain-badge';
import { auditLogDocument } from './operations';
import { EntryDetail } from './entry-detail';
import { ExportForm } from './export-form';
import { LogHead } from './log-head';
import type { Entry } from './verify-loaded';

const detail: RowDetail<Entry> = {
  header: t('auditLog.details'),
  label: ({ sequence }, isOpen) =>
    isOpen ? t('auditLog.hide', { sequence }) : t('auditLog.show', { sequence }),
  render: (entry) => <EntryDetail entry={entry} />,
};

const columns: readonly DataColumn<Entry>[] = [
  {
    id: 'sequence',
    header: t('auditLog.number'),
    numeric: true,
    value: ({ sequence }) => sequence,
    cell: ({ sequence }) => (
      <Link
        to="/audit/entries/$sequence"
        params={{ sequence: String(sequence) }}
        aria-label={t('auditLog.entry.title', { sequence })}
      >
        {sequence}
      </Link>
    ),
  },
  {
    id: 'at',
    header: t('auditLog.at'),
    value: (entry) => entry.at,
    cell: (entry) => formatInstant(entry.at),
  },
  {
    id: 'actor',
    header: t('auditLog.who'),
    value: (entry) => entry.actor.name,
    cell: ({ actor }) => (
      <>
        {actor.name} <span className="cs-muted">({word('actorKind', actor.kind)})</span>
      </>
    ),
  },
  { id: 'action', header: t('auditLog.action'), value: (entry) => entry.action },
  {
    id: 'outcome',
    header: t('auditLog.outcome'),
    value: (entry) => word('outcome', entry.outcome),
  },
  {
    id: 'subject',
    header: t('auditLog.subject'),
    value: (entry) => `${entry.subjectType} ${entry.subjectId}`,
    cell: (entry) => (
      <>
        {entry.subjectType} <code title={entry.subjectId}>{entry.subjectId.slice(0, 13)}</code>
      </>
    ),
  },
];

/** The audit log, newest first, with the state of its hash chain. */
export function AuditLogPage(): ReactElement {
  const query = useQuery(auditLogDocument);
  return (
    <AuditPage title={t('auditLog.title')} lead={t('auditLog.lead')} actions={<ExportForm />}>
      <LogHead />
      <Section title={t('auditLog.parts.entries')}>
        <Loaded query={query} rows={8}>
          {({ auditLog }) => (
            <>
              <ChainBadge entries={auditLog.nodes} />
              <DataTable
                caption={t('auditLog.title')}
                columns={columns}
                rows={auditLog.nodes}
                rowKey={(entry) => entry.id}
                empty={{
                  title: t('auditLog.empty.title'),
                  why: t('auditLog.empty.why'),
                  next: t('auditLog.empty.next'),
                }}
                more={morePages(auditLog, query)}
                dense
                detail={detail}
              />
            </>
          )}
        </Loaded>
      </Section>
    </AuditPage>
  );
}
