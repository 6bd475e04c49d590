import type { ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import type { AuditLogHeadQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Icon, type IconName } from '../../ui/icons';
import { ageOf } from './age';
import { anchorStanding, knownOutside, type Anchor, type Standing } from './anchor-standing';

const icons: Record<Standing, IconName> = {
  ahead: 'alert',
  fault: 'alert',
  unseen: 'warning',
  behind: 'warning',
  current: 'ok',
};

const placeName = ({ kind, name }: Anchor): string => name ?? t(`auditLog.anchors.kind.${kind}`);

/** A place together with how it stands with the log. */
interface Row {
  anchor: Anchor;
  standing: Standing;
  behind: number;
}

function State({ row: { anchor, standing, behind } }: { row: Row }): ReactElement {
  return (
    <>
      <span className={`cs-verdict cs-verdict-wrap cs-tone-${icons[standing]}`}>
        <Icon name={icons[standing]} />
        <span>{t(`auditLog.anchors.standing.${standing}`, { count: behind, n: formatCount(behind) })}</span>
      </span>
      {anchor.fault ? <span className="cs-under">{anchor.fault}</span> : null}
    </>
  );
}

const columns: readonly DataColumn<Row>[] = [
  {
    id: 'place',
    header: t('auditLog.anchors.place'),
    value: ({ anchor }) => placeName(anchor),
    cell: ({ anchor }) => (
      <>
        <strong>{placeName(anchor)}</strong>
        <span className="cs-under">{t(`auditLog.anchors.what.${anchor.kind}`)}</span>
      </>
    ),
  },
  {
    id: 'known',
    header: t('auditLog.anchors.known'),
    numeric: true,
    value: ({ anchor }) => anchor.size ?? undefined,
    cell: ({ anchor }) => (anchor.size == null ? t('ui.none') : formatCount(anchor.size)),
  },
  {
    id: 'at',
    header: t('auditLog.anchors.at'),
    value: ({ anchor }) => anchor.at ?? '',
    cell: ({ anchor }) =>
      anchor.at ? (
        <span title={formatInstant(anchor.at)}>{ageOf(anchor.at, new Date())}</span>
      ) : (
        t('ui.never')
      ),
  },
  {
    id: 'state',
    header: t('auditLog.anchors.state'),
    value: ({ standing }) => standing,
    cell: (row) => <State row={row} />,
  },
];

/** What follows from where the log is known. */
function meaning({ anchors, size }: Head, signed: number): string {
  const known = knownOutside(anchors, { size, signed });
  if (known === 0) return t('auditLog.anchors.means.unseen');
  const n = formatCount(known);
  return known < size
    ? t('auditLog.anchors.means.part', { n, next: formatCount(known + 1) })
    : t('auditLog.anchors.means.all', { count: known, n });
}

type Head = AuditLogHeadQuery['auditLogHead'];

/** Who outside the server knows the log, how far, and what the log proves because of it. */
export function Anchors({ head }: { head: Head }): ReactElement {
  const { anchors, size, checkpoint } = head;
  const signed = checkpoint?.size ?? 0;
  if (anchors.length === 0) return <p className="cs-note">{t('auditLog.anchors.means.none')}</p>;
  const rows = anchors.map((anchor) => ({ anchor, ...anchorStanding(anchor, { size, signed }) }));
  const has = (wanted: Standing) => rows.some(({ standing }) => standing === wanted);
  return (
    <>
      <DataTable
        caption={t('auditLog.anchors.title')}
        columns={columns}
        rows={rows}
        rowKey={({ anchor }) => `${anchor.kind} ${anchor.name ?? ''}`}
        empty={{ title: t('auditLog.anchors.title'), why: t('auditLog.anchors.means.none') }}
      />
      {has('ahead') ? <p className="cs-note">{t('auditLog.anchors.means.ahead')}</p> : null}
      {has('fault') ? <p className="cs-note">{t('auditLog.anchors.means.fault')}</p> : null}
      <p className="cs-note">{meaning(head, signed)}</p>
      <p className="cs-note">{t('auditLog.anchors.means.check')}</p>
    </>
  );
}
