import { type ReadEntry } from './passport-entry';

type Told = Pick<ReadEntry, 'says' | 'payload'>;

/** Whether the entry tells of a change of a promotion that was made. */
export function isStep({ says }: Told): boolean {
  return says.subject.type === 'promotion' && says.outcome === 'done';
}

/** The step that approved what served by an emergency already. */
export function isRatification({ says, payload }: Told): boolean {
  const approves = ['castVote', 'refreshGates', 'waiveGate'].includes(says.action);
  return approves && payload?.['state'] === 'active';
}

/** The step that a passport is about: the activation or the ratification, or else the last one that left the promotion approved. */
export function decidedEntry<Entry extends Told>(entries: readonly Entry[]): Entry | null {
  const steps = entries.filter(isStep);
  const activation = steps.findLast(({ says }) => says.action === 'activatePromotion');
  const ratified = steps.findLast(isRatification);
  return activation ?? ratified ?? steps.findLast(({ payload }) => payload?.['state'] === 'approved') ?? null;
}

/** The passkey that a step was signed with; null for none. */
export function signingPasskey({ payload }: Pick<ReadEntry, 'payload'>): string | null {
  const signature = payload?.['signature'] as { passkeyId?: unknown } | null | undefined;
  return typeof signature?.passkeyId === 'string' ? signature.passkeyId : null;
}

/** The votes up to a step. */
export function voteEntries(entries: readonly ReadEntry[], until: ReadEntry): ReadEntry[] {
  return stepsUntil(entries, until, 'castVote');
}

/** The waivers of gates up to a step. */
export function waiverEntries(entries: readonly ReadEntry[], until: ReadEntry): ReadEntry[] {
  return stepsUntil(entries, until, 'waiveGate');
}

function stepsUntil(entries: readonly ReadEntry[], until: ReadEntry, action: string): ReadEntry[] {
  return entries.filter(
    (entry) => isStep(entry) && entry.says.action === action && entry.says.sequence <= until.says.sequence,
  );
}
