import { exampleEvidence } from '../../../testing/fairness-evidence';
import { differencesOf, policyFacts } from './policy-facts';
import { populationFacts } from './population-facts';

const before = exampleEvidence();

describe('differencesOf', () => {
  it('FX-11 names everything decided otherwise, and nothing else', () => {
    const { policy } = before;
    expect(differencesOf(policyFacts(policy), policyFacts(policy))).toEqual([]);
    const other = {
      ...policy,
      attributes: [{ ...policy.attributes[0]!, reference: 'm' }],
      limits: { ...policy.limits, impact_ratio: { minimumRatio: 0.9 }, theil: { maximumDifference: 1 } },
      minimums: { ...policy.minimums, groupSize: 50 },
      criteria: policy.criteria.slice(0, 1),
      denominator: 'overall' as const,
      alpha: 0.1,
      correction: 'bh' as const,
      lawPacks: [{ id: 'nyc-ll144' as const, version: 1, leaveOutSmall: true, day: null }],
      smallCell: 5,
      favourable: { ...policy.favourable, meaning: 'hired' },
      reasons: { ...policy.reasons, harms: 'somebody' },
    };
    const found = differencesOf(policyFacts(policy), policyFacts(other));
    expect(found.map(({ name, before: was, after: is }) => `${name}: ${was} → ${is}`)).toEqual([
      'What the favourable outcome means: the loan is granted → hired',
      'Attribute sex: Not known; compared with no named group → Not known; compared with m',
      'Attribute age: Not known; compared with no named group → null',
      'Criteria: Impact ratio, Demographic parity, Equal opportunity and Equalised odds → Impact ratio',
      'Limit of Impact ratio: ratio at least 0.8 → ratio at least 0.9',
      'Fewest rows of a group: 30 → 50',
      'Groups are compared with: the named group, or else the best-off one that is large enough → the whole population',
      'Level of intervals: 95% → 90%',
      'Correction of p-values: Holm → Benjamini and Hochberg',
      'Law packs: none → nyc-ll144, version 1, small groups left out',
      'People below whom numbers are hidden: 10 → 5',
      'Who is harmed by which error: not stated → somebody',
      "Limit of Theil's index: null → difference at most 1",
    ]);
  });

  it('FX-11 names what was counted otherwise', () => {
    const after = exampleEvidence({ rows: 900, hasScores: false });
    const found = differencesOf(populationFacts(before), populationFacts(after));
    expect(found).toContainEqual({ name: 'Rows counted', before: '2,000', after: '900' });
    expect(found.map(({ name }) => name)).toEqual([
      'Rows counted',
      'Column of scores',
      'Median of the scores',
    ]);
  });
});
