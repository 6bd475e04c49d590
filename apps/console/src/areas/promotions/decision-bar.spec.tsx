import { fireEvent, screen, waitFor } from '@testing-library/react';
import { promotionOf } from '../../testing/promotion';
import { renderPart, type Answers } from '../../testing/render';
import { DecisionBar } from './decision-bar';
import type { Promotion } from './promotion';
import { StalePage } from './use-stale';

const show = (promotion: Promotion, answers: Answers = {}, isStale = false) => {
  const onReview = jest.fn();
  renderPart(
    <StalePage value={isStale}>
      <DecisionBar promotion={promotion} onReview={onReview} onBusy={() => undefined} />
    </StalePage>,
    answers,
  );
  return onReview;
};
const button = (name: string) => screen.getByRole('button', { name });
const refusal = { __typename: 'Refusal', code: 'SELF_APPROVAL', message: 'Whoever requests cannot approve.' };

describe('DecisionBar', () => {
  it('P-136 votes for somebody who gave the reader their vote, with what is allowed of it', async () => {
    const sent = jest.fn();
    const onBehalfOf = { __typename: 'Actor' as const, id: 'u7', name: 'Riley Moreau' };
    const given = {
      __typename: 'VoteForOther' as const,
      onBehalfOf,
      allowed: true,
      code: null,
      message: null,
    };
    const own = { __typename: 'ViewerAction' as const, action: 'VOTE' as const, allowed: false };
    const promotion = promotionOf({
      viewerActions: [{ ...own, code: 'ROLE_NOT_REQUIRED', message: 'Other roles are asked for.' }],
      votesForOthers: [given],
    });
    show(promotion, {
      CastVote: (variables) => {
        sent(variables);
        return { castVote: refusal };
      },
    });
    expect(button('Approve').getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(screen.getByRole('combobox', { name: 'Vote as' }));
    expect(await screen.findAllByRole('option')).toHaveLength(1);
    fireEvent.click(screen.getByRole('option', { name: 'For Riley Moreau' }));
    expect(button('Approve').getAttribute('aria-disabled')).not.toBe('true');
    fireEvent.click(button('Approve'));
    await waitFor(() => expect(sent).toHaveBeenCalled());
    expect(sent.mock.calls[0][0]).toMatchObject({ input: { decision: 'APPROVE', onBehalfOf: 'u7' } });
  });

  it('P-136 offers only votes that are open, says why others are not, and changes none unseen', async () => {
    const of = (id: string, name: string, code: 'ALREADY_VOTED' | 'SELF_APPROVAL' | null) => ({
      ...{
        __typename: 'VoteForOther' as const,
        allowed: code === null,
        code,
        message: code && `${name}: ${code}`,
      },
      onBehalfOf: { __typename: 'Actor' as const, id, name },
    });
    const votesForOthers = [
      of('u7', 'Riley', null),
      of('u8', 'Sam', 'ALREADY_VOTED'),
      of('u9', 'Mel', 'SELF_APPROVAL'),
    ];
    const page = (promotion: Promotion) => (
      <DecisionBar promotion={promotion} onReview={() => undefined} onBusy={() => undefined} />
    );
    const { rerender } = renderPart(page(promotionOf({ votesForOthers })));
    expect(screen.getByText('To vote for Mel is not open to you: Mel: SELF_APPROVAL')).toBeTruthy();
    expect(screen.queryByText('ALREADY_VOTED', { exact: false })).toBeNull();
    fireEvent.click(screen.getByRole('combobox', { name: 'Vote as' }));
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual(['Myself', 'For Riley']);
    fireEvent.click(screen.getByRole('option', { name: 'For Riley' }));
    rerender(page(promotionOf({ votesForOthers: [] })));
    expect(button('Approve').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('This vote is yours to cast no more.', { exact: false })).toBeTruthy();
    fireEvent.click(screen.getByRole('combobox', { name: 'Vote as' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Myself' }));
    expect(button('Approve').getAttribute('aria-disabled')).not.toBe('true');
  });

  it.each(['SUPERSEDED', 'ROLLED_BACK', 'REJECTED', 'WITHDRAWN', 'EXPIRED'] as const)(
    'asks for nothing once it is %s',
    (state) => {
      show(promotionOf({ state }));
      expect(screen.queryByRole('button')).toBeNull();
      expect(screen.queryByRole('textbox')).toBeNull();
    },
  );

  it.each([
    ['IN_REVIEW', 'Needed to request changes, reject or withdraw.'],
    ['PROVISIONAL', 'Needed to request changes, reject or roll back.'],
    ['ACTIVE', 'Needed to roll back.'],
    ['SUSPENDED', 'Needed to roll back or lift the suspension.'],
  ] as const)(
    'asks for a comment on what can be done while it is %s, and names nothing else',
    (state, hint) => {
      show(promotionOf({ state }));
      expect(screen.getByText(/^Needed to/).textContent).toBe(hint);
    },
  );

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

  it('decides once, however often it is pressed, and says that it waits', async () => {
    const sent = jest.fn();
    show(promotionOf({}), {
      SignatureRequest: () => ({ signatureRequest: null }),
      CastVote: (variables) => {
        sent(variables);
        return { castVote: refusal };
      },
    });
    fireEvent.click(button('Approve'));
    expect(button('Approve').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByRole('status').textContent).toBe(
      'Waiting for the server. Nothing is decided before it answers.',
    );
    fireEvent.click(button('Approve'));
    await screen.findByRole('alert');
    expect(sent).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('status').textContent).toBe('');
    expect(button('Approve').getAttribute('aria-disabled')).not.toBe('true');
  });

  it('says neither that it was recorded nor that it was not where no answer came, and keeps the words', async () => {
    show(promotionOf({}), {
      CastVote: () => {
        throw new TypeError('Failed to fetch');
      },
    });
    fireEvent.change(screen.getByLabelText('Comment'), { target: { value: 'It errs worse.' } });
    fireEvent.click(button('Reject'));
    const { textContent } = await screen.findByRole('alert');
    expect(textContent).toContain('it may have been recorded or not');
    expect(textContent).not.toContain('nothing was changed');
    expect((screen.getByLabelText('Comment') as HTMLTextAreaElement).value).toBe('It errs worse.');
  });

  it('no longer says that a decision may have been recorded once the reader has looked anew', async () => {
    const promotion = promotionOf({});
    const bar = (isStale: boolean) => (
      <StalePage value={isStale}>
        <DecisionBar promotion={promotion} onReview={() => undefined} onBusy={() => undefined} />
      </StalePage>
    );
    const { rerender } = renderPart(bar(false), {
      CastVote: () => {
        throw new TypeError('Failed to fetch');
      },
    });
    fireEvent.click(button('Approve'));
    await screen.findByText(/it may have been recorded or not/);
    rerender(bar(true));
    expect(screen.getByText(/it may have been recorded or not/)).toBeTruthy();
    fireEvent.click(button('Review the change'));
    expect(screen.queryByText(/it may have been recorded or not/)).toBeNull();
  });

  it('keeps what was typed while the server was waited for', async () => {
    const auditEntry = { __typename: 'AuditEntry', id: 'e9', sequence: 42 };
    const promotion = promotionOf({});
    show(promotion, { CastVote: () => ({ castVote: { __typename: 'VoteCast', promotion, auditEntry } }) });
    const type = (value: string) => fireEvent.change(screen.getByLabelText('Comment'), { target: { value } });
    type('It errs worse.');
    fireEvent.click(button('Reject'));
    type('Who looks at the next one?');
    await screen.findByRole('link', { name: /^Recorded/ });
    expect((screen.getByLabelText('Comment') as HTMLTextAreaElement).value).toBe(
      'Who looks at the next one?',
    );
  });

  it.each([
    [promotionOf({}).champion, /^Rolling back takes one step/],
    [null, /^Nothing served there before: there is no version to roll back to/],
  ])('promises a way back from an activation only where one leads somewhere', async (champion, words) => {
    show(promotionOf({ champion }));
    fireEvent.click(button('Activate'));
    expect(await screen.findByText(words)).toBeTruthy();
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

  it('offers no votes on what is approved, and names none of them where it asks for a comment', () => {
    show(promotionOf({ state: 'APPROVED' }));
    expect(screen.getAllByRole('button').map((each) => each.textContent)).toEqual([
      'Withdraw',
      'Re-check gates',
      'Activate',
    ]);
    expect(screen.getByText(/needed/i).textContent).not.toMatch(/reject|changes/i);
  });

  it('asks for a reason before it rolls back what is suspended', async () => {
    const sent = jest.fn();
    const suspension = {
      ...{ __typename: 'Suspension' as const, cause: 'ALERT' as const },
      ...{ reason: 'The monitor “loud” alarmed.', since: '2026-01-05T10:00:00.000Z', findings: [] },
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
      input: {
        ...{ modelId: 'm1', environment: 'PRODUCTION', alias: 'champion', reason: 'Worse.' },
        fromPromotionId: 'p1',
      },
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

  it('takes back the question whether to activate once the promotion has changed', async () => {
    const bar = (isStale: boolean) => (
      <StalePage value={isStale}>
        <DecisionBar promotion={promotionOf({})} onReview={() => undefined} onBusy={() => undefined} />
      </StalePage>
    );
    const { rerender } = renderPart(bar(false));
    fireEvent.click(button('Activate'));
    await screen.findByRole('dialog');
    rerender(bar(true));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(button('Review the change'));
    rerender(bar(false));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('takes back the question whether to roll back once the promotion has changed', async () => {
    const viewerActions = [
      { __typename: 'ViewerAction' as const, action: 'ROLL_BACK' as const, allowed: true },
    ].map((each) => ({ ...each, code: null, message: null }));
    const promotion = promotionOf({ state: 'ACTIVE', viewerActions });
    const bar = (isStale: boolean) => (
      <StalePage value={isStale}>
        <DecisionBar promotion={promotion} onReview={() => undefined} onBusy={() => undefined} />
      </StalePage>
    );
    const { rerender } = renderPart(bar(false));
    fireEvent.change(screen.getByLabelText('Comment'), { target: { value: 'Too many refused.' } });
    fireEvent.click(button('Roll back'));
    await screen.findByRole('dialog');
    rerender(bar(true));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    rerender(bar(false));
    expect(screen.queryByRole('dialog')).toBeNull();
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
