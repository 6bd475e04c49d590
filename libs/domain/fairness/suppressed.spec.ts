import * as fc from 'fast-check';
import {
  type AuditCounts,
  auditSections,
  countAudit,
  defaultPolicy,
  deriveAudit,
  type ShownSection,
  suppressed,
} from './index';
import { exampleCounts, exampleSection } from './example-audit';

const smallCell = 10;
const resultsOf = (counts: AuditCounts) => {
  const names = [...new Set(counts.sections.flatMap(({ attributes }) => attributes))];
  return deriveAudit(defaultPolicy(names, { prediction: 'positive', meaning: 'hired' }), counts);
};
const by = (groups: Parameters<typeof exampleSection>[1]) =>
  suppressed(resultsOf(exampleSection('g', groups)), smallCell).sections[0]!;
const shownOf = ({ groups }: ShownSection) =>
  groups.map(({ group, n, counts }) => [group[0], n !== null, counts !== null]);

const sides = [
  ['tp', 'fp', 'unlabelledPositive'],
  ['fn', 'tn', 'unlabelledNegative'],
] as const;
type Side = (typeof sides)[number];
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** A row of a hidden table: what is known of its sum. */
interface HiddenRow {
  readonly at: number;
  /** Null where only the sum of all such rows is known. */
  readonly total: number | null;
}

/**
 * Another population with the value at a cell that everything shown fits as well, built by hand; null where there is none.
 */
function another(
  rows: readonly HiddenRow[],
  columns: readonly number[],
  { row, column, value }: { row: number; column: number; value: number },
): number[][] | null {
  const pooled = rows.filter(({ total }) => total === null);
  const pool = sum(columns) - sum(rows.map(({ total }) => total ?? 0));
  const target = rows[row]!;
  const others = pooled.filter((each) => each !== target);
  // A row of unknown sum holds what is asked for, another one the rest of the pool.
  const totals = rows.map((each) => {
    if (each.total !== null) return each.total;
    if (others.length === 0) return each === target ? pool : 0;
    if (each === target) return value;
    return each === others[0] ? pool - (pooled.includes(target) ? value : 0) : 0;
  });
  const left = [...columns];
  const table = rows.map(() => columns.map(() => 0));
  const put = (at: number, to: number, count: number) => {
    table[at]![to]! += count;
    left[to]! -= count;
    totals[at]! -= count;
  };
  put(row, column, value);
  // The row itself fills the other columns, the other rows whatever is left.
  columns.forEach((_, to) => to !== column && put(row, to, Math.min(totals[row]!, left[to]!)));
  rows.forEach(
    (_, at) => at !== row && columns.forEach((__, to) => put(at, to, Math.min(totals[at]!, left[to]!))),
  );
  const fits = [...left, ...totals].every((rest) => rest === 0) && table.flat().every((count) => count >= 0);
  return fits ? table : null;
}

const count = fc.oneof(fc.nat({ max: 14 }), fc.nat({ max: 60 }), fc.constant(0));
const cells = fc.tuple(count, count, count, count);
const groupsOf = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), cells, { minKeys: 1 });

describe('suppressing small cells', () => {
  it('FA-20 shows everything that is large enough', () => {
    const section = by({ a: [30, 20, 20, 30], b: [40, 30, 10, 20] });
    expect(shownOf(section)).toEqual([
      ['a', true, true],
      ['b', true, true],
    ]);
    expect(section.withheld).toBe('none');
    expect(section.disparities.every(({ difference }) => difference !== null)).toBe(true);
  });

  it('FA-20 hides a group of few, and the next smallest with it', () => {
    const section = by({ a: [300, 200, 200, 300], b: [40, 30, 20, 20], tiny: [1, 2, 3, 1] });
    expect(shownOf(section)).toEqual([
      ['a', true, true],
      ['b', false, false],
      ['tiny', false, false],
    ]);
    const parity = section.disparities.find(({ metric }) => metric === 'demographic_parity')!;
    expect(parity.between).toEqual([['a'], ['b']]);
    expect(parity).toMatchObject({ difference: null, ratio: null });
    expect(section.groups[2]).toEqual({
      ...{ group: ['tiny'], n: null, share: null, eligible: null, selected: null, selectionRate: null },
      ...{ favourableRate: null, counts: null, scoring: null, metrics: null },
    });
  });

  it('FA-20 keeps how many were selected where only the outcomes are few', () => {
    const section = by({ a: [300, 200, 200, 300], b: [40, 3, 20, 20], c: [50, 50, 50, 60] });
    expect(shownOf(section)).toEqual([
      ['a', true, true],
      ['b', true, false],
      ['c', true, false],
    ]);
    expect(section.groups[1]).toMatchObject({ n: 83, selected: 43, counts: null, metrics: null });
    expect(section.groups[1]!.selectionRate!.value).toBeCloseTo(43 / 83, 12);
  });

  it('FA-20 withholds what cannot hide', () => {
    expect(by({ a: [300, 200, 200, 300], tiny: [1, 0, 0, 1] }).withheld).toBe('none');
    expect(by({ only: [3, 2, 1, 4] })).toMatchObject({ withheld: 'all', groups: [] });
    expect(by({ a: [4, 3, 200, 300], b: [1, 1, 100, 100] })).toMatchObject({ withheld: 'all', groups: [] });
    const few = by({ a: [40, 3, 40, 40], b: [50, 4, 40, 40] });
    expect(few.withheld).toBe('outcomes');
    expect(shownOf(few)).toEqual([
      ['a', true, false],
      ['b', true, false],
    ]);
  });

  it('FA-20 shows no number of fewer, and none that the sums shown give away (seed 1)', () => {
    let attacked = 0;
    fc.assert(
      fc.property(groupsOf, (groups) => {
        const counts = exampleSection('g', groups);
        const real = counts.sections[0]!.groups.map((group) => group.counts);
        const { groups: shown, withheld } = suppressed(resultsOf(counts), smallCell).sections[0]!;
        if (withheld === 'all') return;
        for (const side of sides)
          attacked += attack(shown, real, { side, isTotalShown: withheld === 'none' });
      }),
      { seed: 1, numRuns: 150 },
    );
    expect(attacked).toBeGreaterThan(100);
  });

  /** Tries to bound every hidden small cell, and says how many it tried. */
  function attack(
    shown: ShownSection['groups'],
    real: readonly AuditCounts['sections'][number]['groups'][number]['counts'][],
    { side, isTotalShown }: { side: Side; isTotalShown: boolean },
  ): number {
    const selectedOf = (at: number) => sum(side.map((cell) => real[at]![cell]));
    const isLive = sum(real.map((_, at) => selectedOf(at))) > 0;
    const hidden = shown.flatMap(({ counts, n }, at): HiddenRow[] =>
      counts === null ? [{ at, total: n === null ? null : selectedOf(at) }] : [],
    );
    shown.forEach(({ n, counts }, at) => {
      if (n !== null && isLive) expect(selectedOf(at)).toBeGreaterThanOrEqual(smallCell);
      for (const cell of side)
        if (counts !== null && sum(real.map((each) => each[cell])) > 0)
          expect(counts[cell]).toBeGreaterThanOrEqual(smallCell);
    });
    if (!isTotalShown) return 0;
    const live = side.filter((cell) => sum(real.map((each) => each[cell])) > 0);
    const columns = live.map((cell) => sum(hidden.map(({ at }) => real[at]![cell])));
    let tried = 0;
    hidden.forEach(({ at }, row) =>
      live.forEach((cell, column) => {
        if (real[at]![cell] >= smallCell) return;
        tried += 1;
        for (const value of [0, smallCell - 1])
          expect(another(hidden, columns, { row, column, value })).not.toBeNull();
      }),
    );
    return tried;
  }

  it('FA-21 shows crossings all together, and only where nothing of them is small', () => {
    const rows = (sizes: readonly [string | null, string | null, number][]) =>
      sizes.flatMap(([sex, region, size]) =>
        Array.from({ length: size }, (_, at) => ({
          groups: [sex, region],
          ...{ predicted: at % 2 === 0, actual: at % 4 < 2 },
        })),
      );
    const plan = { attributes: ['sex', 'region'], sections: auditSections(2, true) };
    const crossingOf = (...sizes: [string | null, string | null, number][]) => {
      const { sections } = suppressed(resultsOf(countAudit(rows(sizes), plan)), smallCell);
      return [sections[0]!.withheld, sections[2]!.withheld, sections[2]!.groups.length];
    };
    const large: [string, string, number][] = [
      ['f', 'n', 100],
      ['f', 's', 100],
      ['m', 'n', 100],
    ];
    expect(crossingOf(...large, ['m', 's', 100])).toEqual(['none', 'none', 4]);
    expect(crossingOf(...large, ['m', 's', 12])).toEqual(['none', 'all', 0]);
    expect(crossingOf(...large, ['m', 's', 24])).toEqual(['none', 'outcomes', 4]);
    // Two people of known sex and unknown region are what a group holds beyond its crossings.
    expect(crossingOf(...large, ['m', 's', 100], ['m', null, 2])).toEqual(['none', 'all', 0]);
    expect(crossingOf(...large, ['m', 's', 100], ['m', null, 60])).toEqual(['none', 'none', 4]);
    // A small group of one attribute hides another, and every crossing with them.
    expect(crossingOf(...large, ['m', 's', 100], ['x', 'n', 8])).toEqual(['none', 'all', 0]);
  });

  it('FA-21 leaves out what rests on every group, and keeps the verdicts', () => {
    const results = resultsOf(exampleCounts(2_000));
    const shown = suppressed(results, smallCell);
    expect(shown.verdict).toBe(results.verdict);
    expect(shown.criteria).toEqual(results.criteria);
    const text = JSON.stringify(shown);
    for (const part of ['bounds', 'advice', 'reweighing', 'shrunken', 'calibration', 'sweep', 'law'])
      expect(text).not.toContain(`"${part}"`);
    expect(JSON.stringify(suppressed(results, smallCell))).toBe(text);
    for (const wrong of [0, 0.5, -1, Number.NaN])
      expect(() => suppressed(results, wrong)).toThrow(RangeError);
  });
});
