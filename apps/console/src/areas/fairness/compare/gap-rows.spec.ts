import { compareAudits } from '@countersign/domain/fairness';
import { exampleEvidence } from '../../../testing/fairness-evidence';
import { directionOf, gapRows, type GapRow } from './gap-rows';
import { verdictPairs } from './gap-tables';

const before = exampleEvidence({ shift: 0.1 });
const after = exampleEvidence({ shift: 0, rows: 2400 });
const comparison = compareAudits(before, after);

describe('gapRows', () => {
  it('FX-10 follow the pair of the earlier audit, both gaps and the change with intervals, and say what did it', () => {
    const [section] = comparison.sections;
    const [parity] = gapRows(section!);
    expect(parity).toMatchObject({ name: 'Demographic parity', between: ['f', 'm'] });
    const ends = [parity!.before, parity!.after, parity!.change].map(({ value, lower, upper }) => [
      value! > lower!,
      value! < upper!,
    ]);
    expect(ends.flat()).toEqual([true, true, true, true, true, true]);
    expect(parity!.split!.by).toBe('age');
    expect(parity!.split!.mix + parity!.split!.rates).toBeCloseTo(parity!.change.value!, 12);
  });

  it('puts gaps without a pair last, with the reason', () => {
    const other = {
      ...after,
      subject: { ...after.subject, columns: { ...after.subject.columns, positive: '2' } },
    };
    const [section] = compareAudits(before, other).sections;
    const rows = gapRows(section!);
    expect(
      rows.every(({ change, between }) => change.status === 'NOT_COMPUTABLE' && between.length === 0),
    ).toBe(true);
    expect(rows[0]!.change.reason).toBeTruthy();
  });
});

describe('directionOf', () => {
  const row = (was: number, is: number, [lower, upper]: [number, number]): GapRow => ({
    ...{ name: '', between: [], split: null },
    before: { value: was, n: 9, method: '', status: 'OK' },
    after: { value: is, n: 9, method: '', status: 'OK' },
    change: { value: is - was, n: 9, method: '', status: 'OK', lower, upper },
  });
  it.each([
    ['wider', row(0.1, 0.3, [0.1, 0.3])],
    ['narrower', row(0.3, 0.1, [-0.3, -0.1])],
    ['narrower', row(0.3, -0.1, [-0.5, -0.3])],
    ['turned', row(0.1, -0.4, [-0.6, -0.4])],
    ['unclear', row(0.1, 0.15, [-0.01, 0.11])],
    [
      'unclear',
      {
        ...row(0.1, 0.3, [0.1, 0.3]),
        after: { value: null, n: 0, method: '', status: 'NOT_COMPUTABLE' as const },
      },
    ],
  ])('is %s', (direction, gap) => {
    expect(directionOf(gap)).toBe(direction);
  });
});

it('stands the criteria of either audit beside each other', () => {
  const verdict = (criterion: 'impact_ratio' | 'theil') =>
    ({
      criterion,
      verdict: 'PASS',
      isRatio: false,
      limit: null,
      between: [],
      reason: null,
      measured: { n: 1, method: '', status: 'OK', value: 1 },
    }) as const;
  expect(
    verdictPairs([verdict('impact_ratio')], [verdict('theil'), verdict('impact_ratio')]).map(
      ({ criterion, before: was, after: is }) => [criterion, was !== null, is !== null],
    ),
  ).toEqual([
    ['impact_ratio', true, true],
    ['theil', false, true],
  ]);
});
