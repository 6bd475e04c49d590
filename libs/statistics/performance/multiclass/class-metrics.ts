import { type Estimate } from '../../inference';
import { binaryMetrics } from '../binary-metrics';
import { type ConfusionMatrix } from '../confusion-matrix';
import { type ClassMetricName } from './class-average';
import { type ClassConfusion } from './class-confusion';
import { marginsOf } from './class-margins';

export interface ClassReport {
  readonly class: string;
  /** The class against all others. */
  readonly confusion: ConfusionMatrix;
  readonly metrics: Readonly<Record<ClassMetricName, Estimate>>;
}

/** Precision, recall, specificity and F1 of each class against all others, in the order of the classes. */
export function classMetrics({ classes, counts }: ClassConfusion): ClassReport[] {
  const { n, actual, predicted } = marginsOf(counts);
  return classes.map((name, at) => {
    const tp = counts[at * classes.length + at]!;
    const fp = predicted[at]! - tp;
    const fn = actual[at]! - tp;
    const confusion = { tp, fp, fn, tn: n - tp - fp - fn };
    const { precision, recall, specificity, f1 } = binaryMetrics(confusion);
    return { class: name, confusion, metrics: { precision, recall, specificity, f1 } };
  });
}
