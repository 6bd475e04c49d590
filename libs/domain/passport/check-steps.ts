import { type ReadEntry } from './passport-entry';
import { isStep } from './promotion-entries';

/**
 * Where the steps of a promotion do not follow from one another; null where they do. What is voted on changes with a step that
 * tells what it was before, and that stands in the entry itself, which outlives its details: whoever leaves such a step out, or
 * turns two round, leaves a gap.
 */
export function stepsFault(entries: readonly ReadEntry[]): string | null {
  let current: string | undefined;
  for (const { says } of entries.filter(isStep)) {
    const { digest } = says.subject;
    if (digest === undefined) continue;
    const isNext = current === undefined || digest === current || says.before === current;
    if (!isNext)
      return `entry ${says.sequence} is about ${digest}, and none tells how that came from ${current}: one was left out`;
    current = digest;
  }
  return null;
}
