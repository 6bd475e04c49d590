import { eppsSingleton } from './epps-singleton';

const run = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

describe('eppsSingleton', () => {
  it('loses a degree of freedom for each direction without variance', () => {
    const halves = [0, 1, 0, 1, 1, 0, 1, 0];
    const result = eppsSingleton(halves, [0, 1, 1, 1, 1, 0, 1, 0]);
    expect(result).toMatchObject({ status: 'ok' });
    expect(result.parameters.degreesOfFreedom).toBeLessThan(4);
  });

  it('does not change when both sides are moved and stretched', () => {
    const result = eppsSingleton(run(0, 30), run(5, 40));
    const scaled = eppsSingleton(
      run(0, 30).map((value) => value * 3 + 7),
      run(5, 40).map((value) => value * 3 + 7),
    );
    expect(scaled.value).toBeCloseTo(result.value!, 8);
  });

  it('has a reason for too few values and for an interquartile range of 0', () => {
    expect(eppsSingleton(run(0, 4), run(0, 9))).toMatchObject({ value: null, reason: 'too_few_rows' });
    expect(eppsSingleton([1, 1, 1, 1, 1, 9], [1, 1, 1, 1, 1, 8])).toMatchObject({
      value: null,
      reason: 'zero_variance',
    });
  });
});
