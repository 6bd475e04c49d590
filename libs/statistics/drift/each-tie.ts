/** A distinct value of two samples: how many values equal it and how many lie below it, on either side. */
export interface Tie {
  value: number;
  inA: number;
  inB: number;
  belowA: number;
  belowB: number;
}

/**
 * Walks the distinct values of two ascending samples together, from the smallest to the largest. O(n + m). The visitor
 * gets the same object each time, since one object a value would cost more than the walk.
 */
export function eachTie(a: Float64Array, b: Float64Array, visit: (tie: Tie) => void): void {
  const tie: Tie = { value: 0, inA: 0, inB: 0, belowA: 0, belowB: 0 };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    tie.value = j === b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!;
    tie.belowA = i;
    tie.belowB = j;
    while (i < a.length && a[i] === tie.value) i += 1;
    while (j < b.length && b[j] === tie.value) j += 1;
    tie.inA = i - tie.belowA;
    tie.inB = j - tie.belowB;
    visit(tie);
  }
}
