import type { RefusalCode } from '../refusals';
import type { PromotionState } from './promotion';

/** What the system does: restore to the one that another gives way to by going back. */
export type SystemAction = 'expire' | 'supersede' | 'suspend' | 'restore' | 'end_emergency';

/** What can happen to a promotion: what people do to it, and what the system does. */
export type PromotionAction =
  | ('vote' | 'withdraw' | 'refresh_gates' | 'activate' | 'roll_back' | 'reinstate')
  | ('propose_emergency' | 'confirm_emergency' | 'waive')
  | SystemAction;

/** The states an action can lead to, or the code with which it is refused whoever asks. */
export type Cell = readonly PromotionState[] | RefusalCode;

const closed = {
  vote: 'PROMOTION_CLOSED',
  withdraw: 'PROMOTION_CLOSED',
  refresh_gates: 'PROMOTION_CLOSED',
  activate: 'PROMOTION_CLOSED',
  roll_back: 'PROMOTION_CLOSED',
  reinstate: 'PROMOTION_CLOSED',
  propose_emergency: 'PROMOTION_CLOSED',
  confirm_emergency: 'PROMOTION_CLOSED',
  waive: 'PROMOTION_CLOSED',
  expire: 'PROMOTION_CLOSED',
  supersede: 'PROMOTION_CLOSED',
  suspend: 'PROMOTION_CLOSED',
  restore: 'PROMOTION_CLOSED',
  end_emergency: 'PROMOTION_CLOSED',
} as const satisfies Record<PromotionAction, Cell>;

const review = {
  vote: ['in_review', 'blocked', 'approved', 'rejected'],
  withdraw: ['withdrawn'],
  refresh_gates: ['in_review', 'blocked', 'approved'],
  confirm_emergency: ['provisional'],
  expire: ['expired'],
} as const satisfies Partial<Record<PromotionAction, Cell>>;

/** The whole life of a promotion: every state × every action. */
export const transitions: Readonly<Record<PromotionState, Readonly<Record<PromotionAction, Cell>>>> = {
  in_review: {
    ...closed,
    ...review,
    activate: 'QUORUM_NOT_REACHED',
    propose_emergency: ['in_review'],
    waive: 'GATE_NOT_WAIVABLE',
  },
  blocked: {
    ...closed,
    ...review,
    activate: 'GATES_NOT_PASSED',
    propose_emergency: ['blocked'],
    waive: ['in_review', 'blocked', 'approved'],
  },
  approved: {
    ...closed,
    withdraw: ['withdrawn'],
    refresh_gates: ['in_review', 'blocked', 'approved'],
    activate: ['active'],
    expire: ['expired'],
  },
  provisional: {
    ...closed,
    vote: ['provisional', 'active', 'rolled_back', 'suspended'],
    refresh_gates: ['provisional', 'active', 'rolled_back', 'suspended'],
    activate: 'PROMOTION_PROVISIONAL',
    waive: ['provisional', 'active'],
    roll_back: ['rolled_back'],
    supersede: ['superseded'],
    end_emergency: ['rolled_back', 'suspended'],
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
    propose_emergency: 'PROMOTION_EXPIRED',
    confirm_emergency: 'PROMOTION_EXPIRED',
    waive: 'PROMOTION_EXPIRED',
    expire: 'PROMOTION_EXPIRED',
    supersede: 'PROMOTION_EXPIRED',
    suspend: 'PROMOTION_EXPIRED',
    restore: 'PROMOTION_EXPIRED',
    end_emergency: 'PROMOTION_EXPIRED',
  },
};
