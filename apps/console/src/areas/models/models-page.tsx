import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatCount } from '../../format/numbers';
import { formatInstant } from '../../format/times';
import { word } from '../../format/words';
import type { ModelsQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { DataTable, type DataColumn } from '../../ui/data-table';
import { Loaded } from '../../ui/loaded';
import { morePages } from '../../ui/more-pages';
import { Page } from '../../ui/page';
import { VerdictBadge } from '../../ui/verdict-badge';
import { modelsDocument } from './operations';
import { RegisterModelForm } from './register-model-form';

type Row = ModelsQuery['models']['nodes'][number];

const riskOrder = { LOW: 1, MEDIUM: 2, HIGH: 3 } as const;
const championOf = (model: Row): number | undefined =>
  model.aliases.find(({ name, environment }) => name === 'champion' && environment === 'PRODUCTION')?.version
    .number;

const columns: readonly DataColumn<Row>[] = [
  {
    id: 'name',
    header: t('models.name'),
    value: (model) => model.name,
    cell: (model) => (
      <Link to="/models/$modelId" params={{ modelId: model.id }}>
        {model.name}
      </Link>
    ),
  },
  { id: 'purpose', header: t('models.purpose'), value: (model) => model.purpose, sortable: false },
  {
    id: 'riskTier',
    header: t('models.riskTier'),
    value: (model) => riskOrder[model.riskTier],
    cell: (model) => word('riskTier', model.riskTier),
  },
  {
    id: 'champion',
    header: t('models.champion'),
    value: championOf,
    cell: (model) => {
      const number = championOf(model);
      return number === undefined ? t('models.noChampion') : t('models.championVersion', { number });
    },
  },
  {
    id: 'health',
    header: t('models.health'),
    value: (model) => model.health,
    cell: (model) => <VerdictBadge verdict={model.health} />,
  },
  {
    id: 'promotions',
    header: t('models.openPromotions'),
    numeric: true,
    value: (model) => model.openPromotions.length,
    cell: (model) => {
      const [only, ...others] = model.openPromotions;
      if (!only || others.length > 0) return formatCount(model.openPromotions.length);
      return (
        <Link to="/promotions/$promotionId" params={{ promotionId: only.id }}>
          1 {word('promotionState', only.state).toLowerCase()}
        </Link>
      );
    },
  },
  {
    id: 'lastData',
    header: t('models.lastData'),
    value: (model) => model.lastPredictionAt,
    cell: (model) => (model.lastPredictionAt ? formatInstant(model.lastPredictionAt) : t('ui.never')),
  },
];

/** All models, with what is live and what needs attention. */
export function ModelsPage(): ReactElement {
  const query = useQuery(modelsDocument);
  return (
    <Page title={t('models.title')} lead={t('models.lead')} actions={<RegisterModelForm />}>
      <Loaded query={query} rows={6}>
        {({ models }) => (
          <DataTable
            caption={t('models.title')}
            columns={columns}
            rows={models.nodes}
            rowKey={(model) => model.id}
            empty={{
              title: t('models.empty.title'),
              why: t('models.empty.why'),
              next: t('models.empty.next'),
            }}
            more={morePages(models, query)}
            dense
          />
        )}
      </Loaded>
    </Page>
  );
}
