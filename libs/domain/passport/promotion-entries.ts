import { type ReadEntry } from './passport-entry';

type Told = Pick<ReadEntry, 'says' | 'payload'>;

/** Whether the entry tells of a change of a promotion that was made. */
export function isStep({ says }: Told): boolean {
  return says.subject.type === 'promotion' && says.outcome === 'done';
}

/** The step that a passport is about: the activation, or else the last one that left the promotion approved. */
export function decidedEntry<Entry extends Told>(entries: readonly Entry[]): Entry | null {
  const steps = entries.filter(isStep);
  const activation = steps.findLast(({ says }) => says.action === 'activatePromotion');
  return activation ?? steps.findLast(({ payload }) => payload?.['state'] === 'approved') ?? null;
}

/** The votes up to a step. */
export function voteEntries(entries: readonly ReadEntry[], until: ReadEntry): ReadEntry[] {
  return entries.filter(
    (entry) =>
      isStep(entry) && entry.says.action === 'castVote' && entry.says.sequence <= until.says.sequence,
  );
}
