import { type AuditCounts, type SectionCounts } from './audit-counts';
import { type AuditRow } from './audit-counter';
import { auditSections } from './audit-sections';
import { countAudit } from './count-audit';

type Cells = readonly [tp: number, fp: number, fn: number, tn: number];

/** Counts of one attribute for a test: a name of one letter or word for each group. */
export function exampleSection(
  attribute: string,
  groups: Readonly<Record<string, Cells>>,
  unknown: Cells = [0, 0, 0, 0],
): AuditCounts {
  const outcomes = ([tp, fp, fn, tn]: Cells) => ({
    ...{ tp, fp, fn, tn },
    ...{ unlabelledPositive: 0, unlabelledNegative: 0 },
  });
  const sum = (cells: Cells) => cells.reduce((total, count) => total + count, 0);
  const rows = [unknown, ...Object.values(groups)].reduce((total, cells) => total + sum(cells), 0);
  const section: SectionCounts = {
    ...{ attributes: [attribute], rows, unknownGroup: sum(unknown), unpredicted: 0 },
    unknownPeople: outcomes(unknown),
    groups: Object.entries(groups)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, cells]) => ({ group: [name], counts: outcomes(cells) })),
  };
  return { rows, scores: 'none', sections: [section] };
}

/** So many people by three attributes, some values missing, with scores; the same for the same number. */
export function exampleRows(count: number): AuditRow[] {
  let state = 12_345;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const one = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
  return Array.from({ length: count }, () => {
    const sex = one(['f', 'f', 'm', 'm', 'm', null]);
    const region = one(['north', 'south', 'south', 'west']);
    const age = one(['old', 'young', 'young', null]);
    const actual = next() < 0.1 ? null : next() < (sex === 'f' ? 0.4 : 0.5);
    const score = Math.min(
      1,
      Math.max(0, 0.5 * next() + (actual ? 0.4 : 0.2) + (region === 'west' ? -0.1 : 0)),
    );
    const predicted = next() < 0.02 ? null : score >= 0.5;
    return { groups: [sex, region, age], predicted, actual, score: next() < 0.05 ? null : score };
  });
}

/** The counts of `exampleRows` by all three attributes crossed. */
export function exampleCounts(count: number): AuditCounts {
  return countAudit(exampleRows(count), {
    attributes: ['sex', 'region', 'age'],
    sections: auditSections(3, true),
    scores: { median: 0.5 },
  });
}
