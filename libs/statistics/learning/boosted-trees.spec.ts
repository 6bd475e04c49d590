import { seededRandom } from '../random';
import { fitBoostedTrees, predictBoostedTrees } from './boosted-trees';

const random = seededRandom(5);
const x = Float64Array.from({ length: 600 }, () => random.next());
const noise = Float64Array.from({ length: 600 }, () => random.next());

describe('boosted trees', () => {
  it('learn a step and leave a useless feature alone (seed 5)', () => {
    const target = x.map((value) => (value > 0.5 ? 3 : 1));
    const model = fitBoostedTrees({ columns: [noise, x], target, objective: 'squared_error' });
    const [low, high] = predictBoostedTrees(model, [Float64Array.of(0.5, 0.5), Float64Array.of(0.1, 0.9)]);
    expect(low).toBeCloseTo(1, 2);
    expect(high).toBeCloseTo(3, 2);
  });

  it('give probabilities for two classes (seed 5)', () => {
    const target = x.map((value, row) => (noise[row]! < value ? 1 : 0));
    const model = fitBoostedTrees({ columns: [x], target, objective: 'binary' });
    const [low, high] = predictBoostedTrees(model, [Float64Array.of(0.05, 0.95)]);
    expect(low).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(0.75);
  });

  it('are a constant where nothing can be cut', () => {
    const model = fitBoostedTrees({
      columns: [Float64Array.of(1, 2)],
      target: [4, 6],
      objective: 'squared_error',
    });
    expect([...predictBoostedTrees(model, [Float64Array.of(0, 9)])]).toEqual([5, 5]);
  });

  it('are the same twice', () => {
    const fit = () =>
      fitBoostedTrees({
        columns: [x, noise],
        target: noise.map((v, row) => v * x[row]!),
        objective: 'squared_error',
      });
    expect(JSON.stringify(fit())).toBe(JSON.stringify(fit()));
  });

  it('throw without rows and for lists of different lengths', () => {
    expect(() => fitBoostedTrees({ columns: [], target: [], objective: 'binary' })).toThrow(RangeError);
    expect(() => fitBoostedTrees({ columns: [x], target: [1], objective: 'binary' })).toThrow(RangeError);
  });
});
