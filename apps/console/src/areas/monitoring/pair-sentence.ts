import { formatCount, formatPercent } from '../../format/numbers';
import { listOf, methodName } from '../../format/words';
import { t } from '../../texts';
import type { PairNumbers, PairResult } from './pair-result';
import type { Verdict } from './result';

type Side = PairNumbers['compared'];

const named = 3;

/** A rate, or that it is hidden from this reader, or that nobody is in it. */
const rateText = (rate: number | null, n: number): string => {
  if (rate !== null) return formatPercent(rate);
  return n === 0 ? t('ui.none') : t('watch.hiddenRate');
};

/** A side as `31% of 1,200`. */
export const sideText = ({ rate, n }: Side): string =>
  t('watch.cell', { rate: rateText(rate, n), n: formatCount(n) });

const namedSide = ({ group, rate, n }: Side): string =>
  t('watch.side', { group, rate: rateText(rate, n), n: formatCount(n) });

/** The reference as the pair has it that has watched longest. */
const referenceOf = (results: readonly PairResult[]): Side | undefined =>
  results.map(({ numbers }) => numbers.reference).sort((a, b) => b.n - a.n)[0];

/** What the last day's results say in one sentence, with how many people each group has. */
export function pairSentence(last: readonly PairResult[], verdict: Verdict, minimumN: number): string {
  const [first] = last;
  const decisive = last.filter((result) => result.verdict === verdict);
  const reference = referenceOf(decisive);
  if (!first || !reference) return t('watch.noDay');
  const shown = decisive.slice(0, named).map(({ numbers }) => namedSide(numbers.compared));
  const rest = decisive.length - shown.length;
  const said = {
    rate: methodName(first.method).toLowerCase(),
    groups: listOf(rest > 0 ? [...shown, t('watch.more', { count: rest })] : shown),
    reference: namedSide(reference),
  };
  if (verdict === 'ALERT') {
    const days = decisive.flatMap(({ numbers }) => numbers.alarmDay ?? []).sort();
    return t('watch.alarm', { ...said, day: days[0] ?? '' });
  }
  if (verdict === 'WARNING') return t('watch.warning', said);
  if (verdict === 'OK') return t('watch.quiet', said);
  return t('watch.unknown', { ...said, n: formatCount(minimumN) });
}
