import { sizeChunks } from './chunks';
import { type RegressionEstimateName } from './regression-loss';
import { type ChunkedRegressionRows, regressionPerformance } from './regression-performance';

const all: RegressionEstimateName[] = ['mae', 'mse', 'rmse', 'mape', 'msle', 'rmsle'];

const side = (predictions: number[], targets: number[]): ChunkedRegressionRows => ({
  rows: { predictions: Float64Array.from(predictions), targets: Float64Array.from(targets) },
  features: [{ values: Float64Array.from(predictions, (_, row) => row % 3) }],
  chunks: sizeChunks(predictions.length, Math.max(1, predictions.length)),
});

const reference = side([2, 4, 6, 8], [1, 5, 6, 6]);
const lastOf = (analysis: ChunkedRegressionRows, metrics = all) =>
  regressionPerformance({ reference, analysis, metrics }).map(({ metric, chunks }) => ({
    metric,
    ...chunks.at(-1)!,
  }));

describe('regressionPerformance', () => {
  it('E-9 estimates the mean reference error where the trees find nothing to cut', () => {
    const found = Object.fromEntries(
      lastOf(side([3], [NaN])).map(({ metric, estimated }) => [metric, estimated]),
    );
    expect(found.mae).toBeCloseTo(1, 12);
    expect(found.mse).toBeCloseTo(1.5, 12);
    expect(found.rmse).toBeCloseTo(Math.sqrt(1.5), 12);
    expect(found.mape).toBeCloseTo((1 + 1 / 5 + 2 / 6) / 4, 7);
  });

  it('E-8 realises errors where targets have arrived', () => {
    const [mae] = lastOf(side([3, 9], [5, NaN]), ['mae']);
    expect(mae).toMatchObject({ n: 2, realised: 2 });
  });

  it('E-6 says why a chunk has no estimate', () => {
    expect(lastOf(side([NaN], [1]), ['mae'])[0]).toMatchObject({
      status: 'not_computable',
      reason: 'no_rows',
      alert: null,
    });
    const untaught = regressionPerformance({
      reference: side([1], [NaN]),
      analysis: reference,
      metrics: ['mae'],
    });
    expect(untaught[0]).toMatchObject({ threshold: { lower: null, upper: null } });
    expect(untaught[0]!.chunks[1]).toMatchObject({
      estimated: null,
      reason: 'empty_baseline',
      samplingError: null,
    });
  });

  /** One chunk of 200 rows against itself, and one of its metrics. */
  const repeated = (predictions: number[], targets: number[], metric: RegressionEstimateName) => {
    const fifty = (values: number[]) => Array.from({ length: 200 }, (_, row) => values[row % values.length]!);
    const rows = side(fifty(predictions), fifty(targets));
    return regressionPerformance({ reference: rows, analysis: rows, metrics: [metric] })[0]!.chunks[1]!;
  };
  const noBand = { samplingError: null, lower: null, upper: null, status: 'ok' };

  // NannyML 0.13.1 on the same rows: the estimates, NaN for the sampling error, and .0289 where both values are 0.
  it('E-9 has no sampling error of a relative error over 0, and says so', () => {
    const some = repeated([2], [0, 1, 2, 4], 'mape');
    expect(some).toMatchObject({ ...noBand, reason: 'zero_reference' });
    expect(some.estimated! / 2251799809390279.8).toBeCloseTo(1, 12);
    const every = { ...noBand, reason: 'zero_reference' };
    expect(repeated([2], [0], 'mape')).toMatchObject({ ...every, estimated: 9007199254740992 });
    expect(repeated([0], [0], 'mape')).toMatchObject({ ...every, estimated: 0 });
    expect(repeated([0], [0], 'rmse')).toMatchObject({ ...every, estimated: 0 });
    expect(repeated([2], [1e-300, 1, 2, 4], 'mape')).toMatchObject({ ...noBand, reason: 'out_of_range' });
  });

  it('E-9 leaves a row of two zeros out of the sampling error of the relative error', () => {
    const both = repeated([0, 2, 2, 2], [0, 1, 2, 4], 'mape');
    expect(both.samplingError).toBeCloseTo(0.028867513459481287, 12);
    expect(both.estimated).toBeCloseTo(0.37499999997806954, 12);
    expect(both.reason).toBeNull();
  });

  it('E-6 takes no logarithm of a negative value', () => {
    const negative = regressionPerformance({
      reference: side([-2, 1], [1, 1]),
      analysis: reference,
      metrics: ['msle'],
    });
    expect(negative[0]!.chunks.map(({ estimated }) => estimated)).toEqual([null, null]);
    expect(lastOf(side([2], [-3]), ['rmsle'])[0]).toMatchObject({ realised: null, status: 'ok' });
  });

  it('throws for lists of different lengths and for other features', () => {
    const short = { ...reference, features: [{ values: new Float64Array(1) }] };
    expect(() => lastOf(short)).toThrow(RangeError);
    expect(() => lastOf({ ...reference, features: [] })).toThrow(RangeError);
  });
});
