import { conditionalDemographicDisparity, type StratumCounts } from './conditional-demographic-disparity';
import { type GroupCounts } from './outcome-counts';

const group = (name: string, selected: number, n: number): GroupCounts => ({
  group: [name],
  counts: { tp: 0, fp: 0, fn: 0, tn: 0, unlabelledPositive: selected, unlabelledNegative: n - selected },
});
const stratum = (
  name: string,
  women: readonly [number, number],
  men: readonly [number, number],
): StratumCounts => ({
  stratum: name,
  groups: [group('f', ...women), group('m', ...men)],
});
const women = (strata: readonly StratumCounts[]) =>
  conditionalDemographicDisparity(strata, ['f'], { favourable: 'positive' });

/** Bickel, Hammel and O'Connell (1975): admissions to Berkeley in the six largest departments. */
const berkeley = [
  stratum('A', [89, 108], [512, 825]),
  stratum('B', [17, 25], [353, 560]),
  stratum('C', [202, 593], [120, 325]),
  stratum('D', [131, 375], [138, 417]),
  stratum('E', [94, 393], [53, 191]),
  stratum('F', [24, 341], [22, 373]),
];

describe('conditionalDemographicDisparity', () => {
  it('F-25 turns round at Berkeley once departments are compared with themselves', () => {
    const pooled = [stratum('all', [557, 1835], [1198, 2691])];
    expect(women(pooled).disparity.value).toBeCloseTo(1278 / 2771 - 557 / 1755, 12);
    expect(women(berkeley).disparity.value).toBeLessThan(0);
    expect(women(berkeley).oddsRatio.value).toBeGreaterThan(1);
  });

  it('F-25 leaves out strata where everybody had the same prediction, and says how many', () => {
    const same = [
      ...berkeley,
      stratum('all admitted', [9, 9], [400, 400]),
      stratum('nobody', [0, 70], [0, 2]),
    ];
    expect(women(same)).toMatchObject({ strata: { used: 6, all: 8 } });
    expect(women(same).disparity.value).toBe(women(berkeley).disparity.value);
  });

  it('changes its sign with the favourable outcome and between two groups', () => {
    const other = conditionalDemographicDisparity(berkeley, ['f'], { favourable: 'negative' });
    expect(other.disparity.value).toBeCloseTo(-women(berkeley).disparity.value!, 12);
    const men = conditionalDemographicDisparity(berkeley, ['m'], { favourable: 'positive' });
    expect(men.disparity.value).toBeCloseTo(-women(berkeley).disparity.value!, 12);
    expect(men.test).toMatchObject({ status: 'ok' });
  });

  it('has no value without a stratum that says anything', () => {
    expect(women([]).disparity).toMatchObject({ value: null, reason: 'no_common_stratum' });
    expect(women([stratum('x', [3, 3], [2, 2])]).disparity).toMatchObject({ value: null });
  });

  it('F-26 takes equal weights as none', () => {
    const weighted = berkeley.map(({ stratum: name, groups }) => ({
      stratum: name,
      groups: groups.map((each) => ({
        group: each.group,
        counts: scaled(each, 0.3),
        squares: scaled(each, 0.09),
      })),
    }));
    const [a, b] = [women(weighted), women(berkeley)];
    expect(a.disparity.value).toBeCloseTo(b.disparity.value!, 12);
    expect(a.oddsRatio.value).toBeCloseTo(b.oddsRatio.value!, 9);
  });
});

function scaled({ counts }: GroupCounts, factor: number): GroupCounts['counts'] {
  return Object.fromEntries(
    Object.entries(counts).map(([cell, count]) => [cell, count * factor]),
  ) as unknown as GroupCounts['counts'];
}
