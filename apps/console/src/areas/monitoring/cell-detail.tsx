import { useQuery } from '@apollo/client/react';
import type { ReactElement } from 'react';
import { windowLabel } from '../../format/times';
import { t } from '../../texts';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Loaded } from '../../ui/loaded';
import { Section } from '../../ui/page';
import { DistributionFigure } from './distribution-figure';
import { columnDistributionDocument } from './operations';
import type { Result } from './result';
import { resultColumns } from './result-columns';

interface CellProps {
  results: readonly Result[];
  column?: string;
  window: string;
  versionId: string;
}

function Overlay(props: { result: Result; column: string; window: string; versionId: string }): ReactElement {
  const { result, column, window, versionId } = props;
  const { start, end } = result.window;
  const query = useQuery(columnDistributionDocument, {
    variables: { versionId, column, window: { start, end } },
  });
  return (
    <Loaded query={query} rows={6}>
      {({ modelVersion }) => (
        <DistributionFigure distribution={modelVersion.columnDistribution} window={window} />
      )}
    </Loaded>
  );
}

/** What lies behind one cell of the grid: both distributions, and what every method says of them. */
export function CellDetail({ results, column, window, versionId }: CellProps): ReactElement {
  const ofCell = results.filter(
    (result) => result.column === column && windowLabel(result.window) === window,
  );
  const [first] = ofCell;
  if (!column || !first)
    return (
      <EmptyState
        title={t('monitoring.overlay.choose.title')}
        why={t('monitoring.overlay.choose.why')}
        next={t('monitoring.overlay.choose.next')}
      />
    );
  return (
    <Section title={t('monitoring.overlay.title', { column, window })}>
      <Overlay result={first} column={column} window={window} versionId={versionId} />
      <h3>{t('monitoring.results.title', { column, window })}</h3>
      <DataTable
        caption={t('monitoring.results.title', { column, window })}
        columns={resultColumns}
        rows={ofCell}
        rowKey={(result) => result.id}
        empty={{ title: t('monitoring.noResults.title'), why: t('monitoring.noResults.why') }}
      />
    </Section>
  );
}
