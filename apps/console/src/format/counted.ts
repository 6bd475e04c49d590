import { t } from '../texts';
import { formatCount } from './numbers';

type Counted = 'rows' | 'entries' | 'hours' | 'predictions' | 'labels' | 'columns' | 'windows' | 'bins';

/** How many of something, for a sentence: one in the singular, thousands with commas. */
export const counted = (n: number, kind: Counted): string =>
  t(`ui.counted.${kind}`, { count: n, n: formatCount(n) });
