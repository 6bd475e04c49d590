import { type NumberVector } from './table';

/** Collects a numeric column, part by part, in file order. */
export class NumberBuilder {
  private readonly values: Float64Array;
  private length = 0;
  private missing = 0;

  constructor(rowCount: number) {
    this.values = new Float64Array(rowCount);
  }

  /** @param isMissing says by row of the part whether the value is missing; absent when none is */
  add(part: ArrayLike<number>, isMissing?: (row: number) => boolean): void {
    this.values.set(part, this.length);
    if (isMissing)
      for (let row = 0; row < part.length; row += 1)
        if (isMissing(row)) {
          this.values[this.length + row] = NaN;
          this.missing += 1;
        }
    this.length += part.length;
  }

  vector(): NumberVector {
    let noNumber = 0;
    let infinite = 0;
    for (const value of this.values)
      // Neither NaN nor an infinity equals itself less itself.
      if (value - value !== 0) {
        if (value !== value) noNumber += 1;
        else infinite += 1;
      }
    return { values: this.values, missing: this.missing, notANumber: noNumber - this.missing, infinite };
  }
}
