import { type OutcomeRow } from '@countersign/statistics/fairness';
import { type AuditCounts } from './audit-counts';
import { type SectionPositions } from './audit-sections';
import { CountingError } from './counting-error';
import { decisionAt, decisionCells } from './decision-counts';
import { HistogramTally } from './histogram-tally';
import { RowBuffer } from './row-buffer';
import { mostGroups, SectionTally } from './section-tally';

/** What is counted. */
export interface CountPlan {
  readonly attributes: readonly string[];
  /** The attributes of each section; see `auditSections`. */
  readonly sections: readonly SectionPositions[];
  /** The median of all scores, null where none is finite; absent where rows have no scores. */
  readonly scores?: { readonly median: number | null };
  /** Whether rows have strata. */
  readonly hasStrata?: boolean;
  /** Whether rows say what people decided. */
  readonly hasDecisions?: boolean;
  /** Whether cells have weights: such counts are no integers and no artefact. */
  readonly hasWeights?: boolean;
}

/** One person or case; null means unknown. */
export interface AuditRow extends OutcomeRow {
  readonly score?: number | null;
  readonly stratum?: string | null;
  /** What people decided; a row that does not say is undecided. */
  readonly decided?: boolean | null;
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
  readonly decided?: boolean | null;
}

/**
 * Counts rows one by one, in memory of the order of the groups. The same rows in any order give the same counts.
 *
 * @example const counter = new AuditCounter({ attributes: ['sex'], sections: auditSections(1, false) });
 */
export class AuditCounter {
  /** By attribute, and last the stratum. */
  private readonly codes: readonly Map<string, number>[];
  private readonly sections: readonly SectionTally[];
  private readonly buffer: RowBuffer;
  private readonly rowCodes: number[] = [];
  private rows = 0;
  private isBinnable = true;

  /** @throws RangeError when a section names no attribute, or one that is not there, and for decisions that are weighted */
  constructor(private readonly plan: CountPlan) {
    const { attributes, sections, scores } = plan;
    const { hasStrata = false, hasWeights = false, hasDecisions = false } = plan;
    const isThere = (position: number) => Number.isInteger(position) && position in attributes;
    if (!sections.every((positions) => positions.length > 0 && positions.every(isThere)))
      throw new RangeError('a section names one attribute or more');
    if (hasDecisions && hasWeights) throw new RangeError('decisions are of people, not of weights');
    this.codes = [...attributes, 'stratum'].map(() => new Map<string, number>());
    const options = { hasStrata, hasWeights, hasDecisions, hasScores: scores !== undefined };
    this.sections = sections.map((positions) => new SectionTally(attributes, positions, options));
    this.buffer = new RowBuffer(attributes.length);
  }

  /**
   * Counts one row. A score that is not finite is none.
   * @throws CountingError when there are too many groups or strata, or a value is no name; RangeError when the row has not
   *   one value per attribute
   */
  add({ groups, predicted, actual, score, stratum: named = null, decided = null }: AuditRow): void {
    const stratum = this.plan.hasStrata ? named : null;
    const rows = this.buffer.find(this.codesOf(groups, stratum), { groups, stratum });
    const outcome = outcomeAt(predicted, actual);
    this.rows += 1;
    rows.rows[outcome]! += 1;
    if (this.plan.hasDecisions && predicted !== null)
      (rows.decisions ??= noDecisions())[decisionAt(predicted, decided)]! += 1;
    if (this.plan.scores !== undefined && typeof score === 'number' && Number.isFinite(score)) {
      rows.scored[outcome]! += 1;
      const { median } = this.plan.scores;
      if (median !== null && score > median) rows.aboveMedian[outcome]! += 1;
      this.isBinnable &&= score >= 0 && score <= 1;
      if (this.isBinnable) (rows.histogram ??= new HistogramTally()).add(actual, score);
    }
    if (this.buffer.isFull) this.flush();
  }

  /**
   * Counts rows that are alike. Their scores are not known one by one, so that scored cells leave no histogram.
   * @throws as `add`
   */
  addCell({ predicted, actual, ...cell }: AuditCell): void {
    const stratum = this.plan.hasStrata ? cell.stratum : null;
    const values = { groups: cell.groups, codes: this.codesOf(cell.groups, stratum) };
    this.rows += cell.rows;
    this.isBinnable &&= cell.scored === 0;
    const decisions = this.decisionsOf(cell, predicted);
    const tallied = { ...cell, stratum, outcome: outcomeAt(predicted, actual), histogram: null, decisions };
    for (const section of this.sections) section.add(values, tallied);
  }

  /** @throws CountingError when there are too many groups */
  counts(): AuditCounts {
    this.flush();
    const isBinned = this.plan.scores !== undefined && this.isBinnable;
    return {
      rows: this.rows,
      scores: this.plan.scores === undefined ? 'none' : isBinned ? 'binned' : 'unbinned',
      sections: this.sections.map((section) => section.counts(isBinned)),
    };
  }

  private flush(): void {
    for (const { histogram, decisions, stratum, rows: counted, ...values } of this.buffer.drain())
      counted.forEach((rows, outcome) => {
        if (rows === 0) return;
        const isFirst = counted.findIndex((each) => each > 0) === outcome;
        const cell = {
          ...{ outcome, stratum, rows, weight: rows, squares: rows },
          ...{ scored: values.scored[outcome]!, aboveMedian: values.aboveMedian[outcome]! },
          ...(isFirst ? { histogram, decisions } : { histogram: null, decisions: null }),
        };
        for (const section of this.sections) section.add(values, cell);
      });
  }

  /** Of a cell, whose rows are all decided alike. */
  private decisionsOf(
    { rows, decided = null }: Pick<AuditCell, 'decided' | 'rows'>,
    predicted: boolean | null,
  ): Float64Array | null {
    if (!this.plan.hasDecisions || predicted === null) return null;
    const decisions = noDecisions();
    decisions[decisionAt(predicted, decided)] = rows;
    return decisions;
  }

  /** The same list every time: whoever keeps it copies it. */
  private codesOf(groups: readonly (string | null)[], stratum: string | null): number[] {
    const { attributes } = this.plan;
    if (groups.length !== attributes.length)
      throw new RangeError(
        `row ${this.rows} has ${groups.length} group values for ${attributes.length} attributes`,
      );
    for (let position = 0; position < groups.length; position += 1)
      this.rowCodes[position] = this.codeOf(groups[position]!, position);
    this.rowCodes[groups.length] = this.codeOf(stratum, groups.length);
    return this.rowCodes;
  }

  private codeOf(value: string | null, position: number): number {
    if (value === null) return -1;
    const codes = this.codes[position]!;
    const known = codes.get(value);
    if (known !== undefined) return known;
    const attribute = this.plan.attributes[position];
    requireName(value, attribute);
    if (attribute === undefined && codes.size === mostGroups) {
      const message = `There are more than ${mostGroups} strata; at most ${mostGroups} can be compared within.`;
      throw new CountingError('too_many_strata', [], message);
    }
    codes.set(value, codes.size);
    return codes.size - 1;
  }
}

/** Results name every group hundreds of times. */
const longestName = 1_000;

/** @throws CountingError for what names no group and no stratum; an attribute is named, strata have none */
function requireName(value: string, attribute: string | undefined): void {
  const [attributes, where] = attribute === undefined ? [[], 'The stratum'] : [[attribute], attribute];
  if (value.length > longestName) {
    const message = `${where} holds a value of ${value.length} characters; a name has at most ${longestName}.`;
    throw new CountingError('too_long', attributes, message);
  }
  if (!value.isWellFormed())
    throw new CountingError('malformed_text', attributes, `${where} holds half a surrogate pair.`);
}

const noDecisions = () => new Float64Array(decisionCells.length);

/** Position among `outcomeCells`: tp, fp, fn, tn, then unlabelled by prediction; 6 without prediction. */
function outcomeAt(predicted: boolean | null, actual: boolean | null): number {
  if (predicted === null) return 6;
  if (actual === null) return predicted ? 4 : 5;
  return (predicted ? 0 : 2) + (actual ? 0 : 1);
}
