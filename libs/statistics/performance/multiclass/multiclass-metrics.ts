import { type Estimate, known, proportion } from '../../inference';
import { classAverage, type ClassMetricName, type ClassWeighting } from './class-average';
import { type ClassConfusion } from './class-confusion';
import { marginsOf } from './class-margins';
import { gorodkinCorrelation } from './gorodkin-correlation';

const names: readonly ClassMetricName[] = ['precision', 'recall', 'specificity', 'f1'];
const weightings: readonly ClassWeighting[] = ['macro', 'weighted'];

/**
 * The metrics that the counts of several classes give: accuracy, balanced accuracy (mean recall of the classes that
 * occur), Gorodkin's correlation, and macro, weighted and micro means of precision, recall, specificity and F1. Micro
 * means add up the counts of all classes first; but for specificity they all are the accuracy.
 */
export function multiclassMetrics(confusion: ClassConfusion): ReadonlyMap<string, Estimate> {
  const { n, hits } = marginsOf(confusion.counts);
  const accuracy = proportion(hits, n, 'no_rows');
  const means = names.flatMap((name): [string, Estimate][] => [
    ...weightings.map((weighting): [string, Estimate] => [
      `${name}_${weighting}`,
      classAverage(confusion, name, weighting),
    ]),
    [`${name}_micro`, name === 'specificity' ? microSpecificity(confusion, accuracy) : accuracy],
  ]);
  return new Map([
    ['accuracy', accuracy],
    ['balanced_accuracy', { ...classAverage(confusion, 'recall', 'present'), method: 'balanced_accuracy' }],
    ['mcc', gorodkinCorrelation(confusion.counts)],
    ...means,
  ]);
}

/** Every wrong row is a true negative of all classes but two, every right one of all but one. */
function microSpecificity({ classes }: ClassConfusion, accuracy: Estimate): Estimate {
  const basis = { n: accuracy.n, method: 'specificity_micro' };
  if (accuracy.status !== 'ok') return { ...accuracy, ...basis };
  if (classes.length < 2) return { ...basis, status: 'not_computable', value: null, reason: 'no_negatives' };
  const ofAccuracy = (share: number): number => 1 - (1 - share) / (classes.length - 1);
  const { lower, upper, confidenceLevel } = accuracy.interval!;
  return known({
    ...basis,
    value: ofAccuracy(accuracy.value),
    interval: {
      lower: ofAccuracy(lower),
      upper: ofAccuracy(upper),
      confidenceLevel,
      method: 'wilson_of_accuracy',
    },
  });
}
