import { useMutation } from '@apollo/client/react';
import { problemOf } from '../../../app/errors';
import type { PromotionComment } from './comment-text';
import { isOnRecord, newestOf } from './discussion';
import { addCommentDocument } from './discussion-operations';
import type { CommentDraft, UnsentComment, Writing } from './written';

const people = ({ mentions }: CommentDraft): PromotionComment['mentions'] =>
  mentions.map((member) => ({ __typename: 'Actor', ...member }));

/** As it is shown meanwhile. */
export const asShown = (draft: UnsentComment): Pick<PromotionComment, 'text' | 'mentions'> => ({
  text: draft.text,
  mentions: people(draft),
});

/** The discussion as the server holds it. */
export interface OnRecord {
  authorId: string;
  /** As the reader sees them; null before the first answer. */
  comments: readonly PromotionComment[] | null;
  /** Asks again. */
  look: () => Promise<readonly PromotionComment[]>;
}

/** What is on its way, or did not arrive. */
function outbox(write: Writing['write']) {
  const change = (next: (all: readonly UnsentComment[]) => readonly UnsentComment[]) =>
    write((before) => ({ ...before, unsent: next(before.unsent) }));
  const put = (comment: UnsentComment) =>
    change((all) => [...all.filter(({ key }) => key !== comment.key), comment]);
  return {
    put,
    drop: (key: string) => change((all) => all.filter((each) => each.key !== key)),
    fail: (comment: UnsentComment, error: unknown) =>
      put({ ...comment, failure: { refusal: null, problem: problemOf(error) } }),
  };
}

/** Sends comments. They are shown before the server has answered: nothing hangs on them. */
export function useComments(promotionId: string, { written, write }: Writing, record: OnRecord) {
  const [mutate] = useMutation(addCommentDocument);
  const { authorId, comments, look } = record;
  const { put, drop, fail } = outbox(write);

  const deliver = async (comment: UnsentComment) => {
    const { key, text } = comment;
    const mentions = comment.mentions.map(({ id }) => id);
    try {
      const { data } = await mutate({ variables: { input: { promotionId, text, mentions } } });
      const answer = data?.addPromotionComment;
      if (answer?.__typename === 'Refusal') {
        put({ ...comment, failure: { refusal: answer, problem: null } });
        return;
      }
      // It is on record whatever comes of this; what is shown asks again by itself.
      await look().catch(() => undefined);
      drop(key);
    } catch (error) {
      fail(comment, error);
    }
  };

  const send = (draft: CommentDraft): Promise<void> => {
    const since = comments === null ? null : newestOf(comments);
    const at = new Date().toISOString();
    const comment = { ...draft, key: crypto.randomUUID(), at, since, failure: null };
    put(comment);
    return deliver(comment);
  };

  /** Looks first whether it arrived, so that nobody says the same twice. */
  const sendAgain = async (failed: UnsentComment): Promise<void> => {
    const comment = { ...failed, failure: null };
    put(comment);
    const found = await look().catch((error: unknown) => fail(comment, error));
    if (!found) return;
    if (isOnRecord(comment, { authorId, comments: found })) drop(comment.key);
    else await deliver(comment);
  };

  /** What is shown as unsent: not what stands in the discussion already. */
  const unsent = written.unsent.filter(
    (comment) => !isOnRecord(comment, { authorId, comments: comments ?? [] }),
  );
  return { unsent, send, sendAgain, drop };
}
