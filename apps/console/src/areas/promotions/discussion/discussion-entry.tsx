import type { ReactElement } from 'react';
import { formatInstant } from '../../../format/times';
import { t } from '../../../texts';
import { EntryLink } from '../../audit-log/recorded';
import { CommentText, type PromotionComment } from './comment-text';
import type { DiscussionEntry as Entry, Refusal, Reinstatement } from './discussion';
import { WaiverEntry } from '../gates/waiver-entry';
import type { Promotion } from '../promotion';
import { SignatureLine } from '../signing/signature-line';
import { VoteEntry } from '../vote-entry';

const steps = [
  'castVote',
  'withdrawPromotion',
  'refreshGates',
  'activatePromotion',
  'rollBack',
  'reinstatePromotion',
  'castVotes',
  'proposeEmergency',
  'confirmEmergency',
  'waiveGate',
  'acknowledgeRollback',
] as const;

function refusedStep({ action, actor: { name } }: Refusal): string {
  const known = steps.find((step) => step === action);
  if (known === undefined) return t('discussion.refusedStep', { name, step: action });
  return t('discussion.refused', { name, step: t(`discussion.step.${known}`) });
}

function CommentEntry({ comment, isForYou }: { comment: PromotionComment; isForYou: boolean }): ReactElement {
  return (
    <li className="cs-vote cs-comment" data-new={isForYou || undefined}>
      <p>
        <strong>{t('discussion.said', { name: comment.author.name })}</strong>
        <span className="cs-muted"> {formatInstant(comment.addedAt)}</span>
        {isForYou ? <em> ({t('discussion.forYou')})</em> : null}
      </p>
      <blockquote>
        <CommentText comment={comment} />
      </blockquote>
    </li>
  );
}

function RefusalEntry({ refusal }: { refusal: Refusal }): ReactElement {
  return (
    <li className="cs-vote cs-muted">
      <p>
        {refusedStep(refusal)} <span>{formatInstant(refusal.at)}</span>{' '}
        {refusal.code ? <code>{refusal.code}</code> : null} <EntryLink entry={refusal} />
      </p>
    </li>
  );
}

function ReinstatementEntry({ reinstatement }: { reinstatement: Reinstatement }): ReactElement {
  const { person, at, reason } = reinstatement;
  return (
    <li className="cs-vote">
      <p>
        <strong>{t('discussion.reinstated', { name: person.name })}</strong>
        <span className="cs-muted"> {formatInstant(at)}</span>
      </p>
      <SignatureLine vote={reinstatement} />
      <blockquote>{reason}</blockquote>
    </li>
  );
}

interface DiscussionEntryProps {
  entry: Entry;
  promotion: Pick<Promotion, 'gates'>;
  /** Whether it mentions the reader, who had not seen it. */
  isForYou: boolean;
}

/** One thing of a discussion. */
export function DiscussionEntry({ entry, promotion, isForYou }: DiscussionEntryProps): ReactElement {
  if (entry.kind === 'vote') return <VoteEntry vote={entry.vote} />;
  if (entry.kind === 'refusal') return <RefusalEntry refusal={entry.refusal} />;
  if (entry.kind === 'comment') return <CommentEntry comment={entry.comment} isForYou={isForYou} />;
  if (entry.kind === 'reinstatement') return <ReinstatementEntry reinstatement={entry.reinstatement} />;
  const { person, gateId } = entry.waiver;
  // Another policy may have no such gate any more.
  const title = promotion.gates.find(({ id }) => id === gateId)?.title ?? gateId;
  const head = t('promotions.gate.waiverOf', { name: person.name, title });
  return (
    <li className="cs-vote">
      <WaiverEntry waiver={entry.waiver} head={head} tellsFound />
    </li>
  );
}
