import { fireEvent, screen } from '@testing-library/react';
import { renderPart, type Answers } from '../../testing/render';
import { EraseDialog } from './erase-dialog';

const member = { id: 'm1', name: 'Lea Vér' };
const actor = { __typename: 'Actor', id: 'u1', name: 'Ira Castellan' };
const hold = (part: Record<string, unknown>) => ({
  ...{
    __typename: 'LegalHold',
    id: 'h1',
    member: { ...actor, id: 'm1', name: 'Lea Vér' },
    reason: 'Case 7.',
  },
  ...{ placedAt: '2026-03-01T12:00:00.000Z', placedBy: actor },
  ...{ releasedAt: null, releasedBy: null, releaseReason: null, ...part },
});
const released = { releasedAt: '2026-03-02T12:00:00.000Z', releasedBy: actor, releaseReason: 'Settled.' };
const holds = (...nodes: object[]): Answers => ({
  HoldsOnMember: () => ({ legalHolds: { __typename: 'LegalHoldConnection', nodes } }),
});

const show = (answers: Answers) =>
  renderPart(<EraseDialog member={member} onClose={() => undefined} />, answers);
const fill = async (reason: string, name: string) => {
  fireEvent.change(await screen.findByLabelText(/^Why/), { target: { value: reason } });
  fireEvent.change(screen.getByLabelText(/to confirm/), { target: { value: name } });
  fireEvent.submit(screen.getByLabelText(/to confirm/).closest('form') as HTMLFormElement);
};

describe('EraseDialog', () => {
  it('PV-13 offers nothing to send while a hold is in force, and says which', async () => {
    show(holds(hold({})));
    expect(await screen.findByText('Case 7.')).toBeTruthy();
    expect(screen.getByText('Placed 2026-03-01 by Ira Castellan')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Erase for ever' })).toBeNull();
    expect(screen.queryByLabelText(/to confirm/)).toBeNull();
  });

  it('PV-13 says what goes and what stays, and sends nothing before the name is typed', async () => {
    const sent = jest.fn();
    show({ ...holds(hold(released)), EraseMember: sent });
    await fill('Request 12.', 'Lea');
    expect(screen.getByText('This is not the name: Lea Vér')).toBeTruthy();
    expect(screen.getByText('What goes, for ever')).toBeTruthy();
    expect(screen.getByText('What stays')).toBeTruthy();
    expect(sent).not.toHaveBeenCalled();
  });

  it('sends the reason, tells what is left and names the entry', async () => {
    const sent = jest.fn();
    const former = { id: 'm1', name: 'Former member 12ab', email: null, roles: [] };
    show({
      ...holds(),
      EraseMember: (variables) => {
        sent(variables);
        return {
          eraseMember: {
            ...{ __typename: 'MemberErased', erasedDetails: 2 },
            member: {
              ...{ __typename: 'Member', ...former, joinedAt: '2026-01-01T00:00:00.000Z' },
              ...{ deactivatedAt: '2026-03-01T00:00:00.000Z', erasedAt: '2026-03-02T00:00:00.000Z' },
            },
            auditEntry: { __typename: 'AuditEntry', id: 'e9', sequence: 42 },
          },
        };
      },
    });
    // The same letters in another form, as a keyboard may send them.
    await fill('Request 12.', ' Lea Ve\u0301r ');
    expect(
      await screen.findByText(/is “Former member 12ab” from now on\. 2 audit entries lost/),
    ).toBeTruthy();
    const link = screen.getByRole('link', { name: 'Recorded as audit entry number 42' });
    expect(link.getAttribute('href')).toBe('/audit/entries/42');
    expect(sent).toHaveBeenCalledWith({ input: { memberId: 'm1', reason: 'Request 12.' } });
    expect(screen.queryByRole('button', { name: 'Erase for ever' })).toBeNull();
  });

  it('shows the refusal of a hold that was placed meanwhile', async () => {
    const refusal = { __typename: 'Refusal', code: 'LEGAL_HOLD', message: 'A legal hold keeps it.' };
    show({ ...holds(), EraseMember: () => ({ eraseMember: refusal }) });
    await fill('Request 12.', 'Lea Vér');
    expect((await screen.findByRole('alert')).textContent).toContain('LEGAL_HOLD');
  });
});
