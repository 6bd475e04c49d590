import { radixSort } from './radix-sort';

/** From this many values on the radix sort beats the comparing one of the engine. */
const radixFrom = 4096;

/**
 * The finite numbers among the values, in ascending order (−0 before 0); everything else is left out. O(n) for many
 * values, O(n log n) for few.
 */
export function sortFinite(values: ArrayLike<unknown>): Float64Array {
  const finite = values instanceof Float64Array ? finiteDoubles(values) : finiteNumbers(values);
  if (finite.length < radixFrom) return finite.sort();
  radixSort(finite);
  return finite;
}

/** The same as below without looking at types, since the array can hold nothing but numbers. */
function finiteDoubles(values: Float64Array): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    finite[count] = value;
    // Infinities and NaN leave something other than 0.
    if (value - value === 0) count += 1;
  }
  return finite.subarray(0, count);
}

function finiteNumbers(values: ArrayLike<unknown>): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (typeof value === 'number' && Number.isFinite(value)) finite[count++] = value;
  }
  return finite.slice(0, count);
}
