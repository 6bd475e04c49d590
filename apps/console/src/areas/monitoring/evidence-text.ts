import { formatNumber } from '../../format/numbers';
import { t } from '../../texts';
import { drawn } from './evidence-line';

/** An e-value in words: what is beyond the picture is said to be, since its digits say nothing more. */
export function evidenceText(value: number): string {
  if (value > drawn.most) return t('watch.over', { value: formatNumber(drawn.most) });
  if (value < drawn.least) return t('watch.under', { value: formatNumber(drawn.least) });
  return formatNumber(value);
}
