import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printedNumber } from './printed-number';
import { type PublishedTable } from './published-audit';
import { reconcilePublishedAudit } from './reconcile-published-audit';

interface Example {
  readonly name: string;
  readonly inputs: {
    readonly unknown: number;
    readonly tables: {
      readonly attributes: string[];
      readonly rows: [string[], number, number | null, string, string][];
    }[];
  };
}

const { cases } = JSON.parse(
  readFileSync(join(__dirname, '../reference-tables/published-audits.json'), 'utf8'),
) as { cases: Example[] };

const example = (name: string): PublishedTable[] => {
  const { unknown, tables } = cases.find((entry) => entry.name === name)!.inputs;
  return tables.map(({ attributes, rows }) => ({
    attributes,
    unknown,
    rows: rows.map(([group, n, selected, rate, impactRatio]) => ({ group, n, selected, rate, impactRatio })),
  }));
};

const table = (
  attributes: string[],
  unknown: number | null,
  ...rows: [string[], number, number][]
): PublishedTable => ({
  attributes,
  unknown,
  rows: rows.map(([group, n, selected]) => ({ group, n, selected, rate: null, impactRatio: null })),
});

describe('reconcilePublishedAudit', () => {
  const found = reconcilePublishedAudit(example('selection'));

  it('FE-16 finds that the example of the rule contradicts itself', () => {
    const totals = found.filter(({ kind }) => kind === 'totals_differ');
    expect(
      totals.map(({ attributes, stated, recomputed }) => [attributes.join(), stated, recomputed]),
    ).toEqual([
      ['race', 2584, 2571],
      ['race', 1254, 1222],
      ['sex,race', 2571, 2584],
      ['sex,race', 1222, 1254],
    ]);
    expect(
      found.find(({ kind, group }) => kind === 'marginal_differs' && group![0] === 'Hispanic'),
    ).toMatchObject({
      stated: 408,
      recomputed: 395,
      statement: 'Hispanic: 408 people by race, 395 by sex and race',
    });
  });

  it('FE-16 finds no fault with the sums by sex, nor with any printed rate or ratio', () => {
    expect(found.filter(({ attributes }) => attributes.join() === 'sex')).toEqual([]);
    expect(found.filter(({ kind }) => kind === 'rate_differs')).toEqual([]);
    expect(found.filter(({ kind }) => kind === 'impact_ratio_differs')).toEqual([]);
  });

  it('FE-15 checks ratios against printed rates where no counts are stated', () => {
    expect(reconcilePublishedAudit(example('scoring'))).toEqual([]);
    const wrong: PublishedTable = {
      attributes: ['sex'],
      unknown: null,
      rows: [
        { group: ['m'], n: 92, selected: null, rate: '54.3%', impactRatio: '1.00' },
        { group: ['f'], n: 76, selected: null, rate: '44.7%', impactRatio: '0.84' },
      ],
    };
    expect(reconcilePublishedAudit([wrong])).toMatchObject([
      { kind: 'impact_ratio_differs', group: ['f'], stated: 0.84 },
    ]);
  });

  it('FE-15 takes a group without a ratio for one left out, or for the highest, as the table agrees with', () => {
    const rows = (ratios: readonly (string | null)[]): PublishedTable => ({
      ...{ attributes: ['sex'], unknown: null },
      rows: [
        { group: ['f'], n: 1_000, selected: 400, rate: null, impactRatio: ratios[0]! },
        { group: ['m'], n: 1_000, selected: 500, rate: null, impactRatio: ratios[1]! },
        { group: ['x'], n: 20, selected: 16, rate: null, impactRatio: ratios[2]! },
      ],
    });
    // Below 2 % of the data, x was left out of the ratios: the highest of the others is 0.5.
    expect(reconcilePublishedAudit([rows(['0.80', '1.00', null])])).toEqual([]);
    // Or its ratio of 1 was left blank.
    expect(reconcilePublishedAudit([rows(['0.50', '0.63', null])])).toEqual([]);
    const [wrong, ...rest] = reconcilePublishedAudit([rows(['0.90', '1.00', null])]);
    expect(rest).toEqual([]);
    expect(wrong).toMatchObject({ kind: 'impact_ratio_differs', group: ['f'], recomputed: 0.8 });
    expect(reconcilePublishedAudit([rows(['0.80', '1.00', '1.60'])])).toHaveLength(3);
  });

  it('FE-15 checks rates against counts', () => {
    const rows = [
      { group: ['m'], n: 100, selected: 48, rate: '48%', impactRatio: null },
      { group: ['f'], n: 100, selected: 45, rate: '47%', impactRatio: '.94' },
      { group: ['x'], n: 3, selected: 4, rate: null, impactRatio: null },
    ];
    const kinds = reconcilePublishedAudit([{ attributes: ['sex'], unknown: 0, rows }]).map(
      ({ kind, group }) => `${kind} ${group}`,
    );
    expect(kinds).toEqual(['rate_differs f', 'impact_ratio_differs f', 'impossible_count x']);
  });

  it('FE-15 lets different numbers of unknown people explain as many missing ones and no more', () => {
    const sex = table(['sex'], 0, [['m'], 10, 5], [['f'], 10, 4]);
    const both = (n: number): PublishedTable =>
      table(['sex', 'race'], 20 - 10 - n, [['m', 'a'], n, 5], [['f', 'a'], 10, 4]);
    expect(reconcilePublishedAudit([sex, both(8)])).toEqual([]);
    expect(reconcilePublishedAudit([sex, { ...both(8), unknown: 1 }]).map(({ kind }) => kind)).toEqual([
      'totals_differ',
      'marginal_differs',
    ]);
  });

  it('reads printed figures and refuses others', () => {
    expect(printedNumber(' 47% ').value).toBe(0.47);
    expect(printedNumber('.98').lower).toBeCloseTo(0.975, 8);
    for (const text of ['', '%', '1,2', 'n/a', '-0.5']) expect(() => printedNumber(text)).toThrow(RangeError);
  });

  it('refuses rows that do not fit their table', () => {
    expect(() => reconcilePublishedAudit([table(['sex'], 0, [['m', 'a'], 1, 1])])).toThrow(RangeError);
    expect(() => reconcilePublishedAudit([table(['sex'], 0, [['m'], -1, 1])])).toThrow(RangeError);
    expect(() => reconcilePublishedAudit([table(['sex'], -1, [['m'], 1, 1])])).toThrow(RangeError);
  });
});
