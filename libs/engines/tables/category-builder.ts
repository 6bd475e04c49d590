import { sortByCodePoint } from '@countersign/statistics/ordering';
import { type CategoryVector } from './table';

/**
 * Makes a vector of categories from codes into stored texts and what each text is called: equal labels become one
 * category, categories stand in code-point order. O(rows + d log d) for d distinct texts.
 *
 * @param codes per row an index into `labels`, −1 where missing; rewritten in place
 */
export function categoryVector(codes: Int32Array, labels: readonly (string | null)[]): CategoryVector {
  const categories = [...new Set(labels)].filter((label) => label !== null);
  sortByCodePoint(categories);
  const places = new Map(categories.map((category, at) => [category, at]));
  const newCodes = Int32Array.from(labels, (label) => (label === null ? -1 : (places.get(label) ?? -1)));
  let missing = 0;
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row]!;
    const place = code < 0 ? -1 : newCodes[code]!;
    if (place < 0) missing += 1;
    codes[row] = place;
  }
  return { codes, categories, missing };
}

/** Codes of texts in the order of their first appearance. */
export class TextCodes {
  readonly codes: Int32Array;
  readonly texts: string[] = [];
  private readonly known = new Map<string, number>();
  private row = 0;

  constructor(rowCount: number) {
    this.codes = new Int32Array(rowCount).fill(-1);
  }

  add(text: string | null): void {
    if (text !== null) {
      let code = this.known.get(text);
      if (code === undefined) {
        code = this.texts.length;
        this.known.set(text, code);
        this.texts.push(text);
      }
      this.codes[this.row] = code;
    }
    this.row += 1;
  }
}
