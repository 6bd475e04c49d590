import { chiSquareContingency, type DriftResult } from '../drift';
import { chiSquareUpperTail } from '../inference';

/**
 * NannyML's chi-square test of homogeneity: that of SciPy's chi2_contingency, which moves every count of a table of two
 * categories by up to one half towards its expected one (Yates' correction).
 */
export function nannymlChiSquare(reference: readonly number[], current: readonly number[]): DriftResult {
  const result = chiSquareContingency(reference, current);
  if (result.status === 'not_computable' || result.parameters.categories !== 2) return result;
  const { n } = result;
  const total = n.reference + n.current;
  let value = 0;
  reference.forEach((count, index) => {
    const category = count + current[index]!;
    for (const [observed, side] of [[count, n.reference] as const, [current[index]!, n.current] as const]) {
      const expected = (category * side) / total;
      const apart = Math.max(0, Math.abs(observed - expected) - 0.5);
      if (category > 0) value += (apart * apart) / expected;
    }
  });
  const parameters = { ...result.parameters, continuityCorrection: 'yates' };
  return { ...result, parameters, value, pValue: chiSquareUpperTail(value, 1) };
}
