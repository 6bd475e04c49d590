import { type Estimate, known, notComputable } from '../../inference';
import { type AveragedValues, meanWithInterval } from '../mean-with-interval';
import { type TargetPairs } from './target-pairs';

interface PairMean extends AveragedValues {
  readonly method: string;
  /** What is averaged. */
  readonly of: (predicted: number, actual: number) => number;
}

/** Mean over the rows of a function of prediction and target, with the interval of a mean at 95 %. */
export function meanOfPairs(mean: PairMean, pairs: TargetPairs): Estimate {
  const basis = { n: pairs.n, method: mean.method };
  if (pairs.reason !== null) return notComputable({ ...basis, reason: pairs.reason });
  const parts = pairs.predicted.map((predicted, row) => mean.of(predicted, pairs.actual[row]!));
  const { value, ...interval } = meanWithInterval(parts, mean);
  if (!Number.isFinite(value)) return notComputable({ ...basis, reason: 'out_of_range' });
  return known({ ...basis, value, ...interval });
}
