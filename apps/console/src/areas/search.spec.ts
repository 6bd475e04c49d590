import { parseDatasetSearch } from './datasets/search';
import { parseFairnessSearch } from './fairness/search';
import { parseDriftSearch } from './monitoring/search';
import { parsePromotionsSearch } from './promotions/list/search';

describe('addresses', () => {
  it('keep what is valid', () => {
    expect(
      parseDriftSearch({ version: 3, window: '2021-11', column: 'MedInc', method: 'psi' }),
    ).toMatchObject({
      version: 3,
      window: '2021-11',
      column: 'MedInc',
      method: 'psi',
    });
    expect(parsePromotionsSearch({ state: 'BLOCKED' })).toEqual({ state: 'BLOCKED' });
    expect(parseFairnessSearch({ attribute: 'race+sex' })).toEqual({ attribute: 'race+sex' });
  });

  it('leave out what is not, and never fail', () => {
    expect(parseDriftSearch({ version: -1, window: {}, column: [], run: '' })).toEqual({});
    expect(parsePromotionsSearch({ state: 'DONE' })).toEqual({});
    expect(parseDatasetSearch({ version: '2; drop' })).toEqual({});
  });

  it('take a column whose name is a number', () => {
    expect(parseDriftSearch({ column: 7 }).column).toBe('7');
  });
});
