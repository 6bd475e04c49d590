import { type Estimate, known, type KnownEstimate, notComputable } from '@countersign/statistics/inference';

/** The area under the curve of one group. */
export interface GroupArea {
  readonly group: readonly string[];
  /** Rows with score and label. */
  readonly n: number;
  readonly auc: Estimate;
}

export interface AreaGap {
  /** Highest minus lowest area; the two farthest apart of several have no interval. */
  readonly gap: Estimate;
  /** The two groups, lowest first; empty where there are not two. */
  readonly between: readonly (readonly string[])[];
}

/** How far the areas under the curves of the groups lie apart; of those alone that are compared. */
export function aucGap(
  groups: readonly GroupArea[],
  isCompared: (group: GroupArea, at: number) => boolean = () => true,
): AreaGap {
  const method = 'difference_of_roc_auc';
  const measured = groups.filter(({ auc }) => auc.status === 'ok');
  const ranked = groups.filter((group, at) => group.auc.status === 'ok' && isCompared(group, at));
  const n = ranked.reduce((total, group) => total + group.n, 0);
  if (ranked.length < 2) {
    const reason =
      measured.length > 1 ? 'below_minimum_n' : measured.length === 1 ? 'single_group' : 'missing_group';
    return { gap: notComputable({ n, method, reason }), between: [] };
  }
  const low = ranked.reduce((least, next) => (next.auc.value! < least.auc.value! ? next : least));
  const high = ranked.reduce((most, next) => (next.auc.value! >= most.auc.value! ? next : most));
  const gap = differenceOf(high.auc, low.auc, { n, method });
  return { gap: ranked.length > 2 ? picked(gap) : gap, between: [low.group, high.group] };
}

/** The two farthest apart of several have no interval: it would not allow for their having been looked for. */
function picked({ value, n, method }: KnownEstimate): Estimate {
  return known({ n, method, value, intervalReason: 'farthest_of_several' });
}

/** Two groups are independent, so their intervals join as Newcombe's do. */
function differenceOf(high: Estimate, low: Estimate, basis: { n: number; method: string }): KnownEstimate {
  const value = high.value! - low.value!;
  const [above, below] = [high, low].map((each) => (each.status === 'ok' ? each.interval : undefined));
  if (above === undefined || below === undefined) return known({ ...basis, value });
  const interval = {
    lower: value - Math.hypot(high.value! - above.lower, below.upper - low.value!),
    upper: value + Math.hypot(above.upper - high.value!, low.value! - below.lower),
    confidenceLevel: above.confidenceLevel,
    method: 'mover_delong',
  };
  return known({ ...basis, value, interval });
}
