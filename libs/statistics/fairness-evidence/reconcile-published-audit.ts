import { recomputeTable } from './recompute-published-table';
import { type Discrepancy, type PublishedRow, type PublishedTable } from './published-audit';

/**
 * Looks for figures of a published audit that contradict each other: rates against counts, impact ratios against rates, the
 * totals of the tables against one another, and the groups of a table against the sums over a table with more attributes.
 * Where tables state different numbers of unknown people, that difference may explain as many missing ones and no more.
 * A printed figure agrees when some number behind it rounds to it; an empty list therefore never means that all is right.
 * Throws RangeError when a row has not one value per attribute, a count is none or a printed figure is not readable.
 */
export function reconcilePublishedAudit(tables: readonly PublishedTable[]): Discrepancy[] {
  tables.forEach(assertTable);
  const found = tables.flatMap(recomputeTable);
  tables.forEach((table, index) => {
    for (const other of tables.slice(index + 1)) found.push(...totalsThatDiffer(table, other));
  });
  for (const wide of tables) {
    for (const narrow of tables) {
      const isWider = narrow.attributes.every((attribute) => wide.attributes.includes(attribute));
      if (isWider && narrow.attributes.length < wide.attributes.length) {
        found.push(...marginalsThatDiffer(narrow, wide));
      }
    }
  }
  return found;
}

function assertTable({ attributes, rows, unknown }: PublishedTable): void {
  const isCount = (count: number | null): boolean => count === null || (count >= 0 && Number.isFinite(count));
  if (!isCount(unknown)) throw new RangeError(`a count is needed, got ${unknown}`);
  for (const { group, n, selected } of rows) {
    if (group.length !== attributes.length) {
      throw new RangeError(`${group.join(', ')} has not one value for each of ${attributes.join(', ')}`);
    }
    if (!isCount(n) || !isCount(selected)) throw new RangeError(`a count is needed, got ${selected} of ${n}`);
  }
}

const columns = [
  { key: 'n', word: 'people' },
  { key: 'selected', word: 'selected' },
] as const;

type Column = (typeof columns)[number]['key'];

function total(rows: readonly PublishedRow[], column: Column): number | null {
  let sum = 0;
  for (const row of rows) {
    const count = row[column];
    if (count === null) return null;
    sum += count;
  }
  return sum;
}

function totalsThatDiffer(first: PublishedTable, second: PublishedTable): Discrepancy[] {
  return columns.flatMap(({ key, word }) => {
    const stated = total(second.rows, key);
    const recomputed = total(first.rows, key);
    if (stated === null || recomputed === null) return [];
    const unknowns = (first.unknown ?? 0) - (second.unknown ?? 0);
    // Everybody is known or unknown in either table; of the unknown nobody says how many were selected.
    const agree =
      key === 'n' ? stated - recomputed === unknowns : Math.abs(stated - recomputed) <= Math.abs(unknowns);
    if (agree) return [];
    const statement = `by ${second.attributes.join(' and ')} there are ${stated} ${word}, by ${first.attributes.join(' and ')} ${recomputed}`;
    return [
      {
        kind: 'totals_differ' as const,
        attributes: second.attributes,
        group: null,
        stated,
        recomputed,
        statement,
      },
    ];
  });
}

function marginalsThatDiffer(narrow: PublishedTable, wide: PublishedTable): Discrepancy[] {
  const places = narrow.attributes.map((attribute) => wide.attributes.indexOf(attribute));
  const slack = Math.max(0, (wide.unknown ?? 0) - (narrow.unknown ?? 0));
  return narrow.rows.flatMap((row) => {
    const parts = wide.rows.filter(({ group }) => places.every((place, i) => group[place] === row.group[i]));
    return columns.flatMap(({ key, word }) => {
      const stated = row[key];
      const recomputed = total(parts, key);
      if (stated === null || recomputed === null || parts.length === 0) return [];
      if (stated >= recomputed && stated - recomputed <= slack) return [];
      const statement = `${row.group.join(' × ')}: ${stated} ${word} by ${narrow.attributes.join(' and ')}, ${recomputed} by ${wide.attributes.join(' and ')}`;
      return [
        {
          kind: 'marginal_differs' as const,
          attributes: narrow.attributes,
          group: row.group,
          stated,
          recomputed,
          statement,
        },
      ];
    });
  });
}
