import type { Role } from '../access';

/** Votes that somebody gave to somebody else for a time. Instants are milliseconds since 1970-01-01T00:00Z. */
export interface Delegation {
  id: string;
  /** Whose votes they are. */
  delegatorId: string;
  /** Who may cast them. */
  delegateId: string;
  /** Of the delegator's roles, those it is for. */
  roles: readonly Role[];
  from: number;
  until: number;
}

/** One that is for the model of a promotion, with what its delegator holds now. */
export interface HeldDelegation extends Delegation {
  /** Of the delegator; none once they were deactivated. */
  delegatorRoles: readonly Role[];
}
