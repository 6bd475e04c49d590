import { type LawPack } from './law-pack';
import { type LawFinding } from './law-report';

/**
 * What there is to say of a pack whose rule was not in effect on a day, yyyy-mm-dd; null where it was.
 * Throws RangeError for what is no day.
 */
export function dateFinding(
  { effectiveFrom, effectiveTo }: Pick<LawPack, 'effectiveFrom' | 'effectiveTo'>,
  day: string,
): LawFinding | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`"${day}" is no yyyy-mm-dd`);
  // Dates of this form are in order as text.
  if (day >= effectiveFrom && (effectiveTo === null || day <= effectiveTo)) return null;
  const until = effectiveTo === null ? '' : ` to ${effectiveTo}`;
  const statement = `The audit's day ${day} lies outside the pack's dates, from ${effectiveFrom}${until}.`;
  return { code: 'outside_effective_dates', weight: 'attention', attributes: [], group: null, statement };
}
