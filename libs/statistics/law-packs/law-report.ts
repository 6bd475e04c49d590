import { type GroupSelection } from '../fairness-evidence';
import { type Estimate } from '../inference';
import { type LawPack } from './law-pack';

/** The groups of one attribute, or of several crossed, with those who received the favourable outcome. */
export interface LawTable {
  readonly attributes: readonly string[];
  readonly groups: readonly GroupSelection[];
  /** People whose category is unknown; they stay outside. */
  readonly unknown: number;
  /** What `selected` counts: people selected, or people with a score strictly above the median of the full sample. */
  readonly rate: 'scoring' | 'selection';
}

export interface LawRow extends GroupSelection {
  /** Part of the people of known category. */
  readonly share: number;
  readonly rate: Estimate;
  /** Over the highest rate among the groups that are not left out. */
  readonly impactRatio: Estimate;
  /** The group lies below the share under which the law lets it be left out of the ratios. */
  readonly isSmall: boolean;
  /** It was left out: its rate is shown, it has no ratio and is not the highest. */
  readonly isLeftOut: boolean;
}

export interface LawTableReport {
  readonly attributes: readonly string[];
  readonly rate: LawTable['rate'];
  readonly n: number;
  readonly unknown: number;
  /** The group of the highest rate, null where there is none. */
  readonly highest: readonly string[] | null;
  /** None where the figures are withheld. */
  readonly rows: readonly LawRow[];
  /** Why the pack computes nothing of this table; absent where it does. */
  readonly withheld?: 'inferred_categories';
}

export type LawFindingCode =
  | 'below_minimum_ratio'
  | 'beyond_standard_deviations'
  | 'group_left_out'
  | 'highest_is_small'
  | 'inferred_categories'
  | 'intersections_missing'
  | 'lowest_ratio'
  | 'no_pass_mark'
  | 'no_ratio'
  | 'pack_not_verified'
  | 'outside_effective_dates'
  | 'small_numbers'
  | 'small_share'
  | 'tables_disagree'
  | 'unknown_people'
  | 'validity';

/** One plain sentence about the figures; it never claims that a law is met. */
export interface LawFinding {
  readonly code: LawFindingCode;
  /** `attention`: somebody has to look; `information`: to be known. */
  readonly weight: 'attention' | 'information';
  readonly attributes: readonly string[];
  readonly group: readonly string[] | null;
  readonly statement: string;
}

export interface LawReport {
  readonly pack: LawPack;
  readonly tables: readonly LawTableReport[];
  readonly findings: readonly LawFinding[];
}
