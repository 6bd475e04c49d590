import { fireEvent, screen } from '@testing-library/react';
import { gateOf, promotionOf, waiverOf } from '../../../testing/promotion';
import { renderPart } from '../../../testing/render';
import { GateList } from './gate-list';
import type { Promotion } from '../promotion';

const may = (allowed: boolean, message: string | null = null): Promotion['viewerActions'] => [
  { __typename: 'ViewerAction', action: 'WAIVE', allowed, code: null, message },
];
const blocked = (part: Partial<Promotion> = {}) =>
  promotionOf({ state: 'BLOCKED', gates: [gateOf()], viewerActions: may(true), ...part });
const waive = () => screen.queryByRole('button', { name: 'Waive “Performance holds”' });

describe('GateList', () => {
  it('lets whoever may waive what a soft gate found, with a reason, on what they are looking at', async () => {
    const asked: Record<string, unknown>[] = [];
    const refusal = { __typename: 'Refusal', code: 'STALE_ROUND', message: 'Look again.' };
    renderPart(<GateList promotion={blocked()} />, {
      WaiveGate: (variables) => {
        asked.push(variables);
        return { waiveGate: refusal };
      },
    });
    fireEvent.click(waive() as HTMLElement);
    const reason = await screen.findByLabelText(/Why it may go on regardless/);
    fireEvent.change(reason, { target: { value: 'Good enough.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Waive what it found' }));
    expect(await screen.findByText('Look again.')).toBeTruthy();
    expect(asked).toEqual([
      { promotionId: 'p1', gateId: 'performance', reason: 'Good enough.', subjectDigest: 'd'.repeat(64) },
    ]);
  });

  it('says why somebody may not, and offers nothing where nothing is to be waived', () => {
    const { unmount } = renderPart(
      <GateList promotion={blocked({ viewerActions: may(false, 'You requested this promotion.') })} />,
    );
    expect(waive()?.getAttribute('aria-disabled')).toBe('true');
    unmount();
    for (const part of [{ severity: 'HARD' as const, isWaivable: false }, { isWaivable: false }]) {
      const shown = renderPart(<GateList promotion={blocked({ gates: [gateOf(part)] })} />);
      expect(waive()).toBeNull();
      shown.unmount();
    }
    renderPart(<GateList promotion={blocked({ state: 'REJECTED' })} />);
    expect(waive()).toBeNull();
  });

  it('tells who waived what and why, and whether that still counts', () => {
    const ended = blocked({ waivers: [waiverOf({ counts: false })] });
    const { unmount } = renderPart(<GateList promotion={ended} />);
    expect(screen.getByText('Riley Novak waived what it found, in round 1:')).toBeTruthy();
    expect(screen.getByText('For the pilot.')).toBeTruthy();
    expect(screen.getByText('(does not count any more)')).toBeTruthy();
    expect(screen.getByText('It had found: It is 0.69.')).toBeTruthy();
    expect(screen.getByText(/^May be waived/)).toBeTruthy();
    unmount();
    renderPart(<GateList promotion={blocked({ waivers: [waiverOf()] })} />);
    expect(screen.queryByText('(does not count any more)')).toBeNull();
    expect(screen.queryByText(/It had found/)).toBeNull();
    expect(screen.getByText(/^Waived: what it found holds nothing up/)).toBeTruthy();
    expect(screen.queryByText(/^May be waived/)).toBeNull();
  });
});
