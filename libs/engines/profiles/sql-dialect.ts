/** What differs between the SQL of one engine and the next, as far as profile queries go. */
export interface SqlDialect {
  /** The n-th bound value, from 1. */
  readonly parameter: (n: number) => string;
  readonly double: (expression: string) => string;
  readonly text: (expression: string) => string;
  /** The 64 bits of a double that is not negative, as a whole number. */
  readonly bits: (expression: string) => string;
  /** Exclusive or of two whole numbers of 64 bits, neither negative. */
  readonly xor: (a: string, b: string) => string;
  /** A whole number that is not negative, without its last bits. */
  readonly shiftRight: (expression: string, bits: number) => string;
  readonly isNaN: (expression: string) => string;
  readonly isInfinite: (expression: string) => string;
  /** Type of whole numbers of 38 digits: sums in it never overflow nor round. */
  readonly wideInteger: string;
}

export const duckDbDialect: SqlDialect = {
  parameter: (n) => `$${n}`,
  double: (expression) => `CAST(${expression} AS DOUBLE)`,
  text: (expression) => `CAST(${expression} AS VARCHAR)`,
  bits: (expression) => `CAST(CAST(${expression} AS BIT) AS BIGINT)`,
  xor: (a, b) => `xor(CAST(${a} AS BIGINT), CAST(${b} AS BIGINT))`,
  shiftRight: (expression, bits) => `(${expression} >> ${bits})`,
  isNaN: (expression) => `isnan(${expression})`,
  isInfinite: (expression) => `isinf(${expression})`,
  wideInteger: 'HUGEINT',
};
