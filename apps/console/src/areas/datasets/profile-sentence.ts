import { counted } from '../../format/counted';
import { formatCount, formatNumber } from '../../format/numbers';
import { listOf } from '../../format/words';
import type { DatasetProfileQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { binLabel } from '../monitoring/distribution';

export type ColumnProfile = DatasetProfileQuery['datasetVersion']['profile'][number];

/** Counts to draw, in order: histogram bins of a number, most frequent values and the rest of a category. */
export function barCounts(profile: ColumnProfile): number[] {
  if (profile.histogram.length > 0) return profile.histogram.map((bin) => bin.count);
  const top = profile.top.map((entry) => entry.count);
  return profile.otherCount > 0 ? [...top, profile.otherCount] : top;
}

/** What the small picture of a column shows, in words. */
export function profileSentence(profile: ColumnProfile): string {
  const { column, histogram, top } = profile;
  if (histogram.length > 0) {
    const mode = histogram.reduce((most, bin) => (bin.count > most.count ? bin : most));
    return t('datasets.column.histogram', {
      column,
      bins: counted(histogram.length, 'bins'),
      mode: binLabel(mode),
    });
  }
  const values = top.slice(0, 3).map(({ value, count }) => `${value} (${formatCount(count)})`);
  return t('datasets.column.top', { column, values: values.length > 0 ? listOf(values) : t('ui.none') });
}

/** Smallest and largest value, or the most frequent values of a category. */
export function rangeText(profile: ColumnProfile): string {
  if (profile.min != null && profile.max != null)
    return t('datasets.column.rangeText', { min: formatNumber(profile.min), max: formatNumber(profile.max) });
  return profile.top
    .slice(0, 3)
    .map(({ value }) => value)
    .join(', ');
}

/** Mean with standard deviation, where there is one. */
export const meanText = ({ mean, standardDeviation }: ColumnProfile): string =>
  mean == null
    ? ''
    : t('datasets.column.meanText', {
        mean: formatNumber(mean),
        sd: standardDeviation == null ? t('ui.none') : formatNumber(standardDeviation),
      });
