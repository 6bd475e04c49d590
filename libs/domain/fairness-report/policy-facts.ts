import { type DenominatorPolicy } from '@countersign/statistics/fairness';
import { type FairnessPolicy } from '../fairness';
import { denominatorWords } from './denominator-words';
import { levelOf, percent } from './estimate-text';

const corrections = {
  holm: 'Holm, over all different tests of the audit',
  bh: 'Benjamini and Hochberg, over all different tests of the audit',
  none: 'none: p-values are as they are',
} as const;

/** What decides whether groups take part, pass and fail. */
export function policyFacts(
  { minimums, alpha, correction }: FairnessPolicy,
  { sections }: { readonly sections: readonly { readonly denominator: DenominatorPolicy }[] },
) {
  const denominators = [...new Set(sections.map(({ denominator }) => denominator))];
  const share = minimums.share > 0 ? ` and ${percent(minimums.share)} of the people of known group` : '';
  return [
    ['A group takes part with', `${minimums.groupSize} people${share}`],
    [
      'A rate takes part with',
      `${minimums.positives} positives, ${minimums.negatives} negatives, ${minimums.predictedPositives} predicted positives, where it divides by them`,
    ],
    ['A pass needs', `groups of at least ${minimums.forPass}`],
    ['Groups are measured against', denominators.map((name) => denominatorWords[name]).join('; ')],
    ['Tests', 'pooled z of two proportions; Fisher’s exact test where fewer than 5 are expected in a cell'],
    ['Level', `α ${alpha}, intervals at ${levelOf(1 - alpha)}`],
    ['Correction for many tests', corrections[correction]],
  ] as const;
}
