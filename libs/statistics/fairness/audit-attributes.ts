import { countOutcomes, type OutcomeRow } from './count-outcomes';
import { disparities } from './disparities';
import { type Disparity, type DisparityOptions } from './disparity';
import { groupMetrics, type GroupMetrics } from './group-metrics';
import { type FairnessVerdict } from './judge-disparity';
import { type GroupCounts, labelledRows, type PopulationCounts, predictedRows } from './outcome-counts';

/** One group of an audit: its counts and the rates that follow from them. */
export interface GroupOutcome extends GroupCounts {
  /** Rows with a prediction. */
  readonly n: number;
  /** Part of all predicted rows of known group; 0 where there are none. */
  readonly share: number;
  /** False when the group is below the minimum size: shown, but outside every verdict. */
  readonly eligible: boolean;
  readonly metrics: GroupMetrics;
}

/** The audit of one attribute or intersection; all of it follows from the counts. */
export interface AttributeAudit {
  readonly attributes: readonly string[];
  readonly rows: number;
  readonly unknownGroup: number;
  readonly unpredicted: number;
  /** Predicted rows of known group without label. */
  readonly unlabelled: number;
  readonly groups: readonly GroupOutcome[];
  readonly disparities: readonly Disparity[];
}

export interface AuditOptions extends DisparityOptions {
  /** Also audit all attributes crossed, when there are two or more. */
  readonly intersections: boolean;
}

/** The audit that follows from counts alone: who holds the counts can check every number in it. */
export function auditCounts(population: PopulationCounts, options: DisparityOptions): AttributeAudit {
  const { attributes, rows, unknownGroup, unpredicted, groups } = population;
  const total = groups.reduce((sum, { counts }) => sum + predictedRows(counts), 0);
  const unlabelled = groups.reduce(
    (sum, { counts }) => sum + predictedRows(counts) - labelledRows(counts),
    0,
  );
  const outcomes = groups.map(({ group, counts }) => {
    const n = predictedRows(counts);
    return {
      group,
      counts,
      n,
      share: total === 0 ? 0 : n / total,
      eligible: n >= options.minimumGroupSize,
      metrics: groupMetrics(counts, options),
    };
  });
  return {
    attributes,
    rows,
    unknownGroup,
    unpredicted,
    unlabelled,
    groups: outcomes,
    disparities: disparities(groups, options),
  };
}

/**
 * Audits each attribute on its own and, when asked, all of them crossed. A row counts for an attribute whenever it has a
 * value for that one. Throws RangeError when a row has not one value per attribute.
 */
export function auditAttributes(
  rows: readonly OutcomeRow[],
  attributes: readonly string[],
  options: AuditOptions,
): AttributeAudit[] {
  const audits = attributes.map((attribute, index) =>
    auditCounts(countOutcomes(withOneAttribute(rows, index, attributes), [attribute]), options),
  );
  if (!options.intersections || attributes.length < 2) return audits;
  return [...audits, auditCounts(countOutcomes(rows, attributes), options)];
}

/** The verdict of a whole audit: FAIL if anything fails, PASS only if everything passes. */
export function auditVerdict(audits: readonly AttributeAudit[]): FairnessVerdict {
  const verdicts = audits.flatMap((audit) => audit.disparities.map(({ verdict }) => verdict));
  if (verdicts.includes('FAIL')) return 'FAIL';
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'PASS')
    ? 'PASS'
    : 'INSUFFICIENT_EVIDENCE';
}

function* withOneAttribute(
  rows: readonly OutcomeRow[],
  index: number,
  attributes: readonly string[],
): Generator<OutcomeRow> {
  for (const [at, row] of rows.entries()) {
    if (row.groups.length !== attributes.length) {
      throw new RangeError(
        `row ${at} has ${row.groups.length} group values for ${attributes.length} attributes`,
      );
    }
    yield { ...row, groups: [row.groups[index] ?? null] };
  }
}
