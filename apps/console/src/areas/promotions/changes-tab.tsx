import { useQuery } from '@apollo/client/react';
import { Checkbox } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { word } from '../../format/words';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { EstimateText } from '../../ui/estimate-text';
import { Loaded } from '../../ui/loaded';
import { Section } from '../../ui/page';
import { changesByPart, type Change } from './changes';
import { promotionChangesDocument } from './operations';
import type { Promotion } from './promotion';

const route = getRouteApi('/in/promotions/$promotionId');

function Side(props: { text: Change['before']; estimate: Change['estimateBefore'] }): ReactElement {
  const { text, estimate } = props;
  if (text === null && estimate === null) return <span className="cs-muted">{t('ui.none')}</span>;
  return (
    <>
      {text === null ? null : <p>{text}</p>}
      {estimate === null ? null : <EstimateText estimate={estimate} />}
    </>
  );
}

const columnsOf = (before: number, after: number): readonly DataColumn<Change>[] => [
  {
    id: 'what',
    header: t('promotions.changes.what'),
    value: ({ name, part }) => name || word('changePart', part),
    sortable: false,
  },
  {
    id: 'before',
    header: t('promotions.changes.before', { number: before }),
    value: (change) => change.before,
    cell: (change) => <Side text={change.before} estimate={change.estimateBefore} />,
    sortable: false,
  },
  {
    id: 'after',
    header: t('promotions.changes.after', { number: after }),
    value: (change) => change.after,
    cell: (change) => <Side text={change.after} estimate={change.estimateAfter} />,
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

/** What the version would change against the one that serves, part by part. */
export function ChangesTab({ promotion }: { promotion: Promotion }): ReactElement {
  const { id, champion, modelVersion } = promotion;
  const query = useQuery(promotionChangesDocument, { variables: { id } });
  const serves = champion?.id === modelVersion.id;
  return (
    <Section title={t('promotions.tabs.changes')}>
      {champion === null || serves ? (
        <EmptyState
          title={t('promotions.changes.first')}
          why={t(serves ? 'promotions.changes.same' : 'promotions.changes.firstWhy')}
        />
      ) : (
        <>
          <p className="cs-note">{t('promotions.changes.lead', { number: champion.number })}</p>
          <Loaded query={query} rows={6}>
            {(data) => (
              <ChangeTables
                changes={data.promotion.changes}
                columns={columnsOf(champion.number, modelVersion.number)}
              />
            )}
          </Loaded>
        </>
      )}
    </Section>
  );
}
