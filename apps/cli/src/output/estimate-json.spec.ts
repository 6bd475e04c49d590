import { known, notComputable, proportion } from '@countersign/statistics/inference';
import { estimateJson } from './estimate-json';

describe('estimateJson', () => {
  it('carries value, interval and counts', () => {
    const estimate = proportion(8, 10, 'no_rows');
    expect(estimateJson(estimate)).toEqual({
      value: 0.8,
      ci: [expect.closeTo(0.4902, 4), expect.closeTo(0.9433, 4)],
      ciMethod: 'wilson',
      n: 10,
      numerator: 8,
      denominator: 10,
      method: 'proportion',
      status: 'ok',
      reason: null,
    });
  });

  it('is null where there is no value, no interval and no reason', () => {
    expect(estimateJson(notComputable({ n: 0, method: 'm', reason: 'no_rows' }))).toEqual({
      value: null,
      ci: null,
      ciMethod: null,
      n: 0,
      method: 'm',
      status: 'not_computable',
      reason: 'no_rows',
    });
    expect(estimateJson(known({ value: 1, n: 2, method: 'm' }))).toMatchObject({ ci: null, reason: null });
    expect(estimateJson(known({ value: 1, n: 2, method: 'm' }))).not.toHaveProperty('ciReason');
  });

  it('says why there is no interval where that has a reason of its own', () => {
    const picked = known({ value: 1, n: 2, method: 'm', intervalReason: 'farthest_of_several' });
    expect(estimateJson(picked)).toMatchObject({ ci: null, ciReason: 'farthest_of_several', reason: null });
  });
});
