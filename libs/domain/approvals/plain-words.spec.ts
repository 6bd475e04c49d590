import { builtInPolicy } from './policies/built-in-policies';
import { type GateRule } from './gates/gate-rules';
import { inPlainWords } from './plain-words';

const [drift, fairness, performance] = builtInPolicy.gates as [GateRule, GateRule, GateRule];
const latency: GateRule = {
  ...{ id: 'latency', title: 'It answers in time', kind: 'measurement', metric: 'latency_p99', unit: 'ms' },
  ...{ op: 'at_most', limit: 40, use: 'point', minimumN: 1 },
};

describe('inPlainWords', () => {
  it('P-58 tells a number in words, with its name in brackets at the first time only', () => {
    expect(inPlainWords(drift, 'psi is below 0.25 in 10 of 10 columns; the highest is income 0.0050.')).toBe(
      'The shift of the values (psi) is below 0.25 in 10 of 10 columns; the highest is income 0.0050.',
    );
    expect(inPlainWords(drift, 'Not judged: age (psi was not measured), wage (psi was not measured).')).toBe(
      'Not judged: age (the shift of the values (psi) was not measured), wage (the shift of the values was not measured).',
    );
    expect(inPlainWords(performance, 'The lower bound of roc_auc 0.8562 reaches 0.7.')).toBe(
      'The lower bound of the share of pairs of cases that it ranks rightly (roc_auc) 0.8562 reaches 0.7.',
    );
  });

  it('P-58 tells attributes and measures between groups in words', () => {
    expect(
      inPlainWords(fairness, 'All limits are met by group.sex, group.age_band, group.sex × group.age_band.'),
    ).toBe('All limits are met by sex (group.sex), age band (group.age_band), sex × age band.');
    expect(
      inPlainWords(
        fairness,
        'Beyond the limits: equal opportunity difference by group.sex is 0.3000 between f and m, at most 0.2 is required; impact ratio by group.sex is 0.5000, at least 0.8 is required.',
      ),
    ).toBe(
      'Beyond the limits: the gap in how often those are answered favourably who should be (equal opportunity difference) by sex (group.sex) is 0.3000 between f and m, at most 0.2 is required; the ratio of how often the answer is favourable (impact ratio) by sex is 0.5000, at least 0.8 is required.',
    );
  });

  it('P-58 leaves alone what it has no words for, and names that hold another', () => {
    expect(inPlainWords(latency, 'latency_p99 31 keeps the limit of 40.')).toBe(
      'latency_p99 31 keeps the limit of 40.',
    );
    expect(inPlainWords(drift, 'Not judged: psi_score, my.psi, psi.x, eu-psi.')).toBe(
      'Not judged: psi_score, my.psi, psi.x, eu-psi.',
    );
    expect(inPlainWords(drift, 'Not judged: group.sex.')).toBe('Not judged: group.sex.');
  });
});
