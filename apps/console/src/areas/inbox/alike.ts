import { wantChanges } from '../promotions/promotion';
import type { PromotionItem } from './inbox';

/** As many as are approved at once. */
const most = 20;

interface Alike {
  kind: string;
  isOwn: boolean;
  promotion: Pick<PromotionItem['promotion'], 'votes'> & {
    policy: { digest: string };
    gates: readonly { verdict: string }[];
  };
}

/** What can be approved together: reviews under one policy with every gate passed that nobody wants changed, where there are two of them at least. */
export function alikeGroups<Item extends Alike>(items: readonly Item[]): Item[][] {
  const ready = items.filter(
    ({ kind, isOwn, promotion }) =>
      kind === 'REVIEW' &&
      isOwn &&
      wantChanges(promotion.votes).length === 0 &&
      promotion.gates.every(({ verdict }) => verdict === 'PASS'),
  );
  const byPolicy = new Map<string, Item[]>();
  for (const item of ready) {
    const { digest } = item.promotion.policy;
    byPolicy.set(digest, [...(byPolicy.get(digest) ?? []), item]);
  }
  return [...byPolicy.values()].filter(({ length }) => length > 1).map((group) => group.slice(0, most));
}

/** Whether the reader's own vote is asked for, and not only that of somebody they may vote for. */
export function isOwnReview({ promotion }: PromotionItem): boolean {
  return promotion.viewerActions.some(
    ({ action, allowed, code }) => action === 'VOTE' && (allowed || code === 'STEP_UP_REQUIRED'),
  );
}
