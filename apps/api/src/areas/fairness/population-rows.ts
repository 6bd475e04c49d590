import { type AuditRow } from '@countersign/domain/fairness';

/** The columns of some rows, in one order. */
interface RowColumns {
  readonly length: number;
  /** By attribute. */
  readonly groups: readonly (readonly (string | null)[])[];
  readonly predicted: readonly (boolean | null)[];
  readonly actual: readonly (boolean | null)[];
  /** What people decided; null where nobody says. */
  readonly decided: readonly (boolean | null)[] | null;
  /** Null where rows have no strata. */
  readonly strata: readonly (string | null)[] | null;
  /** Null where rows have no scores. */
  readonly scores: readonly (number | null)[] | null;
}

type IsNothing = (text: string) => boolean;

/** The same with texts as places in lists, outcomes in a byte, and NaN where there is no score. */
interface Block {
  readonly length: number;
  readonly groups: readonly Int32Array[];
  readonly strata: Int32Array | null;
  readonly predicted: Int8Array;
  readonly actual: Int8Array;
  readonly decided: Int8Array | null;
  readonly scores: Float64Array | null;
}

/**
 * The rows of a file in some twenty bytes each, since scores are held against the median of all of them: nothing can be
 * counted before the last row is read. They come out again as often as they are asked for.
 */
export class PopulationRows implements Iterable<AuditRow> {
  private readonly blocks: Block[] = [];
  private readonly groupTexts: readonly TextList[];
  private readonly strataTexts: TextList;
  private length = 0;

  /** What of each attribute's texts, and of the stratum's, says nothing. */
  constructor(groups: readonly IsNothing[], stratum: IsNothing) {
    this.groupTexts = groups.map((isNothing) => new TextList(isNothing));
    this.strataTexts = new TextList(stratum);
  }

  add({ length, groups, predicted, actual, decided, strata, scores }: RowColumns): void {
    this.length += length;
    this.blocks.push({
      length,
      groups: this.groupTexts.map((texts, at) => texts.placesOf(groups[at]!)),
      strata: strata && this.strataTexts.placesOf(strata),
      predicted: asBytes(predicted),
      actual: asBytes(actual),
      decided: decided && asBytes(decided),
      scores: scores && asNumbers(scores),
    });
  }

  /** Every row's score, NaN where it has none; no rows where the population has no scores. */
  scores(): Float64Array {
    const scores = new Float64Array(this.length);
    let from = 0;
    for (const block of this.blocks) {
      if (block.scores === null) return new Float64Array(0);
      scores.set(block.scores, from);
      from += block.length;
    }
    return scores;
  }

  *[Symbol.iterator](): Generator<AuditRow> {
    for (const { length, groups, strata, predicted, actual, decided, scores } of this.blocks) {
      for (let row = 0; row < length; row += 1) {
        const score = scores === null ? NaN : scores[row]!;
        yield {
          groups: this.groupTexts.map((texts, at) => texts.at(groups[at]![row]!)),
          predicted: asTruth(predicted[row]!),
          actual: asTruth(actual[row]!),
          decided: decided && asTruth(decided[row]!),
          stratum: strata && this.strataTexts.at(strata[row]!),
          score: Number.isNaN(score) ? null : score,
        };
      }
    }
  }
}

// Loops: `from` of a typed array takes several times as long.
function asBytes(truths: readonly (boolean | null)[]): Int8Array {
  const bytes = new Int8Array(truths.length);
  for (let row = 0; row < bytes.length; row += 1) {
    const truth = truths[row]!;
    bytes[row] = truth === null ? -1 : Number(truth);
  }
  return bytes;
}

function asNumbers(values: readonly (number | null)[]): Float64Array {
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < numbers.length; row += 1) numbers[row] = values[row] ?? NaN;
  return numbers;
}

const asTruth = (byte: number): boolean | null => (byte < 0 ? null : byte === 1);

/** The different texts of a column, each kept once, and looked at once whether it says anything. */
class TextList {
  private readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  constructor(private readonly isNothing: IsNothing) {}

  /** −1 where there is no text, or one that says nothing. */
  placesOf(column: readonly (string | null)[]): Int32Array {
    const places = new Int32Array(column.length);
    for (let row = 0; row < places.length; row += 1) {
      const text = column[row]!;
      places[row] = text === null ? -1 : this.placeOf(text);
    }
    return places;
  }

  at(place: number): string | null {
    return this.texts[place] ?? null;
  }

  private placeOf(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    const place = this.isNothing(text) ? -1 : this.texts.push(text) - 1;
    this.places.set(text, place);
    return place;
  }
}
