import { printedNumber, type PrintedNumber } from './printed-number';
import { type Discrepancy, type PublishedRow, type PublishedTable } from './published-audit';

/** The rate of a row: exact from its counts, else every number that rounds to what is printed. Null where nothing is stated. */
function rateOf({ n, selected, rate }: PublishedRow): PrintedNumber | null {
  if (n !== null && selected !== null && n > 0) {
    const value = selected / n;
    return { value, lower: value, upper: value };
  }
  return rate === null ? null : printedNumber(rate);
}

/**
 * The rates and impact ratios of one table that do not follow from its other figures. A group without a printed ratio was left
 * out of the ratios, or is the one of the highest rate: the table is taken in the sense that contradicts it less.
 */
export function recomputeTable(table: PublishedTable): Discrepancy[] {
  const rates = table.rows.map(rateOf);
  const everybody = againstHighest(table, rates, highestOf(rates));
  const isLeftOut = table.rows.map(({ impactRatio }) => impactRatio === null);
  if (everybody.length === 0 || !isLeftOut.includes(true) || !isLeftOut.includes(false)) return everybody;
  const withRatio = rates.filter((_, index) => !isLeftOut[index]);
  const leavingOut = againstHighest(table, rates, highestOf(withRatio));
  return leavingOut.length < everybody.length ? leavingOut : everybody;
}

function highestOf(rates: readonly (PrintedNumber | null)[]): PrintedNumber {
  const present = rates.filter((rate) => rate !== null);
  return {
    value: Math.max(...present.map(({ value }) => value)),
    lower: Math.max(...present.map(({ lower }) => lower)),
    upper: Math.max(...present.map(({ upper }) => upper)),
  };
}

function againstHighest(
  { attributes, rows }: PublishedTable,
  rates: readonly (PrintedNumber | null)[],
  highest: PrintedNumber,
): Discrepancy[] {
  return rows.flatMap((row, index) => {
    const name = row.group.join(' × ');
    const found: Omit<Discrepancy, 'attributes' | 'group'>[] = [];
    if (row.n !== null && row.selected !== null && row.selected > row.n) {
      const statement = `${name}: ${row.selected} selected of ${row.n} people`;
      found.push({ kind: 'impossible_count', stated: row.selected, recomputed: row.n, statement });
    }
    const rate = rates[index]!;
    if (rate !== null && row.rate !== null && !agrees(printedNumber(row.rate), rate)) {
      const statement = `${name}: the rate is printed as ${row.rate}, ${row.selected} of ${row.n} are ${rounded(rate.value)}`;
      found.push({
        kind: 'rate_differs',
        stated: printedNumber(row.rate).value,
        recomputed: rate.value,
        statement,
      });
    }
    if (rate !== null && row.impactRatio !== null && highest.lower > 0) {
      const stated = printedNumber(row.impactRatio);
      const ratio = {
        value: rate.value / highest.value,
        lower: rate.lower / highest.upper,
        // Its own rate may be the highest one.
        upper: Math.min(1, rate.upper / highest.lower),
      };
      if (!agrees(stated, ratio)) {
        const statement = `${name}: the impact ratio is printed as ${row.impactRatio}, the rates give ${rounded(ratio.value)}`;
        found.push({
          kind: 'impact_ratio_differs',
          stated: stated.value,
          recomputed: ratio.value,
          statement,
        });
      }
    }
    return found.map((entry) => ({ ...entry, attributes, group: row.group }));
  });
}

function agrees(a: PrintedNumber, b: PrintedNumber): boolean {
  return a.lower <= b.upper && b.lower <= a.upper;
}

function rounded(value: number): string {
  return value.toFixed(4);
}
