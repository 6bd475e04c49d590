import { choiceText, pairOf, type ChosenAudit } from './audit-choice';

const audit = (id: string, ranAt: string, model = 'm'): ChosenAudit => ({
  __typename: 'FairnessAudit',
  id,
  ranAt,
  verdict: 'PASS',
  population: null,
  production: null,
  modelVersion: {
    __typename: 'ModelVersion',
    id: `${id}-version`,
    number: 3,
    model: { __typename: 'Model', id: model, name: `model ${model}` },
  },
});
const audits = [
  audit('third', '2026-03-01T00:00:00Z'),
  audit('other', '2026-02-15T00:00:00Z', 'x'),
  audit('second', '2026-02-01T00:00:00Z'),
  audit('first', '2026-01-01T00:00:00Z'),
];

describe('pairOf', () => {
  it('FX-12 puts beside one audit that of the same model before it, or after it', () => {
    expect(pairOf(audits, { after: 'third' })).toEqual({ before: 'second', after: 'third' });
    expect(pairOf(audits, { before: 'first' })).toEqual({ before: 'first', after: 'second' });
    expect(pairOf(audits, { after: 'first' })).toEqual({ before: undefined, after: 'first' });
  });

  it('leaves two that are named as they are, and knows nothing of one that it does not know', () => {
    expect(pairOf(audits, { before: 'third', after: 'other' })).toEqual({ before: 'third', after: 'other' });
    expect(pairOf(audits, { after: 'gone' })).toEqual({ before: undefined, after: 'gone' });
    expect(pairOf(audits, {})).toEqual({ before: undefined, after: undefined });
  });

  it('is named by model, version, verdict and time', () => {
    expect(choiceText(audits[1]!)).toBe('model x, version 3: Pass, 2026-02-15 00:00 UTC');
  });
});
