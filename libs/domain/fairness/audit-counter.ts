import { type OutcomeRow } from '@countersign/statistics/fairness';
import { type AuditCounts } from './audit-counts';
import { type SectionPositions } from './audit-sections';
import { CountingError } from './counting-error';
import { type BinnedRow, binnedRow } from './histogram-tally';
import { SectionTally } from './section-tally';

/** What is counted. */
export interface CountPlan {
  readonly attributes: readonly string[];
  /** The attributes of each section; see `auditSections`. */
  readonly sections: readonly SectionPositions[];
  /** The median of all scores, null where none is finite; absent where rows have no scores. */
  readonly scores?: { readonly median: number | null };
  /** Whether rows have strata. */
  readonly hasStrata?: boolean;
  /** Whether cells have weights: such counts are no integers and no artefact. */
  readonly hasWeights?: boolean;
}

/** One person or case; null means unknown. */
export interface AuditRow extends OutcomeRow {
  readonly score?: number | null;
  readonly stratum?: string | null;
}

/** Several rows alike, counted already. */
export interface AuditCell extends OutcomeRow {
  readonly stratum: string | null;
  readonly rows: number;
  /** Sums of weights and of their squares; rows where nothing is weighted. */
  readonly weight: number;
  readonly squares: number;
  readonly scored: number;
  readonly aboveMedian: number;
}

/**
 * Counts rows one by one, in memory of the order of the groups. The same rows in any order give the same counts.
 *
 * @example const counter = new AuditCounter({ attributes: ['sex'], sections: auditSections(1, false) });
 */
export class AuditCounter {
  private readonly codes: readonly Map<string, number>[];
  private readonly sections: readonly SectionTally[];
  private rows = 0;
  private isBinnable = true;

  /** @throws RangeError when a section names no attribute, or one that is not there */
  constructor(private readonly plan: CountPlan) {
    const { attributes, sections, scores, hasStrata = false, hasWeights = false } = plan;
    const isThere = (position: number) => Number.isInteger(position) && position in attributes;
    if (!sections.every((positions) => positions.length > 0 && positions.every(isThere)))
      throw new RangeError('a section names one attribute or more');
    this.codes = attributes.map(() => new Map<string, number>());
    const options = { hasStrata, hasWeights, hasScores: scores !== undefined };
    this.sections = sections.map((positions) => new SectionTally(attributes, positions, options));
  }

  /**
   * Counts one row. A score that is not finite is none.
   * @throws CountingError when there are too many groups or a value is no well-formed text; RangeError when the row has
   *   not one value per attribute
   */
  add({ groups, predicted, actual, score, stratum = null }: AuditRow): void {
    const median = this.plan.scores?.median ?? null;
    const isScored = this.plan.scores !== undefined && typeof score === 'number' && Number.isFinite(score);
    const counted = {
      ...{ rows: 1, weight: 1, squares: 1, stratum },
      scored: isScored ? 1 : 0,
      aboveMedian: isScored && median !== null && score > median ? 1 : 0,
    };
    const binned = isScored ? this.binned(actual, score) : null;
    this.tally({ groups, predicted, actual, ...counted }, binned);
  }

  /**
   * Counts rows that are alike; they come to no histogram, so nobody may ask for one.
   * @throws as `add`
   */
  addCell(cell: AuditCell): void {
    this.isBinnable &&= cell.scored === 0;
    this.tally(cell, null);
  }

  counts(): AuditCounts {
    const isBinned = this.plan.scores !== undefined && this.isBinnable;
    return {
      rows: this.rows,
      scores: this.plan.scores === undefined ? 'none' : isBinned ? 'binned' : 'unbinned',
      sections: this.sections.map((section) => section.counts(isBinned)),
    };
  }

  private binned(actual: boolean | null, score: number): BinnedRow | null {
    this.isBinnable &&= score >= 0 && score <= 1;
    return this.isBinnable ? binnedRow(actual, score) : null;
  }

  private tally(cell: AuditCell, binned: BinnedRow | null): void {
    const { groups, predicted, actual, rows } = cell;
    const { attributes, hasStrata = false } = this.plan;
    if (groups.length !== attributes.length)
      throw new RangeError(
        `row ${this.rows} has ${groups.length} group values for ${attributes.length} attributes`,
      );
    this.rows += rows;
    const codes = groups.map((value, position) => (value === null ? -1 : this.codeOf(value, position)));
    const values = { codes, valueAt: (position: number) => groups[position]! };
    const outcome = outcomeAt(predicted, actual);
    const stratum = hasStrata ? cell.stratum : null;
    const { weight, squares, scored, aboveMedian } = cell;
    const tallied = { outcome, stratum, rows, weight, squares, scored, aboveMedian, binned };
    for (const section of this.sections) section.add(values, tallied);
  }

  private codeOf(value: string, position: number): number {
    const codes = this.codes[position]!;
    const known = codes.get(value);
    if (known !== undefined) return known;
    const attribute = this.plan.attributes[position]!;
    if (!value.isWellFormed()) {
      const message = `${attribute} holds a text with half a surrogate pair.`;
      throw new CountingError('malformed_text', [attribute], message);
    }
    codes.set(value, codes.size);
    return codes.size - 1;
  }
}

/** Position among `outcomeCells`: tp, fp, fn, tn, then unlabelled by prediction; −1 without prediction. */
function outcomeAt(predicted: boolean | null, actual: boolean | null): number {
  if (predicted === null) return -1;
  if (actual === null) return predicted ? 4 : 5;
  return (predicted ? 0 : 2) + (actual ? 0 : 1);
}
