import type { InboxQuery } from '../../gql/graphql';
import { closedGates, wantChanges } from '../promotions/promotion';

export type InboxItem = InboxQuery['inbox'][number];

const threeDays = 3 * 86_400_000;

/** Overdue or due within three days; what else the reader has to do; what others answered to a request of theirs. */
export const urgencies = ['urgent', 'open', 'answers'] as const;
export type Urgency = (typeof urgencies)[number];

function urgencyOf({ due, kind }: Pick<InboxItem, 'due' | 'kind'>, now: Date): Urgency {
  if (due !== null && new Date(due).getTime() - now.getTime() <= threeDays) return 'urgent';
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
export function holdUps({ gates, votes }: Pick<InboxItem['promotion'], 'gates' | 'votes'>) {
  return {
    gates: closedGates(gates),
    voters: wantChanges(votes),
  };
}
