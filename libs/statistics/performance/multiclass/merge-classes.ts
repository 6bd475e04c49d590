import { compareCodePoints } from '../../ordering';
import { type ClassColumn, type ClassRows } from './class-confusion';

/**
 * Puts a column of predictions and one of labels on the same list of classes: all that either names, in code-point
 * order, whether or not a row holds them.
 */
export function mergeClasses(predictions: ClassColumn, labels: ClassColumn): ClassRows {
  const classes = [...new Set([...predictions.classes, ...labels.classes])].sort(compareCodePoints);
  const indexOf = new Map(classes.map((name, index) => [name, index]));
  const recode = ({ codes, classes: own }: ClassColumn): Int32Array => {
    const target = Int32Array.from(own, (name) => indexOf.get(name)!);
    return codes.map((code) => (code < 0 ? -1 : target[code]!));
  };
  return { classes, predictions: recode(predictions), labels: recode(labels) };
}
