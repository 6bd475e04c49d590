import type { InboxQuery } from '../../gql/graphql';
import { closedGates, wantChanges } from '../promotions/promotion';

export type InboxItem = InboxQuery['inbox'][number];

/** One that is about a promotion. */
export type PromotionItem = InboxItem & { promotion: NonNullable<InboxItem['promotion']> };

export const isAboutPromotion = (item: InboxItem): item is PromotionItem => item.promotion !== null;

/** A promotion can wait twice: for a decision, and because of what somebody said. */
export const itemKey = ({ kind, promotion, policyChange }: InboxItem): string =>
  `${kind} ${promotion?.id ?? policyChange?.id ?? ''}`;

const threeDays = 3 * 86_400_000;

/** Overdue or due within three days; what else the reader has to do; who calls them; what others answered to a request of theirs. */
export const urgencies = ['urgent', 'open', 'mentions', 'answers'] as const;
export type Urgency = (typeof urgencies)[number];

function urgencyOf({ due, kind }: Pick<InboxItem, 'due' | 'kind'>, now: Date): Urgency {
  if (due !== null && new Date(due).getTime() - now.getTime() <= threeDays) return 'urgent';
  if (kind === 'MENTION') return 'mentions';
  return kind === 'ANSWER' ? 'answers' : 'open';
}

/** The groups that have items, the most urgent first; within each the order of the server. */
export const inboxGroups = <T extends Pick<InboxItem, 'due' | 'kind'>>(
  items: readonly T[],
  now: Date,
): [Urgency, T[]][] =>
  urgencies
    .map((urgency): [Urgency, T[]] => [urgency, items.filter((item) => urgencyOf(item, now) === urgency)])
    .filter(([, members]) => members.length > 0);

/** What stands in the way: the gates that do not pass, and who wants changes in the present round. */
export function holdUps({ gates, votes }: Pick<PromotionItem['promotion'], 'gates' | 'votes'>) {
  return {
    gates: closedGates(gates),
    voters: wantChanges(votes),
  };
}
