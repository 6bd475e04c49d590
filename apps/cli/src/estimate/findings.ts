import {
  type EstimatedGap,
  type EstimatedGroup,
  type EstimatedMetric,
} from '@countersign/statistics/estimation';

/** What was estimated, before it is written down. */
export interface EstimateFindings {
  readonly method: 'cbpe' | 'dle';
  /** Whether the scores were calibrated; null for a regression model. */
  readonly calibrated: boolean | null;
  readonly metrics: readonly EstimatedMetric[];
  readonly groups: {
    readonly column: string;
    readonly groups: readonly EstimatedGroup[];
    readonly gaps: readonly EstimatedGap[];
  } | null;
}
