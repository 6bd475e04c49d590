import { readRealCsv, withRealData } from './real-data';

describe('real data', () => {
  it('fails on a file that is not there', () => {
    expect(() => readRealCsv('no-such-file.csv')).toThrow('no-such-file.csv');
  });

  withRealData(() => {
    it('reads every row with its columns by name', () => {
      const rows = readRealCsv('compas.csv');
      expect(rows).toHaveLength(7214);
      expect(rows[1]).toEqual({
        entity_id: '3',
        score: '0.0',
        label_value: '1',
        race: 'African-American',
        sex: 'Male',
        age_cat: '25 - 45',
      });
    });
  });
});
