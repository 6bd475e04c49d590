import { distanceTo } from '../../../format/spans';
import type { PromotionState, PromotionsQuery } from '../../../gql/graphql';
import { t } from '../../../texts';

export type PromotionRow = PromotionsQuery['promotions']['nodes'][number];

/** The columns of the board, in the order in which a promotion passes through them. */
export const boardColumns = [
  { name: 'blocked', states: ['BLOCKED'] },
  { name: 'review', states: ['IN_REVIEW'] },
  { name: 'approved', states: ['APPROVED'] },
  { name: 'serving', states: ['PROVISIONAL', 'SUSPENDED', 'ACTIVE'] },
] as const satisfies readonly { name: string; states: readonly PromotionState[] }[];

/** A state that a column shows. */
export type OpenState = (typeof boardColumns)[number]['states'][number];

/** What is over: shown on demand. */
export const endedStates = [
  'SUPERSEDED',
  'ROLLED_BACK',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
] as const satisfies readonly PromotionState[];

export const passedGates = ({ gates }: Pick<PromotionRow, 'gates'>): number =>
  gates.filter(({ verdict }) => verdict === 'PASS').length;

/** How long something stands where it stands, in words, and where that has a measure as a share of it. */
export interface Age {
  text: string;
  share?: number;
}

/** After so long an open request is as old as the bar can show. */
const oldAfter = 30 * 86_400_000;

const shareOf = (part: number, whole: number): number =>
  whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 1;

type Aged = Pick<PromotionRow, 'state' | 'requestedAt' | 'approvedAt' | 'expiresAt' | 'activatedAt'>;

/** The age of a promotion, by what matters where it stands: when it was asked for, when its approval lapses. */
export function ageOf({ state, requestedAt, approvedAt, expiresAt, activatedAt }: Aged, now: Date): Age {
  const since = (instant: string) => now.getTime() - new Date(instant).getTime();
  if (state === 'APPROVED' && approvedAt && expiresAt) {
    const { isPast, span } = distanceTo(expiresAt, now);
    const text = t(isPast ? 'promotions.board.lapsed' : 'promotions.board.lapses', { span });
    return { text, share: shareOf(since(approvedAt), Date.parse(expiresAt) - Date.parse(approvedAt)) };
  }
  if (state === 'BLOCKED' || state === 'IN_REVIEW') {
    const { span } = distanceTo(requestedAt, now);
    return { text: t('promotions.board.open', { span }), share: shareOf(since(requestedAt), oldAfter) };
  }
  if ((state === 'ACTIVE' || state === 'SUSPENDED' || state === 'PROVISIONAL') && activatedAt)
    return { text: t('promotions.board.serves', { span: distanceTo(activatedAt, now).span }) };
  return { text: t('promotions.board.requested', { span: distanceTo(requestedAt, now).span }) };
}
