import type { PromotionDiscussionQuery } from '../../../gql/graphql';
import type { PromotionComment } from './comment-text';
import type { Promotion, Vote, Waiver } from '../promotion';
import type { UnsentComment } from './written';

export type Refusal = PromotionDiscussionQuery['promotion']['refusals'][number];

export type Reinstatement = PromotionDiscussionQuery['promotion']['reinstatements'][number];

/**
 * One thing of a discussion: a decision with its comment, a gate that was waived, a suspension that was lifted, a comment, or a
 * step that was refused.
 */
export type DiscussionEntry =
  | { kind: 'vote'; id: string; at: string; round: number; vote: Vote }
  | { kind: 'waiver'; id: string; at: string; round: number; waiver: Waiver }
  | { kind: 'reinstatement'; id: string; at: string; round: number; reinstatement: Reinstatement }
  | { kind: 'comment'; id: string; at: string; round: number; comment: PromotionComment }
  | { kind: 'refusal'; id: string; at: string; round: number; refusal: Refusal };

interface Discussed extends Pick<Promotion, 'round' | 'votes' | 'waivers'> {
  comments: readonly PromotionComment[];
  refusals: readonly Refusal[];
  reinstatements: readonly Reinstatement[];
}

function entriesOf({
  round,
  votes,
  waivers,
  comments,
  refusals,
  reinstatements,
}: Discussed): DiscussionEntry[] {
  return [
    ...votes.map(
      (vote) => ({ kind: 'vote', id: vote.id, at: vote.castAt, round: vote.round, vote }) as const,
    ),
    ...waivers.map((waiver) => {
      const { id, waivedAt: at } = waiver;
      return { kind: 'waiver', id, at, round: waiver.round, waiver } as const;
    }),
    // What is suspended was approved: its round is the last.
    ...reinstatements.map((reinstatement) => {
      const { id, at } = reinstatement;
      return { kind: 'reinstatement', id, at, round, reinstatement } as const;
    }),
    ...comments.map((comment) => {
      const { id, addedAt: at } = comment;
      return { kind: 'comment', id, at, round: comment.round, comment } as const;
    }),
    ...refusals.map((refusal) => {
      const { id, at } = refusal;
      // Where the log does not say the round, it is the one that people look at.
      return { kind: 'refusal', id, at, round: refusal.round ?? round, refusal } as const;
    }),
  ];
}

/** Everything in the order in which it happened, round by round; the present round is there before anything is said in it. */
export function discussionByRound(discussed: Discussed): { round: number; entries: DiscussionEntry[] }[] {
  const entries = entriesOf(discussed).sort(
    (one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id),
  );
  const rounds = [...new Set([...entries.map(({ round }) => round), discussed.round])].sort((a, b) => a - b);
  return rounds.map((round) => ({ round, entries: entries.filter((entry) => entry.round === round) }));
}

/** Id of the newest of some comments, empty where there is none; ids rise with time. */
export function newestOf(comments: readonly PromotionComment[]): string {
  return comments.reduce((newest, { id }) => (id > newest ? id : newest), '');
}

/** Whether a comment that nobody has answered for stands there: its answer may have been lost, and not the comment. */
export function isOnRecord(
  { text, since }: UnsentComment,
  { comments, authorId }: { comments: readonly PromotionComment[]; authorId: string },
): boolean {
  return (
    since !== null &&
    comments.some(({ id, author, text: said }) => author.id === authorId && id > since && said === text)
  );
}
