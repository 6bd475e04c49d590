import { oneOf } from '../../app/search';
import type { PromotionState } from '../../gql/graphql';

export const promotionStates = [
  'IN_REVIEW',
  'BLOCKED',
  'APPROVED',
  'ACTIVE',
  'SUPERSEDED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
] as const satisfies readonly PromotionState[];

/** `state`: only promotions in that state; all without it. */
export interface PromotionsSearch {
  state?: PromotionState;
}

export const parsePromotionsSearch = (raw: Record<string, unknown>): PromotionsSearch => ({
  state: oneOf(raw.state, promotionStates),
});
