import { formatNumber } from '../../format/numbers';
import type { ColumnDistributionQuery } from '../../gql/graphql';
import { t } from '../../texts';

export type Distribution = ColumnDistributionQuery['modelVersion']['columnDistribution'];
type Bin = Distribution['bins'][number];

/** One bar pair of the overlay: shares in [0, 1] of the rows that have a value. */
export interface OverlayBar {
  label: string;
  baseline: number;
  current: number;
  baselineCount: number;
  currentCount: number;
}

/** Where a bin lies: an open end is null, a category has neither end. */
interface BinPlace {
  lower: number | null;
  upper: number | null;
  category?: string | null;
}

/** What a bin holds, in words; open ends are said. */
export function binLabel({ lower, upper, category }: BinPlace): string {
  if (category != null) return category;
  if (lower == null && upper == null) return t('monitoring.overlay.any');
  if (lower == null) return t('monitoring.overlay.below', { value: formatNumber(upper ?? 0) });
  if (upper == null) return t('monitoring.overlay.from', { value: formatNumber(lower) });
  return `${formatNumber(lower)} – ${formatNumber(upper)}`;
}

const total = (bins: readonly Bin[], side: 'baseline' | 'current'): number =>
  bins.reduce((sum, bin) => sum + bin[side], 0);

/** Bars of both windows on the bins of the baseline; a side without rows has shares of zero. */
export function overlayBars(bins: readonly Bin[]): OverlayBar[] {
  const baselineTotal = total(bins, 'baseline');
  const currentTotal = total(bins, 'current');
  const share = (count: number, of: number): number => (of === 0 ? 0 : count / of);
  return bins.map((bin) => ({
    label: binLabel(bin),
    baseline: share(bin.baseline, baselineTotal),
    current: share(bin.current, currentTotal),
    baselineCount: bin.baseline,
    currentCount: bin.current,
  }));
}

/** The bar whose share changed most, or undefined when none changed. */
export function largestChange(bars: readonly OverlayBar[]): OverlayBar | undefined {
  const change = (bar: OverlayBar): number => Math.abs(bar.current - bar.baseline);
  const [first] = [...bars].sort((a, b) => change(b) - change(a));
  return first && change(first) > 0 ? first : undefined;
}
