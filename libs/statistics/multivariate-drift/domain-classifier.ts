import { type Estimate, notComputable } from '../inference';
import {
  assertSameFeatures,
  type CategoryColumn,
  categoryOrdinals,
  type FeatureColumn,
  fitBoostedTrees,
  ordinalsOf,
  predictBoostedTrees,
  rowsOf,
  stratifiedFolds,
} from '../learning';
import { rocAuc, scoreCounts } from '../performance';
import { seededRandom } from '../random';
import { strideSample } from './stride-sample';

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
 * their predictions for rows held out in five stratified folds. Beyond [0.45, 0.65] the sides differ. Missing values stay
 * missing. A column of time or a running number tells
 * any two periods apart and should not be among the features. The interval takes the held-out predictions as they are: it
 * leaves out how much they would change with other trees. Above `rowLimit` rows (20,000) a side is sampled by stride.
 * Not computable with fewer than five rows on a side. Throws RangeError when the sides differ in features.
 * Source: NannyML 0.13.1, `DomainClassifierCalculator`, given the features in the order of their names.
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
  const features = joined(...sides);
  const target = new Uint8Array(n.reference + n.current).fill(1, n.reference);
  const random = options.seed === undefined ? undefined : seededRandom(options.seed);
  const scores = heldOutScores(features, target, stratifiedFolds(target, FOLDS, random));
  const auc = rocAuc(scoreCounts(scores, Int8Array.from(target)));
  const alert = auc.status === 'ok' ? auc.value < THRESHOLD.lower || auc.value > THRESHOLD.upper : null;
  return { ...basis, auc: { ...auc, method }, alert };
}

interface Features {
  readonly columns: readonly Float64Array[];
  readonly categorical: readonly boolean[];
}

function heldOutScores(
  { columns, categorical }: Features,
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
      categorical,
      target: pick(train)(target),
      objective: 'binary',
    });
    const predicted = predictBoostedTrees(model, columns.map(pick(test)));
    test.forEach((row, at) => (scores[row] = predicted[at]!));
  }
  return scores;
}

/** The features of both sides, one below the other, categories first: of cuts that gain the same the first feature's stays. */
function joined(reference: readonly FeatureColumn[], current: readonly FeatureColumn[]): Features {
  const categories: Float64Array[] = [];
  const numbers: Float64Array[] = [];
  reference.forEach((before, at) => {
    const after = current[at]!;
    if ('codes' in before && 'codes' in after) categories.push(joinedCategories(before, after));
    if ('values' in before && 'values' in after) numbers.push(concatenated(before.values, after.values));
  });
  const columns = [...categories, ...numbers];
  return { columns, categorical: columns.map((_, at) => at < categories.length) };
}

function joinedCategories(reference: CategoryColumn, current: CategoryColumn): Float64Array {
  const ordinals = categoryOrdinals([reference, current], 0);
  return concatenated(ordinalsOf(reference, ordinals), ordinalsOf(current, ordinals));
}

function concatenated(first: Float64Array, second: Float64Array): Float64Array {
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
