import { counted, formatNumber } from '../report';
import { commentParts } from './comment-parts';

/** What may be in a comment. */
export const commentLimits = { longest: 4000, mentions: 20 } as const;

/** A comment as handed in. */
interface CommentDraft {
  text: string;
  /** Ids of the members who are to see it. */
  mentions: readonly string[];
  authorId: string;
}

/** What is wrong with a comment, and where. */
interface CommentFault {
  field: 'text' | 'mentions';
  message: string;
}

/** The first thing that keeps a comment from being taken as it is; null when nothing does. Whom an id names is not looked at. */
export function commentFault({ text, mentions, authorId }: CommentDraft): CommentFault | null {
  const { longest, mentions: most } = commentLimits;
  if (text.trim() === '') return { field: 'text', message: 'A comment says something.' };
  if (text.length > longest)
    return {
      field: 'text',
      message: `A comment has at most ${counted(longest, 'character')}; this has ${formatNumber(text.length)}.`,
    };
  // Lines and tabs are welcome; whatever else does not show would make the text read as something else.
  if (/[^\P{Cc}\n\r\t]/u.test(text))
    return { field: 'text', message: 'A comment holds no control characters but tabs and ends of lines.' };
  if (mentions.length > most)
    return { field: 'mentions', message: `A comment mentions at most ${most} members.` };
  if (new Set(mentions).size < mentions.length)
    return { field: 'mentions', message: 'A comment mentions everybody once.' };
  if (mentions.includes(authorId)) return { field: 'mentions', message: 'Nobody mentions themselves.' };
  const named = commentParts(text).flatMap((part) => ('memberId' in part ? [part.memberId] : []));
  const untold = named.find((id) => !mentions.includes(id));
  if (untold !== undefined)
    return { field: 'text', message: `The text names ${untold}, who is not among the mentions.` };
  return null;
}
