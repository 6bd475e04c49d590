import { useMutation } from '@apollo/client/react';
import { problemOf } from '../../../app/errors';
import type { PromotionComment } from './comment-text';
import { addCommentDocument } from './discussion-operations';
import type { CommentDraft, UnsentComment, Writing } from './written';

const people = ({ mentions }: CommentDraft): PromotionComment['mentions'] =>
  mentions.map((member) => ({ __typename: 'Actor', ...member }));

/** As it is shown meanwhile. */
export const asShown = (draft: UnsentComment): Pick<PromotionComment, 'text' | 'mentions'> => ({
  text: draft.text,
  mentions: people(draft),
});

/** Sends comments. They are shown before the server has answered: nothing hangs on them. */
export function useComments(promotionId: string, { write }: Writing, onSent: () => Promise<unknown>) {
  const [mutate] = useMutation(addCommentDocument);
  const setUnsent = (change: (all: readonly UnsentComment[]) => readonly UnsentComment[]) =>
    write((before) => ({ ...before, unsent: change(before.unsent) }));
  const put = (comment: UnsentComment) =>
    setUnsent((all) => [...all.filter(({ key }) => key !== comment.key), comment]);
  const drop = (key: string) => setUnsent((all) => all.filter((each) => each.key !== key));

  const send = async (draft: CommentDraft, key: string = crypto.randomUUID()) => {
    const comment = { ...draft, key, at: new Date().toISOString(), failure: null };
    put(comment);
    const mentions = draft.mentions.map(({ id }) => id);
    try {
      const { data } = await mutate({ variables: { input: { promotionId, text: draft.text, mentions } } });
      const answer = data?.addPromotionComment;
      if (answer?.__typename === 'Refusal') {
        put({ ...comment, failure: { refusal: answer, problem: null } });
        return;
      }
      // It is on record whatever comes of this; what is shown asks again by itself.
      await onSent().catch(() => undefined);
      drop(key);
    } catch (error) {
      put({ ...comment, failure: { refusal: null, problem: problemOf(error) } });
    }
  };
  return { send, drop };
}
