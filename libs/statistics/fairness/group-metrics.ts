import { type Estimate, proportion } from '../inference';
import { type FavourableOutcome, groupRate, type GroupRateName } from './group-rate';
import { type OutcomeCounts } from './outcome-counts';

export type GroupMetrics = Readonly<Record<GroupRateName, Estimate>>;

/**
 * The rates of one group, each with numerator, denominator and 95 % Wilson interval. Selection and favourable rates rest
 * on all predicted rows, everything that needs a label on the labelled ones. A rate without denominator has a reason.
 */
export function groupMetrics(
  counts: OutcomeCounts,
  { favourable }: { readonly favourable: FavourableOutcome },
): GroupMetrics {
  const rate = (name: GroupRateName): Estimate => {
    const { numerator, denominator, reasonIfZero } = groupRate(name, counts, favourable);
    return proportion(numerator, denominator, reasonIfZero);
  };
  return {
    selection_rate: rate('selection_rate'),
    favourable_rate: rate('favourable_rate'),
    base_rate: rate('base_rate'),
    tpr: rate('tpr'),
    fpr: rate('fpr'),
    fnr: rate('fnr'),
    tnr: rate('tnr'),
    ppv: rate('ppv'),
    fdr: rate('fdr'),
    for: rate('for'),
    npv: rate('npv'),
    accuracy: rate('accuracy'),
  };
}
