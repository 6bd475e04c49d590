import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatInstant } from '../../../format/times';
import { word } from '../../../format/words';
import type { PromotionState } from '../../../gql/graphql';
import { t } from '../../../texts';
import { DataTable, type DataColumn } from '../../../ui/data-table';
import { Icon } from '../../../ui/icons';
import { Loaded } from '../../../ui/loaded';
import { morePages } from '../../../ui/more-pages';
import { passedGates, type PromotionRow } from './board';
import { promotionsDocument } from '../operations';

const columns: readonly DataColumn<PromotionRow>[] = [
  {
    id: 'model',
    header: t('promotions.model'),
    value: ({ modelVersion }) => modelVersion.model.name,
    cell: ({ id, modelVersion }) => (
      <Link to="/promotions/$promotionId" params={{ promotionId: id }}>
        {modelVersion.model.name}, {t('models.version', { number: modelVersion.number }).toLowerCase()}
      </Link>
    ),
  },
  {
    id: 'target',
    header: t('promotions.target'),
    value: (row) => `${word('environment', row.environment)} (${row.alias})`,
  },
  { id: 'state', header: t('promotions.state'), value: (row) => word('promotionState', row.state) },
  { id: 'round', header: t('promotions.round'), numeric: true, value: (row) => row.round },
  {
    id: 'gates',
    header: t('promotions.gates'),
    value: (row) => passedGates(row),
    cell: (row) => t('promotions.gatesPassed', { passed: passedGates(row), of: row.gates.length }),
  },
  {
    id: 'slots',
    header: t('promotions.slots'),
    value: (row) => row.slots.filter((slot) => slot.filledBy).length,
    cell: (row) => (
      <ul className="cs-plain-list">
        {row.slots.map((slot, index) => (
          <li key={index}>
            <Icon name={slot.filledBy ? 'filled' : 'empty'} /> {word('role', slot.role)}:{' '}
            {slot.filledBy
              ? t('promotions.slot.filled', { name: slot.filledBy.name })
              : t('promotions.slot.open')}
          </li>
        ))}
      </ul>
    ),
  },
  {
    id: 'requested',
    header: t('promotions.requested'),
    value: (row) => row.requestedAt,
    cell: (row) => t('models.by', { instant: formatInstant(row.requestedAt), name: row.requestedBy.name }),
  },
];

/** All promotions, or those in one state, one below the other. */
export function PromotionsTable({ state }: { state: PromotionState | undefined }): ReactElement {
  const query = useQuery(promotionsDocument, { variables: { state: state ?? null } });
  return (
    <Loaded query={query} rows={6}>
      {({ promotions }) => (
        <DataTable
          caption={t('promotions.title')}
          columns={columns}
          rows={promotions.nodes}
          rowKey={(row) => row.id}
          empty={{
            title: t('promotions.empty.title'),
            why: state
              ? t('promotions.empty.whyState', { state: word('promotionState', state) })
              : t('promotions.empty.why'),
            next: t('promotions.empty.next'),
          }}
          more={morePages(promotions, query)}
        />
      )}
    </Loaded>
  );
}
