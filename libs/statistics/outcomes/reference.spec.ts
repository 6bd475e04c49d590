import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addOutcome } from './add-outcome';
import { binnedRocAuc } from './binned-roc-auc';
import { totalOutcomes } from './merge-outcome-profiles';
import { emptyOutcomeProfile } from './outcome-profile';
import { thresholdCounts } from './threshold-counts';

interface OutcomeCase {
  readonly name: string;
  readonly inputs: {
    readonly kind: string;
    readonly rule: { readonly seed: number; readonly n: number; readonly power: number };
    readonly thresholds: readonly number[];
  };
  readonly expected: {
    readonly rocAuc: number | null;
    readonly confusion: readonly Readonly<Record<'tp' | 'fp' | 'fn' | 'tn', number>>[];
  };
}

const table = JSON.parse(readFileSync(join(__dirname, '../reference-tables/profile.json'), 'utf8')) as {
  cases: OutcomeCase[];
};
const cases = table.cases.filter(({ inputs }) => inputs.kind === 'outcomes');
const compared = cases.reduce((sum, { expected }) => sum + 1 + 4 * expected.confusion.length, 0);

describe(`outcome profiles as scikit-learn scores the rows, ${compared} values`, () => {
  it.each(cases.map((entry) => [entry.name, entry] as const))('S-12: %s', (_, { inputs, expected }) => {
    const profile = emptyOutcomeProfile([], inputs.thresholds);
    let state = inputs.rule.seed;
    const draw = (): number => {
      state = (Math.imul(1664525, state) + 1013904223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    for (let row = 0; row < inputs.rule.n; row += 1) {
      const [score, other] = [draw(), draw()];
      addOutcome(profile, { groups: [], predicted: null, actual: other < score ** inputs.rule.power, score });
    }
    const { scores } = totalOutcomes(profile);
    const found = thresholdCounts(scores, inputs.thresholds).map(({ counts: { tp, fp, fn, tn } }) => ({
      tp,
      fp,
      fn,
      tn,
    }));
    expect(found).toEqual(expected.confusion);
    const { estimate, errorBound } = binnedRocAuc(scores);
    if (expected.rocAuc === null)
      expect(estimate).toMatchObject({ status: 'not_computable', reason: 'no_negatives' });
    else expect(Math.abs(estimate.value! - expected.rocAuc)).toBeLessThanOrEqual(errorBound!);
  });
});
