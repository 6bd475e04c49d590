import { pcaReconstruction } from './pca-reconstruction';

const line = (n: number, slope: number) => {
  const x = Float64Array.from({ length: n }, (_, row) => (row * 37) % 101);
  const noise = Float64Array.from({ length: n }, (_, row) => ((row * 53) % 11) / 10);
  return [{ values: x }, { values: x.map((value, row) => slope * value + noise[row]!) }];
};

describe('pcaReconstruction', () => {
  it('E-10 sees a relation turn round that leaves each feature as it was', () => {
    const result = pcaReconstruction(
      line(400, 1),
      line(400, -1).map(({ values }, at) => ({ values: at === 1 ? values.map((v) => v + 100) : values })),
    );
    expect(result).toMatchObject({
      status: 'ok',
      components: 1,
      features: 2,
      n: { reference: 400, current: 400 },
    });
    expect(result.status === 'ok' && result.current[0]!.alert).toBe(true);
    const same = pcaReconstruction(line(400, 1), line(400, 1));
    expect(same.status === 'ok' && same.current[0]!.alert).toBe(false);
  });

  it('E-12 samples a long side by stride', () => {
    const result = pcaReconstruction(line(1000, 1), line(90, 1), { rowLimit: 100 });
    expect(result).toMatchObject({ status: 'ok', n: { reference: 100, current: 90 } });
  });

  it('has no answer where the squares of the values leave the range of a double', () => {
    const huge = [{ values: Float64Array.from({ length: 400 }, (_, row) => (row % 2 ? 1e308 : -1e308)) }];
    const plain = line(400, 1);
    expect(pcaReconstruction(plain, [...huge, plain[1]!])).toMatchObject({
      status: 'not_computable',
      reason: 'out_of_range',
    });
  });

  it('leaves out a feature that holds nothing in the reference', () => {
    const empty = { values: new Float64Array(400).fill(NaN) };
    const noText = { codes: new Int32Array(400).fill(-1), categories: [] };
    const result = pcaReconstruction([...line(400, 1), empty, noText], [...line(400, 1), empty, noText]);
    expect(result).toMatchObject({ status: 'ok', features: 2 });
  });

  it.each([
    ['no reference rows', 0, 5, 'empty_baseline'],
    ['no current rows', 5, 0, 'empty_current'],
    ['nothing that varies', 1, 5, 'zero_variance'],
  ])('gives a reason for %s', (_, before, after, reason) => {
    expect(pcaReconstruction(line(before, 1), line(after, 1))).toMatchObject({
      status: 'not_computable',
      reason,
    });
  });

  it('throws for other features', () => {
    const text = { codes: new Int32Array(3), categories: ['a'] };
    expect(() => pcaReconstruction(line(3, 1), [...line(3, 1).slice(0, 1), text])).toThrow(RangeError);
    expect(() => pcaReconstruction(line(3, 1), line(3, 1).slice(0, 1))).toThrow(RangeError);
  });
});
