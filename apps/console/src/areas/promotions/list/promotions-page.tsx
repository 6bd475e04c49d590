import { NativeSelect, SegmentedControl } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { word } from '../../../format/words';
import { t } from '../../../texts';
import { Page } from '../../../ui/page';
import { PromotionParts } from '../../policies/promotion-parts';
import { PromotionBoard } from './promotion-board';
import { PromotionsTable } from './promotions-table';
import { promotionStates } from './search';

const route = getRouteApi('/in/promotions');

function StateFilter(): ReactElement {
  const { state } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <NativeSelect
      label={t('promotions.filter')}
      value={state ?? ''}
      onChange={(event) => {
        const chosen = promotionStates.find((known) => known === event.currentTarget.value);
        void navigate({ search: { state: chosen } });
      }}
      data={[
        { value: '', label: t('promotions.all') },
        ...promotionStates.map((known) => ({ value: known, label: word('promotionState', known) })),
      ]}
    />
  );
}

/** Every promotion, as a table of all or of one state, or as a board of all states. */
export function PromotionsPage(): ReactElement {
  const { state, view } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t('promotions.title')} lead={t('promotions.lead')}>
      <PromotionParts />
      <div className="cs-controls">
        <SegmentedControl
          aria-label={t('promotions.view.label')}
          value={view ?? 'table'}
          onChange={(chosen) => void navigate({ search: chosen === 'board' ? { view: chosen } : {} })}
          data={[
            { value: 'table', label: t('promotions.view.table') },
            { value: 'board', label: t('promotions.view.board') },
          ]}
        />
        {view === 'board' ? null : <StateFilter />}
      </div>
      {view === 'board' ? <PromotionBoard /> : <PromotionsTable state={state} />}
    </Page>
  );
}
