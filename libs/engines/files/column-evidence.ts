import { type ColumnSchema } from './file-schema';
import { isMissingText } from './missing-text';
import { isNumberText, isWholeNumberText, parseNumberText } from './number-text';
import { hasZone, parseTimeText } from './time-text';
import { parseTruthText } from './truth-text';

/** What every value seen so far still allows a column to be. */
export class ColumnEvidence {
  private any = false;
  private numeric = true;
  private truth = true;
  private whole = true;
  private timestamp = true;
  private dateOnly = true;
  private zoned = true;

  /** Takes one non-empty text into account. */
  addText(text: string): void {
    // A text is at most one of the three, and most columns are settled by their first value.
    const isSettled = this.any && !this.numeric && !this.timestamp && !this.truth;
    if (isSettled || isMissingText(text)) return;
    const isFirst = !this.any;
    this.any = true;
    if (this.numeric) {
      this.numeric = isNumberText(text);
      this.whole &&= this.numeric && isWholeNumberText(text);
      if (this.numeric && isFirst) this.timestamp = this.truth = false;
    }
    if (this.timestamp) this.addTime(text);
    if (this.truth) this.truth = parseTruthText(text) !== undefined;
  }

  /** Takes one number into account that is a number already. */
  addNumber(value: number): void {
    this.any = true;
    this.timestamp = this.truth = false;
    this.whole &&= Number.isInteger(value);
  }

  addTruth(): void {
    this.any = true;
    this.numeric = this.timestamp = false;
  }

  /** Takes a text into account that is no number, whatever it spells, except for what numbers alone cannot write. */
  addString(text: string): void {
    if (isMissingText(text)) return;
    const value = parseNumberText(text);
    const isSpecial = value !== undefined && !Number.isFinite(value);
    if (value !== undefined && !isSpecial) this.numeric = false;
    this.addText(text);
    if (isSpecial) this.whole = false;
  }

  schema(name: string): ColumnSchema {
    if (this.any && this.numeric)
      return { name, kind: 'numeric', storageType: this.whole ? 'BIGINT' : 'DOUBLE' };
    if (this.any && this.timestamp) return { name, kind: 'timestamp', storageType: this.timeType() };
    return { name, kind: 'categorical', storageType: this.any && this.truth ? 'BOOLEAN' : 'VARCHAR' };
  }

  private addTime(text: string): void {
    const time = parseTimeText(text);
    this.timestamp = time !== undefined;
    this.dateOnly &&= text.trim().length === 10;
    this.zoned &&= time !== undefined && hasZone(time);
  }

  private timeType(): string {
    if (this.dateOnly) return 'DATE';
    return this.zoned ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
  }
}
