import { useQuery } from '@apollo/client/react';
import type { ReactElement } from 'react';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DataTable, type DataColumn, type RowDetail } from '../../ui/data-table';
import { DigestText } from '../../ui/digest-text';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Facts, Section } from '../../ui/page';
import { AuditPage } from './audit-page';
import { ChainBadge } from './chain-badge';
import { auditLogDocument } from './operations';
import { EntryProof } from './entry-proof';
import { ExportForm } from './export-form';
import { LogHead } from './log-head';
import type { Entry } from './verify-loaded';

function EntryDetail({ entry }: { entry: Entry }): ReactElement {
  return (
    <div className="cs-entry">
      <Facts
        facts={[
          [t('auditLog.hash'), <DigestText key="hash" digest={entry.hash} />],
          [t('auditLog.previousHash'), <DigestText key="previous" digest={entry.previousHash} />],
        ]}
      />
      <h2>{t('auditLog.payload')}</h2>
      {entry.payload == null ? (
        <p className="cs-muted">{t('auditLog.erased')}</p>
      ) : (
        <pre className="cs-code">{JSON.stringify(entry.payload, null, 2)}</pre>
      )}
      <h2>{t('auditLog.canonical')}</h2>
      <pre className="cs-code cs-code-wrap">{entry.canonical}</pre>
      <EntryProof entry={entry} />
    </div>
  );
}

const detail: RowDetail<Entry> = {
  header: t('auditLog.details'),
  label: ({ sequence }, isOpen) =>
    isOpen ? t('auditLog.hide', { sequence }) : t('auditLog.show', { sequence }),
  render: (entry) => <EntryDetail entry={entry} />,
};

const columns: readonly DataColumn<Entry>[] = [
  { id: 'sequence', header: t('auditLog.number'), numeric: true, value: (entry) => entry.sequence },
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
