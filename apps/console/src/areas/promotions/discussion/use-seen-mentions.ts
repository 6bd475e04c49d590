import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import type { PromotionComment } from './comment-text';
import { markMentionsSeenDocument } from './discussion-operations';

const atOnce = 100;

/**
 * Says of comments that mention the reader that they have seen them, once these are shown in a page that is in front.
 * Answers which they are, for as long as the page is open: what was new stays marked while it is read.
 */
export function useSeenMentions(comments: readonly PromotionComment[]): ReadonlySet<string> {
  const [mark, { client }] = useMutation(markMentionsSeenDocument);
  const told = useRef(new Set<string>());
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const tell = async () => {
      if (document.visibilityState !== 'visible') return;
      const commentIds = comments
        .filter(({ id, isUnseen }) => isUnseen && !told.current.has(id))
        .map(({ id }) => id)
        .slice(-atOnce);
      if (commentIds.length === 0) return;
      for (const id of commentIds) told.current.add(id);
      setFresh((known) => new Set([...known, ...commentIds]));
      try {
        await mark({ variables: { commentIds } });
        void client.refetchQueries({
          include: 'active',
          onQueryUpdated: ({ queryName }) => queryName === 'InboxCount',
        });
      } catch {
        // They stay in the inbox, and are told of again when the page is opened again.
      }
    };
    void tell();
    const onVisible = () => void tell();
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [comments, mark, client]);
  return fresh;
}
