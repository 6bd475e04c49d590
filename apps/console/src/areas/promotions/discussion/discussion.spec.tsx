import { useState, type ComponentProps } from 'react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { gateOf, promotionOf, voteOf, waiverOf } from '../../../testing/promotion';
import { renderPart, type Answers } from '../../../testing/render';
import type { PromotionComment } from './comment-text';
import { discussionByRound, type Refusal, type Reinstatement } from './discussion';
import { Discussion as DiscussionView } from './discussion-view';
import type { Vote } from '../promotion';
import { nothingWritten } from './written';

const sam = { __typename: 'Actor' as const, id: '018f0000-0000-7000-8000-00000000005a', name: 'Sam Okafor' };
const dana = { __typename: 'Actor' as const, id: '018f0000-0000-7000-8000-0000000000da', name: 'Dana Roy' };
const comment = (id: string, round: number, part: Partial<PromotionComment> = {}): PromotionComment => ({
  ...{ __typename: 'PromotionComment', id, round, author: dana, text: `text of ${id}`, mentions: [] },
  ...{ addedAt: `2026-01-0${round}T10:00:00.000Z`, isUnseen: false },
  ...part,
});
const vote = (id: string, round: number): Vote =>
  voteOf({ id, round, person: sam, comment: 'Fine.', castAt: `2026-01-0${round}T11:00:00.000Z` });
const refusal = (id: string, round: number | null): Refusal => ({
  ...{
    __typename: 'RefusedAttempt',
    id,
    sequence: 7,
    actor: dana,
    action: 'castVote',
    code: 'SELF_APPROVAL',
  },
  ...{ round, at: '2026-01-01T12:00:00.000Z' },
});

const lifted: Reinstatement = {
  ...{ __typename: 'Reinstatement', id: 'lifted', person: sam, at: '2026-02-01T10:00:00.000Z' },
  ...{ reason: 'The column is back.', printedName: 'Sam O.', isSigned: false },
  meaning: 'I have looked at this release again and let it go on as risk officer.',
};
const nothing = { votes: [], waivers: [], comments: [], refusals: [], reinstatements: [] };

describe('discussionByRound', () => {
  it('P-151 puts votes, waivers, comments and refusals in the order in which they happened, round by round', () => {
    const found = discussionByRound({
      round: 3,
      votes: [vote('v1', 1), vote('v2', 2)],
      waivers: [waiverOf({ id: 'w1', round: 1, waivedAt: '2026-01-01T10:30:00.000Z' })],
      comments: [comment('c2', 2), comment('c1', 1)],
      refusals: [refusal('r1', 1), refusal('r?', null)],
      reinstatements: [lifted],
    });
    expect(found.map(({ round, entries }) => [round, entries.map(({ id }) => id)])).toEqual([
      [1, ['c1', 'w1', 'v1', 'r1']],
      [2, ['c2', 'v2']],
      [3, ['r?', 'lifted']],
    ]);
    expect(discussionByRound({ ...nothing, round: 2 })).toEqual([{ round: 2, entries: [] }]);
  });
});

const answerOf = (
  nodes: PromotionComment[],
  refusals: Refusal[] = [],
  reinstatements: Reinstatement[] = [],
) => ({
  promotion: {
    ...{ __typename: 'Promotion', id: 'p1', refusals, reinstatements },
    comments: {
      __typename: 'PromotionCommentConnection',
      ...{ nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: false } },
    },
  },
});
const people = {
  members: {
    __typename: 'MemberConnection',
    nodes: [sam, dana].map(({ id, name }) => ({ __typename: 'Member', id, name, deactivatedAt: null })),
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
  },
};
/** As the page shows it, which holds what is written; a press leaves for another part of the page or comes back. */
function Discussion(props: Omit<ComponentProps<typeof DiscussionView>, 'writing'>) {
  const [written, write] = useState(nothingWritten);
  const [isAway, leave] = useState(false);
  return (
    <>
      <button onClick={() => leave(!isAway)}>Elsewhere</button>
      {isAway ? null : <DiscussionView {...props} writing={{ written, write }} />}
    </>
  );
}
const show = (answers: Answers, mayComment = true) =>
  renderPart(
    <Discussion
      promotion={promotionOf({ votes: [vote('v1', 2)] })}
      viewerId={dana.id}
      mayComment={mayComment}
    />,
    { PromotionDiscussion: () => answerOf([]), MentionablePeople: () => people, ...answers },
  );
const field = () => screen.getByLabelText('Say something');
const type = (value: string) =>
  fireEvent.change(field(), { target: { value, selectionStart: value.length, selectionEnd: value.length } });
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Send' }));

describe('Discussion', () => {
  it('P-172 shows that a suspension was lifted, by whom, why, and what they signed', async () => {
    show({ PromotionDiscussion: () => answerOf([], [], [lifted]) });
    const entry = (await screen.findByText('Sam Okafor lifted the suspension')).closest('li') as HTMLElement;
    expect(within(entry).getByText(/Sam O\..*let it go on as risk officer/)).toBeTruthy();
    expect(within(entry).getByText('The column is back.')).toBeTruthy();
  });

  it('P-154 shows a comment at once, and as what the server has made of it once it answered', async () => {
    const nodes: PromotionComment[] = [];
    const sent = jest.fn();
    show({
      PromotionDiscussion: () => answerOf([...nodes]),
      AddPromotionComment: (variables) => {
        sent(variables);
        const added = comment('c9', 2, { text: 'Looks fine.' });
        nodes.push(added);
        return { addPromotionComment: { __typename: 'PromotionCommentAdded', comment: added } };
      },
    });
    type('Looks fine.');
    send();
    expect(screen.getByText('(being sent)')).toBeTruthy();
    expect(screen.getByText('Looks fine.').closest('li')).not.toBeNull();
    expect((field() as HTMLTextAreaElement).value).toBe('');
    await waitFor(() => expect(screen.getByText('Dana Roy said')).toBeTruthy());
    await waitFor(() => expect(screen.queryByText('(being sent)')).toBeNull());
    expect(screen.getAllByText('Looks fine.')).toHaveLength(1);
    expect(sent).toHaveBeenCalledWith({
      input: { promotionId: 'p1', text: 'Looks fine.', mentions: [] },
    });
  });

  it('P-154 keeps what is written, sent or not, while the reader looks something up in another part', async () => {
    show({
      AddPromotionComment: () => {
        throw new TypeError('Failed to fetch');
      },
    });
    type('Did not arrive.');
    send();
    await screen.findByText('(not sent)');
    type('Half a thought');
    fireEvent.click(screen.getByRole('button', { name: 'Elsewhere' }));
    expect(screen.queryByLabelText('Say something')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Elsewhere' }));
    expect((field() as HTMLTextAreaElement).value).toBe('Half a thought');
    expect(screen.getByText('Did not arrive.')).toBeTruthy();
    expect(screen.getByText('(not sent)')).toBeTruthy();
  });

  it('P-154 keeps the words of a comment that did not arrive, to be sent again or thrown away', async () => {
    let isDown = true;
    const refused = { __typename: 'Refusal', code: 'MEMBER_DEACTIVATED', message: 'Sam is deactivated.' };
    const sent = jest.fn();
    show({
      AddPromotionComment: () => {
        sent();
        if (isDown) throw new TypeError('Failed to fetch');
        return { addPromotionComment: refused };
      },
    });
    type('Looks fine.');
    send();
    await waitFor(() => expect(screen.getByText('(not sent)')).toBeTruthy());
    expect(screen.getByText('Looks fine.')).toBeTruthy();
    isDown = false;
    fireEvent.click(screen.getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(screen.getByText('Sam is deactivated.', { exact: false })).toBeTruthy());
    expect(sent).toHaveBeenCalledTimes(2);
    fireEvent.click(screen.getByRole('button', { name: 'Throw it away' }));
    expect(screen.queryByText('Looks fine.')).toBeNull();
  });

  it('P-154 sends nothing twice that arrived while its answer was lost', async () => {
    const earlier = comment('c1', 2, { text: 'Looks fine.' });
    const nodes = [earlier];
    const sent = jest.fn();
    show({
      PromotionDiscussion: () => answerOf([...nodes]),
      AddPromotionComment: () => {
        sent();
        throw new TypeError('Failed to fetch');
      },
    });
    await screen.findByText('Looks fine.');
    type('Looks fine.');
    send();
    // What was said before with the same words is another comment.
    await screen.findByText('(not sent)');
    nodes.push(comment('c2', 2, { text: 'Looks fine.' }));
    fireEvent.click(screen.getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(screen.queryByText('(not sent)')).toBeNull());
    await waitFor(() => expect(screen.getAllByText('Dana Roy said')).toHaveLength(2));
    expect(screen.getAllByText('Looks fine.')).toHaveLength(2);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('P-149 offers people after an @, takes one by the keyboard, and sends the id', async () => {
    const sent = jest.fn();
    show({
      AddPromotionComment: (variables) => {
        sent(variables);
        return { addPromotionComment: { __typename: 'PromotionCommentAdded', comment: comment('c9', 2) } };
      },
    });
    type('Ask @');
    const list = await screen.findByRole('listbox', { name: 'People to mention' });
    expect(
      within(list)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['Sam Okafor']);
    expect(field().getAttribute('aria-activedescendant')).toBe(
      within(list).getByRole('option', { selected: true }).id,
    );
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect((field() as HTMLTextAreaElement).value).toBe('Ask @Sam Okafor ');
    expect(screen.queryByRole('listbox')).toBeNull();
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(sent).toHaveBeenCalled());
    const { input } = sent.mock.calls[0]?.[0] as { input: unknown };
    expect(input).toEqual({ promotionId: 'p1', text: `Ask @{${sam.id}} `, mentions: [sam.id] });
  });

  it('P-154 shows text as text, members by their names, and nothing as a page', async () => {
    const text = `<img src=x onerror=alert(1)> https://example.org\n@{${sam.id}}`;
    show({
      PromotionDiscussion: () =>
        answerOf(
          [comment('c1', 2, { text, mentions: [sam] })],
          [refusal('r', 1), { ...refusal('s', 1), action: 'somethingNew', code: null }],
        ),
    });
    await screen.findByText('Dana Roy said');
    expect(document.querySelector('img, blockquote a')).toBeNull();
    expect(screen.getByText(/<img src=x onerror=alert\(1\)>/)).toBeTruthy();
    expect(screen.getByText('@Sam Okafor')).toBeTruthy();
    expect(screen.getByText('Dana Roy could not vote', { exact: false }).textContent).toContain(
      'SELF_APPROVAL',
    );
    expect(screen.getByText('Dana Roy was refused “somethingNew”', { exact: false })).toBeTruthy();
    expect(screen.getByText('Sam Okafor approved', { exact: false })).toBeTruthy();
  });

  it('P-151 tells whoever waived a gate, what it had found and why it may go on', async () => {
    const gates = [gateOf({ id: 'performance', title: 'Performance holds' })];
    const waivers = [waiverOf({ round: 2 }), waiverOf({ id: 'w2', gateId: 'gone', round: 1, counts: false })];
    renderPart(
      <Discussion promotion={promotionOf({ gates, waivers })} viewerId={dana.id} mayComment={false} />,
      { PromotionDiscussion: () => answerOf([]) },
    );
    const entry = (await screen.findByText('Riley Novak waived “Performance holds”')).closest('li')!;
    expect(within(entry).getByText('It had found: It is 0.69.')).toBeTruthy();
    expect(within(entry).getByText('For the pilot.')).toBeTruthy();
    expect(within(entry).queryByText('(does not count any more)')).toBeNull();
    const gone = screen.getByText('Riley Novak waived “gone”').closest('li')!;
    expect(within(gone).getByText('(does not count any more)')).toBeTruthy();
  });

  it('P-154 says that a mention was seen once it is shown, and that once', async () => {
    const seen = jest.fn();
    const unseen = comment('c1', 2, { text: 'Dana?', author: sam, mentions: [dana], isUnseen: true });
    show({
      PromotionDiscussion: () => answerOf([unseen]),
      MarkMentionsSeen: (variables) => {
        seen(variables);
        const comments = [{ __typename: 'PromotionComment', id: 'c1', isUnseen: false }];
        return { markMentionsSeen: { __typename: 'MentionsSeen', comments } };
      },
    });
    await waitFor(() => expect(seen).toHaveBeenCalledWith({ commentIds: ['c1'] }));
    // It stays marked as long as it is read.
    expect(await screen.findByText('(mentions you)')).toBeTruthy();
    fireEvent(document, new Event('visibilitychange'));
    expect(seen).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['', 'There is nothing to send yet.'],
    ['x'.repeat(4001), 'At most 4000 characters; a mention counts as 39 of them. These are 4001.'],
  ])('P-148 sends nothing that would not be taken', (text, message) => {
    show({});
    type(text);
    send();
    expect(screen.getByText(message)).toBeTruthy();
  });

  it('P-148 lets nobody say something who may not', async () => {
    show({}, false);
    await screen.findByText(/approved/);
    expect(screen.queryByLabelText('Say something')).toBeNull();
  });
});
