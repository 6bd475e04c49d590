import type { LegalHoldsQuery } from '../../gql/graphql';

export type Hold = LegalHoldsQuery['legalHolds']['nodes'][number];

/** Whether it still keeps anything. */
export const isInForce = ({ releasedAt }: Pick<Hold, 'releasedAt'>): boolean => !releasedAt;
