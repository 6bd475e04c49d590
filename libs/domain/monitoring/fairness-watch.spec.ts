import { type FairnessWatch, watchFault } from './index';

const sound: FairnessWatch = {
  ...{ attribute: 'sex', rate: 'selection_rate', positiveValue: '1', favourable: 'positive' },
  ...{ reference: 'm', groups: null, alpha: 0.05, maturityDays: 0 },
};

describe('what a fairness monitor watches', () => {
  it.each<[Partial<FairnessWatch>]>([
    [{}],
    [{ alpha: 0.5, maturityDays: 3650 }],
    [{ groups: ['f'] }],
    [{ rate: 'tpr', maturityDays: 1 }],
    [{ rate: 'favourable_rate' }],
  ])('FM-15 takes %j', (changes) => {
    expect(watchFault({ ...sound, ...changes })).toBeNull();
  });

  it.each<[keyof FairnessWatch, Partial<FairnessWatch>]>([
    ['attribute', { attribute: ' ' }],
    ['positiveValue', { positiveValue: '' }],
    ['reference', { reference: '' }],
    ['alpha', { alpha: 0 }],
    ['alpha', { alpha: 0.51 }],
    ['alpha', { alpha: NaN }],
    ['maturityDays', { maturityDays: -1 }],
    ['maturityDays', { maturityDays: 1.5 }],
    ['maturityDays', { maturityDays: 3651 }],
    ['maturityDays', { rate: 'tpr', maturityDays: 0 }],
    ['groups', { groups: [] }],
    ['groups', { groups: ['f', 'm'] }],
    ['groups', { groups: ['f', 'f'] }],
    ['groups', { groups: Array.from({ length: 101 }, (_, index) => `g${index}`) }],
  ])('FM-15 names %s for %j', (field, changes) => {
    expect(watchFault({ ...sound, ...changes })?.field).toBe(field);
  });
});
