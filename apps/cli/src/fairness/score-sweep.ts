import { type ThresholdSweep, thresholdSweep } from '@countersign/statistics/fairness-evidence';
import { sortFinite } from '@countersign/statistics/profile';
import { type AuditPopulation } from './audit-populations';
import { type ScoredColumns } from './scored-columns';

const steps = 20;

/** What every group's rates would be at other thresholds: 20 of them, even ones for probabilities and quantiles otherwise. */
export function scoreSweep(population: AuditPopulation, columns: ScoredColumns): ThresholdSweep {
  const edges = edgesOf(columns.scores!);
  const histograms = new Map(
    population.groups.map(({ group }) => [
      JSON.stringify(group),
      { group, positives: counts(edges), negatives: counts(edges), unlabelled: counts(edges) },
    ]),
  );
  const vectors = population.positions.map((at) => columns.groups[at]!);
  const names = new Map<number, string>();
  columns.scores!.forEach((score, row) => {
    const codes = vectors.map((vector) => vector.codes[row]!);
    if (!Number.isFinite(score) || codes.some((code) => code < 0)) return;
    const key = codes.reduce((sum, code, at) => sum * vectors[at]!.categories.length + code, 0);
    let name = names.get(key);
    if (name === undefined)
      names.set(key, (name = JSON.stringify(codes.map((code, at) => vectors[at]!.categories[code]))));
    const histogram = histograms.get(name);
    const side = (['unlabelled', 'negatives', 'positives'] as const)[columns.labels[row]! + 1]!;
    if (histogram) histogram[side][binOf(score, edges)]! += 1;
  });
  return thresholdSweep(edges, [...histograms.values()]);
}

const counts = (edges: readonly number[]): Float64Array => new Float64Array(edges.length);

function edgesOf(scores: Float64Array): number[] {
  const sorted = sortFinite(scores.filter(Number.isFinite));
  if (sorted.length === 0) return [0];
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  if (least >= 0 && most <= 1) return Array.from({ length: steps }, (_, step) => step / steps);
  const quantiles = Array.from(
    { length: steps },
    (_, step) => sorted[Math.floor((step * sorted.length) / steps)]!,
  );
  return [...new Set(quantiles)];
}

/** The last edge that the score reaches. */
function binOf(score: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (edges[middle]! <= score) low = middle;
    else high = middle - 1;
  }
  return low;
}
