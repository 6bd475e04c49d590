import { type Estimate } from '@countersign/statistics/inference';
import { type LawRow, type LawTableReport } from '@countersign/statistics/law-packs';
import { type AuditEvidence, isPairShown, type ShownGroup, type ShownSection, suppressed } from '../fairness';
import { isSame } from './section-name';

/** A group in a table for everybody. What is null is hidden, or not stated in this table. */
export interface PublicationRow {
  readonly group: readonly string[];
  readonly n: number | null;
  readonly share: number | null;
  readonly selected: number | null;
  readonly rate: Estimate | null;
  readonly impactRatio: Estimate | null;
  readonly isLeftOut: boolean | null;
}

/** Rates and impact ratios of one attribute, or of several crossed, as a law pack measures them. */
export interface PublicationTable {
  readonly lawPack: string;
  readonly version: number;
  readonly attributes: readonly string[];
  readonly rate: LawTableReport['rate'];
  /** People of unknown category, who stay outside the rates. */
  readonly unknown: number;
  /** The group of the highest rate. */
  readonly highest: readonly string[] | null;
  /** Empty where no number of a group is shown. */
  readonly rows: readonly PublicationRow[];
}

/** What the law packs of an audit ask to be published, as far as everybody may see it. */
export function publicationTables({
  policy,
  results,
}: Pick<AuditEvidence, 'policy' | 'results'>): PublicationTable[] {
  const { sections } = suppressed(results, policy.smallCell);
  return results.law.flatMap(({ pack, tables }) =>
    tables.map((table) => {
      const { attributes, rate, unknown, highest } = table;
      const section = sections.find((each) => isSame(each.attributes, attributes));
      const isShown = section !== undefined && section.withheld !== 'all';
      const rows = isShown ? table.rows.map((row) => publicationRow(row, table, section)) : [];
      return { lawPack: pack.id, version: pack.version, ...{ attributes, rate, unknown, highest, rows } };
    }),
  );
}

function publicationRow(row: LawRow, table: LawTableReport, section: ShownSection): PublicationRow {
  const { group, n, share, selected, rate, impactRatio, isLeftOut } = row;
  if (!isRowShown(section, table, group))
    return { group, n: null, share: null, selected: null, rate: null, impactRatio: null, isLeftOut: null };
  const pair = [group, table.highest ?? group] as const;
  const isRatioShown =
    table.rate === 'scoring'
      ? pair.every((each) => isRowShown(section, table, each))
      : isPairShown(section, 'impact_ratio', pair);
  return { group, n, share, selected, rate, impactRatio: isRatioShown ? impactRatio : null, isLeftOut };
}

function isRowShown({ groups }: ShownSection, { rate }: LawTableReport, name: readonly string[]): boolean {
  const found = groups.find(({ group }) => isSame(group, name));
  return found !== undefined && numbersOf(found, rate) !== null;
}

const numbersOf = ({ n, scoring }: ShownGroup, rate: LawTableReport['rate']): unknown =>
  rate === 'scoring' ? scoring : n;
