import { seededRandom } from '../random';
import { quantile } from './quantile';
import {
  addToQuantileSketch,
  emptyQuantileSketch,
  mergeQuantileSketches,
  sketchQuantiles,
} from './quantile-sketch';
import { sketchAccuracy } from './sketch-bucket';

const sketchOf = (values: Iterable<number>) => {
  const sketch = emptyQuantileSketch();
  for (const value of values) addToQuantileSketch(sketch, value);
  return sketch;
};
const random = seededRandom(7);
const uniform = () => 1 - random.next();
const probabilities = [0, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

describe('sketchQuantiles', () => {
  const distributions: [string, () => number][] = [
    ['normal about 100', () => 100 + random.gaussian()],
    ['standard normal', () => random.gaussian()],
    ['exponential', () => -Math.log(uniform())],
    ['log-normal with sigma 3', () => Math.exp(3 * random.gaussian())],
    ['Pareto with tail index 1/2, without mean', () => uniform() ** -2],
    ['Pareto with tail index 1/20', () => uniform() ** -20],
    ['Cauchy', () => Math.tan(Math.PI * (random.next() - 0.5))],
    ['integers 0 to 9', () => Math.floor(10 * random.next())],
    ['nine in ten zero', () => (random.next() < 0.9 ? 0 : random.gaussian())],
    ['tiny, 1e-300', () => 1e-300 * uniform()],
    ['two far lumps', () => (random.next() < 0.5 ? -1e9 : 1e9)],
  ];

  it.each(distributions)('S-4: lie within 1 %% of the exact ones, %s (seed 7)', (_, draw) => {
    const sorted = Float64Array.from({ length: 20_001 }, draw).sort();
    const found = sketchQuantiles(sketchOf(sorted), probabilities);
    probabilities.forEach((probability, index) => {
      const position = (sorted.length - 1) * probability;
      const [low, high] = [sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!];
      const part = position - Math.floor(position);
      // Where both neighbours have one sign this is 1 % of the quantile itself.
      const allowed =
        sketchAccuracy * (Math.abs(low) * (1 - part) + Math.abs(high) * part) + Number.MIN_VALUE;
      expect(Math.abs(found[index]! - quantile(sorted, probability))).toBeLessThanOrEqual(
        allowed * (1 + 1e-12),
      );
    });
  });

  it('are none without values, and throw outside [0, 1]', () => {
    expect(sketchQuantiles(emptyQuantileSketch(), [0.5])).toEqual([]);
    expect(() => sketchQuantiles(sketchOf([1]), [1.5])).toThrow(RangeError);
  });

  it('S-4: know 2^-1022 to 1 %, and what is nearer to zero, which counts as zero, to 2^-1022', () => {
    const edge = 2 ** -1022;
    const [low, high] = sketchQuantiles(sketchOf([-edge, edge]), [0, 1]) as [number, number];
    expect([-low / edge, high / edge].every((ratio) => Math.abs(ratio - 1) <= sketchAccuracy)).toBe(true);
    const nearer = [-Number.MIN_VALUE, 0, 2 ** -1023, edge - Number.MIN_VALUE];
    const quantiles = sketchQuantiles(sketchOf(nearer), [0, 0.5, 1]);
    expect(quantiles).toEqual([0, 0, 0]);
    expect(nearer.every((value) => Math.abs(value) < edge)).toBe(true);
  });
});

describe('mergeQuantileSketches', () => {
  it('S-5: never joins buckets, so one value a bucket stays one a bucket, 71,610 a sign at most', () => {
    const values = Array.from({ length: 2046 }, (_, at) => 2 ** (at - 1022));
    const merged = values.map((value) => sketchOf([value])).reduce(mergeQuantileSketches);
    expect(merged).toEqual(sketchOf(values));
    expect([...merged.positive.values()].reduce((sum, counts) => sum + counts.length, 0)).toBe(71_610);
  });

  it('leaves its inputs untouched', () => {
    const [a, b] = [sketchOf([1, -2]), sketchOf([1.5, 0])];
    mergeQuantileSketches(a, b);
    expect([a, b]).toEqual([sketchOf([1, -2]), sketchOf([1.5, 0])]);
  });
});
