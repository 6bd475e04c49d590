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

  it('E-19 cut categories into sets, and send missing and unknown ones the same way (seed 5)', () => {
    const colour = x.map((value) => Math.floor(value * 12));
    const target = colour.map((code) => (code % 3 === 1 ? 5 : 2));
    const model = fitBoostedTrees({
      columns: [colour],
      categorical: [true],
      target,
      objective: 'squared_error',
    });
    const asked = Float64Array.of(1, 4, 7, 10, 0, 5, 11, NaN, 99, -1);
    const [one, four, seven, ten, zero, five, eleven, ...others] = predictBoostedTrees(model, [asked]);
    for (const value of [one, four, seven, ten]) expect(value).toBeCloseTo(5, 1);
    for (const value of [zero, five, eleven]) expect(value).toBeCloseTo(2, 1);
    expect(new Set(others).size).toBe(1);
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
