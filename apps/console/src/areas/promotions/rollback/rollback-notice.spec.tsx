import { fireEvent, screen } from '@testing-library/react';
import type { RollbackPartsFragment } from '../../../gql/graphql';
import { promotionOf } from '../../../testing/promotion';
import { renderPart, type Answers } from '../../../testing/render';
import { RollbackNotice } from './rollback-notice';

const person = (name: string) => ({ __typename: 'Actor' as const, id: name, name });
const rollback = (part: Partial<RollbackPartsFragment> = {}): RollbackPartsFragment => ({
  ...{ __typename: 'Rollback', by: person('Mel'), at: '2026-01-05T10:00:00.000Z', reason: 'It is slow.' },
  ...{ restoredPromotionId: 'p0', restored: { __typename: 'ModelVersion', id: 'v3', number: 3 } },
  ...{ acknowledgedAt: null, acknowledgedBy: null, finding: null, viewerHindrance: null, ...part },
});
const show = (part?: Partial<RollbackPartsFragment>, answers?: Answers) =>
  renderPart(
    <RollbackNotice promotion={promotionOf({ state: 'ROLLED_BACK', rollback: rollback(part) })} />,
    answers,
  );

describe('RollbackNotice', () => {
  it('P-163 says who went back, to what and why, and leads to what serves since', () => {
    show();
    expect(screen.getByText(/^Mel went back to version 3 on .*: It is slow\.$/)).toBeTruthy();
    const link = screen.getByRole('link', { name: 'What serves since then' });
    expect(link.getAttribute('href')).toBe('/promotions/p0');
    expect(screen.getByText('Nobody who could have voted on it has looked at it yet.')).toBeTruthy();
  });

  it('P-162 says why not to whoever may not close it', () => {
    show({ viewerHindrance: 'You went back yourself; somebody else has to look at it.' });
    const button = screen.getByRole('button', { name: 'Say what you found' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('You went back yourself; somebody else has to look at it.')).toBeTruthy();
  });

  it('P-163 shows what somebody found, and asks nobody any more', () => {
    const closed = { acknowledgedAt: '2026-01-06T10:00:00.000Z', acknowledgedBy: person('Riley') };
    show({ ...closed, finding: 'A cache was cold.' });
    expect(screen.getByText(/^Riley looked at it on .* and found:$/)).toBeTruthy();
    expect(screen.getByText('A cache was cold.')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('sends what was found, and shows a refusal', async () => {
    const sent = jest.fn();
    show(
      {},
      {
        AcknowledgeRollback: (variables) => {
          sent(variables);
          const refusal = {
            __typename: 'Refusal',
            code: 'PROMOTION_CLOSED',
            message: 'Somebody has looked.',
          };
          return { acknowledgeRollback: refusal };
        },
      },
    );
    fireEvent.click(screen.getByRole('button', { name: 'Say what you found' }));
    const field = await screen.findByLabelText(/^What came out of looking at it/);
    fireEvent.change(field, { target: { value: 'A cache was cold.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep it' }));
    expect(await screen.findByText(/Somebody has looked\./)).toBeTruthy();
    expect(sent).toHaveBeenCalledWith({ promotionId: 'p1', finding: 'A cache was cold.' });
  });
});
