import { screen } from '@testing-library/react';
import { promotionOf } from '../../testing/promotion';
import { renderPart } from '../../testing/render';
import { SuspensionNotice } from './suspension-notice';

const since = '2026-01-05T10:00:00.000Z';
const suspended = (fallback: { __typename: 'ModelVersion'; id: string; number: number } | null) =>
  promotionOf({
    state: 'SUSPENDED',
    suspension: {
      ...{ __typename: 'Suspension' as const, cause: 'ALERT' as const, since, fallback },
      reason: 'The monitor “loud” alarmed.',
    },
  });

describe('SuspensionNotice', () => {
  it('says why, and to which version one could go back', () => {
    const promotion = suspended({ __typename: 'ModelVersion', id: 'v3', number: 3 });
    renderPart(<SuspensionNotice promotion={promotion} />);
    expect(screen.getByText(/The monitor “loud” alarmed\. Since .* Version 4 serves on\./)).toBeTruthy();
    expect(screen.getByText('Rolling back would bring version 3 back.')).toBeTruthy();
  });

  it('says that there is none to go back to, and nothing where nothing is suspended', () => {
    renderPart(<SuspensionNotice promotion={suspended(null)} />);
    expect(screen.getByText('There is no earlier version to roll back to.')).toBeTruthy();
    renderPart(<SuspensionNotice promotion={promotionOf({})} />);
    expect(screen.getAllByText('This approval is suspended')).toHaveLength(1);
  });
});
