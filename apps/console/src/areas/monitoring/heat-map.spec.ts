import { resultOf } from '../../testing/results';
import { driftSentence } from './drift-sentence';
import { heatGrid, rankColumns, windowVerdict } from './heat-map';

const results = [
  resultOf({ column: 'age', month: 11, verdict: 'OK', value: 0.05 }),
  resultOf({ column: 'income', month: 11, verdict: 'ALERT', value: 0.4 }),
  resultOf({ column: 'rooms', month: 11, verdict: 'ALERT', value: 0.25 }),
  resultOf({ column: 'income', month: 10, verdict: 'WARNING', value: 0.15 }),
  resultOf({ column: 'age', month: 10, verdict: 'OK', value: 0.01 }),
  resultOf({ column: 'rooms', month: 10, verdict: 'OK', value: 0.02 }),
  resultOf({ column: 'income', month: 11, verdict: 'OK', value: 0.01, method: 'ks', deciding: false }),
];

describe('heatGrid', () => {
  it('puts windows in time order and shows the deciding result', () => {
    const grid = heatGrid(results);
    expect(grid.windows.map(({ label }) => label)).toEqual(['2021-10', '2021-11']);
    expect(grid.columns).toEqual(['age', 'income', 'rooms']);
    expect(grid.at('income', '2021-11')?.method).toBe('psi');
  });

  it('shows another method when one is chosen', () => {
    const grid = heatGrid(results, 'ks');
    expect(grid.columns).toEqual(['income']);
    expect(grid.at('income', '2021-11')?.estimate.value).toBe(0.01);
    expect(grid.at('income', '2021-10')).toBeUndefined();
  });
});

describe('rankColumns', () => {
  it('puts the column with most alerts and the furthest value first', () => {
    const ranked = rankColumns(heatGrid(results), '2021-11');
    expect(ranked.map(({ column, alerts }) => [column, alerts])).toEqual([
      ['income', 1],
      ['rooms', 1],
      ['age', 0],
    ]);
    expect(ranked[0]?.worst?.estimate.value).toBe(0.4);
  });
});

describe('windowVerdict and driftSentence', () => {
  const grid = heatGrid(results);
  it('names the columns that drifted', () => {
    expect(windowVerdict(grid, '2021-11')).toBe('ALERT');
    expect(driftSentence(grid, '2021-11')).toBe('2 of 3 columns drifted in 2021-11: income and rooms.');
  });

  it('tells a warning from a drift', () => {
    expect(windowVerdict(grid, '2021-10')).toBe('WARNING');
    expect(driftSentence(grid, '2021-10')).toBe(
      'No column drifted in 2021-10; 1 of 3 is near its limit: income.',
    );
  });

  it('never takes unknown for quiet', () => {
    const unknown = heatGrid([resultOf({ column: 'age', month: 12, verdict: 'UNKNOWN', value: null })]);
    expect(windowVerdict(unknown, '2021-12')).toBe('UNKNOWN');
    expect(driftSentence(unknown, '2021-12')).toBe(
      'Drift in 2021-12 is unknown: none of the 1 columns could be judged.',
    );
  });
});
