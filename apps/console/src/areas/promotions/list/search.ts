import { oneOf } from '../../../app/search';
import type { PromotionState } from '../../../gql/graphql';

export const promotionStates = [
  'IN_REVIEW',
  'BLOCKED',
  'APPROVED',
  'PROVISIONAL',
  'ACTIVE',
  'SUSPENDED',
  'SUPERSEDED',
  'ROLLED_BACK',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
] as const satisfies readonly PromotionState[];

/** `state`: only promotions in that state; all without it. `view`: the board; the table without it. */
export interface PromotionsSearch {
  state?: PromotionState;
  view?: 'board';
}

export const parsePromotionsSearch = (raw: Record<string, unknown>): PromotionsSearch => ({
  state: oneOf(raw.state, promotionStates),
  view: oneOf(raw.view, ['board']),
});

export const requestTabs = ['summary', 'evidence', 'changes', 'checks', 'discussion'] as const;
export type RequestTab = (typeof requestTabs)[number];

/** `tab`: the part of the request; its summary without it. `all`: equal lines among the changes too. */
export interface PromotionSearch {
  tab?: RequestTab;
  all?: true;
}

export const parsePromotionSearch = (raw: Record<string, unknown>): PromotionSearch => ({
  tab: oneOf(raw.tab, requestTabs),
  all: raw.all === true ? true : undefined,
});
