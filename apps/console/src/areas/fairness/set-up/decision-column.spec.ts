import { changed, noAnswers, ofSource, proposeColumns, type Answers } from './answers';
import { auditInput } from './audit-input';
import { refusalPlace } from './refusal-place';
import { sentences } from './sentences';
import { unanswered } from './unanswered';

const answers: Answers = {
  ...noAnswers,
  datasetVersionId: 'd1',
  ...{ labelColumn: 'label', predictionColumn: 'prediction', scoreColumn: 'score' },
  ...{ decisionColumn: 'decision', sensitive: ['sex'], stratumColumn: 'region' },
};
const population = {
  ...{ name: 'loans 2', rows: 6000, columns: [], strata: [], scored: null, isCounting: false },
  countsOf: () => null,
  distinctOf: () => null,
};

describe('the column of what people decided', () => {
  it('FW-10 is sent as it was named, and never proposed', () => {
    expect(auditInput('v1', answers).decisionColumn).toBe('decision');
    expect(auditInput('v1', { ...answers, decisionColumn: '' }).decisionColumn).toBeNull();
    expect(proposeColumns(['label', 'prediction', 'decision']).decisionColumn).toBe('');
  });

  it('FW-10 plays no other part', () => {
    for (const column of ['label', 'prediction', 'score'])
      expect(unanswered('population', { ...answers, decisionColumn: column })).toHaveProperty(
        'decisionColumn',
        'What people decided has to be a column of its own.',
      );
    expect(unanswered('population', answers)).toEqual({});
    expect(changed(answers, { decisionColumn: 'sex' }).sensitive).toEqual([]);
    expect(changed(answers, { decisionColumn: 'region' }).stratumColumn).toBe('');
  });

  it('FW-10 is none of an audit of production', () => {
    const days = { firstDay: '2026-07-01', lastDay: '2026-09-30' };
    const produced = { ...answers, ...ofSource('PRODUCTION', days) };
    expect(produced.decisionColumn).toBe('');
    expect(auditInput('v1', { ...produced, ...days, maturedDays: 30 })).not.toHaveProperty('decisionColumn');
  });

  it('FW-7 is said in a sentence, and FW-5 refused at its field', () => {
    const textOf = (said: Answers) => sentences(said, population)[0]!.lines.join('\n');
    expect(textOf(answers)).toContain('“decision” says what people decided after the model');
    expect(textOf({ ...answers, decisionColumn: '' })).not.toContain('people decided');
    expect(refusalPlace('input.decisionColumn', auditInput('v1', answers))).toEqual({
      step: 'population',
      field: 'decisionColumn',
    });
  });
});
