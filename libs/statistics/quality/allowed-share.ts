/** What a reference showed, and how many rows will be judged by it. */
export interface ReferenceShare {
  readonly count: number;
  readonly rows: number;
  readonly judgedRows: number;
}

/** Standard errors that are allowed. */
const z = 3;

/**
 * The largest share that sampling explains: the share p of the reference plus three standard errors of the difference
 * of two samples, p̃ + 3·√(p̃(1 − p̃)(1/(n + 9) + 1/m)), at most 1. p̃ = (count + 4.5)/(n + 9) is the centre of Wilson's
 * interval at z = 3, which keeps a width for rare events. n and m are the rows of the reference and of what is judged.
 * Source: Agresti and Coull, American Statistician 52 (1998). Throws RangeError unless rows and judgedRows are positive.
 * @example allowedShare({ count: 50, rows: 1000, judgedRows: 1000 }) // 0.0842
 */
export function allowedShare({ count, rows, judgedRows }: ReferenceShare): number {
  if (!(rows > 0) || !(judgedRows > 0)) throw new RangeError('a share is allowed from rows for rows');
  const p = (count + (z * z) / 2) / (rows + z * z);
  const error = Math.sqrt(p * (1 - p) * (1 / (rows + z * z) + 1 / judgedRows));
  return Math.min(1, p + z * error);
}
