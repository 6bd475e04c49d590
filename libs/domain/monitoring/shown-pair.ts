import type { PairReading, SideReading } from './read-pair';

/** Fewer people than this are not shown to every viewer, as in audits that say nothing else. */
const smallCell = 10;

type Side = SideReading & { readonly group: string };

/** The numbers of a fairness monitor's result, as it is kept. */
export interface ShownPairNumbers extends Pick<PairReading, 'eValue' | 'largestEValue'> {
  readonly reference: Side;
  readonly compared: Side;
  readonly gap: { readonly value: number; readonly lower: number; readonly upper: number } | null;
  /** Counts of the day alone. */
  readonly day: PairReading['on'];
}

/** What a viewer sees who may see no numbers of few people. */
export interface CoarsePair {
  readonly eValue: number;
  readonly largestEValue: number;
  readonly pValue: number;
  readonly reference: CoarseSide;
  readonly compared: CoarseSide;
  readonly gap: ShownPairNumbers['gap'];
  readonly day: null;
}

type CoarseSide = Pick<Side, 'group' | 'n' | 'rate' | 'predicted' | 'labelled'>;

/**
 * A pair without what would tell of few people. From one day to the next, counts differ by that day's people, and an exact
 * rate or e-value gives the counts away: rates come in whole percent, and only where ten people at least have the outcome and
 * ten have not; e-values in three digits; no count but the groups' sizes, and nothing of the day alone.
 */
export function shownPair<Numbers extends ShownPairNumbers>(
  numbers: Numbers,
): Omit<Numbers, keyof CoarsePair> & CoarsePair {
  const { eValue, largestEValue, gap } = numbers;
  const reference = shownSide(numbers.reference);
  const compared = shownSide(numbers.compared);
  const isHidden = gap === null || reference.rate === null || compared.rate === null;
  return {
    ...{ ...numbers, eValue: inDigits(eValue), largestEValue: inDigits(largestEValue), reference, compared },
    pValue: inDigits(Math.min(1, 1 / largestEValue)),
    gap: isHidden
      ? null
      : { ...gap, value: inPercent(gap.value), lower: inPercent(gap.lower), upper: inPercent(gap.upper) },
    day: null,
  };
}

function shownSide({ group, successes, n, rate, predicted, labelled }: Side): CoarseSide {
  const isFew = Math.min(successes, n - successes) < smallCell;
  return { group, n, rate: rate === null || isFew ? null : inPercent(rate), predicted, labelled };
}

const inDigits = (value: number): number => Number(value.toPrecision(3));
const inPercent = (value: number): number => Math.round(value * 100) / 100;
