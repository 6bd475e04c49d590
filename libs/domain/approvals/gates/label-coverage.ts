import type { MeasurementRule, PerformanceRule } from './gate-rules';

/**
 * Why too few rows have their label to conclude anything; null where enough have, or where the rule asks for no share.
 * @param labelCoverage share of the rows that have a label, in [0, 1]; null where nothing says it
 * @param place where it was measured, such as `in the window …`
 */
export function lackOfLabels(
  { minimumLabelCoverage: needed }: Pick<MeasurementRule | PerformanceRule, 'minimumLabelCoverage'>,
  labelCoverage: number | null,
  place?: string,
): string | null {
  // Written so that a number that is none is too little.
  if (needed === undefined || (labelCoverage !== null && labelCoverage >= needed)) return null;
  const share =
    labelCoverage === null ? 'Nothing says how many rows are' : `A share of ${shareText(labelCoverage)} is`;
  return `${share} labelled${place === undefined ? '' : ` ${place}`}; ${needed} is needed.`;
}

/** With so many digits that no share below another reads like it, as long as there are fewer than a thousand million rows. */
const shareText = (share: number): string => String(Number(share.toPrecision(9)));
