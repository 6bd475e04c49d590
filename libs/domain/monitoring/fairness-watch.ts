import type { FavourableOutcome, GroupRateName } from '@countersign/statistics/fairness';

/** The rates of a group that a monitor can hold against another's: all that are of predictions. */
export const watchedRates = [
  'selection_rate',
  'favourable_rate',
  'tpr',
  'fpr',
  'fnr',
  'tnr',
  'ppv',
  'fdr',
  'for',
  'npv',
  'accuracy',
] as const satisfies readonly GroupRateName[];

export type WatchedRate = (typeof watchedRates)[number];

/** What a fairness monitor watches; docs/spec/fairness-monitors.md. */
export interface FairnessWatch {
  /** A key of the predictions' groups. */
  readonly attribute: string;
  readonly rate: WatchedRate;
  /** The value that means positive, in predictions and labels. */
  readonly positiveValue: string;
  /** Which prediction is the good one for the person. */
  readonly favourable: FavourableOutcome;
  /** The group that the others are held against. */
  readonly reference: string;
  /** The others; null: all that turn up. */
  readonly groups: readonly string[] | null;
  /** The chance of ever raising a false alarm, over all pairs and days. */
  readonly alpha: number;
  /** Days after the end of a day before it is taken, so that rows and labels can arrive. */
  readonly maturityDays: number;
}

/** Most pairs that one monitor watches: an attribute with more groups names persons. */
export const mostPairs = 100;

/** Whether a rate needs to know what happened; the others rest on predictions alone. */
export function needsLabels(rate: WatchedRate): boolean {
  return rate !== 'selection_rate' && rate !== 'favourable_rate';
}

/** What is wrong with a watch, with the field, or null when nothing is. */
export function watchFault(watch: FairnessWatch): { field: keyof FairnessWatch; message: string } | null {
  const { attribute, positiveValue, reference, groups, alpha, maturityDays, rate } = watch;
  if (attribute.trim() === '') return { field: 'attribute', message: 'Name the group attribute.' };
  if (positiveValue.trim() === '') return { field: 'positiveValue', message: 'The positive value is empty.' };
  if (reference.trim() === '')
    return { field: 'reference', message: 'Name the group the others are held against.' };
  if (!(alpha > 0 && alpha <= 0.5))
    return { field: 'alpha', message: 'alpha has to be above 0 and at most 0.5.' };
  if (!Number.isInteger(maturityDays) || maturityDays < 0 || maturityDays > 3650)
    return { field: 'maturityDays', message: 'Maturity is 0 to 3650 whole days.' };
  if (needsLabels(rate) && maturityDays === 0)
    return {
      field: 'maturityDays',
      message: 'This rate rests on labels: say after how many days a day is taken, 1 at least.',
    };
  return groups === null ? null : groupsFault(groups, reference);
}

function groupsFault(groups: readonly string[], reference: string): ReturnType<typeof watchFault> {
  const field = 'groups';
  if (groups.length === 0 || groups.length > mostPairs)
    return { field, message: `Name 1 to ${mostPairs} groups, or none at all to watch every one.` };
  if (groups.includes(reference))
    return { field, message: 'The reference is held against the others, not against itself.' };
  if (new Set(groups).size < groups.length) return { field, message: 'A group is named twice.' };
  return null;
}
