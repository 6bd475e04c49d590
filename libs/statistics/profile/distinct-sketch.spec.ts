import fc from 'fast-check';
import { seededRandom } from '../random';
import { numberHash, textHash } from './distinct-hash';
import { addHash, distinctCount, emptyDistinctSketch, mergeDistinctSketches } from './distinct-sketch';

const sketchOf = (hashes: Iterable<number>) => {
  const sketch = emptyDistinctSketch();
  for (const hash of hashes) addHash(sketch, hash);
  return sketch;
};
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, at) => at + from);
const random = seededRandom(11);

describe('distinctCount', () => {
  it('S-6: is exact up to 455 different values, however often each occurs', () => {
    const values = upTo(455);
    expect(distinctCount(sketchOf([...values, ...values].map(numberHash)))).toEqual({
      value: 455,
      method: 'exact',
      standardError: 0,
    });
    expect(distinctCount(sketchOf(upTo(456).map(numberHash))).method).toBe('hyperloglog');
    expect(distinctCount(emptyDistinctSketch()).value).toBe(0);
  });

  it('S-6: never counts more different values than there were values', () => {
    const all = upTo(40).map((part) => sketchOf(upTo(3000, 3000 * part).map(numberHash)));
    const counts = all.map((sketch) => distinctCount(sketch, 3000).value);
    expect(Math.max(...counts)).toBe(3000);
    expect(Math.max(...all.map((sketch) => distinctCount(sketch).value))).toBeGreaterThan(3000);
  });

  const sources: [string, (at: number) => number][] = [
    ['integers', (at) => numberHash(at)],
    ['negative halves', (at) => numberHash(-at / 2)],
    ['large integers', (at) => numberHash(2 ** 52 + at)],
    ['uniform doubles', () => numberHash(random.next())],
    ['normal doubles', () => numberHash(random.gaussian())],
    ['names with a counter', (at) => textHash(`customer-${at}`)],
    ['short texts', (at) => textHash(at.toString(36))],
    ['dates', (at) => textHash(`2024-01-01 ${String(at).padStart(9, '0')}`)],
  ];

  it.each(sources)('S-6: lies within 3 standard errors for 500 to 200,000 %s (seed 11)', (_, hashOf) => {
    const sketch = emptyDistinctSketch();
    let count = 0;
    for (const target of [500, 2000, 5000, 12_000, 30_000, 80_000, 200_000]) {
      for (; count < target; count += 1) addHash(sketch, hashOf(count));
      const { value, standardError } = distinctCount(sketch);
      expect(Math.abs(value - target)).toBeLessThanOrEqual(3 * standardError * target);
    }
  });

  it('S-6: errs by its standard error over 100 sets of 10,000 (seed 12)', () => {
    const draw = seededRandom(12);
    const errors = upTo(100).map(() => {
      const sketch = sketchOf(upTo(10_000).map(() => numberHash(draw.next())));
      return distinctCount(sketch).value / 10_000 - 1;
    });
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    // The spread of 100 errors is itself known to 7 %: these are three of them either way.
    expect(spread).toBeGreaterThan(0.0128);
    expect(spread).toBeLessThan(0.0197);
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.005);
  });
});

describe('mergeDistinctSketches', () => {
  const sizes = fc.integer({ min: 0, max: 900 });

  it('S-2: is the sketch of the union, whatever the forms of the two (seed 73)', () => {
    fc.assert(
      fc.property(sizes, sizes, sizes, (first, second, from) => {
        const [a, b] = [upTo(first).map(numberHash), upTo(second, from).map(numberHash)];
        const merged = mergeDistinctSketches(sketchOf(a), sketchOf(b));
        expect(merged).toEqual(sketchOf([...a, ...b]));
        expect(mergeDistinctSketches(sketchOf(b), sketchOf(a))).toEqual(merged);
      }),
      { seed: 73 },
    );
  });

  it('leaves its inputs untouched', () => {
    const [a, b] = [sketchOf(upTo(600)), sketchOf(upTo(600, 300).map(numberHash))];
    mergeDistinctSketches(a, b);
    expect(a).toEqual(sketchOf(upTo(600)));
  });
});

describe('hashes', () => {
  it('are the same everywhere: fixed values', () => {
    expect([0, -0, 1, -1.5, 1e300].map(numberHash)).toEqual([
      8172762142270551, 8172762142270551, 6223667516275321, 654635451833879, 1865425070343787,
    ]);
    expect(['', 'a', 'b', 'é😀'].map(textHash)).toEqual([
      1969547788574961, 4384323237488310, 6074889266272939, 8723436687510141,
    ]);
  });

  it('tell 200,000 texts and 200,000 numbers apart', () => {
    expect(new Set(upTo(200_000).map((at) => textHash(at.toString(36)))).size).toBe(200_000);
    expect(new Set(upTo(200_000).map((at) => numberHash(at / 7))).size).toBe(200_000);
  });
});
