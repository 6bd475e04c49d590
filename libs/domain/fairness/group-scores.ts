import { type Estimate, known, notComputable, proportionAt } from '@countersign/statistics/inference';
import { rocAuc, type ScoreCounts } from '@countersign/statistics/performance';
import { type BinnedScores, type GroupHistogram, scoreBins } from './audit-counts';
import { type CalibrationTenth, type GroupScoreResult } from './audit-results';
import { scoreEdges } from './score-bin';

/** Rows of neighbouring bins together. */
interface LabelledScores {
  readonly n: number;
  readonly positives: number;
  readonly scoreSum: number;
}

const tenth = scoreBins / 10;
const lowestScores = Float64Array.from(scoreEdges);

/** How the scores of a group order and match its labels, as far as 100 bins tell: scores in one bin tie. */
export function groupScores(
  group: readonly string[],
  histogram: GroupHistogram,
  confidenceLevel: number,
): GroupScoreResult {
  const counts = binnedCounts(histogram);
  const tenths = Array.from({ length: 10 }, (_, at) => labelledIn(histogram, at * tenth, tenth));
  const all = labelledIn(histogram, 0, scoreBins);
  return {
    group,
    n: counts.n,
    auc: { ...rocAuc(counts, confidenceLevel), method: `roc_auc_from_${scoreBins}_bins` },
    ece: calibrationError(tenths, counts),
    calibrationInTheLarge: all.n === 0 ? null : (all.scoreSum - all.positives) / all.n,
    calibration: tenths.flatMap((scores, at) => calibrationTenth(scores, at, confidenceLevel)),
  };
}

function binnedCounts({ positive, negative, unlabelled }: GroupHistogram): ScoreCounts {
  const [positiveRows, negativeRows] = [rowsOf(positive), rowsOf(negative)];
  const n = positiveRows + negativeRows;
  const withoutLabel = rowsOf(unlabelled);
  return {
    scores: lowestScores,
    positives: new Float64Array(positive.counts),
    negatives: new Float64Array(negative.counts),
    ...{ positiveRows, negativeRows, n, unscored: 0, unlabelled: withoutLabel },
    reason: n > 0 ? null : withoutLabel > 0 ? 'no_labels' : 'no_scores',
  };
}

export function rowsOf({ counts }: BinnedScores): number {
  let rows = 0;
  for (const count of counts) rows += count;
  return rows;
}

function labelledIn({ positive, negative }: GroupHistogram, from: number, bins: number): LabelledScores {
  const sum = (counts: readonly number[]) => {
    let total = 0;
    for (let bin = from; bin < from + bins; bin += 1) total += counts[bin]!;
    return total;
  };
  const positives = sum(positive.counts);
  const millionths = sum(positive.millionths) + sum(negative.millionths);
  return { n: positives + sum(negative.counts), positives, scoreSum: millionths / 1e6 };
}

function calibrationError(tenths: readonly LabelledScores[], { n, reason }: ScoreCounts): Estimate {
  const basis = { n, method: 'ece_10_equal_width_bins_from_100_bins' };
  if (reason !== null) return notComputable({ ...basis, reason });
  const distance = tenths.reduce((sum, { positives, scoreSum }) => sum + Math.abs(positives - scoreSum), 0);
  return known({ ...basis, value: distance / n });
}

function calibrationTenth(
  { n, positives, scoreSum }: LabelledScores,
  at: number,
  confidenceLevel: number,
): CalibrationTenth[] {
  if (n === 0) return [];
  const observed = proportionAt(positives, n, { reasonIfZero: 'no_rows', confidenceLevel });
  return [{ lower: at / 10, upper: (at + 1) / 10, n, meanScore: scoreSum / n, observed }];
}
