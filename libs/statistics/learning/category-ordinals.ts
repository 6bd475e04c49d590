import { compareCodePoints } from '../ordering';
import { type CategoryColumn } from './feature-column';

/** Numbers the categories that occur in some columns, in the order of code points, from `first` on. O(n + c log c). */
export function categoryOrdinals(
  columns: readonly CategoryColumn[],
  first: number,
): ReadonlyMap<string, number> {
  const names = new Set<string>();
  for (const { codes, categories } of columns) {
    const occurs = new Uint8Array(categories.length);
    for (const code of codes) if (code >= 0) occurs[code] = 1;
    categories.forEach((name, code) => {
      if (occurs[code] === 1) names.add(name);
    });
  }
  return new Map([...names].sort(compareCodePoints).map((name, at) => [name, first + at]));
}

/** The number of each row's category; NaN where it is missing or has none. O(n). */
export function ordinalsOf(
  { codes, categories }: CategoryColumn,
  ordinals: ReadonlyMap<string, number>,
): Float64Array {
  const byCode = categories.map((name) => ordinals.get(name) ?? NaN);
  return Float64Array.from(codes, (code) => (code < 0 ? NaN : byCode[code]!));
}
