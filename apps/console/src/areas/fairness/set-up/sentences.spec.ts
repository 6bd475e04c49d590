import { noAnswers, type Answers } from './answers';
import { forbiddenGroups, withoutInferred } from './packs';
import { populationOf } from './population';
import { sentences } from './sentences';

const population = {
  ...populationOf(null, { profiled: undefined, isCounting: false }),
  name: 'loans 2',
  rows: 6000,
};

const answers: Answers = {
  ...noAnswers,
  labelColumn: 'label',
  predictionColumn: 'prediction',
  favourable: 'NEGATIVE',
  favourableMeaning: 'the loan is granted.',
  sensitive: ['sex', 'age'],
  attributes: { sex: { origin: 'INFERRED', legalBasis: '', reference: 'male' } },
  worseError: 'BOTH',
};

const textOf = (said: Answers) =>
  sentences(said, population)
    .flatMap(({ lines, items = [], reason = '' }) => [...lines, ...items, reason])
    .join('\n');

describe('sentences', () => {
  it('FW-7 says every answer in a sentence', () => {
    const text = textOf(answers);
    expect(text).toContain('The audit reads 6,000 rows of loans 2.');
    expect(text).toContain('A person for whom “1” was not predicted is well off: the loan is granted.\n');
    expect(text).toContain('Groups are compared by sex and age, and by their combinations.');
    expect(text).toContain('sex: Guessed by a model or a rule. No legal basis was stated.');
    expect(text).toContain('Each group is compared with the best-off group that is large enough.');
    expect(text).toContain('Both kinds of error were said to hurt about the same.');
    expect(text).toContain('Impact ratio: ratio at least 0.8.');
    expect(text).toContain('no law pack');
  });

  it('FW-7 FW-9 says which days of production are read, and what that leaves out', () => {
    const days = { firstDay: '2026-07-01', lastDay: '2026-09-30', maturedDays: 1, threshold: 0.6 };
    const text = textOf({ ...answers, ...days, source: 'PRODUCTION', scoreColumn: 'score' });
    expect(text).toContain(
      'The audit reads 6,000 predictions that the model made in production, 2026-07-01 to 2026-09-30 (UTC)',
    );
    expect(text).toContain('The outcome of each had at least 1 day to become known.');
    expect(text).toContain('Scores of at least 0.6 count as yes.');
    expect(text).not.toContain('rows of');
  });

  it('names the reference groups and the packs, and that no law is met by them', () => {
    const text = textOf({ ...answers, denominator: 'FIXED', sensitive: ['sex'], lawPacks: ['NYC_LL144'] });
    expect(text).toContain('Each group is compared with male (sex).');
    expect(text).toContain('Local Law 144 (New York City). They do not say that a law is met.');
  });
});

describe('forbiddenGroups', () => {
  it('FW-8 finds guessed groups under a pack that takes none', () => {
    expect(withoutInferred).toEqual(['NYC_LL144']);
    expect(forbiddenGroups({ ...answers, lawPacks: ['NYC_LL144'] })).toEqual({
      packs: ['NYC_LL144'],
      columns: ['sex'],
    });
    expect(forbiddenGroups({ ...answers, lawPacks: ['EEOC_FOUR_FIFTHS'] }).packs).toEqual([]);
  });
});
