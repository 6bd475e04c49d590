/**
 * A number for people, the same on every machine: whole numbers with commas between thousands, others with four
 * significant digits (small and huge ones with an exponent, so that no p-value reads as zero); n/a for null.
 * @example [48842, 0.123456, 1e-9, null].map(formatNumber) // ['48,842', '0.1235', '1.000e-9', 'n/a']
 */
export function formatNumber(value: number | null): string {
  if (value === null) return 'n/a';
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return grouped(String(value));
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e15) return value.toExponential(3);
  if (size >= 1000) return grouped(value.toFixed(1));
  return trimmed(value.toPrecision(4));
}

/** A share as per cent with two decimals at most. @example formatShare(0.0512) // '5.12 %' */
export function formatShare(value: number | null): string {
  if (value === null) return 'n/a';
  const percent = value * 100;
  if (percent !== 0 && Math.abs(percent) < 0.01) return `${percent.toExponential(1)} %`;
  return `${trimmed(percent.toFixed(2))} %`;
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
