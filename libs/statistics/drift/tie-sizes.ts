import { eachTie } from './each-tie';

/** How often each distinct value occurs in both samples together, from the smallest value to the largest. O(n + m). */
export function tieSizes(a: Float64Array, b: Float64Array): Int32Array {
  const sizes = new Int32Array(a.length + b.length);
  let count = 0;
  eachTie(a, b, ({ inA, inB }) => {
    sizes[count++] = inA + inB;
  });
  return sizes.slice(0, count);
}
