import { type CategoryColumn, categoryOrdinals, type FeatureColumn, ordinalsOf } from '../learning';

/** Missing texts are a category of their own, under the name that NannyML gives them. */
const MISSING = 'NML_missing_value';

/** What the error of a row is learnt from. */
export interface LossInputs {
  /** One list a feature and one for the prediction, for each period. */
  readonly columns: readonly (readonly Float64Array[])[];
  /** Which of them number categories. */
  readonly categorical: readonly boolean[];
}

interface Side {
  readonly features: readonly FeatureColumn[];
  readonly rows: { readonly predictions: Float64Array };
}

/**
 * Features and predictions as numbers, the reference period first. Categories are numbered from 1 on as the reference has
 * them and are NaN where it has not. A missing category is one like any other: where the reference misses none, it is one
 * that the reference has not. All sides have the same features.
 */
export function lossInputs(sides: readonly [Side, Side]): LossInputs {
  const ordinals = sides[0].features.map((column) =>
    'codes' in column ? categoryOrdinals([withMissing(column)], 1) : null,
  );
  const columns = sides.map(({ features, rows }) => {
    const inputs = features.map((column, at) =>
      'codes' in column ? ordinalsOf(withMissing(column), ordinals[at]!) : column.values,
    );
    return [...inputs, rows.predictions];
  });
  return { columns, categorical: [...ordinals.map((places) => places !== null), false] };
}

const withMissing = ({ codes, categories }: CategoryColumn): CategoryColumn => ({
  codes: codes.map((code) => (code < 0 ? categories.length : code)),
  categories: [...categories, MISSING],
});
