import { metricInputs, newMetric } from './reported-metrics';

describe('metricInputs', () => {
  it('sends numbers, and n only where it was given', () => {
    const rows = [
      { key: 1, name: ' roc_auc ', value: '0.91', n: 5832 },
      { key: 2, name: 'log_loss', value: 0.3, n: '' },
    ];
    expect(metricInputs(rows)).toEqual([
      { name: 'roc_auc', value: 0.91, n: 5832 },
      { name: 'log_loss', value: 0.3 },
    ]);
  });
});

describe('newMetric', () => {
  it('never takes the key of a row that is there', () => {
    const first = newMetric([]);
    const second = newMetric([first]);
    expect(newMetric([second]).key).not.toBe(second.key);
    expect(second.key).not.toBe(first.key);
  });
});
