import type { ReactElement } from 'react';
import { methodName, word } from '../../format/words';
import type { MonitorQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { limitText } from './result';

type Check = MonitorQuery['monitor']['checks'][number];

const columns: readonly DataColumn<Check>[] = [
  { id: 'method', header: t('monitoring.check.method'), value: (check) => methodName(check.method) },
  {
    id: 'applies',
    header: t('monitoring.check.applies'),
    value: (check) => (check.appliesTo ? word('columnKind', check.appliesTo) : t('monitoring.checkAll')),
  },
  {
    id: 'warning',
    header: t('monitoring.check.warning'),
    value: (check) => (check.warning == null ? t('ui.none') : limitText(check.warning, check.direction)),
  },
  {
    id: 'alert',
    header: t('monitoring.check.alert'),
    value: (check) => limitText(check.alert, check.direction),
  },
  {
    id: 'role',
    header: t('monitoring.check.role'),
    value: (check) => (check.deciding ? t('monitoring.deciding') : t('monitoring.shownOnly')),
  },
];

/** The thresholds a monitor judges by. */
export function ChecksTable({ checks }: { checks: readonly Check[] }): ReactElement {
  return (
    <DataTable
      caption={t('monitoring.thresholds')}
      columns={columns}
      rows={checks}
      rowKey={(check) => `${check.method}:${check.appliesTo ?? ''}`}
      empty={{ title: t('monitoring.thresholds'), why: t('ui.none') }}
    />
  );
}
