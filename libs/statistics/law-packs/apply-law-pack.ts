import { type PublishedTable, reconcilePublishedAudit } from '../fairness-evidence';
import { type LawPack } from './law-pack';
import { type LawFinding, type LawReport, type LawTable } from './law-report';
import { lawTableReport } from './law-rows';
import { tableFindings } from './table-findings';

export interface LawOptions {
  /** Leave the groups below the pack's small share out of the ratios; false unless said otherwise. */
  readonly leaveOutSmall?: boolean;
  /** The attributes whose categories were inferred instead of stated; none unless said otherwise. */
  readonly inferred?: readonly string[];
  /** The day of the audit as yyyy-mm-dd, to be held against the dates of the pack. */
  readonly day?: string;
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
  const { leaveOutSmall = false, inferred = [], day } = options;
  for (const { unknown } of tables) {
    if (!(unknown >= 0 && Number.isFinite(unknown)))
      throw new RangeError(`a count is needed, got ${unknown}`);
  }
  if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw new RangeError(`"${day}" is no yyyy-mm-dd`);
  const { smallShare } = pack.rules;
  const reports = tables.map((table) => lawTableReport(table, { smallShare, leaveOutSmall }));
  return {
    pack,
    tables: reports,
    findings: [
      ...packFindings(pack, day),
      ...missingTables(pack, tables),
      ...(pack.rules.allowsInferred ? [] : inferredCategories(inferred)),
      ...reports.flatMap((report) => tableFindings(report, pack)),
      ...disagreements(tables),
    ],
  };
}

function general(code: LawFinding['code'], statement: string, attention = false): LawFinding {
  return { code, weight: attention ? 'attention' : 'information', attributes: [], group: null, statement };
}

function packFindings(
  { title, rules, verified, effectiveFrom, effectiveTo }: LawPack,
  day?: string,
): LawFinding[] {
  const found: LawFinding[] = [];
  if (!verified) {
    found.push(
      general(
        'pack_not_verified',
        `${title}: nobody with legal training has checked this pack against its sources yet.`,
      ),
    );
  }
  // Dates of this form are in order as text.
  if (day !== undefined && (day < effectiveFrom || (effectiveTo !== null && day > effectiveTo))) {
    const until = effectiveTo === null ? '' : ` to ${effectiveTo}`;
    found.push(
      general(
        'outside_effective_dates',
        `The audit's day ${day} lies outside the pack's dates, from ${effectiveFrom}${until}.`,
        true,
      ),
    );
  }
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
function inferredCategories(inferred: readonly string[]): LawFinding[] {
  return inferred.map((attribute) => ({
    code: 'inferred_categories',
    weight: 'attention',
    attributes: [attribute],
    group: null,
    statement: `The categories by ${attribute} were inferred; the rule does not take inferred or imputed ones, so that these figures are none under it.`,
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
