/** The finite numbers among the values, in ascending order; everything else is left out. */
export function sortFinite(values: ArrayLike<unknown>): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (typeof value === 'number' && Number.isFinite(value)) finite[count++] = value;
  }
  return finite.slice(0, count).sort();
}
