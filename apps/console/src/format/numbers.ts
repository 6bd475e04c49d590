const locale = 'en-GB';
const counts = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const significant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
const brief = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const small = new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 3 });
const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const bytesUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A whole number with thousands separators. */
export const formatCount = (value: number): string => counts.format(value);

/** Four significant digits; scientific below 0.0001 so that a small value never reads as zero. */
export function formatNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) return small.format(value);
  return significant.format(value);
}

/** Three significant digits, for the cells of a dense grid. */
export function formatBrief(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? small.format(value) : brief.format(value);
}

/** A share in [0, 1] as a percentage with one decimal. */
export const formatPercent = (share: number): string => percents.format(share);

/** Bytes in decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), bytesUnits.length - 1);
  return `${significant.format(bytes / 1000 ** power)} ${bytesUnits[power]}`;
}
