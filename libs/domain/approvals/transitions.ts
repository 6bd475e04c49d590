import type { RefusalCode } from '../refusals';
import type { PromotionState } from './promotion';

/** What the system does: restore to the one that another gives way to by going back. */
export type SystemAction = 'expire' | 'supersede' | 'suspend' | 'restore';

/** What can happen to a promotion: what people do to it, and what the system does. */
export type PromotionAction =
  'vote' | 'withdraw' | 'refresh_gates' | 'activate' | 'roll_back' | 'reinstate' | SystemAction;

/** The states an action can lead to, or the code with which it is refused whoever asks. */
export type Cell = readonly PromotionState[] | RefusalCode;

const closed = {
  vote: 'PROMOTION_CLOSED',
  withdraw: 'PROMOTION_CLOSED',
  refresh_gates: 'PROMOTION_CLOSED',
  activate: 'PROMOTION_CLOSED',
  roll_back: 'PROMOTION_CLOSED',
  reinstate: 'PROMOTION_CLOSED',
  expire: 'PROMOTION_CLOSED',
  supersede: 'PROMOTION_CLOSED',
  suspend: 'PROMOTION_CLOSED',
  restore: 'PROMOTION_CLOSED',
} as const satisfies Record<PromotionAction, Cell>;

const review = {
  vote: ['in_review', 'blocked', 'approved', 'rejected'],
  withdraw: ['withdrawn'],
  refresh_gates: ['in_review', 'blocked', 'approved'],
  expire: ['expired'],
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
  active: { ...closed, roll_back: ['rolled_back'], supersede: ['superseded'], suspend: ['suspended'] },
  suspended: {
    ...closed,
    activate: 'PROMOTION_SUSPENDED',
    roll_back: ['rolled_back'],
    reinstate: ['active'],
    supersede: ['superseded'],
  },
  superseded: { ...closed, restore: ['active'] },
  rolled_back: closed,
  rejected: closed,
  withdrawn: closed,
  expired: {
    vote: 'PROMOTION_EXPIRED',
    withdraw: 'PROMOTION_EXPIRED',
    refresh_gates: 'PROMOTION_EXPIRED',
    activate: 'PROMOTION_EXPIRED',
    roll_back: 'PROMOTION_EXPIRED',
    reinstate: 'PROMOTION_EXPIRED',
    expire: 'PROMOTION_EXPIRED',
    supersede: 'PROMOTION_EXPIRED',
    suspend: 'PROMOTION_EXPIRED',
    restore: 'PROMOTION_EXPIRED',
  },
};
