import type { PromotionPartsFragment } from '../../gql/graphql';
import { listOf, withinSentence, word } from '../../format/words';
import { t } from '../../texts';

export type Promotion = PromotionPartsFragment;
export type PromotionAction = Promotion['viewerActions'][number]['action'];
export type Gate = Promotion['gates'][number];
export type Vote = Promotion['votes'][number];
export type Waiver = Promotion['waivers'][number];

/** Whether the viewer may act now, and if not, why. */
export interface Permission {
  allowed: boolean;
  code?: string;
  message?: string;
}

/** The server's word on an action; one it does not name is not allowed. */
export function permissionFor(
  { viewerActions }: Pick<Promotion, 'viewerActions'>,
  action: PromotionAction,
): Permission {
  const found = viewerActions.find((candidate) => candidate.action === action);
  if (!found) return { allowed: false, message: t('promotions.bar.closed') };
  return {
    allowed: found.allowed,
    code: found.code ?? undefined,
    message: found.message ?? (found.allowed ? undefined : t('promotions.bar.closed')),
  };
}

/** The gates in the way; one that is for information never is. */
export const closedGates = (gates: readonly Pick<Gate, 'isBlocking' | 'title' | 'verdict'>[]): string[] =>
  gates.filter(({ isBlocking, verdict }) => isBlocking && verdict !== 'PASS').map(({ title }) => title);

/** Who holds it up in the present round. */
export const wantChanges = (votes: readonly Pick<Vote, 'counts' | 'decision' | 'person'>[]): string[] =>
  votes
    .filter(({ counts, decision }) => counts && decision === 'REQUEST_CHANGES')
    .map(({ person }) => person.name);

/** What stands between a promotion and its release, in one sentence. */
export function statusSentence({
  state,
  gates,
  slots,
  votes,
}: Pick<Promotion, 'state' | 'gates' | 'slots' | 'votes'>): string {
  if (state !== 'BLOCKED' && state !== 'IN_REVIEW' && state !== 'PROVISIONAL')
    return t(`promotions.status.${state}`);
  const failing = closedGates(gates);
  const open = slots.filter((slot) => !slot.filledBy).map((slot) => withinSentence(word('role', slot.role)));
  const voters = wantChanges(votes);
  const parts = [
    failing.length > 0 ? t('promotions.status.gates', { count: failing.length, gates: listOf(failing) }) : '',
    voters.length > 0 ? t('promotions.status.changes', { count: voters.length, names: listOf(voters) }) : '',
    open.length > 0 ? t('promotions.status.slots', { count: open.length, roles: listOf(open) }) : '',
  ].filter(Boolean);
  if (state === 'PROVISIONAL') return [t('promotions.status.PROVISIONAL'), ...parts].join(' ');
  return parts.length > 0 ? parts.join(' ') : t('promotions.status.complete');
}

interface Stamped {
  state: string;
  round: number;
  subjectDigest: string;
  votes: readonly unknown[];
  waivers: readonly { id: string; counts: boolean }[];
  emergency?: { id: string } | null;
}

/** Differs whenever something happened that a reviewer must see before deciding. */
export function stampOf({ state, round, subjectDigest, votes, waivers, emergency }: Stamped): string {
  const waived = waivers.map(({ id, counts }) => `${id}${counts ? '' : ' ended'}`).sort();
  return [state, round, subjectDigest, votes.length, waived.join(), emergency?.id ?? ''].join('|');
}
