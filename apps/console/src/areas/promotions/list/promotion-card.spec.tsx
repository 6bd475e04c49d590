import { screen } from '@testing-library/react';
import { promotionOf } from '../../../testing/promotion';
import { renderPart } from '../../../testing/render';
import { PromotionCard } from './promotion-card';

describe('PromotionCard', () => {
  it('names the roles whose signatures are missing as a sentence does', () => {
    const slots = (['ML_ENGINEER', 'RISK_OFFICER'] as const).map((role) => ({
      ...{ __typename: 'RoleSlot' as const, role, filledBy: null, onBehalfOf: null },
    }));
    const row = promotionOf({ slots });
    renderPart(<PromotionCard row={row} now={new Date('2026-01-06T10:00:00.000Z')} />);
    expect(screen.getByText('Missing: ML engineer and risk officer')).toBeTruthy();
  });
});
