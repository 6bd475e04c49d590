const cell = new DataView(new ArrayBuffer(8));

/** The next double above `value`, as C's `nextafter(value, inf)`; NaN and Infinity stay what they are. */
export function nextUp(value: number): number {
  if (Number.isNaN(value) || value === Infinity) return value;
  if (value === 0) return Number.MIN_VALUE;
  cell.setFloat64(0, value);
  cell.setBigInt64(0, cell.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return cell.getFloat64(0);
}
