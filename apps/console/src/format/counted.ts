import { t } from '../texts';
import { formatCount } from './numbers';

/** How many of something, for a sentence: one in the singular, thousands with commas. */
export const counted = (n: number, kind: 'rows' | 'entries' | 'hours'): string =>
  t(`ui.counted.${kind}`, { count: n, n: formatCount(n) });
