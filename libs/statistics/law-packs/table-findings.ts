import { groupFindings } from './group-findings';
import { type LawPack } from './law-pack';
import { type LawFinding, type LawRow, type LawTableReport } from './law-report';

/** What stands out in one table under a pack: the lowest ratio, small and left-out groups, people of unknown category. */
export function tableFindings(table: LawTableReport, pack: LawPack): LawFinding[] {
  const { attributes, unknown, n } = table;
  const by = attributes.join(' and ');
  const found: LawFinding[] = [];
  const add = (entry: Omit<LawFinding, 'attributes'>): void => void found.push({ ...entry, attributes });
  if (unknown > 0) {
    const share = percent(unknown / (unknown + n));
    const statement = `By ${by}, ${unknown} people (${share}) are of unknown category and stay outside the rates.`;
    add({ code: 'unknown_people', weight: 'information', group: null, statement });
  }
  const lowest = lowestRow(table.rows);
  if (lowest === null) {
    const statement = `By ${by} there is no impact ratio: ${n === 0 ? 'nobody is of known category' : 'nobody has the outcome, or only one group is there'}.`;
    add({ code: 'no_ratio', weight: 'attention', group: null, statement });
  } else {
    const word = table.rate === 'selection' ? 'selection' : 'scoring';
    const statement = `By ${by}, the lowest ${word} rate is that of ${name(lowest)}, ${percent(lowest.rate.value)}; it is ${lowest.impactRatio.value!.toFixed(3)} of that of ${table.highest!.join(' × ')}.`;
    add({ code: 'lowest_ratio', weight: 'information', group: lowest.group, statement });
  }
  for (const row of table.rows) {
    if (row.isSmall) add(smallShare(row, table));
    for (const finding of groupFindings(row, table, pack)) add(finding);
  }
  return found;
}

function smallShare(row: LawRow, { highest }: LawTableReport): Omit<LawFinding, 'attributes'> {
  const share = `${name(row)} makes up ${percent(row.share)} of the data`;
  if (row.isLeftOut) {
    const statement = `${share} and was left out of the ratios; its ${row.n} people and its rate are shown, the reason has to be stated.`;
    return { code: 'group_left_out', weight: 'information', group: row.group, statement };
  }
  if (row.group === highest) {
    const statement = `${share} and has the highest rate: every ratio here rests on it. It may be left out; the ratios would change.`;
    return { code: 'highest_is_small', weight: 'attention', group: row.group, statement };
  }
  const statement = `${share}, so few that it may be left out of the ratios, with a stated reason.`;
  return { code: 'small_share', weight: 'information', group: row.group, statement };
}

/** The lowest ratio of a group other than the highest. */
function lowestRow(rows: readonly LawRow[]): LawRow | null {
  const compared = rows.filter(({ impactRatio }) => impactRatio.value !== null);
  if (compared.length < 2) return null;
  return compared.reduce((low, row) => (row.impactRatio.value! < low.impactRatio.value! ? row : low));
}

function name({ group }: LawRow): string {
  return group.join(' × ');
}

function percent(share: number | null): string {
  if (share === null) return 'unknown';
  // A group of two among thousands is not 0.0 %.
  return `${(100 * share).toFixed(share > 0 && share < 0.001 ? 3 : 1)} %`;
}
