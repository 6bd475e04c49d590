export type LawPackId = 'eeoc-four-fifths' | 'nyc-ll144';

/** A rule about unequal outcomes as versioned data: what it measures, where it stands and what its measure does not say. */
export interface LawPack {
  readonly id: LawPackId;
  /** Rises with every change of this data. */
  readonly version: number;
  readonly title: string;
  readonly jurisdiction: string;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** Dates as yyyy-mm-dd; null: not known to end. */
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  /** Whether somebody with legal training has checked this data against the sources. */
  readonly verified: boolean;
  readonly description: string;
  readonly measures: readonly string[];
  readonly doesNotClaim: readonly string[];
  readonly rules: LawRules;
}

export interface LawRules {
  /** A category below this share of the data may be left out of the impact ratios; null: the rule knows no such share. */
  readonly smallShare: number | null;
  /** The impact ratio below which the rule speaks of evidence, inclusive above; null: the rule sets no mark. */
  readonly minimumRatio: number | null;
  /** Standard deviations beyond which a difference counts as significant in practice; null: the rule asks for no test. */
  readonly standardDeviations: number | null;
  /** Whether every attribute crossed must be reported beside each alone. */
  readonly intersections: boolean;
  /** Whether categories may be inferred from other data instead of being what people say of themselves. */
  readonly allowsInferred: boolean;
  /** Days after which an audit is too old; null: the rule sets none. */
  readonly validDays: number | null;
}
