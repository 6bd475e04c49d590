import type { Policy } from '@countersign/domain/approvals';
import { wantChanges } from '../promotions/promotion';
import type { PromotionItem } from './inbox';

/** As many as are approved at once. */
const most = 20;

type Waiting = PromotionItem['promotion'];

interface Alike {
  kind: string;
  promotion: {
    votes: Waiting['votes'];
    gates: readonly Pick<Waiting['gates'][number], 'verdict'>[];
    policy: Pick<Waiting['policy'], 'digest' | 'document'>;
    viewerActions: readonly Pick<Waiting['viewerActions'][number], 'action' | 'allowed' | 'code'>[];
  };
}

/** What is alike: reviews under one policy with every gate passed that nobody wants changed, where there are two of them at least. */
export function alikeGroups<Item extends Alike>(items: readonly Item[]): Item[][] {
  const ready = items.filter(
    (item) =>
      item.kind === 'REVIEW' &&
      isOwnReview(item) &&
      wantChanges(item.promotion.votes).length === 0 &&
      item.promotion.gates.every(({ verdict }) => verdict === 'PASS'),
  );
  const byPolicy = new Map<string, Item[]>();
  for (const item of ready) {
    const { digest } = item.promotion.policy;
    byPolicy.set(digest, [...(byPolicy.get(digest) ?? []), item]);
  }
  return [...byPolicy.values()].filter(({ length }) => length > 1).map((group) => group.slice(0, most));
}

/**
 * Why a group cannot be approved together as things are: its policy takes signed votes alone, and a signature is on one vote
 * (`signed`), or a proof of who the reader is that is fresher than theirs (`proof`). Null where it can.
 */
export function apartBecause(group: readonly Alike[]): 'signed' | 'proof' | null {
  if (group.some(({ promotion }) => (promotion.policy.document as Policy).requirePasskey)) return 'signed';
  return group.some((item) => ownVote(item)?.allowed === false) ? 'proof' : null;
}

const ownVote = ({ promotion }: Alike) => promotion.viewerActions.find(({ action }) => action === 'VOTE');

/** Whether the reader's own vote is asked for, and not only that of somebody they may vote for. */
export function isOwnReview(item: Alike): boolean {
  const vote = ownVote(item);
  return vote !== undefined && (vote.allowed || vote.code === 'STEP_UP_REQUIRED');
}
