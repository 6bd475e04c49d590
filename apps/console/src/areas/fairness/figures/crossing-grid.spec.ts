import { exampleEvidence } from '../../../testing/fairness-evidence';
import { palettes } from '../../../ui/palette';
import { figureSubject } from './audit-evidence';
import { crossingCell, measured } from './crossing-cell';
import { crossingGrid, kindOf, otherValues, rateStrength, ratioStrength, strongest } from './crossing-grid';
import { crossingSvg } from './crossing-svg';

const evidence = exampleEvidence();
const { results } = figureSubject(evidence, ['sex', 'age'])!;
const grid = crossingGrid(results, 'favourable_rate');
const withoutOldWomen = { ...results, groups: results.groups.slice(1) };

describe('crossingGrid', () => {
  it('FX-6 has every crossing with its n and its rate, and says which is the reference', () => {
    expect(grid.names).toEqual(['sex', 'age']);
    expect([grid.rows, grid.columns]).toEqual([
      ['f', 'm'],
      ['old', 'young'],
    ]);
    expect(grid.cells.map(({ group, n }) => [group, n])).toEqual(
      results.groups.map(({ group, n }) => [group.join(' · '), n]),
    );
    expect(grid.at({ row: 1, column: 0 })).toMatchObject({ group: 'm · old', eligible: true });
    expect(grid.cells.filter(({ isReference }) => isReference)).toHaveLength(1);
  });

  it('FX-6 tells a crossing that is too small from one that holds nobody', () => {
    const kinds = grid.cells.map((row) => [row.group, kindOf(row, row.rate.value)]);
    expect(kinds).toContainEqual(['f · old', 'small']);
    const sparse = crossingGrid(withoutOldWomen, 'favourable_rate');
    expect(sparse.columns).toEqual(['old', 'young']);
    expect(sparse.at({ row: 0, column: 0 })).toBeNull();
    expect(sparse.empty).toBe(1);
    const cell = crossingCell({ name: 'f · old', row: null, measure: 'rate', limit: 0.8 });
    expect(cell.label).toBe('f · old: nobody');
  });

  it('holds further attributes at one value each, and puts the one with more values down the side', () => {
    const three = exampleEvidence({ rows: 300 });
    const crossed = figureSubject(three, ['sex', 'age'])!.results;
    const deep = {
      ...crossed,
      attributes: ['age', 'sex', 'region'],
      groups: crossed.groups.flatMap((group) =>
        ['n', 's'].map((region) => ({ ...group, group: [...group.group, region] })),
      ),
    };
    expect(otherValues(deep)).toEqual([{ name: 'region', values: ['n', 's'] }]);
    const north = crossingGrid(deep, 'favourable_rate', ['n']);
    expect(north.cells.map(({ group }) => group)).toEqual(
      deep.groups.filter((_, at) => at % 2 === 0).map(({ group }) => group.join(' · ')),
    );
    const tall = {
      ...crossed,
      groups: [...crossed.groups, { ...crossed.groups[0]!, group: ['f', 'middle'] }],
    };
    expect(crossingGrid(tall, 'favourable_rate').names).toEqual(['age', 'sex']);
    expect(crossingGrid(tall, 'favourable_rate').at({ row: 0, column: 0 })?.group).toBe('f · middle');
  });
});

describe('crossingCell', () => {
  it('says value, n and what weakens it', () => {
    const small = grid.at({ row: 0, column: 0 })!;
    const { label } = crossingCell({ name: small.group, row: small, measure: 'rate', limit: null });
    expect(label).toMatch(/^f · old: [\d.]+% n = \d+ too few$/);
    const low = grid.at({ row: 0, column: 1 })!;
    const marked = crossingCell({ name: low.group, row: low, measure: 'ratio', limit: 0.99 });
    expect(marked.label).toMatch(/beyond limit$/);
    expect(marked.className).toContain('cs-crossing-beyond');
    expect(
      measured(
        grid.cells.find(({ isReference }) => isReference)!,
        'ratio',
      ).value,
    ).toBe(1);
  });

  it('is in a drawing of its own the same in words', () => {
    const svg = crossingSvg({ grid, measure: 'ratio', limit: 0.99 });
    for (const words of ['too few', 'beyond limit', 'the reference', 'young']) expect(svg).toContain(words);
  });
});

/** Relative luminance of WCAG 2. */
function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const parts = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

describe('shades', () => {
  it.each(['light', 'dark'] as const)(
    'FX-7 leave the words of a cell readable, 4.5 to 1 at least: %s',
    (scheme) => {
      const palette = palettes[scheme];
      for (const colour of [palette.baseline, palette.current]) {
        for (let strength = 0; strength <= strongest; strength += 1) {
          const under = parts(palette.surface);
          const shade = parts(colour).map(
            (part, at) => (part * strength + under[at]! * (100 - strength)) / 100,
          );
          const [light, dark] = [luminance(parts(palette.ink)), luminance(shade)].sort((a, b) => b - a);
          expect((light! + 0.05) / (dark! + 0.05)).toBeGreaterThanOrEqual(4.5);
        }
      }
    },
  );

  it('rise with a rate, and with the distance of a ratio from 1 either way', () => {
    expect([0, 0.5, 1].map(rateStrength)).toEqual([3, 24, strongest]);
    expect([1, 0.5, 2, 0, 10].map(ratioStrength)).toEqual([0, strongest, strongest, strongest, strongest]);
    expect(ratioStrength(0.8)).toBe(ratioStrength(1.25));
  });
});
