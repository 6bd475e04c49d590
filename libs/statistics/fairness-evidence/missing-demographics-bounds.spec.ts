import * as fc from 'fast-check';
import { type GroupSelection } from './group-selection';
import { missingDemographicsBounds } from './missing-demographics-bounds';

const dcwp: GroupSelection[] = [
  { group: ['Female'], n: 1181, selected: 555 },
  { group: ['Male'], n: 1390, selected: 667 },
];

describe('missingDemographicsBounds', () => {
  it('FE-1 bounds a rate by everybody unknown belonging to the group, selected or not', () => {
    const { groups, reference, unknownShare } = missingDemographicsBounds(dcwp, { unknown: { n: 250 } });
    expect(reference).toEqual(['Male']);
    expect(unknownShare).toBeCloseTo(250 / 2821, 15);
    expect(groups[0]!.impactRatio).toBeCloseTo(0.979337, 6);
    expect(groups[0]!.worstCase!.rate).toEqual([555 / 1431, 805 / 1431]);
    expect(groups[0]!.proportional!.rate[0]).toBeCloseTo(555 / (1181 + (250 * 1181) / 2571), 14);
  });

  it('FE-1 tightens where it is known how many of the unknown were selected', () => {
    const loose = missingDemographicsBounds(dcwp, { unknown: { n: 250 } }).groups[0]!;
    const tight = missingDemographicsBounds(dcwp, { unknown: { n: 250, selected: 100 } }).groups[0]!;
    expect(tight.worstCase!.rate).toEqual([555 / 1331, 655 / 1281]);
    expect(tight.worstCase!.rate[0]).toBeGreaterThan(loose.worstCase!.rate[0]);
    expect(tight.worstCase!.rate[1]).toBeLessThan(loose.worstCase!.rate[1]);
  });

  it('FE-2 passes or fails only where both ends agree', () => {
    const verdicts = (n: number): string[] => {
      const bounds = missingDemographicsBounds(dcwp, { unknown: { n } });
      return [bounds.worstCaseVerdict, bounds.proportionalVerdict];
    };
    expect(verdicts(0)).toEqual(['PASS', 'PASS']);
    expect(verdicts(350)).toEqual(['INSUFFICIENT_EVIDENCE', 'PASS']);
    expect(verdicts(2000)).toEqual(['INSUFFICIENT_EVIDENCE', 'INSUFFICIENT_EVIDENCE']);
    const low = [dcwp[1]!, { group: ['Other'], n: 1000, selected: 100 }];
    expect(missingDemographicsBounds(low, { unknown: { n: 100 } }).worstCaseVerdict).toBe('FAIL');
  });

  it('compares with a named reference', () => {
    const bounds = missingDemographicsBounds(dcwp, { unknown: { n: 0 }, reference: ['Female'] });
    expect(bounds.groups[1]!.impactRatio).toBeCloseTo(1 / 0.979337, 5);
    expect(() => missingDemographicsBounds(dcwp, { unknown: { n: 0 }, reference: ['Nobody'] })).toThrow(
      RangeError,
    );
  });

  it('has no ratio, and no verdict, where nothing can be divided by', () => {
    const reason = (groups: GroupSelection[]): unknown => {
      const bounds = missingDemographicsBounds(groups, { unknown: { n: 5 } });
      expect(bounds.worstCaseVerdict).toBe('INSUFFICIENT_EVIDENCE');
      return bounds.reason;
    };
    expect(reason([])).toBe('missing_group');
    expect(reason([{ group: ['a'], n: 0, selected: 0 }])).toBe('no_rows');
    expect(
      reason([
        { group: ['a'], n: 3, selected: 0 },
        { group: ['b'], n: 3, selected: 0 },
      ]),
    ).toBe('zero_reference');
    expect(reason([dcwp[0]!, { group: ['b'], n: 0, selected: 0 }])).toBe('single_group');
  });

  it('refuses counts that are none', () => {
    expect(() =>
      missingDemographicsBounds([{ group: ['a'], n: 1, selected: 2 }], { unknown: { n: 0 } }),
    ).toThrow(RangeError);
    expect(() => missingDemographicsBounds(dcwp, { unknown: { n: 1, selected: 2 } })).toThrow(RangeError);
    expect(() => missingDemographicsBounds(dcwp, { unknown: { n: 1 }, minimumRatio: 0 })).toThrow(RangeError);
  });

  it('FE-1 keeps the rate within the proportional bounds and those within the worst case (seed 1)', () => {
    const groups = fc.array(
      fc.nat({ max: 500 }).chain((n) => fc.record({ n: fc.constant(n), selected: fc.nat({ max: n }) })),
      { minLength: 2, maxLength: 6 },
    );
    const property = fc.property(groups, fc.nat({ max: 300 }), (list, n) => {
      const named = list.map((entry, index) => ({ ...entry, group: [`${index}`] }));
      for (const { rate, worstCase, proportional } of missingDemographicsBounds(named, { unknown: { n } })
        .groups) {
        if (worstCase === null || proportional === null || rate === null) continue;
        const order = [
          worstCase.rate[0],
          proportional.rate[0],
          rate,
          proportional.rate[1],
          worstCase.rate[1],
        ];
        order.slice(1).forEach((value, index) => expect(value + 1e-12).toBeGreaterThanOrEqual(order[index]!));
      }
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });
});
