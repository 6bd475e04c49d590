import { type PublishedTable, reconcilePublishedAudit } from '../fairness-evidence';
import { type LawPack } from './law-pack';
import { type LawFinding, type LawReport, type LawTable } from './law-report';
import { dateFinding } from './date-finding';
import { lawTableReport, withheldTable } from './law-rows';
import { tableFindings } from './table-findings';

export interface LawOptions {
  /** Leave the groups below the pack's small share out of the ratios; false unless said otherwise. */
  readonly leaveOutSmall?: boolean;
  /** The attributes whose categories were inferred instead of stated; none unless said otherwise. */
  readonly inferred?: readonly string[];
  /** Compute nothing of inferred categories where the pack takes none; false unless said otherwise. */
  readonly withholdInferred?: boolean;
  /** The day of the audit as yyyy-mm-dd, to be held against the dates of the pack. */
  readonly day?: string;
  /** Of the intervals, in (0, 1); 0.95 unless said otherwise. */
  readonly confidenceLevel?: number;
}

/**
 * Measures what a law pack measures on the counts of an audit and says in plain sentences what the figures mean under it and
 * what they do not. No sentence claims that a law is met: neither pack's figures could show that.
 * Throws RangeError for counts that are none, an unknown count below 0 or a day that is none.
 */
export function applyLawPack(
  pack: LawPack,
  tables: readonly LawTable[],
  options: LawOptions = {},
): LawReport {
  const { leaveOutSmall = false, inferred = [], withholdInferred = false, day } = options;
  const { confidenceLevel = 0.95 } = options;
  for (const { unknown } of tables) {
    if (!(unknown >= 0 && Number.isFinite(unknown)))
      throw new RangeError(`a count is needed, got ${unknown}`);
  }
  const { smallShare, allowsInferred } = pack.rules;
  const refused = allowsInferred ? [] : inferred;
  const isWithheld = ({ attributes }: LawTable) =>
    withholdInferred && attributes.some((name) => refused.includes(name));
  const measured = tables.filter((table) => !isWithheld(table));
  const reports = tables.map((table) =>
    isWithheld(table)
      ? withheldTable(table)
      : lawTableReport(table, { smallShare, leaveOutSmall, confidenceLevel }),
  );
  return {
    pack,
    tables: reports,
    findings: [
      ...packFindings(pack, day),
      ...missingTables(pack, tables),
      ...inferredCategories(refused, withholdInferred),
      ...reports
        .filter(({ withheld }) => withheld === undefined)
        .flatMap((report) => tableFindings(report, pack)),
      ...disagreements(measured),
    ],
  };
}

function general(code: LawFinding['code'], statement: string, attention = false): LawFinding {
  return { code, weight: attention ? 'attention' : 'information', attributes: [], group: null, statement };
}

function packFindings(pack: LawPack, day?: string): LawFinding[] {
  const { title, rules, verified } = pack;
  const found: LawFinding[] = [];
  if (!verified) {
    found.push(
      general(
        'pack_not_verified',
        `${title}: nobody with legal training has checked this pack against its sources yet.`,
      ),
    );
  }
  const outside = day === undefined ? null : dateFinding(pack, day);
  if (outside !== null) found.push(outside);
  if (rules.minimumRatio === null) {
    found.push(
      general(
        'no_pass_mark',
        'This rule sets no mark for the impact ratio; a low ratio is a reason to look, not a verdict.',
      ),
    );
  }
  if (rules.validDays !== null) {
    found.push(
      general(
        'validity',
        `A tool may be used on the strength of an audit that is at most one year (${rules.validDays} days) old.`,
      ),
    );
  }
  return found;
}

function missingTables({ rules }: LawPack, tables: readonly LawTable[]): LawFinding[] {
  const widest = Math.max(0, ...tables.map(({ attributes }) => attributes.length));
  if (!rules.intersections || widest >= 2) return [];
  const statement =
    'The rule asks for each attribute alone and for all of them crossed; no crossed table is here.';
  return [general('intersections_missing', statement, true)];
}

/** What was guessed about people stands for nothing that they said. */
function inferredCategories(inferred: readonly string[], isWithheld: boolean): LawFinding[] {
  const consequence = isWithheld
    ? 'so that no rate and no ratio of them is computed under it'
    : 'so that these figures are none under it';
  return inferred.map((attribute) => ({
    code: 'inferred_categories',
    weight: 'attention',
    attributes: [attribute],
    group: null,
    statement: `The categories by ${attribute} were inferred; the rule does not take inferred or imputed ones, ${consequence}.`,
  }));
}

/** Tables of one audit must count the same people. */
function disagreements(tables: readonly LawTable[]): LawFinding[] {
  const published = tables.map(({ attributes, groups, unknown }): PublishedTable => ({
    attributes,
    unknown,
    rows: groups.map((group) => ({ ...group, rate: null, impactRatio: null })),
  }));
  return reconcilePublishedAudit(published).map(({ attributes, group, statement }) => ({
    code: 'tables_disagree' as const,
    weight: 'attention' as const,
    attributes,
    group,
    statement: `The tables disagree: ${statement}.`,
  }));
}
