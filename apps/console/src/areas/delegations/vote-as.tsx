import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../texts';
import type { Permission, Promotion } from '../promotions/promotion';

type Given = Pick<Promotion, 'votesForOthers'>;
type VoteForOther = Promotion['votesForOthers'][number];

/** Whether a vote can be cast now, if need be after the reader has proven who they are. */
export const isOpen = ({ allowed, code }: { allowed: boolean; code?: string | null | undefined }): boolean =>
  allowed || code === 'STEP_UP_REQUIRED';

/**
 * Chooses whose vote is cast, of those that are still open to the reader; nothing where that is their own alone. One
 * that was chosen and is closed since stays chosen: whose vote it is never changes unseen.
 */
export function VoteAs(props: {
  promotion: Given;
  /** Whether the reader's own is open. */
  hasOwn: boolean;
  chosen: string | null;
  onChoose: (personId: string | null) => void;
}): ReactElement | null {
  const { promotion, hasOwn, chosen, onChoose } = props;
  const offered = promotion.votesForOthers.filter((vote) => isOpen(vote) || vote.onBehalfOf.id === chosen);
  if (offered.length === 0 && chosen === null) return null;
  const others = offered.map(({ onBehalfOf: { id, name } }) => ({
    value: id,
    label: t('delegations.instead', { name }),
  }));
  const isGone = chosen !== null && others.every(({ value }) => value !== chosen);
  const own = hasOwn || isGone ? [{ value: '', label: t('delegations.myself') }] : [];
  return (
    <Select
      label={t('delegations.voteAs')}
      placeholder={t('forms.choose')}
      data={[...own, ...others]}
      allowDeselect={false}
      value={chosen ?? (hasOwn ? '' : null)}
      onChange={(value) => onChoose(value === '' ? null : value)}
    />
  );
}

/** Those that were given and cannot be cast, but for what was voted already: the votes themselves say that. */
export const closedVotes = (promotion: Given, chosen: string | null): VoteForOther[] =>
  promotion.votesForOthers.filter(
    (vote) => !isOpen(vote) && vote.onBehalfOf.id !== chosen && vote.code !== 'ALREADY_VOTED',
  );

/** Whether this vote of somebody else may be cast, and if not, why; null for one's own. */
export function permissionFor(promotion: Given, personId: string | null): Permission | null {
  if (personId === null) return null;
  const vote = promotion.votesForOthers.find(({ onBehalfOf }) => onBehalfOf.id === personId);
  if (!vote) return { allowed: false, message: t('delegations.takenBack') };
  return { allowed: vote.allowed, code: vote.code ?? undefined, message: vote.message ?? undefined };
}
