const locale = 'en-GB';
const counts = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const significant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
const brief = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const fourDecimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
const fixedFour = new Intl.NumberFormat(locale, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const fixedThree = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const bytesUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A whole number with thousands separators. */
export const formatCount = (value: number): string => counts.format(value);

/** A value too small for the decimals shown is said to be so: it never reads as zero. */
function belowStep(value: number, decimals: number): string | undefined {
  const step = 10 ** -decimals;
  if (value === 0 || Math.abs(value) >= step / 2) return undefined;
  return value > 0 ? `<${step.toFixed(decimals)}` : `>-${step.toFixed(decimals)}`;
}

/** From 1 on four significant digits, whole numbers from 1000 on. */
const large = (value: number): string =>
  Math.abs(value) < 1000 ? significant.format(value) : counts.format(value);

/** A number in a sentence, such as a threshold: up to four decimals, `0.25`. */
export function formatNumber(value: number): string {
  if (Math.abs(value) >= 1) return large(value);
  return belowStep(value, 4) ?? fourDecimals.format(value);
}

/** A measured number: four decimals below 1, so that those of a column stand under each other, `0.2500`. */
export function formatMeasure(value: number): string {
  if (Math.abs(value) >= 1) return large(value);
  return belowStep(value, 4) ?? fixedFour.format(value);
}

/** A p-value: below the decimals shown it is said to be so, also where it is too small for a double and reads 0. */
export const formatPValue = (value: number): string => (value < 0.0001 ? '<0.0001' : fixedFour.format(value));

/** A measured number in the cells of a dense grid: three decimals below 1. */
export function formatBrief(value: number): string {
  if (Math.abs(value) >= 1) return brief.format(value);
  return belowStep(value, 3) ?? fixedThree.format(value);
}

/** A share in [0, 1] as a percentage with one decimal. */
export const formatPercent = (share: number): string => percents.format(share);

/** Bytes in decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), bytesUnits.length - 1);
  return `${significant.format(bytes / 1000 ** power)} ${bytesUnits[power]}`;
}
