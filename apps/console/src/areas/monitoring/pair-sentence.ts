import { formatCount, formatPercent } from '../../format/numbers';
import { listOf, methodName } from '../../format/words';
import { t } from '../../texts';
import type { PairResult } from './pair-result';
import type { Verdict } from './result';

const named = 3;

/** A rate, or that it is hidden from this reader, or that nobody is in it. */
export const rateText = (rate: number | null, n: number): string => {
  if (rate !== null) return formatPercent(rate);
  return n === 0 ? t('ui.none') : t('watch.hiddenRate');
};

function pairText({ numbers: { compared, reference } }: PairResult): string {
  return t('watch.pair', {
    group: compared.group,
    rate: rateText(compared.rate, compared.n),
    n: formatCount(compared.n),
    reference: reference.group,
    referenceRate: rateText(reference.rate, reference.n),
    referenceN: formatCount(reference.n),
  });
}

/** What the last day's results say in one sentence, with how many people each group has. */
export function pairSentence(last: readonly PairResult[], verdict: Verdict, minimumN: number): string {
  const [first] = last;
  if (!first) return t('watch.noDay');
  const decisive = last.filter((result) => result.verdict === verdict);
  const shown = decisive.slice(0, named).map(pairText);
  const rest = decisive.length - shown.length;
  const pairs = listOf(rest > 0 ? [...shown, t('watch.more', { count: rest })] : shown);
  const rate = methodName(first.method).toLowerCase();
  if (verdict === 'ALERT') {
    const days = decisive.flatMap(({ numbers }) => numbers.alarmDay ?? []).sort();
    return t('watch.alarm', { rate, pairs, day: days[0] ?? '' });
  }
  if (verdict === 'WARNING') return t('watch.warning', { rate, pairs });
  if (verdict === 'OK') return t('watch.quiet', { rate, pairs });
  return t('watch.unknown', { rate, pairs, n: formatCount(minimumN) });
}
