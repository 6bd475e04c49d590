import { defaultCriteria } from '@countersign/domain/fairness';
import {
  changed,
  isPossible,
  noAnswers,
  ofSource,
  proposeColumns,
  wantedCriteria,
  type Answers,
} from './answers';
import { auditInput } from './audit-input';
import { faultOf } from './population';
import { productionPopulation } from './production-population';
import { proposedDays } from './proposed-days';
import { refusalPlace } from './refusal-place';
import { firstOpenStep, unanswered } from './unanswered';

const answered: Answers = {
  ...noAnswers,
  datasetVersionId: 'd1',
  labelColumn: 'label',
  predictionColumn: 'prediction',
  favourable: 'NEGATIVE',
  favourableMeaning: ' the loan is granted ',
  rationale: 'A predicted default means a declined loan.',
  sensitive: ['sex', 'age'],
  worseError: 'FALSE_POSITIVE',
  harms: 'The flat is lost.',
};

describe('the answers of the set-up', () => {
  it('FW-2 proposes columns by their names, and never what is good for whom', () => {
    const proposed = { ...noAnswers, ...proposeColumns(['label', 'prediction', 'score', 'group.sex', 'x']) };
    expect(proposed).toMatchObject({
      labelColumn: 'label',
      predictionColumn: 'prediction',
      scoreColumn: 'score',
      sensitive: ['group.sex'],
      favourable: '',
      worseError: '',
    });
    expect(proposeColumns(['y_true', 'score'])).toMatchObject({ predictionColumn: 'score', scoreColumn: '' });
  });

  it('takes a column out of the groups and the strata when it becomes an outcome', () => {
    const before = { ...answered, stratumColumn: 'region' };
    expect(changed(before, { labelColumn: 'sex' }).sensitive).toEqual(['age']);
    expect(changed(before, { scoreColumn: 'region' }).stratumColumn).toBe('');
    expect(changed(before, { sensitive: ['sex', 'region'] }).stratumColumn).toBe('');
  });

  it('FW-3 opens a step when all before it are answered', () => {
    expect(firstOpenStep(noAnswers)).toBe('population');
    expect(firstOpenStep({ ...answered, favourable: '' })).toBe('good');
    expect(firstOpenStep({ ...answered, denominator: 'FIXED' })).toBe('reference');
    expect(firstOpenStep({ ...answered, worseError: '' })).toBe('errors');
    expect(firstOpenStep({ ...answered, minimumGroupSize: '' })).toBe('limits');
    expect(firstOpenStep(answered)).toBe('summary');
  });

  it('says what is missing by field', () => {
    expect(Object.keys(unanswered('population', noAnswers))).toEqual([
      'datasetVersionId',
      'labelColumn',
      'predictionColumn',
    ]);
    expect(unanswered('population', { ...answered, predictionColumn: 'label' })).toHaveProperty(
      'predictionColumn',
    );
    const many = Array.from({ length: 9 }, (_, index) => `c${index}`);
    expect(unanswered('good', { ...answered, sensitive: many }).sensitive).toContain('at most 8');
    const limits = {
      ...answered.limits,
      THEIL: { isWanted: true, maximumDifference: '', minimumRatio: '' },
    } as const;
    expect(faultOf(unanswered('limits', { ...answered, limits }), 'limits.THEIL')).toContain('largest');
  });

  it('judges by the defaults of the specification, and by no criterion without its column', () => {
    expect(wantedCriteria(answered)).toEqual(defaultCriteria.map(({ name }) => name.toUpperCase()));
    expect(isPossible('SCORING_RATE', answered)).toBe(false);
    expect(isPossible('CONDITIONAL_DEMOGRAPHIC_DISPARITY', { ...answered, stratumColumn: 'job' })).toBe(true);
  });
});

const produced: Answers = {
  ...answered,
  ...ofSource('PRODUCTION', { firstDay: '2026-07-01', lastDay: '2026-09-30' }),
  maturedDays: 30,
  sensitive: ['sex'],
};

describe('an audit of production', () => {
  it('FW-9 begins with the columns anew, and needs none to be named', () => {
    const { labelColumn, sensitive } = { ...answered, ...ofSource('PRODUCTION', produced) };
    expect([labelColumn, sensitive]).toEqual(['label', []]);
    expect({ ...produced, ...ofSource('FILE', produced) }).toMatchObject({
      ...{ source: 'FILE', labelColumn: '', datasetVersionId: '' },
    });
    const [late, early] = ['2026-10-31T00:00:00Z', '2026-10-30T23:00:00Z'].map((text) => Date.parse(text));
    expect(unanswered('population', produced, late)).toEqual({});
    expect(unanswered('population', produced, early).lastDay).toContain('2026-09-29 is the last day');
    expect(Object.keys(unanswered('population', { ...produced, lastDay: '', maturedDays: '' }))).toEqual([
      ...['lastDay', 'maturedDays'],
    ]);
    expect(unanswered('population', { ...produced, lastDay: '2026-06-30' })).toHaveProperty('lastDay');
  });

  it('FW-9 asks for whole days, the last one included, and names no column', () => {
    const input = auditInput('v1', { ...produced, scoreColumn: 'score', stratumColumn: 'region' });
    expect(input).toMatchObject({ stratumColumn: 'region', sensitive: ['sex'], positiveValue: '1' });
    expect(input.production).toEqual({
      window: { start: '2026-07-01T00:00:00.000Z', end: '2026-10-01T00:00:00.000Z' },
      ...{ maturedDays: 30, useScores: true, threshold: null },
    });
    for (const field of ['datasetVersionId', 'labelColumn', 'predictionColumn', 'scoreColumn'])
      expect(input).not.toHaveProperty(field);
    expect(auditInput('v1', answered)).not.toHaveProperty('production');
  });

  it('FW-9 proposes the days that hold predictions and are over', () => {
    const traffic = { __typename: 'Traffic', predictions: 5, labels: 0 } as const;
    const logged = { ...traffic, first: '2026-07-01T08:00:00.000Z', last: '2026-09-30T00:00:00.000Z' };
    const days = (now: string) => proposedDays(logged, new Date(now));
    expect(days('2026-11-01T00:00:00Z')).toEqual({ firstDay: '2026-07-01', lastDay: '2026-09-30' });
    expect(days('2026-09-30T23:00:00Z')).toEqual({ firstDay: '2026-07-01', lastDay: '2026-09-29' });
    expect(proposedDays({ ...traffic, first: null, last: null }, new Date())).toEqual({
      ...{ firstDay: '', lastDay: '' },
    });
  });

  it('FW-6 FW-9 takes the totals from the window, as from the profile of a file', () => {
    const column = { __typename: 'ProductionColumn', missing: 20, distinct: 2, otherCount: 0 } as const;
    const top = [{ __typename: 'CategoryCount', value: '1', count: 80 } as const];
    const columns = [
      { ...column, part: 'LABEL' as const, name: 'label', n: 80, top },
      { ...column, part: 'SCORE' as const, name: 'score', n: 100, top: [], missing: 0 },
      { ...column, part: 'GROUP' as const, name: 'sex', n: 80, top, otherCount: 5 },
      { ...column, part: 'SEGMENT' as const, name: 'region', n: 80, top },
    ];
    const arrived = { lastLabelledAt: '2026-09-15T23:00:00.000Z', labelDays: 12.5 };
    const profile = { __typename: 'ProductionProfile' as const, predictions: 100, ...arrived, columns };
    const population = productionPopulation(produced, { profile, isCounting: false });
    expect(population).toMatchObject({
      ...{ name: 'Production, 2026-07-01 to 2026-09-30', rows: 100, strata: ['region'] },
      production: { scored: 100, lastLabelledDay: '2026-09-15', labelDays: 12.5 },
      columns: [{ name: 'sex', kind: 'CATEGORICAL' }],
    });
    expect(population.countsOf('label')).toMatchObject({ rows: 80, missing: 20 });
    expect(population.countsOf('score')).toBeNull();
    expect(population.countsOf('sex')?.other).toBe(5);
  });
});

describe('auditInput', () => {
  it('FW-4 keeps every answer, the worse error as words, and a reference only where one is named', () => {
    const attributes = { sex: { origin: 'INFERRED' as const, legalBasis: ' consent ', reference: 'male' } };
    const input = auditInput('v1', { ...answered, attributes, lawPacks: ['NYC_LL144'] });
    expect(input).toMatchObject({
      modelVersionId: 'v1',
      favourable: 'NEGATIVE',
      favourableMeaning: 'the loan is granted',
      scoreColumn: null,
      attributes: [
        { name: 'sex', origin: 'INFERRED', legalBasis: 'consent', reference: null },
        { name: 'age', origin: 'UNKNOWN', legalBasis: null, reference: null },
      ],
      reasons: {
        harms: 'False positives were said to hurt more. The flat is lost.',
        limits: null,
        reference: null,
      },
      denominator: 'MAX_ELIGIBLE',
      minimums: { share: null, positives: null, negatives: null, predictedPositives: null },
      lawPacks: ['NYC_LL144'],
    });
    expect(input.criteria?.[0]).toEqual({
      name: 'IMPACT_RATIO',
      maximumDifference: null,
      minimumRatio: 0.8,
    });
    const fixed = auditInput('v1', { ...answered, attributes, denominator: 'FIXED' });
    expect(fixed.attributes?.[0]).toMatchObject({ reference: 'male' });
  });
});

describe('refusalPlace', () => {
  const input = auditInput('v1', answered);
  it.each([
    ['labelColumn', 'population', 'labelColumn'],
    ['production.window.end', 'population', 'lastDay'],
    ['input.production.window', 'population', 'firstDay'],
    ['production.maturedDays', 'population', 'maturedDays'],
    ['production.threshold', 'population', 'threshold'],
    ['production', 'population', 'source'],
    ['input.favourableMeaning', 'good', 'favourableMeaning'],
    ['attributes[1].reference', 'reference', 'attributes.age.reference'],
    ['input.attributes[0].legalBasis', 'good', 'attributes.sex.legalBasis'],
    ['criteria[1].maximumDifference', 'limits', 'limits.DEMOGRAPHIC_PARITY.maximumDifference'],
    ['reasons.harms', 'errors', 'harms'],
    ['reasons.limits', 'limits', 'limitsReason'],
    ['minimums.share', 'limits', 'minimums.share'],
  ])('FW-5 finds the step and the field of %s', (field, step, name) => {
    expect(refusalPlace(field, input)).toEqual({ step, field: name });
  });

  it('finds no place for what the wizard does not ask', () => {
    expect(refusalPlace('modelVersionId', input)).toBeNull();
  });
});
