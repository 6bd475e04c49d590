import type { RefusalCode } from '../refusals';
import type { PromotionState } from './promotion';

/** What can happen to a promotion. The first four are people's; expire and supersede are the system's. */
export type PromotionAction = 'vote' | 'withdraw' | 'refresh_gates' | 'activate' | 'expire' | 'supersede';

/** The states an action can lead to, or the code with which it is refused whoever asks. */
export type Cell = readonly PromotionState[] | RefusalCode;

const closed = {
  vote: 'PROMOTION_CLOSED',
  withdraw: 'PROMOTION_CLOSED',
  refresh_gates: 'PROMOTION_CLOSED',
  activate: 'PROMOTION_CLOSED',
  expire: 'PROMOTION_CLOSED',
  supersede: 'PROMOTION_CLOSED',
} as const satisfies Record<PromotionAction, Cell>;

const review = {
  vote: ['in_review', 'blocked', 'approved', 'rejected'],
  withdraw: ['withdrawn'],
  refresh_gates: ['in_review', 'blocked', 'approved'],
} as const satisfies Partial<Record<PromotionAction, Cell>>;

/** The whole life of a promotion: every state × every action. */
export const transitions: Readonly<Record<PromotionState, Readonly<Record<PromotionAction, Cell>>>> = {
  in_review: { ...closed, ...review, activate: 'QUORUM_NOT_REACHED' },
  blocked: { ...closed, ...review, activate: 'GATES_NOT_PASSED' },
  approved: {
    ...closed,
    withdraw: ['withdrawn'],
    refresh_gates: ['in_review', 'blocked', 'approved'],
    activate: ['active'],
    expire: ['expired'],
  },
  active: { ...closed, supersede: ['superseded'] },
  superseded: closed,
  rejected: closed,
  withdrawn: closed,
  expired: {
    vote: 'PROMOTION_EXPIRED',
    withdraw: 'PROMOTION_EXPIRED',
    refresh_gates: 'PROMOTION_EXPIRED',
    activate: 'PROMOTION_EXPIRED',
    expire: 'PROMOTION_EXPIRED',
    supersede: 'PROMOTION_EXPIRED',
  },
};
