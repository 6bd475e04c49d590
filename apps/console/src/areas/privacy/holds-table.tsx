import { useState, type ReactElement } from 'react';
import { usePermission } from '../../app/use-permission';
import { formatDay } from '../../format/times';
import { t } from '../../texts';
import { ByLine } from '../../ui/by-line';
import { DataTable, type DataColumn, type MorePages } from '../../ui/data-table';
import { GatedButton } from '../../ui/gated-button';
import { Icon } from '../../ui/icons';
import { isInForce, type Hold } from './hold';
import { ReleaseHoldDialog } from './release-hold-dialog';

const stateText = (hold: Hold): string =>
  t(isInForce(hold) ? 'privacy.hold.inForce' : 'privacy.hold.released');

const columns: readonly DataColumn<Hold>[] = [
  {
    id: 'person',
    header: t('privacy.hold.person'),
    value: ({ member }) => member.name,
    cell: ({ member }) => <strong>{member.name}</strong>,
  },
  {
    id: 'state',
    header: t('privacy.hold.state'),
    value: stateText,
    cell: (hold) =>
      isInForce(hold) ? (
        <span className="cs-verdict cs-tone-warning">
          <Icon name="warning" /> {stateText(hold)}
        </span>
      ) : (
        <span className="cs-muted">{stateText(hold)}</span>
      ),
  },
  { id: 'reason', header: t('privacy.hold.reason'), value: ({ reason }) => reason },
  {
    id: 'placed',
    header: t('privacy.hold.placed'),
    value: ({ placedAt }) => placedAt,
    cell: ({ placedAt, placedBy }) => <ByLine at={formatDay(placedAt)} name={placedBy.name} />,
  },
  {
    id: 'released',
    header: t('privacy.hold.releasedWhen'),
    value: ({ releasedAt }) => releasedAt ?? '',
    cell: ({ releasedAt, releasedBy, releaseReason }) =>
      releasedAt ? (
        <>
          <ByLine at={formatDay(releasedAt)} name={releasedBy?.name ?? ''} />
          <span className="cs-under">{releaseReason}</span>
        </>
      ) : null,
  },
];

/** All legal holds; those in force can be released. */
export function HoldsTable(props: { holds: readonly Hold[]; more: MorePages }): ReactElement {
  const { allowed } = usePermission('hold.place');
  const [released, setReleased] = useState<Hold | null>(null);
  const action: DataColumn<Hold> = {
    id: 'actions',
    header: t('privacy.hold.actions'),
    sortable: false,
    value: () => '',
    cell: (hold) =>
      isInForce(hold) ? (
        <GatedButton
          size="compact-sm"
          variant="default"
          aria-label={t('privacy.hold.release.of', { name: hold.member.name })}
          onClick={() => setReleased(hold)}
        >
          {t('privacy.hold.release.open')}
        </GatedButton>
      ) : null,
  };
  return (
    <>
      <DataTable
        caption={t('privacy.hold.title')}
        columns={allowed ? [...columns, action] : columns}
        rows={props.holds}
        rowKey={({ id }) => id}
        empty={{
          title: t('privacy.hold.empty.title'),
          why: t('privacy.hold.empty.why'),
          next: t('privacy.hold.empty.next'),
        }}
        more={props.more}
      />
      {released ? <ReleaseHoldDialog hold={released} onClose={() => setReleased(null)} /> : null}
    </>
  );
}
