import { fireEvent, screen } from '@testing-library/react';
import { renderPart, type Answers } from '../../testing/render';
import { RetentionForm } from './retention-form';

const open = (months: number | null, answers: Answers = {}) => {
  renderPart(<RetentionForm months={months} denied={undefined} />, answers);
  fireEvent.click(screen.getByRole('button', { name: 'Set how long details are kept' }));
};
const warning = () => screen.queryByLabelText(/I know that details older than this/);
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Set the time' }));

describe('RetentionForm', () => {
  it('PV-13 asks for a confirmation only where more is erased than before', async () => {
    open(24);
    const months = await screen.findByRole('textbox', { name: /Months/ });
    expect(warning()).toBeNull();
    fireEvent.change(months, { target: { value: '12' } });
    expect(warning()).not.toBeNull();
    fireEvent.click(screen.getByLabelText('As long as the entries themselves'));
    expect(warning()).toBeNull();
  });

  it('shows the floor of six months beside the field, as the server says it', async () => {
    const refusal = { __typename: 'Refusal', code: 'RETENTION_TOO_SHORT', message: '6 months at least.' };
    const sent = jest.fn();
    open(24, {
      SetAuditDetailRetention: (variables) => {
        sent(variables);
        return { setAuditDetailRetention: refusal };
      },
    });
    fireEvent.change(await screen.findByRole('textbox', { name: /Months/ }), { target: { value: '3' } });
    fireEvent.click(warning() as HTMLElement);
    send();
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getAllByText('6 months at least.').length).toBe(2);
    expect(sent).toHaveBeenCalledWith({ months: 3 });
  });

  it('says what is set now, and names the entry', async () => {
    open(24, {
      SetAuditDetailRetention: () => ({
        setAuditDetailRetention: {
          __typename: 'AuditDetailRetentionSet',
          retention: { __typename: 'AuditDetailRetention', months: null },
          auditEntry: { __typename: 'AuditEntry', id: 'e7', sequence: 7 },
        },
      }),
    });
    fireEvent.click(await screen.findByLabelText('As long as the entries themselves'));
    send();
    expect(await screen.findByText(/^Set: As long as the entries themselves/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Recorded as audit entry number 7' })).toBeTruthy();
  });
});
