import { screen } from '@testing-library/react';
import { renderPart } from '../../testing/render';
import { RehearsedList, summaryOf } from './dry-run';

const rehearsed = (promotionId: string, outcome: 'SAME' | 'WOULD_HAVE_BLOCKED', message = 'Why.') => ({
  ...{ __typename: 'RehearsedPromotion' as const, promotionId, outcome },
  missing:
    outcome === 'SAME'
      ? []
      : [{ __typename: 'RehearsedReason' as const, code: 'GATES_NOT_PASSED' as const, message }],
});
const version = {
  ...{ __typename: 'ModelVersion', id: 'v2', number: 2 },
  model: { __typename: 'Model', id: 'm1', name: 'credit' },
};
const names = {
  PromotionNames: () => ({
    promotions: {
      __typename: 'PromotionConnection',
      nodes: [{ __typename: 'Promotion', id: 'p1', modelVersion: version }],
    },
  }),
};

describe('a dry run', () => {
  it('says how many promotions it is of, and that none says nothing', () => {
    expect(summaryOf([rehearsed('a', 'SAME'), rehearsed('b', 'WOULD_HAVE_BLOCKED')])).toBe(
      'n = 2 promotions: 1 would have come to the same, 1 would have been blocked, 0 would have been let through.',
    );
    expect(summaryOf([])).toMatch(/^n = 0: .* the past says nothing\.$/);
  });

  it('lists what would have been decided otherwise, with its reasons and under its name', async () => {
    const reason = 'Drift is quiet (unknown): There is no evidence yet.';
    renderPart(
      <RehearsedList rehearsed={[rehearsed('p1', 'WOULD_HAVE_BLOCKED', reason), rehearsed('p2', 'SAME')]} />,
      names,
    );
    const link = await screen.findByRole('link', { name: 'credit, version 2' });
    expect(link.getAttribute('href')).toBe('/promotions/p1');
    expect(screen.getByText(reason)).toBeTruthy();
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });

  it('asks for no names where nothing would have been decided otherwise', () => {
    renderPart(<RehearsedList rehearsed={[rehearsed('p2', 'SAME')]} />);
    expect(screen.getByText('None of them would have been decided otherwise.')).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });
});
