import { compareGroupNames, type OutcomeCounts } from '@countersign/statistics/fairness';
import { compareCodePoints } from '@countersign/statistics/ordering';
import { type CountedGroup, type SectionCounts } from './audit-counts';
import { type SectionPositions } from './audit-sections';
import { CountingError } from './counting-error';
import { decisionCounts } from './decision-counts';
import { HistogramTally } from './histogram-tally';

/** The values of a row's or cell's attributes. */
export interface CodedValues {
  /** By position of the attribute: the number of its value, −1 where it is missing. */
  readonly codes: ArrayLike<number>;
  /** The values themselves. */
  readonly groups: readonly (string | null)[];
}

/** Rows alike in everything that is counted. */
export interface TalliedCell {
  /** Position of the outcome among `outcomeCells`; behind them without prediction. */
  readonly outcome: number;
  readonly stratum: string | null;
  readonly rows: number;
  /** Sums of weights and of their squares; rows where nothing is weighted. */
  readonly weight: number;
  readonly squares: number;
  readonly scored: number;
  readonly aboveMedian: number;
  readonly histogram: HistogramTally | null;
  /** By position among `decisionCells`; null where no decision is counted. */
  readonly decisions: Float64Array | null;
}

export interface TallyOptions {
  readonly hasWeights: boolean;
  readonly hasScores: boolean;
  readonly hasStrata: boolean;
  readonly hasDecisions: boolean;
}

/** Most groups of a section: a column with more names persons, not groups. */
export const mostGroups = 1_000;

interface GroupTally {
  readonly group: readonly string[];
  readonly counts: Float64Array;
  readonly squares: Float64Array;
  scored: number;
  aboveMedian: number;
  histogram: HistogramTally | null;
  readonly decisions: Float64Array;
}

/** Above any code of a value, so that a group's number and a code make one key. */
const codeRange = 2 ** 32;

/** Counts the rows of one attribute or crossing by group. */
export class SectionTally {
  private readonly groups: GroupTally[] = [];
  /** By depth: the number of a group's first values and the code of the next, to the number of both. */
  private readonly branches: readonly Map<number, number>[];
  private readonly strata = new Map<string, SectionTally>();
  private readonly unknownPeople = new Float64Array(6);
  private readonly unknownDecisions = new Float64Array(6);
  private rows = 0;
  private unknownGroup = 0;
  private unpredicted = 0;

  constructor(
    private readonly attributes: readonly string[],
    private readonly positions: SectionPositions,
    private readonly options: TallyOptions,
  ) {
    this.branches = positions.map(() => new Map<number, number>());
  }

  /** @throws CountingError when there are too many groups */
  add(values: CodedValues, cell: TalliedCell): void {
    this.rows += cell.rows;
    const at = this.groupAt(values);
    if (at < 0) {
      this.unknownGroup += cell.rows;
      if (cell.outcome < 6) this.unknownPeople[cell.outcome]! += cell.rows;
      addTo(this.unknownDecisions, cell.decisions);
      return;
    }
    const group = this.groups[at]!;
    if (cell.outcome === 6) this.unpredicted += cell.rows;
    else {
      group.counts[cell.outcome]! += cell.weight;
      group.squares[cell.outcome]! += cell.squares;
    }
    group.scored += cell.scored;
    group.aboveMedian += cell.aboveMedian;
    addTo(group.decisions, cell.decisions);
    if (cell.histogram !== null) (group.histogram ??= new HistogramTally()).addAll(cell.histogram);
    if (cell.stratum !== null)
      this.stratum(cell.stratum).add(values, { ...cell, stratum: null, histogram: null, decisions: null });
  }

  /** @param isBinned whether histograms stand in the counts */
  counts(isBinned: boolean): SectionCounts {
    const { rows, unknownGroup, unpredicted, options } = this;
    const strata = [...this.strata].sort(([a], [b]) => compareCodePoints(a, b));
    return {
      attributes: this.names(),
      ...{ rows, unknownGroup, unpredicted },
      unknownPeople: outcomeCounts(this.unknownPeople),
      ...(options.hasDecisions && { unknownDecisions: decisionCounts(this.unknownDecisions) }),
      groups: [...this.groups]
        .sort((a, b) => compareGroupNames(a.group, b.group))
        .map((group) => this.countedGroup(group, isBinned)),
      ...(options.hasStrata && {
        strata: strata.map(([stratum, tally]) => ({ stratum, groups: tally.counts(false).groups })),
      }),
    };
  }

  private names(): string[] {
    return this.positions.map((position) => this.attributes[position]!);
  }

  private countedGroup(tally: GroupTally, isBinned: boolean): CountedGroup {
    const { group, counts, squares, scored, aboveMedian, histogram, decisions } = tally;
    const { hasWeights, hasScores, hasDecisions } = this.options;
    return {
      group,
      counts: outcomeCounts(counts),
      ...(hasWeights && { squares: outcomeCounts(squares) }),
      ...(hasScores && { scoring: { aboveMedian, scored } }),
      ...(isBinned && { histogram: (histogram ?? new HistogramTally()).counts() }),
      ...(hasDecisions && { decisions: decisionCounts(decisions) }),
    };
  }

  /** The number of the group; −1 where a value is missing. */
  private groupAt({ codes, groups }: CodedValues): number {
    for (const position of this.positions) if (codes[position]! < 0) return -1;
    let at = 0;
    for (let depth = 0; depth < this.positions.length; depth += 1) {
      const branch = this.branches[depth]!;
      const key = at * codeRange + codes[this.positions[depth]!]!;
      const next = branch.get(key);
      at = next ?? branch.size;
      if (next === undefined) branch.set(key, at);
    }
    if (at === this.groups.length) this.addGroup(this.positions.map((position) => groups[position]!));
    return at;
  }

  private addGroup(group: readonly string[]): void {
    const attributes = this.names();
    if (this.groups.length === mostGroups) {
      const message = `${attributes.join(' and ')} make more than ${mostGroups} groups; at most ${mostGroups} can be audited.`;
      throw new CountingError('too_many_groups', attributes, message);
    }
    const tally = () => new Float64Array(6);
    const tallies = { counts: tally(), squares: tally(), decisions: tally() };
    this.groups.push({ group, ...tallies, scored: 0, aboveMedian: 0, histogram: null });
  }

  private stratum(name: string): SectionTally {
    const present = this.strata.get(name);
    if (present !== undefined) return present;
    const options = { ...this.options, hasScores: false, hasStrata: false, hasDecisions: false };
    const made = new SectionTally(this.attributes, this.positions, options);
    this.strata.set(name, made);
    return made;
  }
}

function addTo(sums: Float64Array, more: Float64Array | null): void {
  if (more === null) return;
  for (let at = 0; at < sums.length; at += 1) sums[at]! += more[at]!;
}

function outcomeCounts([
  tp,
  fp,
  fn,
  tn,
  unlabelledPositive,
  unlabelledNegative,
]: Float64Array): OutcomeCounts {
  return {
    tp: tp!,
    fp: fp!,
    fn: fn!,
    tn: tn!,
    unlabelledPositive: unlabelledPositive!,
    unlabelledNegative: unlabelledNegative!,
  };
}
