import { type Estimate, notComputable } from '../inference';
import { fitBoostedTrees, predictBoostedTrees, stratifiedFolds } from '../learning';
import { rocAuc, scoreCounts } from '../performance';
import { seededRandom } from '../random';
import { compareCodePoints } from '../ordering';
import {
  assertSameFeatures,
  type CategoryColumn,
  type FeatureColumn,
  type NumberColumn,
  rowsOf,
  strideSample,
} from './feature-column';

const FOLDS = 5;
/** Above this many rows a side is sampled by stride: 100 trees are grown five times. */
const ROW_LIMIT = 20_000;
const THRESHOLD = { lower: 0.45, upper: 0.65 };

interface DomainClassifierOptions {
  /** Deals rows to folds at random; without it they are dealt in their order, as NannyML does. */
  readonly seed?: number;
  readonly rowLimit?: number;
}

/** Whether a classifier can tell the two sides apart. */
export interface DomainClassification {
  readonly method: 'domain_classifier';
  /** Area under the ROC curve of the held-out predictions with DeLong's interval; 0.5 means indistinguishable. */
  readonly auc: Estimate;
  readonly threshold: { readonly lower: number; readonly upper: number };
  /** Beyond the threshold; null where there is no area. */
  readonly alert: boolean | null;
  readonly n: { readonly reference: number; readonly current: number };
}

/**
 * Multivariate drift: how well boosted trees tell current rows from reference rows, by the area under the ROC curve of
 * their predictions for rows held out in five stratified folds. Beyond [0.45, 0.65] the sides differ. Missing numbers stay
 * missing, categories become ordered numbers (by code point, over both sides). A column of time or a running number tells
 * any two periods apart and should not be among the features. The interval takes the held-out predictions as they are: it
 * leaves out how much they would change with other trees. Above `rowLimit` rows (20,000) a side is sampled by stride.
 * Not computable with fewer than five rows on a side. Throws RangeError when the sides differ in features.
 * Source: NannyML 0.13.1, `DomainClassifierCalculator`, whose trees may also split categories into sets.
 */
export function domainClassifier(
  reference: readonly FeatureColumn[],
  current: readonly FeatureColumn[],
  options: DomainClassifierOptions = {},
): DomainClassification {
  const method = 'domain_classifier';
  assertSameFeatures(reference, current);
  const limit = options.rowLimit ?? ROW_LIMIT;
  const sides = [strideSample(reference, limit), strideSample(current, limit)] as const;
  const n = { reference: rowsOf(sides[0]), current: rowsOf(sides[1]) };
  const basis = { method, threshold: THRESHOLD, n } as const;
  if (Math.min(n.reference, n.current) < FOLDS) {
    const reason = 'too_few_rows';
    return { ...basis, auc: notComputable({ n: n.reference + n.current, reason, method }), alert: null };
  }
  const columns = sides[0].map((column, at) => joined(column, sides[1][at]!));
  const target = new Uint8Array(n.reference + n.current).fill(1, n.reference);
  const random = options.seed === undefined ? undefined : seededRandom(options.seed);
  const scores = heldOutScores(columns, target, stratifiedFolds(target, FOLDS, random));
  const auc = rocAuc(scoreCounts(scores, Int8Array.from(target)));
  const alert = auc.status === 'ok' ? auc.value < THRESHOLD.lower || auc.value > THRESHOLD.upper : null;
  return { ...basis, auc: { ...auc, method }, alert };
}

function heldOutScores(
  columns: readonly Float64Array[],
  target: Uint8Array,
  foldOf: Uint8Array,
): Float64Array {
  const scores = new Float64Array(target.length);
  const all = Uint32Array.from(target.keys());
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const train = all.filter((row) => foldOf[row] !== fold);
    const test = all.filter((row) => foldOf[row] === fold);
    const pick = (rows: Uint32Array) => (column: ArrayLike<number>) =>
      Float64Array.from(rows, (row) => column[row]!);
    const model = fitBoostedTrees({
      columns: columns.map(pick(train)),
      target: pick(train)(target),
      objective: 'binary',
    });
    const predicted = predictBoostedTrees(model, columns.map(pick(test)));
    test.forEach((row, at) => (scores[row] = predicted[at]!));
  }
  return scores;
}

/** One feature of both sides as numbers; both are of one kind. */
function joined(reference: FeatureColumn, current: FeatureColumn): Float64Array {
  if ('values' in reference) return concatenated(reference.values, (current as NumberColumn).values);
  const other = current as CategoryColumn;
  const names = [...new Set([...reference.categories, ...other.categories])].sort(compareCodePoints);
  const place = new Map(names.map((name, at) => [name, at]));
  const numbers = ({ codes, categories }: CategoryColumn): Float64Array =>
    Float64Array.from(codes, (code) => (code < 0 ? NaN : place.get(categories[code]!)!));
  return concatenated(numbers(reference), numbers(other));
}

function concatenated(first: Float64Array, second: Float64Array): Float64Array {
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
