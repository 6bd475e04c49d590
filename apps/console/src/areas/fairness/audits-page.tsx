import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import type { FairnessAuditsQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { VerdictBadge } from '../../ui/verdict-badge';
import { FairnessParts } from './fairness-parts';
import { fairnessAuditsDocument } from './operations';
import { populationName } from './population-name';

type Row = FairnessAuditsQuery['fairnessAudits']['nodes'][number];

const columns: readonly DataColumn<Row>[] = [
  {
    id: 'model',
    header: t('fairness.list.model'),
    value: ({ modelVersion }) => modelVersion.model.name,
    cell: ({ id, modelVersion }) => (
      <Link to="/fairness/$auditId" params={{ auditId: id }}>
        {modelVersion.model.name}, {t('models.version', { number: modelVersion.number }).toLowerCase()}
      </Link>
    ),
  },
  {
    id: 'verdict',
    header: t('fairness.list.verdict'),
    value: ({ verdict }) => verdict,
    cell: ({ verdict }) => <VerdictBadge verdict={verdict} />,
  },
  {
    id: 'attributes',
    header: t('fairness.list.attributes'),
    value: ({ attributes }) => attributes.map((each) => each.attributes.join(' × ')).join(', '),
    sortable: false,
  },
  {
    id: 'favourable',
    header: t('fairness.favourable'),
    value: ({ favourable }) => word('favourable', favourable),
  },
  {
    id: 'n',
    header: t('fairness.list.n'),
    numeric: true,
    value: ({ n }) => n,
    cell: ({ n }) => formatCount(n),
  },
  {
    id: 'population',
    header: t('fairness.population'),
    value: populationName,
  },
  {
    id: 'ran',
    header: t('fairness.ran'),
    value: ({ ranAt }) => ranAt,
    cell: ({ ranAt, ranBy }) => t('models.by', { instant: formatInstant(ranAt), name: ranBy.name }),
  },
];

/** All fairness audits, newest first. */
export function AuditsPage(): ReactElement {
  const query = useQuery(fairnessAuditsDocument);
  return (
    <FairnessParts title={t('fairness.list.title')} lead={t('fairness.list.lead')}>
      <Loaded query={query} rows={6}>
        {({ fairnessAudits }) => (
          <DataTable
            caption={t('fairness.list.title')}
            columns={columns}
            rows={fairnessAudits.nodes}
            rowKey={({ id }) => id}
            empty={{
              title: t('fairness.list.empty.title'),
              why: t('fairness.list.empty.why'),
              next: t('fairness.list.empty.next'),
            }}
            more={morePages(fairnessAudits, query)}
          />
        )}
      </Loaded>
    </FairnessParts>
  );
}
