import { disparityOf, partOf } from '../../testing/audit';
import { axisEnds, criterionFinding, criterionRows, isDrawable } from './criterion-rows';
import type { Audit } from './forest';

const criteria: Audit['criteria'] = [
  {
    __typename: 'FairnessCriterion',
    name: 'IMPACT_RATIO',
    maximumDifference: null,
    minimumRatio: 0.8,
  },
  {
    __typename: 'FairnessCriterion',
    name: 'DEMOGRAPHIC_PARITY',
    maximumDifference: 0.2,
    minimumRatio: null,
  },
];
const impact = disparityOf('IMPACT_RATIO', 'FAIL');
const parity = disparityOf('DEMOGRAPHIC_PARITY', 'FAIL');
const hidden = { ...parity, difference: null, ratio: null };

describe('criterionRows', () => {
  it('FX-14 have the quantity that the limit judges, and the limit', () => {
    const rows = criterionRows(criteria, partOf('sex', [impact, parity]));
    expect(rows.map(({ value, limits, limitText }) => [value, limits, limitText])).toEqual([
      [0.6, [0.8, 1.25], 'ratio at least 0.8'],
      [0.3, [-0.2, 0.2], 'difference at most 0.2'],
    ]);
    expect(criterionFinding(rows)).toBe('2 of 2 criteria fail');
  });

  it('FX-14 keep a hidden gap hidden: it has no number, and the finding leaves it out', () => {
    const rows = criterionRows(criteria, partOf('sex', [impact, hidden]));
    expect(rows[1]).toMatchObject({ isHidden: true, n: null, value: null, lower: null, upper: null });
    expect(criterionFinding(rows)).toBe('Of 2 criteria, the gap of 1 is shown: 1 fails');
    expect(isDrawable(rows)).toBe(true);
    expect(isDrawable(criterionRows(criteria, partOf('sex', [hidden])))).toBe(false);
  });

  it('FX-14 stand on an axis that cuts no interval off', () => {
    const [row] = criterionRows(criteria, partOf('sex', [impact]));
    const ends = (lower: number, upper: number) => axisEnds([{ ...row!, lower, upper }]);
    expect([ends(0.2, 0.9), ends(-0.07, 0.9), ends(0.5, 1.01), ends(-0.3, 3.2)]).toEqual([
      [0, 1],
      [-0.25, 1],
      [0, 1.25],
      [-0.5, 3.25],
    ]);
  });

  it('FX-14 draw a criterion that was not judged apart from one that was', () => {
    const rows = criterionRows(
      criteria,
      partOf('sex', [impact, disparityOf('IMPACT_RATIO', 'INSUFFICIENT_EVIDENCE')]),
    );
    expect(rows.map(({ eligible }) => eligible)).toEqual([true, false]);
  });
});
