import { fireEvent, screen, waitFor } from '@testing-library/react';
import { promotionOf } from '../../testing/promotion';
import { renderPart, type Answers } from '../../testing/render';
import { DecisionBar } from './decision-bar';
import type { Promotion } from './promotion';

const show = (promotion: Promotion, answers: Answers = {}, isStale = false) => {
  const onReview = jest.fn();
  renderPart(
    <DecisionBar promotion={promotion} isStale={isStale} onReview={onReview} onBusy={() => undefined} />,
    answers,
  );
  return onReview;
};
const button = (name: string) => screen.getByRole('button', { name });
const refusal = { __typename: 'Refusal', code: 'SELF_APPROVAL', message: 'Whoever requests cannot approve.' };

describe('DecisionBar', () => {
  it('shows a refusal at once, with its code, and nothing as done', async () => {
    const sent = jest.fn();
    show(promotionOf({}), {
      CastVote: (variables) => {
        sent(variables);
        return { castVote: refusal };
      },
    });
    fireEvent.click(button('Approve'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Whoever requests cannot approve.');
    expect(alert.textContent).toContain('SELF_APPROVAL');
    expect(sent).toHaveBeenCalledWith({
      input: { promotionId: 'p1', decision: 'APPROVE', comment: '', round: 2, subjectDigest: 'd'.repeat(64) },
    });
    expect(screen.queryByText(/Recorded as audit entry/)).toBeNull();
  });

  it('names the audit entry once the server has recorded the decision', async () => {
    const promotion = promotionOf({});
    const vote = {
      __typename: 'VoteCast',
      promotion,
      auditEntry: { __typename: 'AuditEntry', id: 'e9', sequence: 42 },
    };
    show(promotion, { CastVote: () => ({ castVote: vote }) });
    fireEvent.click(button('Approve'));
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'Recorded as audit entry number 42' })).toBeTruthy(),
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('asks for a comment before it sends a rejection', () => {
    show(promotionOf({}));
    fireEvent.click(button('Reject'));
    expect(screen.getByText('Say why: a comment is needed for this.')).toBeTruthy();
  });

  it('says why an action is not open, and does not send it', () => {
    show(
      promotionOf({
        viewerActions: [
          {
            __typename: 'ViewerAction',
            action: 'VOTE',
            allowed: false,
            code: 'SELF_APPROVAL',
            message: 'You requested this.',
          },
        ],
      }),
    );
    expect(button('Approve').getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(button('Approve').getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toBe('Decide is not open to you: You requested this.');
    fireEvent.click(button('Approve'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('asks for a reason before it rolls back what is suspended', async () => {
    const sent = jest.fn();
    const suspension = {
      ...{ __typename: 'Suspension' as const, cause: 'ALERT' as const },
      ...{ reason: 'The monitor “loud” alarmed.', since: '2026-01-05T10:00:00.000Z' },
      fallback: { __typename: 'ModelVersion' as const, id: 'v3', number: 3 },
    };
    show(promotionOf({ state: 'SUSPENDED', suspension }), {
      RollBack: (variables) => {
        sent(variables);
        return { rollBack: refusal };
      },
    });
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    fireEvent.click(button('Roll back'));
    expect(screen.getByText('Say why: a comment is needed for this.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Comment'), { target: { value: 'Worse.' } });
    fireEvent.click(button('Roll back'));
    fireEvent.click(await screen.findByRole('button', { name: 'Roll back version 4' }));
    await waitFor(() => expect(screen.getByText('SELF_APPROVAL', { exact: false })).toBeTruthy());
    expect(sent).toHaveBeenCalledWith({
      input: { modelId: 'm1', environment: 'PRODUCTION', alias: 'champion', reason: 'Worse.' },
    });
  });

  it('holds every decision back while a change has not been reviewed', () => {
    const onReview = show(promotionOf({}), {}, true);
    expect(screen.getByRole('alert').textContent).toContain('This promotion has changed since you opened it');
    for (const name of ['Approve', 'Reject', 'Withdraw', 'Activate'])
      expect(button(name).getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button('Review the change'));
    expect(onReview).toHaveBeenCalledTimes(1);
  });

  it('names object, effect and way back before it activates', async () => {
    show(promotionOf({}));
    fireEvent.click(button('Activate'));
    const dialog = await screen.findByRole('dialog', { name: 'Activate this promotion?' });
    expect(dialog.textContent).toContain(
      '“champion” in production moves from version 3 to version 4 of credit.',
    );
  });
});
