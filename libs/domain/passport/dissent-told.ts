import { type ReadEntry } from './passport-entry';

type Told = Pick<ReadEntry, 'says' | 'payload'>;

interface Objection {
  promotionId?: unknown;
  round: unknown;
  personId: unknown;
  /** Whose vote it was, where somebody else cast it. */
  onBehalfOf?: unknown;
  decision: unknown;
  comment: unknown;
}

/**
 * What was said against the release, in words: votes that asked for changes, rejected or abstained with a reason, of every
 * round, and what the entry of the request tells of earlier promotions of the same artefact. A quorum alone would hide it.
 */
export function dissentIn(steps: readonly Told[]): string[] {
  const own = steps.filter(({ says }) => says.action === 'castVote').flatMap(objectionOf);
  const before = steps.filter(({ says }) => says.action === 'requestPromotion').flatMap(earlier);
  return [...own, ...before].map(inWords);
}

function objectionOf({ says, payload }: Told): Objection[] {
  const { decision, comment, votedOn, onBehalfOf } = (payload ?? {}) as Record<string, unknown>;
  if (!isDissent(decision, comment)) return [];
  const { round } = (votedOn ?? {}) as { round?: unknown };
  return [{ round, personId: says.actor.id, onBehalfOf, decision, comment }];
}

function earlier({ payload }: Told): Objection[] {
  const told = payload?.['dissent'];
  return Array.isArray(told) ? (told as Objection[]) : [];
}

function isDissent(decision: unknown, comment: unknown): boolean {
  if (decision === 'reject' || decision === 'request_changes') return true;
  return decision === 'abstain' && typeof comment === 'string' && comment.trim() !== '';
}

const words: Readonly<Record<string, string>> = {
  reject: 'rejected it',
  request_changes: 'asked for changes',
  abstain: 'abstained',
};

function inWords({ promotionId, round, personId, onBehalfOf, decision, comment }: Objection): string {
  const where = promotionId === undefined ? '' : `in the earlier promotion ${String(promotionId)}, `;
  const why = typeof comment === 'string' && comment.trim() !== '' ? `: “${comment}”` : '';
  const who = `${String(personId)}${typeof onBehalfOf === 'string' ? ` for ${onBehalfOf}` : ''}`;
  return `${where}round ${String(round)}, ${who} ${words[String(decision)] ?? 'objected'}${why}`;
}
