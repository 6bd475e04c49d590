import { type AuditRow } from '../fairness';
import { type ReportPart } from '../report';
import { exampleEvidence, silentAbout } from './example-report';
import { fairnessReport } from './index';

/** So many rows by prediction and decision: upheld, overruled and undecided of the positive, then of the negative. */
type Cells = readonly [number, number, number, number, number, number];
const decided = (group: readonly (string | null)[], cells: Cells): AuditRow[] =>
  cells.flatMap((count, at) => {
    const predicted = at < 3;
    const decision = at % 3 === 2 ? null : (at % 3 === 0) === predicted;
    const row = { groups: [...group], predicted, actual: true, decided: decision };
    return Array.from({ length: count }, () => row);
  });

function partsFor(attributes: readonly string[], rows: readonly AuditRow[]): readonly ReportPart[] {
  return fairnessReport(exampleEvidence({ attributes, rows }), silentAbout).sections[10]!.parts;
}
const textsOf = (parts: readonly ReportPart[]): string =>
  parts
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'list' ? part.items.join(' ') : ''))
    .join(' ');
function rowOf(parts: readonly ReportPart[], caption: string, first: string): (string | undefined)[] {
  const table = parts.find((part) => part.kind === 'table' && part.caption.startsWith(caption));
  if (table?.kind !== 'table') throw new Error(`no table ${caption}`);
  return [...table.rows.find(([name]) => name === first)!];
}

describe('oversight in a report', () => {
  const rows = [
    ...decided(['f'], [30, 20, 5, 45, 5, 5]),
    ...decided(['m'], [55, 5, 0, 30, 10, 0]),
    ...decided(['x'], [2, 1, 0, 1, 0, 0]),
    ...decided([null], [3, 1, 2, 0, 0, 4]),
  ];
  const parts = partsFor(['sex'], rows);

  it('FR-16 shows how often people overruled the model for each group, small ones marked', () => {
    expect(rowOf(parts, 'Decisions by sex (intervals: Wilson at 95 %)', 'f')).toEqual([
      ...['f', '110', '100', '90.9 %', '84.1 % to 95.0 %', '25', '25.0 %', '17.5 % to 34.3 %'],
    ]);
    expect(rowOf(parts, 'Decisions by sex', 'x †').slice(0, 4)).toEqual(['x †', '4', '4', '100.0 %']);
    expect(rowOf(parts, 'Overruled in either direction by sex', 'f')).toEqual([
      ...['f', '50', '10.0 %', '4.3 % to 21.4 %', '50', '40.0 %', '27.6 % to 53.8 %'],
    ]);
    expect(rowOf(parts, 'Overruled in either direction by sex', 'x †')[1]).toBe('1');
  });

  it('FR-16 shows the favourable rate before and after, and how far groups lie apart', () => {
    const [, n, before, , after] = rowOf(parts, 'Favourable rate before and after', 'f');
    expect([n, before, after]).toEqual(['100', '50.0 %', '35.0 %']);
    const rowFor = (name: string) => rowOf(parts, 'Between the groups farthest apart, by sex', name);
    expect(rowFor('overruled to unfavourable').slice(0, 4)).toEqual([
      ...['overruled to unfavourable', 'm and f', '110', '0.317'],
    ]);
    expect(rowFor('favourable prediction')[5]).toBe('0.833');
    expect(rowFor('favourable decision')[5]).toBe('0.538');
    expect(rowFor('overruled to unfavourable')[7]).toMatch(/^0\.00\d\d$/);
    expect(rowFor('overruled to favourable')[7]).toMatch(/^0\.\d{4}$/);
  });

  it('FR-16 names the column of what people decided', () => {
    const { sections } = fairnessReport(exampleEvidence({ attributes: ['sex'], rows }), silentAbout);
    expect(JSON.stringify(sections[1]).replaceAll('\\"', '"')).toContain(
      'column of what people decided "final"',
    );
  });

  it('FR-16 draws every group before and after with its interval, and says so in words', () => {
    const figure = parts.find((part) => part.kind === 'figure');
    expect(figure?.kind === 'figure' && figure.description).toContain(
      'model: f: 50.0 %, interval 40.4 % to 59.6 %, n 100. people: f: 35.0 %',
    );
  });

  it('FR-16 says who was left undecided, known of group or not, and calls no overruling good', () => {
    const texts = textsOf(parts);
    expect(texts).toContain(
      'By sex: 204 predictions with a decision, 10 without, which take no part. Of unknown group: 4 with a decision, 1 of them overruled, and 6 without.',
    );
    expect(texts).toContain('Whether overruling helped or harmed is not measured');
    expect(texts).toContain('overruled to favourable: x (fewer people than the minimum);');
  });

  it('FR-16 says that nothing is known of decisions where none were counted', () => {
    const without = rows.map(({ groups, predicted, actual }) => ({ groups, predicted, actual }));
    const silent = partsFor(['sex'], without);
    expect(textsOf(silent)).toContain('What people then decided');
    expect(silent.every(({ kind }) => kind === 'text')).toBe(true);
  });

  it('FR-16 gives reasons where nobody decided, and leaves long crossings to the evidence', () => {
    const nobody = partsFor(['sex'], decided(['f'], [0, 0, 9, 0, 0, 9]));
    expect(textsOf(nobody)).toContain('18 without, which take no part. Nobody is of unknown group.');
    expect(rowOf(nobody, 'Decisions by sex', 'f †')).toEqual([
      ...['f †', '18', '0', '0.0 %', '0.0 % to 17.6 %', '0', 'no rows', ''],
    ]);
    expect(rowOf(nobody, 'Between the groups', 'favourable decision')[7]).toBe('no test');
    const many = Array.from({ length: 36 }, (_, at) =>
      decided([`a${at % 6}`, `b${Math.floor(at / 6)}`], [1, 1, 0, 1, 0, 0]),
    ).flat();
    expect(textsOf(partsFor(['a', 'b'], many))).toContain(
      'Not printed for a × b (36 groups): what people decided. The evidence holds them.',
    );
  });
});
