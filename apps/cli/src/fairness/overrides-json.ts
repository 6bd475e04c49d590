import { type SectionOverrides } from '@countersign/domain/fairness';
import { type RateComparison } from '@countersign/statistics/fairness';
import { estimateJson } from '../output/estimate-json';
import { ends, testJson } from './comparison-json';

/** What people made of the predictions, as every part of `countersign.fairness/1` states numbers. */
export function overridesJson({ groups, ...section }: SectionOverrides): Record<string, unknown> {
  const { decided, undecided, unknown, toFavourable, toUnfavourable, before, after } = section;
  return {
    ...{ decided, undecided, unknown },
    groups: groups.map(({ group, counts, eligible, ...of }) => ({
      ...{ group, eligible, decided: of.decided, undecided: of.undecided, counts },
      decidedShare: estimateJson(of.decidedShare),
      overruled: estimateJson(of.overruled),
      toFavourable: estimateJson(of.toFavourable),
      toUnfavourable: estimateJson(of.toUnfavourable),
      favourableBefore: estimateJson(of.favourableBefore),
      favourableAfter: estimateJson(of.favourableAfter),
    })),
    toFavourable: rateJson(toFavourable),
    toUnfavourable: rateJson(toUnfavourable),
    before: rateJson(before),
    after: rateJson(after),
  };
}

function rateJson({ difference, ratio, simultaneous, tested, ...rate }: RateComparison) {
  return {
    difference: {
      ...estimateJson(difference),
      ...testJson(tested?.difference),
      simultaneous: ends(simultaneous?.difference),
    },
    ratio: { ...estimateJson(ratio), ...testJson(tested?.ratio), simultaneous: ends(simultaneous?.ratio) },
    direction: rate.direction,
    between: rate.between ?? [],
    ratioBetween: rate.ratioBetween ?? [],
    excluded: rate.excluded,
  };
}
