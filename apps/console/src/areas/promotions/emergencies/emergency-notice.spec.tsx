import { fireEvent, screen } from '@testing-library/react';
import type { EmergencyPartsFragment } from '../../../gql/graphql';
import { promotionOf } from '../../../testing/promotion';
import { renderPart } from '../../../testing/render';
import { EmergencyButtons } from './emergency-buttons';
import { EmergencyNotice } from './emergency-notice';
import { stampOf, statusSentence, type Promotion } from '../promotion';
import { StalePage } from '../use-stale';

const actor = (name: string) => ({ __typename: 'Actor' as const, id: name, kind: 'PERSON' as const, name });
const emergency = (part: Partial<EmergencyPartsFragment> = {}): EmergencyPartsFragment => ({
  ...{ __typename: 'Emergency', id: 'e', incident: 'INC-7', justification: 'Nothing answers.' },
  ...{ isPending: true, proposedAt: '2026-01-05T10:00:00.000Z', proposedBy: actor('Mel') },
  ...{ confirmedAt: null, confirmedBy: null, until: null, waived: [] },
  ...part,
});
const confirmed = (part: Partial<EmergencyPartsFragment> = {}) =>
  emergency({
    ...{ isPending: false, confirmedAt: '2026-01-05T11:00:00.000Z', confirmedBy: actor('Riley') },
    until: new Date(Date.now() + 3 * 3_600_000).toISOString(),
    ...part,
  });
const terms = { __typename: 'EmergencyTerms' as const, ttlHours: 4, perMonth: 2, used: 1 };
const withTerms = (part: Partial<Promotion>) => promotionOf({ emergencyTerms: terms, ...part });
const action = (name: 'PROPOSE_EMERGENCY' | 'CONFIRM_EMERGENCY', allowed = true, message?: string) => ({
  ...{ __typename: 'ViewerAction' as const, action: name, allowed, code: null, message: message ?? null },
});

describe('EmergencyNotice', () => {
  it('says who proposed what, that nothing has moved, and how much of the budget is used', () => {
    renderPart(<EmergencyNotice promotion={withTerms({ state: 'BLOCKED', emergency: emergency() })} />);
    const notice = screen.getByRole('alert').textContent;
    expect(notice).toContain('INC-7');
    expect(notice).toContain('Mel');
    expect(notice).toContain('Nothing moves until a second person confirms it');
    expect(notice).toContain('1 emergency of this place within 30 days, of 2 that the policy allows.');
  });

  it('counts down while the version serves, and names what was waived', () => {
    const waived = [
      {
        __typename: 'WaivedGate' as const,
        gateId: 'drift',
        title: 'Drift is quiet',
        verdict: 'FAIL' as const,
      },
    ].map((gate) => ({ ...gate, reason: 'psi of age is 0.5.' }));
    const promotion = withTerms({ state: 'PROVISIONAL', emergency: confirmed({ waived }) });
    renderPart(<EmergencyNotice promotion={promotion} />);
    const notice = screen.getByRole('alert').textContent;
    expect(notice).toMatch(/Without an approval it ends on .*, in (2|3) hours\./);
    expect(notice).toContain('confirmed by Riley');
    expect(notice).toContain('Drift is quiet: psi of age is 0.5.');
    expect(statusSentence(promotion)).toMatch(/^For a time, and not approved\./);
  });

  it('tells what was ratified and what was not, and nothing where there was none or nobody confirmed', () => {
    const past = { until: '2026-01-05T15:00:00.000Z' };
    renderPart(
      <>
        <EmergencyNotice
          promotion={withTerms({
            ...{ state: 'ACTIVE', approvedAt: '2026-01-05T12:00:00.000Z', emergency: confirmed(past) },
          })}
        />
        <EmergencyNotice
          promotion={withTerms({ state: 'ROLLED_BACK', approvedAt: null, emergency: confirmed(past) })}
        />
        <EmergencyNotice promotion={withTerms({ emergency: emergency({ isPending: false }) })} />
        <EmergencyNotice promotion={withTerms({ emergency: null })} />
      </>,
    );
    const notices = screen.getAllByRole('alert').map(({ textContent }) => textContent);
    expect(notices).toHaveLength(2);
    expect(notices[0]).toContain('served by an emergency before it was approved');
    expect(notices[1]).toContain('was not approved');
  });
});

describe('EmergencyButtons', () => {
  it('offers a proposal, then the confirmation, with the reason where one may not', () => {
    const viewerActions = [
      action('PROPOSE_EMERGENCY'),
      action('CONFIRM_EMERGENCY', false, 'You proposed it.'),
    ];
    const { unmount } = renderPart(
      <EmergencyButtons
        promotion={withTerms({ state: 'BLOCKED', viewerActions, emergency: null })}
        isHeld={false}
      />,
    );
    expect(screen.getByRole('button', { name: 'Propose an emergency' })).toBeDefined();
    unmount();
    const pending = withTerms({ state: 'BLOCKED', viewerActions, emergency: emergency() });
    renderPart(<EmergencyButtons promotion={pending} isHeld={false} />);
    const confirm = screen.getByRole('button', { name: 'Confirm the emergency' });
    expect(confirm.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('You proposed it.')).toBeDefined();
  });

  it('sends nothing while the promotion holds what the reader has not seen, and keeps what was typed', async () => {
    const promotion = withTerms({ state: 'BLOCKED', viewerActions: [action('PROPOSE_EMERGENCY')] });
    const buttons = (isStale: boolean) => (
      <StalePage value={isStale}>
        <EmergencyButtons promotion={promotion} isHeld={isStale} />
      </StalePage>
    );
    const sent = jest.fn(() => ({ proposeEmergency: null }));
    const { rerender } = renderPart(buttons(false), { ProposeEmergency: sent });
    fireEvent.click(screen.getByRole('button', { name: 'Propose an emergency' }));
    const incident = await screen.findByLabelText<HTMLInputElement>(/Incident/);
    fireEvent.change(incident, { target: { value: 'INC-9' } });
    rerender(buttons(true));
    const submit = screen.getByRole<HTMLButtonElement>('button', { name: 'Propose it' });
    expect(submit.disabled).toBe(true);
    expect(screen.getByText(/has changed meanwhile/)).toBeDefined();
    fireEvent.submit(incident.form as HTMLFormElement);
    expect(sent).not.toHaveBeenCalled();
    rerender(buttons(false));
    expect(submit.disabled).toBe(false);
    expect(incident.value).toBe('INC-9');
    expect(screen.queryByText(/has changed meanwhile/)).toBeNull();
  });

  it('offers nothing where the policy knows no emergency, and makes the page stale when one is proposed', () => {
    const none = promotionOf({ state: 'BLOCKED', emergencyTerms: null, emergency: null });
    renderPart(<EmergencyButtons promotion={none} isHeld={false} />);
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(stampOf({ ...none, emergency: emergency() })).not.toBe(stampOf(none));
  });
});
