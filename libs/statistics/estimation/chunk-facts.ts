import { ascendingOrder } from '../ordering';
import { type BinaryRows, rowsBetween } from './binary-rows';
import { calibratedInOrder, type Calibrator } from './calibrator';
import { type Chunk } from './chunks';
import { expectedOutcomes, type OutcomeSums, realisedOutcomes } from './outcome-sums';
import { countOutcomes, labelledGroups, type ScoredOutcomes } from './scored-outcomes';

/** Everything that the metrics of one chunk read, each computed once. */
export interface ChunkFacts {
  readonly key: string;
  readonly period: 'reference' | 'analysis';
  /** Expected from the calibrated probabilities. */
  readonly expected: OutcomeSums;
  /** Calibrated probabilities from the highest score to the lowest. */
  readonly ranked: Float64Array;
  /** Whether all probabilities lie in [0, 1]; scores that are not calibrated need not. */
  readonly isProbability: boolean;
  /** From the rows that carry a label. */
  readonly realised: OutcomeSums;
  readonly outcomes: ScoredOutcomes;
}

interface FactOptions {
  readonly period: 'reference' | 'analysis';
  readonly calibrator: Calibrator;
}

/** The facts of one chunk. The rows are visited by score, so their order in the chunk does not matter. O(n). */
export function chunkFacts(all: BinaryRows, { key, start, end }: Chunk, options: FactOptions): ChunkFacts {
  const rows = rowsBetween(all, start, end);
  const order = ascendingOrder(rows.scores);
  const ascending = calibratedInOrder(options.calibrator, rows.scores, order);
  return {
    key,
    period: options.period,
    expected: expectedOutcomes(ascending, rows.predictions, order),
    ranked: ascending.slice().reverse(),
    isProbability: ascending.length === 0 || (ascending[0]! >= 0 && ascending.at(-1)! <= 1),
    realised: realisedOutcomes(rows),
    outcomes: countOutcomes(labelledGroups(rows, order)),
  };
}
