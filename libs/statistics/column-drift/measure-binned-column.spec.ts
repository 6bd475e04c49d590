import { BinCounter, type BinnedSample, quantileEdges } from '../drift';
import { anchorEdges, sortFinite } from '../profile';
import { seededRandom } from '../random';
import { judgeColumns } from './judge-columns';
import { type BinnedPair, measureBinnedColumn } from './measure-binned-column';
import { measureColumn } from './measure-column';

const random = seededRandom(7);
const values = (n: number, shift: number): Float64Array =>
  Float64Array.from({ length: n }, () => random.gaussian() + shift);

function binnedPair(reference: Float64Array, current: Float64Array): BinnedPair {
  const sorted = sortFinite(reference);
  const edges = quantileEdges(sorted, 500);
  const count = (side: Float64Array): BinnedSample => {
    const counter = new BinCounter(edges);
    counter.add(side);
    return counter.sample();
  };
  return {
    column: 'x',
    reference: count(reference),
    current: count(current),
    deciles: anchorEdges(sorted).deciles,
  };
}

describe('measureBinnedColumn (seed 7)', () => {
  const reference = values(6000, 0);
  const moved = values(5000, 0.4);

  it.each(['countersign', 'evidently', 'azure'] as const)(
    'agrees with the rows within its bound, preset %s',
    (preset) => {
      const binned = measureBinnedColumn(binnedPair(reference, moved), { preset });
      const pair = {
        column: 'x',
        kind: 'numeric' as const,
        reference: { values: reference },
        current: { values: moved },
      };
      const exact = measureColumn(pair, { preset });
      expect(binned.result.method).toBe(exact.result.method);
      const apart = Math.abs(binned.result.value! - exact.result.value!);
      expect(apart).toBeLessThanOrEqual(Number(binned.result.parameters.errorBound));
      const verdict = (measure: typeof exact) => judgeColumns([measure], { preset }).columns[0]!.drifted;
      expect(verdict(binned)).toBe(verdict(exact));
    },
  );

  it.each(
    (['countersign', 'evidently', 'azure'] as const).flatMap((preset) =>
      (['js_distance', 'psi', 'kl_divergence', 'hellinger', 't_test', 'wasserstein'] as const).map(
        (method) => ({ preset, method }),
      ),
    ),
  )('decides as the rows do: $method of $preset', ({ preset, method }) => {
    const binned = measureBinnedColumn(binnedPair(reference, moved), { preset, method });
    const pair = {
      column: 'x',
      kind: 'numeric' as const,
      reference: { values: reference },
      current: { values: moved },
    };
    const exact = measureColumn(pair, { preset, method });
    expect(binned.rule).toEqual(exact.rule);
    const settings = ({ result: { parameters } }: typeof exact) => {
      const { base, epsilonRule, logarithm, variance } = parameters;
      return { base, epsilonRule, logarithm, variance };
    };
    expect(settings(binned)).toEqual(settings(exact));
  });

  it('lets ks decide as the rows do, and refuses what Azure refuses', () => {
    const few = binnedPair(reference, moved);
    expect(measureBinnedColumn(few, { preset: 'evidently', method: 'ks' }).rule).toMatchObject({
      comparison: '<=',
    });
    const many = binnedPair(values(10_000, 0), moved);
    const options = { preset: 'azure', method: 'ks' } as const;
    expect(measureBinnedColumn(few, options).result.status).toBe('ok');
    expect(measureBinnedColumn(many, options).result).toMatchObject({ reason: 'too_many_rows' });
  });

  it('finds nothing where nothing has moved', () => {
    const measure = measureBinnedColumn(binnedPair(reference, values(5000, 0)));
    expect(judgeColumns([measure]).columns[0]).toMatchObject({ drifted: false, method: 'ks' });
  });

  it('compares counts by the deciles of the reference, as with the rows', () => {
    const pair = {
      column: 'x',
      kind: 'numeric' as const,
      reference: { values: reference },
      current: { values: moved },
    };
    const options = { method: 'psi' as const };
    const binned = measureBinnedColumn(binnedPair(reference, moved), options);
    expect(binned.result.value).toBeCloseTo(measureColumn(pair, options).result.value!, 12);
  });

  it('has a reason for an empty side and for a method that needs the values', () => {
    const none = new Float64Array();
    const reasonOf = (pair: BinnedPair, method?: 'energy') => measureBinnedColumn(pair, { method }).result;
    expect(reasonOf(binnedPair(reference, none))).toMatchObject({ reason: 'empty_current' });
    expect(reasonOf(binnedPair(none, reference))).toMatchObject({ reason: 'empty_baseline' });
    expect(reasonOf(binnedPair(reference, moved), 'energy')).toMatchObject({ reason: 'method_does_not_fit' });
  });
});
