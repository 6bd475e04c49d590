import { fisherExact, pooledProportionTest } from '../inference';
import { type LawPack } from './law-pack';
import { type LawFinding, type LawRow, type LawTableReport } from './law-report';

type Finding = Omit<LawFinding, 'attributes'>;

/** What a pack says about one group against the highest: four fifths, standard deviations and small numbers. */
export function groupFindings(row: LawRow, table: LawTableReport, { rules }: LawPack): Finding[] {
  const highest = table.rows.find(({ group }) => group === table.highest);
  if (highest === undefined || row === highest || row.impactRatio.value === null) return [];
  const found: Finding[] = [];
  const low = rules.minimumRatio !== null && isBelow(row, highest, rules.minimumRatio);
  if (low) found.push(below(row, highest, rules.minimumRatio!));
  if (rules.standardDeviations !== null) {
    const difference = deviations(row, highest, rules.standardDeviations);
    if (difference !== null) found.push(difference);
  }
  if (low) found.push(...smallNumbers(row, highest, rules.minimumRatio!));
  return found;
}

/** By cross products: exactly four fifths is not below, whatever the rounding of a quotient. */
function isBelow(
  row: { n: number; selected: number },
  highest: { n: number; selected: number },
  minimumRatio: number,
): boolean {
  return row.selected * highest.n < minimumRatio * highest.selected * row.n * (1 - 1e-12);
}

function below(row: LawRow, highest: LawRow, minimumRatio: number): Finding {
  const statement = `${name(row)}: the rate is ${row.impactRatio.value!.toFixed(3)} of that of ${name(highest)}, below ${minimumRatio}. Under the rule this is generally taken as evidence of adverse impact; it is no finding of discrimination.`;
  return { code: 'below_minimum_ratio', weight: 'attention', group: row.group, statement };
}

function deviations(row: LawRow, highest: LawRow, limit: number): Finding | null {
  const test = pooledProportionTest(
    { successes: row.selected, n: row.n },
    { successes: highest.selected, n: highest.n },
  );
  if (test.status !== 'ok' || !(Math.abs(test.statistic) > limit)) return null;
  const statement = `${name(row)}: the rate lies ${Math.abs(test.statistic).toFixed(2)} standard deviations below that of ${name(highest)}, more than ${limit}; such a difference is hardly chance.`;
  return { code: 'beyond_standard_deviations', weight: 'attention', group: row.group, statement };
}

/** Whether a low ratio rests on few people: an expected cell below 5, or one more person selected would lift it. */
function smallNumbers(row: LawRow, highest: LawRow, minimumRatio: number): Finding[] {
  const selected = row.selected + highest.selected;
  const fewest = Math.min(selected, row.n + highest.n - selected);
  const isSparse = (fewest * Math.min(row.n, highest.n)) / (row.n + highest.n) < 5;
  const oneMore = { n: row.n, selected: Math.min(row.n, row.selected + 1) };
  const oneLess = { n: highest.n, selected: highest.selected - 1 };
  const turns = !isBelow(oneMore, highest, minimumRatio) || !isBelow(row, oneLess, minimumRatio);
  if (!isSparse && !turns) return [];
  const test = fisherExact(
    { successes: row.selected, n: row.n },
    { successes: highest.selected, n: highest.n },
  );
  const p = test.status === 'ok' ? ` Fisher's exact test gives p = ${test.pValue.toPrecision(2)}.` : '';
  const why = turns
    ? 'one person more or less would change the answer'
    : 'fewer than 5 people are expected in a cell';
  const statement = `${name(row)}: the numbers are small, ${why}.${p} The rule says that such a difference may be no evidence.`;
  return [{ code: 'small_numbers', weight: 'attention', group: row.group, statement }];
}

function name({ group }: LawRow): string {
  return group.join(' × ');
}
