import { useQuery } from '@apollo/client/react';
import { parseCheckpoint } from '@countersign/domain/audit-log';
import type { ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import type { AuditCheckpointsQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { CopyField } from '../../ui/copy-field';
import { DataTable, type DataColumn, type RowDetail } from '../../ui/data-table';
import { DigestText } from '../../ui/digest-text';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { AuditPage } from './audit-page';
import { auditCheckpointsDocument } from './operations';
import { keyIdOf } from './vkey';

type Row = AuditCheckpointsQuery['auditCheckpoints']['nodes'][number];

/** How many signature lines are of others than the log's own keys. */
function cosignatures({ note }: Row): number {
  const read = parseCheckpoint(note);
  return read?.note.signatures.filter(({ name }) => name !== read.origin).length ?? 0;
}

const isHandover = ({ note }: Row): boolean => parseCheckpoint(note)?.nextKey !== undefined;

const columns: readonly DataColumn<Row>[] = [
  {
    id: 'size',
    header: t('auditLog.checkpoint.size'),
    numeric: true,
    value: ({ size }) => size,
    cell: ({ size }) => formatCount(size),
  },
  {
    id: 'at',
    header: t('auditLog.checkpoint.at'),
    value: ({ at }) => at,
    cell: ({ at }) => formatInstant(at),
  },
  {
    id: 'root',
    header: t('auditLog.checkpoint.root'),
    sortable: false,
    value: ({ root }) => root,
    cell: ({ root }) => <DigestText digest={root} />,
  },
  {
    id: 'key',
    header: t('auditLog.checkpoint.key'),
    value: ({ vkey }) => keyIdOf(vkey),
    cell: (row) => (
      <>
        <code>{keyIdOf(row.vkey)}</code>
        {isHandover(row) ? <span className="cs-under">{t('auditLog.checkpoint.handover')}</span> : null}
      </>
    ),
  },
  {
    id: 'witnesses',
    header: t('auditLog.checkpoint.witnesses'),
    value: cosignatures,
    cell: (row) => {
      const count = cosignatures(row);
      return count > 0 ? t('auditLog.checkpoint.cosigned', { count }) : t('auditLog.checkpoint.noWitness');
    },
  },
];

const detail: RowDetail<Row> = {
  header: t('auditLog.checkpoint.details'),
  label: ({ size }, isOpen) =>
    t(`auditLog.checkpoint.${isOpen ? 'hide' : 'show'}`, { size: formatCount(size) }),
  render: ({ note }) => (
    <div className="cs-entry">
      <CopyField label={t('auditLog.checkpoint.note')} text={note} />
    </div>
  ),
};

/** All signed statements of what the log held, newest first. */
export function CheckpointsPage(): ReactElement {
  const query = useQuery(auditCheckpointsDocument);
  return (
    <AuditPage title={t('auditLog.checkpoint.title')} lead={t('auditLog.checkpoint.lead')}>
      <Loaded query={query} rows={6}>
        {({ auditCheckpoints }) => (
          <DataTable
            caption={t('auditLog.checkpoint.title')}
            columns={columns}
            rows={auditCheckpoints.nodes}
            rowKey={({ size }) => String(size)}
            empty={{
              title: t('auditLog.checkpoint.empty.title'),
              why: t('auditLog.checkpoint.empty.why'),
              next: t('auditLog.checkpoint.empty.next'),
            }}
            more={morePages(auditCheckpoints, query)}
            detail={detail}
          />
        )}
      </Loaded>
    </AuditPage>
  );
}
