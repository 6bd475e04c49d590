import { type HistogramTally } from './histogram-tally';

/** Rows of the same attribute values and stratum. */
export interface BufferedRows {
  readonly codes: readonly number[];
  readonly groups: readonly (string | null)[];
  readonly stratum: string | null;
  /** By position among `outcomeCells`, those without prediction last. */
  readonly rows: Float64Array;
  readonly scored: Float64Array;
  readonly aboveMedian: Float64Array;
  histogram: HistogramTally | null;
  /** By position among `decisionCells`; null where no decision was counted. */
  decisions: Float64Array | null;
}

/** So many different combinations at most, which bounds the memory of the histograms. */
const capacity = 2_048;

/** Above any code of a value, and above most: small keys are looked up several times as fast. */
const codeRange = 2 ** 32;
const commonRange = 2 ** 20;

/** The number of a beginning and a code as one key. */
function keyOf(at: number, code: number): number {
  return code < commonRange ? at * commonRange + code : -(at * codeRange + code);
}

/** Collects rows by the values of all attributes together: each is looked up once, however many sections there are. */
export class RowBuffer {
  private branches: readonly Map<number, number>[];
  private combinations: BufferedRows[] = [];

  constructor(private readonly attributes: number) {
    this.branches = this.emptyBranches();
  }

  /**
   * @param codes of every attribute and last of the stratum, −1 where missing; the list may be used again
   * @param row the values behind the codes
   */
  find(codes: readonly number[], row: Pick<BufferedRows, 'groups' | 'stratum'>): BufferedRows {
    let at = 0;
    for (let depth = 0; depth < codes.length; depth += 1) {
      const branch = this.branches[depth]!;
      const key = keyOf(at, codes[depth]! + 1);
      const next = branch.get(key);
      at = next ?? branch.size;
      if (next === undefined) branch.set(key, at);
    }
    return this.combinations[at] ?? this.open(codes, row);
  }

  get isFull(): boolean {
    return this.combinations.length >= capacity;
  }

  /** What was collected; the buffer is empty afterwards. */
  drain(): BufferedRows[] {
    const drained = this.combinations;
    this.combinations = [];
    this.branches = this.emptyBranches();
    return drained;
  }

  private open(codes: readonly number[], { groups, stratum }: Pick<BufferedRows, 'groups' | 'stratum'>) {
    const tally = () => new Float64Array(7);
    const made: BufferedRows = {
      codes: [...codes],
      groups: [...groups],
      stratum,
      rows: tally(),
      scored: tally(),
      aboveMedian: tally(),
      histogram: null,
      decisions: null,
    };
    this.combinations.push(made);
    return made;
  }

  private emptyBranches(): Map<number, number>[] {
    return Array.from({ length: this.attributes + 1 }, () => new Map<number, number>());
  }
}
