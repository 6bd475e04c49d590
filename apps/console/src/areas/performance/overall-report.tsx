import { useQuery } from '@apollo/client/react';
import type { ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { methodName } from '../../format/words';
import type { ReportFragment } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { EstimateText, type EstimateParts } from '../../ui/estimate-text';
import { Loaded } from '../../ui/loaded';
import { Section } from '../../ui/page';
import { overallPerformanceDocument } from './operations';

interface Row {
  name: string;
  traffic: EstimateParts;
  baseline?: EstimateParts;
}

const columns: readonly DataColumn<Row>[] = [
  { id: 'metric', header: t('monitoring.performance.metric'), value: (row) => methodName(row.name) },
  {
    id: 'baseline',
    header: t('monitoring.performance.overallBaseline'),
    value: (row) => row.baseline?.value,
    cell: ({ baseline }) => (baseline ? <EstimateText estimate={baseline} /> : t('ui.none')),
  },
  {
    id: 'traffic',
    header: t('monitoring.performance.overallTraffic'),
    value: (row) => row.traffic.value,
    cell: (row) => <EstimateText estimate={row.traffic} />,
  },
];

function rowsOf(traffic: ReportFragment, baseline: ReportFragment | undefined): Row[] {
  const before = new Map(baseline?.metrics.map(({ name, estimate }) => [name, estimate]));
  return traffic.metrics.map(({ name, estimate }) => ({
    name,
    traffic: estimate,
    baseline: before.get(name),
  }));
}

/** Performance over all labelled traffic, beside that of the baseline. */
export function OverallReport({ versionId }: { versionId: string }): ReactElement {
  const query = useQuery(overallPerformanceDocument, { variables: { versionId } });
  return (
    <Section title={t('monitoring.performance.overall')}>
      <Loaded query={query}>
        {({ modelVersion: { performance, baseline } }) => (
          <>
            <p>
              {t('monitoring.performance.overallSizes', {
                n: formatCount(performance.n),
                unlabelled: formatCount(performance.unlabelled),
              })}
            </p>
            <DataTable
              caption={t('monitoring.performance.overall')}
              columns={columns}
              rows={rowsOf(performance, baseline?.performance)}
              rowKey={(row) => row.name}
              empty={{ title: t('monitoring.noResults.title'), why: t('monitoring.performance.noLabels') }}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}
