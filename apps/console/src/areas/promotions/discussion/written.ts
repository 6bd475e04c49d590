import type { Problem } from '../../../app/errors';
import type { Refused } from '../../../ui/refusal-alert';
import type { Candidate } from './mention-draft';

/** A comment as it is sent: the text with ids in it, and whom it calls. */
export interface CommentDraft {
  text: string;
  mentions: readonly Candidate[];
}

/** A comment that the server has not answered for yet, or has said no to. */
export interface UnsentComment extends CommentDraft {
  key: string;
  at: string;
  /** Id of the newest comment when it was sent first, empty where there was none; null where nobody knew. */
  since: string | null;
  /** What became of it; null while it is on its way. */
  failure: { refusal: Refused | null; problem: Problem | null } | null;
}

/** What somebody wrote about a promotion that the server does not hold. */
export interface Written {
  text: string;
  /** Whom they chose to name in it. */
  picked: readonly Candidate[];
  unsent: readonly UnsentComment[];
}

export const nothingWritten: Written = { text: '', picked: [], unsent: [] };

/** Held by the page and not by the tab: whoever looks something up in another tab finds their words again. */
export interface Writing {
  written: Written;
  write: (change: (before: Written) => Written) => void;
}
