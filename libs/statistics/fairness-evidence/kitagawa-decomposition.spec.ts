import * as fc from 'fast-check';
import { kitagawaDecomposition } from './kitagawa-decomposition';

const stratum = fc
  .nat({ max: 100 })
  .chain((n) => fc.record({ n: fc.constant(n), successes: fc.nat({ max: n }) }));
const group = fc.tuple(stratum, stratum, stratum);
const groups = fc.record({ first: group, second: group });
const rows = (successes: number, n: number): { successes: number; n: number } => ({ successes, n });

describe('kitagawaDecomposition', () => {
  it('FE-10 lays a pure change of people to the mix', () => {
    const second = [rows(20, 100), rows(60, 100)];
    const result = kitagawaDecomposition(
      { first: [rows(10, 50), rows(30, 50)], second },
      { first: [rows(2, 10), rows(54, 90)], second },
    );
    expect(result).toMatchObject({ status: 'ok', rates: 0 });
    expect(result.status === 'ok' && result.mix).toBeCloseTo(0.4 * 0.4, 14);
  });

  it('FE-10 lays a pure change of rates to the rates', () => {
    const second = [rows(20, 100), rows(60, 100)];
    const result = kitagawaDecomposition(
      { first: [rows(10, 50), rows(30, 50)], second },
      { first: [rows(20, 50), rows(30, 50)], second },
    );
    expect(result).toMatchObject({ status: 'ok', mix: 0 });
    expect(result.status === 'ok' && result.rates).toBeCloseTo(0.1, 14);
  });

  it('FE-10 adds up without a remainder, also where a stratum comes or goes (seed 1)', () => {
    const property = fc.property(groups, groups, (before, after) => {
      const result = kitagawaDecomposition(before, after);
      if (result.status !== 'ok') return;
      expect(result.mix + result.rates).toBeCloseTo(result.change, 12);
      const back = kitagawaDecomposition(after, before);
      expect(back.status === 'ok' && back.mix + result.mix).toBeCloseTo(0, 12);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it('has no parts where a group is empty', () => {
    const full = { first: [rows(1, 2)], second: [rows(1, 2)] };
    expect(kitagawaDecomposition(full, { ...full, second: [rows(0, 0)] })).toMatchObject({
      reason: 'no_rows',
    });
  });

  it('refuses other strata and counts that are none', () => {
    const one = { first: [rows(1, 2)], second: [rows(1, 2)] };
    expect(() => kitagawaDecomposition(one, { ...one, second: [] })).toThrow(RangeError);
    expect(() => kitagawaDecomposition(one, { ...one, second: [rows(3, 2)] })).toThrow(RangeError);
  });
});
