import { useQuery } from '@apollo/client/react';
import { Checkbox } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { word } from '../../../format/words';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { EmptyState } from '../../../ui/empty-state';
import { EstimateText } from '../../../ui/estimate-text';
import { Loaded } from '../../../ui/loaded';
import { Section } from '../../../ui/page';
import { changesByPart, lineName, nothingText, type Change, type Changed } from './changes';
import { promotionChangesDocument } from '../operations';
import type { Promotion } from '../promotion';

const route = getRouteApi('/in/promotions/$promotionId');

interface SideProps {
  change: Change;
  text: Change['before'];
  estimate: Change['estimateBefore'];
}

function Side({ change, text, estimate }: SideProps): ReactElement {
  if (text === null && estimate === null) return <span className="cs-muted">{nothingText(change)}</span>;
  return (
    <>
      {text === null ? null : <p>{text}</p>}
      {estimate === null ? null : <EstimateText estimate={estimate} />}
    </>
  );
}

interface Sides {
  before: number;
  after: number;
  /** Whether the second serves already. */
  serves: boolean;
}

const columnsOf = ({ before, after, serves }: Sides): readonly DataColumn<Change>[] => [
  {
    id: 'what',
    header: t('promotions.changes.what'),
    value: lineName,
    sortable: false,
  },
  {
    id: 'before',
    header: t(serves ? 'promotions.changes.replaced' : 'promotions.changes.before', { number: before }),
    value: (change) => change.before,
    cell: (change) => <Side change={change} text={change.before} estimate={change.estimateBefore} />,
    sortable: false,
  },
  {
    id: 'after',
    header: t(serves ? 'promotions.changes.serving' : 'promotions.changes.after', { number: after }),
    value: (change) => change.after,
    cell: (change) => <Side change={change} text={change.after} estimate={change.estimateAfter} />,
    sortable: false,
  },
];

interface ChangeTablesProps {
  changes: readonly Change[];
  columns: readonly DataColumn<Change>[];
}

function ChangeTables({ changes, columns }: ChangeTablesProps): ReactElement {
  const { all: showsAll = false } = route.useSearch();
  const navigate = route.useNavigate();
  const differing = changes.filter(({ differs }) => differs);
  const equal = changes.length - differing.length;
  const show = (all: boolean) =>
    void navigate({
      search: ({ tab }) => ({ tab, all: all ? true : undefined }),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <Checkbox
        label={t('promotions.changes.onlyDifferences')}
        description={`${t('promotions.changes.count', { count: changes.length, equal })} ${showsAll || equal === 0 ? '' : t('promotions.changes.hidden')}`}
        checked={!showsAll}
        onChange={(event) => show(!event.currentTarget.checked)}
      />
      {!showsAll && differing.length === 0 ? (
        <EmptyState title={t('promotions.changes.allEqual')} why={t('promotions.changes.allEqualWhy')} />
      ) : null}
      {changesByPart(showsAll ? changes : differing).map(([part, rows]) => (
        <section key={part} className="cs-section cs-changes">
          <h3>{word('changePart', part)}</h3>
          <DataTable
            caption={word('changePart', part)}
            columns={columns}
            rows={rows}
            rowKey={({ name }) => name}
            empty={{ title: '', why: '' }}
          />
        </section>
      ))}
    </>
  );
}

function Comparison({ changed, promotion }: { changed: Changed; promotion: Promotion }): ReactElement {
  const { changes, changesFrom } = changed;
  const { champion, modelVersion } = promotion;
  if (changesFrom === null)
    return (
      <EmptyState
        title={t('promotions.changes.first')}
        why={t(champion === null ? 'promotions.changes.firstWhy' : 'promotions.changes.nothingBefore')}
      />
    );
  const serves = champion?.id === modelVersion.id;
  const { number } = changesFrom;
  return (
    <>
      <p className="cs-note">
        {t(serves ? 'promotions.changes.leadServing' : 'promotions.changes.lead', { number })}
      </p>
      <ChangeTables
        changes={changes}
        columns={columnsOf({ before: number, after: modelVersion.number, serves })}
      />
    </>
  );
}

/** What the version would change against the one that serves, or has changed against the one it replaced, part by part. */
export function ChangesTab({ promotion }: { promotion: Promotion }): ReactElement {
  const query = useQuery(promotionChangesDocument, { variables: { id: promotion.id } });
  return (
    <Section title={t('promotions.tabs.changes')}>
      <Loaded query={query} rows={6}>
        {(data) => <Comparison changed={data.promotion} promotion={promotion} />}
      </Loaded>
    </Section>
  );
}
